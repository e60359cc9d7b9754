import { css, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { areaMeasure, lengthMeasure, type Measure } from '../format/distance.ts';
import { formatCount } from '../format/number.ts';
import { JwElement } from './element.ts';
import { icon } from './icon.ts';
import { partStyles } from './part-styles.ts';
import { heading } from './parts.ts';
import { controlStyles, sheetStyles } from './styles.ts';

/** What the map has measured so far. */
export interface Measured {
  points: [number, number][];
  length_m: number;
  area_m2: number | null;
}

/**
 * Starts and stops measuring on the map and reads out the figures.
 * @fires jw-measure-mode with 'distance', 'area' or null.
 * @fires jw-measure-undo
 * @fires jw-measure-clear
 */
@customElement('jw-measure-sheet')
export class JwMeasureSheet extends JwElement {
  @property() mode: 'distance' | 'area' | null = null;
  @property({ attribute: false }) measured: Measured | null = null;

  static override styles = [
    sheetStyles,
    controlStyles,
    partStyles,
    css`
      .modes {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: var(--space-2);
        margin-top: var(--space-4);
      }
      .modes button {
        justify-content: center;
        min-block-size: max(2.5rem, var(--target));
      }
      dl {
        display: grid;
        grid-template-columns: 1fr auto;
        align-items: baseline;
        margin-top: var(--space-4);
        border-top: 1px solid var(--rule);
      }
      dt,
      dd {
        padding-block: var(--space-2);
        border-bottom: 1px solid color-mix(in srgb, var(--rule) 55%, transparent);
      }
      dd {
        text-align: end;
        font-variant-numeric: tabular-nums;
      }
      dd.large {
        font-size: var(--type-4);
        line-height: 1.2;
      }
      .acts {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        margin-top: var(--space-4);
      }
    `,
  ];

  override render() {
    const { words, mode } = this;
    return html`
      ${heading('', words.measure.title)}
      <div class="modes" role="group" aria-label=${words.measure.mode}>
        ${this.modeButton('distance')} ${this.modeButton('area')}
      </div>
      <p class="lead" role="status">${mode ? words.measure.help : words.measure.helpShort}</p>
      ${mode ? this.figures() : ''}
    `;
  }

  private modeButton(mode: 'distance' | 'area'): TemplateResult {
    const pressed = this.mode === mode;
    return html`<button
      class="outlined"
      aria-pressed=${pressed}
      @click=${() => this.emit('jw-measure-mode', pressed ? null : mode)}
    >
      ${icon(mode)}${this.words.measure[mode]}
    </button>`;
  }

  private figures(): TemplateResult {
    const { words, language, measured } = this;
    const points = measured?.points.length ?? 0;
    const length = lengthMeasure(measured?.length_m ?? 0, language);
    const none = points === 0;
    return html`<dl>
        ${
          this.mode === 'area'
            ? html`<dt>${words.measure.ground}</dt>
              <dd class="large">${figure(areaMeasure(measured?.area_m2 ?? 0, language))}</dd>`
            : ''
        }
        <dt>${this.mode === 'area' ? words.measure.perimeter : words.measure.length}</dt>
        <dd class=${this.mode === 'area' ? '' : 'large'}>${figure(length)}</dd>
        <dt>${words.measure.points}</dt>
        <dd>${formatCount(points, language)}</dd>
      </dl>
      <div class="acts">
        <button class="outlined" ?disabled=${none} @click=${() => this.emit('jw-measure-undo')}>${icon('undo')}${words.measure.undo}</button>
        <button class="outlined" ?disabled=${none} @click=${() => this.emit('jw-measure-clear')}>${icon('trash')}${words.measure.clear}</button>
        <button class="outlined" @click=${() => this.emit('jw-measure-mode', null)}>${words.measure.stop}</button>
      </div>`;
  }
}

function figure({ figure, unit }: Measure): TemplateResult {
  return html`${figure}<span class="unit">${unit}</span>`;
}
