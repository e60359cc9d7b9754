import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { formatCount, formatShare } from '../format/number.ts';
import { layers } from '../layers/index.ts';
import type { LayerContext, MapLayer } from '../layers/layer.ts';
import { setColouring, setFreshness, setIndicator, setLayer } from '../state/actions.ts';
import { colourings } from '../state/colouring.ts';
import { indicators } from '../state/indicators.ts';
import type { LayerId } from '../state/store.ts';
import { StoreController } from '../state/store-controller.ts';
import { categorySelect } from './category-select.ts';
import { JwElement } from './element.ts';
import { icon } from './icon.ts';
import { legendList, legendStyles } from './legend.ts';
import { partStyles } from './part-styles.ts';
import { bones, heading } from './parts.ts';
import { controlStyles, sheetStyles, skeletonStyles } from './styles.ts';

/** Which layers show, how strongly, and what their colours mean. */
@customElement('jw-layer-switcher')
export class JwLayerSwitcher extends JwElement {
  /** What the map draws by; null until it is ready. */
  @property({ attribute: false }) context: LayerContext | null = null;
  @state() private unfolded: ReadonlySet<LayerId> = new Set<LayerId>(['grids', 'incidents']);
  #view = new StoreController(this, (view) => view);

  static override styles = [
    sheetStyles,
    controlStyles,
    partStyles,
    skeletonStyles,
    legendStyles,
    css`
      .layers {
        margin-top: var(--space-3);
        border-top: 1px solid var(--rule);
      }
      .layers > li {
        border-bottom: 1px solid color-mix(in srgb, var(--rule) 55%, transparent);
      }
      .line-up {
        display: grid;
        grid-template-columns: 1fr 5.5rem var(--target);
        align-items: center;
        gap: var(--space-2);
        min-block-size: max(2.5rem, var(--target));
      }
      input[type='range'] {
        inline-size: 100%;
        block-size: 1.5rem;
        margin: 0;
        accent-color: var(--accent);
      }
      .inside {
        display: grid;
        gap: var(--space-2);
        padding: 0 0 var(--space-3) 1.5rem;
      }
      fieldset {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 0 var(--space-3);
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0;
        font-size: var(--type-1);
        color: var(--ink-soft);
      }
      label.choice {
        min-block-size: max(1.75rem, var(--target));
      }
      .turned {
        rotate: 180deg;
      }
      .fresh {
        margin-top: var(--space-4);
      }
    `,
  ];

  override render() {
    const { words, context } = this;
    return html`
      ${heading('', words.layerSheet.title)}
      ${
        context
          ? html`<ul class="layers">
            ${[...layers].reverse().map((layer) => html`<li>${this.layer(layer, context)}</li>`)}
          </ul>`
          : bones(9)
      }
      <label class="choice fresh">
        <input
          type="checkbox"
          role="switch"
          .checked=${this.#view.value.freshness}
          @change=${(event: Event) => setFreshness((event.target as HTMLInputElement).checked)}
        />
        ${words.layerSheet.freshness}
      </label>
      <p class="note">${words.layerSheet.freshnessHelp}</p>
    `;
  }

  private layer(layer: MapLayer, context: LayerContext): TemplateResult {
    const { visible, opacity } = this.#view.value.layers[layer.id];
    const { layerSheet: words } = this.words;
    const title = layer.title(context);
    const unfolded = this.unfolded.has(layer.id);
    return html`<div class="line-up">
        <label class="choice">
          <input
            type="checkbox"
            .checked=${visible}
            @change=${(event: Event) => setLayer(layer.id, { visible: (event.target as HTMLInputElement).checked })}
          />
          <span><span class="visually-hidden">${words.show(title)}</span><span aria-hidden="true">${title}</span></span>
        </label>
        <input
          type="range"
          min="0"
          max="1"
          step="0.05"
          aria-label=${words.opacity(title)}
          title="${words.opacity(title)} ${formatShare(opacity)}"
          aria-valuetext=${formatShare(opacity)}
          ?disabled=${!visible}
          .value=${String(opacity)}
          @input=${(event: Event) => setLayer(layer.id, { opacity: Number((event.target as HTMLInputElement).value) })}
        />
        <button
          class="quiet icon-only"
          aria-label=${words.unfold(title)}
          title=${words.unfold(title)}
          aria-expanded=${unfolded}
          @click=${() => this.fold(layer.id)}
        >
          <span class=${unfolded ? 'turned' : ''}>${icon('chevronDown')}</span>
        </button>
      </div>
      ${unfolded ? this.inside(layer, context, title) : nothing}`;
  }

  private inside(layer: MapLayer, context: LayerContext, title: string): TemplateResult {
    return html`<div class="inside">
      ${layer.id === 'grids' ? this.indicators() : nothing} ${layer.id === 'incidents' ? categorySelect(context.catalogues, this.#view.value.category, this.words.layerSheet.category, this.language, this.words) : nothing}
      ${layer.id === 'incidents' ? this.colourings() : nothing}
      ${legendList(layer.legend(context), this.words.layerSheet.unfold(title))}
      ${layer.id === 'grids' ? this.guarded(context) : nothing}
    </div>`;
  }

  /** That the colours are of protected counts, where they are. */
  private guarded({ small_count_below }: LayerContext): TemplateResult | typeof nothing {
    if (small_count_below === null) return nothing;
    return html`<p class="note">${this.words.area.guarded(formatCount(small_count_below, this.language))}</p>`;
  }

  private indicators(): TemplateResult {
    return html`<fieldset>
      <legend>${this.words.layerSheet.indicator}</legend>
      ${indicators.map(
        (indicator) => html`<label class="choice">
          <input
            type="radio"
            name="indicator"
            .checked=${this.#view.value.indicator === indicator}
            @change=${() => setIndicator(indicator)}
          />
          ${this.words.layers.indicator[indicator]}
        </label>`,
      )}
    </fieldset>`;
  }

  private colourings(): TemplateResult {
    const { loop, layers: text } = this.words;
    return html`<fieldset>
      <legend>${loop.map.colouring}</legend>
      ${colourings.map(
        (colouring) => html`<label class="choice">
          <input
            type="radio"
            name="colouring"
            .checked=${this.#view.value.colouring === colouring}
            @change=${() => setColouring(colouring)}
          />
          ${text.colouring[colouring]}
        </label>`,
      )}
    </fieldset>`;
  }

  private fold(id: LayerId): void {
    const unfolded = new Set(this.unfolded);
    if (!unfolded.delete(id)) unfolded.add(id);
    this.unfolded = unfolded;
  }
}
