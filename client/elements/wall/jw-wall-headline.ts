import { css, html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { formatCount } from '../../format/number.ts';
import { styleOf } from '../style-of.ts';
import { fittingSize } from './fit.ts';
import { type Sign, sign } from './signs.ts';
import { WallElement } from './wall-element.ts';
import { wallStyles } from './wall-styles.ts';

/** The figures that stand for all others: what is open and overdue, and what the day brought. */
@customElement('jw-wall-headline')
export class JwWallHeadline extends WallElement {
  static override styles = [
    wallStyles,
    css`
      .great,
      .small {
        display: grid;
        column-gap: 1rem;
      }
      .great {
        grid-template-columns: 1fr 1fr;
      }
      .small {
        grid-template-columns: repeat(4, 1fr);
        margin-block-start: 1.5rem;
      }
      .great .value {
        display: block;
        block-size: 5.5rem;
        line-height: 5.5rem;
      }
      .small .value {
        display: block;
        block-size: 2.75rem;
        line-height: 2.75rem;
      }
      .great .label {
        font-size: 1.375rem;
      }
      .label {
        display: flex;
        align-items: baseline;
      }
      .bone {
        inline-size: 70%;
        block-size: 80%;
      }
    `,
  ];

  override render() {
    const words = this.words.headline;
    const now = this.view.figures?.now;
    const today = this.view.figures?.today;
    return html`<div class="great">
        ${this.#cell('open', words.open, now?.open_count, 5.25)}
        ${this.#cell('overdue', words.overdue, now?.overdue_count, 5.25, 'overdue')}
      </div>
      <div class="small">
        ${this.#cell('soon', words.soon, now?.due_soon_count, 2.5, 'soon')}
        ${this.#cell('urgent', words.urgent, now?.urgent_count, 2.5, 'urgent')}
        ${this.#cell('reported', words.reported, today?.reported_count, 2.5)}
        ${this.#cell('settled', words.settled, today?.settled_count, 2.5)}
      </div>`;
  }

  /** A figure with its word beneath; the colour of a signal only where there is something to signal. */
  #cell(key: string, label: string, count: number | undefined, size: number, signal?: Sign): TemplateResult {
    const isOn = signal !== undefined && count !== undefined && count > 0;
    const text = count === undefined ? '' : formatCount(count, this.view.language);
    const room = size > 3 ? 12.5 : 5.75;
    return html`<div class=${isOn ? signal : ''}>
      <span class="value" style=${styleOf({ 'font-size': `${fittingSize(text, room, size)}rem` })}>
        ${count === undefined ? html`<span class="bone"></span>` : this.figure(key, text)}
      </span>
      <span class="label">${isOn ? sign(signal) : ''}${label}</span>
    </div>`;
  }
}
