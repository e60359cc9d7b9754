import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { freshnessColours } from '../layers/freshness.ts';
import { tintStrength } from '../layers/grids.ts';
import { layers } from '../layers/index.ts';
import type { LayerContext } from '../layers/layer.ts';
import { StoreController } from '../state/store-controller.ts';
import { JwElement } from './element.ts';
import { sheetStyles } from './styles.ts';

/** What the colours of the grids mean, in one line on the map, and by freshness those of the compounds in a second; every other legend is in the layers' sheet. */
@customElement('jw-map-key')
export class JwMapKey extends JwElement {
  /** What the map draws by; null until it is ready. */
  @property({ attribute: false }) context: LayerContext | null = null;
  #shown = new StoreController(this, (view) => view.layers.grids.visible);

  static override styles = [
    sheetStyles,
    css`
      .line {
        display: flex;
        align-items: center;
        gap: var(--space-3);
        min-block-size: 2rem;
      }
      .line + .line {
        margin-top: -0.375rem;
      }
      .key {
        padding: 0 var(--space-3);
        font-size: var(--type-1);
        color: var(--ink-soft);
        background: color-mix(in srgb, var(--sheet) 88%, transparent);
        border: 1px solid var(--rule);
        border-radius: var(--radius);
        white-space: nowrap;
      }
      ul {
        display: flex;
      }
      li {
        display: flex;
        align-items: center;
        gap: 0.375rem;
        padding-inline-end: var(--space-3);
        font-variant-numeric: tabular-nums;
      }
      li:last-child {
        padding: 0;
      }
      i {
        inline-size: 1rem;
        block-size: 0.625rem;
        border: 1px solid color-mix(in srgb, var(--ink) 25%, transparent);
        forced-color-adjust: none;
      }
    `,
  ];

  override render() {
    const { context, words } = this;
    const grids = layers.find(({ id }) => id === 'grids');
    if (!context || !grids) return nothing;
    const { layers: text } = words;
    const rows = [
      ...(this.#shown.value && context.deployment.root
        ? [this.row(text.indicator[context.indicator], grids.legend(context), tintStrength(context))]
        : []),
      ...(context.freshness
        ? [
            this.row(
              text.freshness_title,
              freshnessColours(context).map((colour, index) => ({ colour, label: text.freshness_short[index]! })),
            ),
          ]
        : []),
    ];
    if (rows.length === 0) return nothing;
    return html`<div class="key" role="group" aria-label=${words.layerSheet.unfold(grids.title(context))}>${rows}</div>`;
  }

  /** @param strength share of full strength, 0 to 1, at which the map draws the colours. */
  private row(title: string, entries: readonly { label: string; colour: string }[], strength = 1): TemplateResult {
    return html`<div class="line">
      <span>${title}</span>
      <ul>
        ${entries.map(({ label, colour }) => html`<li><i style="background: color-mix(in srgb, ${colour} ${strength * 100}%, transparent)"></i>${label}</li>`)}
      </ul>
    </div>`;
  }
}
