import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { formatDate } from '../format/time.ts';
import { codeName } from '../layers/expression.ts';
import { freshnessColours } from '../layers/freshness.ts';
import { tintStrength } from '../layers/grids.ts';
import { incidentWords } from '../layers/incident-words.ts';
import { layers } from '../layers/index.ts';
import type { LayerContext } from '../layers/layer.ts';
import { setCategory, setStatus } from '../state/actions.ts';
import { incidentGap } from '../state/signals.ts';
import { StoreController } from '../state/store-controller.ts';
import { JwElement } from './element.ts';
import { styleOf } from './style-of.ts';
import { controlStyles, sheetStyles } from './styles.ts';

/**
 * What the colours of the grids mean, in one line on the map, and by freshness those of the compounds in a second; every other legend is in
 * the layers' sheet. Also which incidents alone are shown, with the way back, and why some are missing; `telling` is set while it says so.
 */
@customElement('jw-map-key')
export class JwMapKey extends JwElement {
  /** What the map draws by; null until it is ready. */
  @property({ attribute: false }) context: LayerContext | null = null;
  #shown = new StoreController(this, (view) => view.layers.grids.visible);
  #incidents = new StoreController(this, (view) => view.layers.incidents.visible);
  #category = new StoreController(this, (view) => view.category);
  #status = new StoreController(this, (view) => view.status);
  #end: (() => void) | undefined;

  static override styles = [
    sheetStyles,
    controlStyles,
    css`
      .line {
        display: flex;
        align-items: center;
        gap: var(--space-3);
        min-block-size: 2rem;
      }
      .line + .line,
      div + div > .line {
        margin-top: -0.375rem;
      }
      .told {
        color: var(--ink);
      }
      @media (max-width: 899px) {
        .line:not(.told) {
          display: none;
        }
        div + div > .line {
          margin-top: 0;
        }
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
        ? [this.row(this.indicatorName(context), grids.legend(context), tintStrength(context))]
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
    const told = [...this.only(context), ...this.gap(context)];
    if (rows.length + told.length === 0) return nothing;
    return html`<div class="key">
      <div role="group" aria-label=${words.layerSheet.unfold(grids.title(context))}>${rows}</div>
      <div role="status">${told}</div>
    </div>`;
  }

  override updated(): void {
    this.toggleAttribute('telling', this.renderRoot.querySelector('.told') !== null);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#end = incidentGap.subscribe(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#end?.();
  }

  /** The indicator, and once for all its classes that they are about. */
  private indicatorName({ indicator, small_count_below }: LayerContext): string {
    const { indicator: names, rounded } = this.words.layers;
    return small_count_below === null ? names[indicator] : rounded(names[indicator]);
  }

  /** The category and state that alone are shown, and the way back. */
  private only(context: LayerContext): TemplateResult[] {
    const what = incidentWords(context, this.#category.value, this.#status.value, this.words);
    if (!what || !this.#incidents.value) return [];
    const all = () => {
      setCategory(null);
      setStatus(null);
    };
    return [
      html`<div class="line told">
        <span>${this.words.incidents.only(what)}</span>
        <button class="link" @click=${all}>${this.words.incidents.show_all}</button>
      </div>`,
    ];
  }

  private gap(context: LayerContext): TemplateResult[] {
    const gap = incidentGap.value;
    if (!gap) return [];
    const text = this.words.incidents;
    if (gap.kind === 'near') return [html`<div class="line told">${text.gap_near}</div>`];
    if (gap.kind === 'since')
      return [html`<div class="line told">${text.gap_since(this.date(gap.day, context))}</div>`];
    const { levels, chunk_digits } = context.deployment;
    const level = levels.find(({ code_digits }) => code_digits === chunk_digits)?.level ?? '';
    return [
      html`<div class="line told">${text.gap_far(codeName(context.catalogues['area-level'], level, context))}</div>`,
    ];
  }

  private date(day: string, { today }: LayerContext): string {
    return formatDate(day, { today, language: this.language });
  }

  /** @param strength share of full strength, 0 to 1, at which the map draws the colours. */
  private row(title: string, entries: readonly { label: string; colour: string }[], strength = 1): TemplateResult {
    return html`<div class="line">
      <span>${title}</span>
      <ul>
        ${entries.map(({ label, colour }) => {
          const background = `color-mix(in srgb, ${colour} ${strength * 100}%, transparent)`;
          return html`<li><i style=${styleOf({ background })}></i>${label}</li>`;
        })}
      </ul>
    </div>`;
  }
}
