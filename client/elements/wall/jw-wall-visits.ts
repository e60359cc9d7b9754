import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { WallFigures } from '../../../server/api/wall/schema.ts';
import { formatCount, formatGuarded } from '../../format/number.ts';
import { styleOf } from '../style-of.ts';
import { FillingElement } from './filling-element.ts';
import { fittingSize } from './fit.ts';
import { foremost } from './foremost.ts';
import { wallStyles } from './wall-styles.ts';

type Area = WallFigures['visits']['areas'][number];
const MOST = 12;
const ROW_REM = 3.75;

/** Visits that are owed, per area, protected as they come: about so many, or fewer than the least that is said. */
@customElement('jw-wall-visits')
export class JwWallVisits extends FillingElement {
  static override styles = [
    wallStyles,
    css`
      .sum {
        display: flex;
        align-items: baseline;
        gap: 0.5rem;
        min-block-size: 5rem;
        margin-block-end: 0.75rem;
      }
      .sum .unit {
        font-size: 1.25rem;
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        grid-template-rows: auto 0.5rem;
        gap: 0.3rem 1rem;
        align-content: center;
        align-items: baseline;
        block-size: 3.75rem;
      }
      li .figure {
        font-size: 1.5rem;
      }
      .bar i {
        background: color-mix(in srgb, var(--lamp) 72%, var(--paper));
      }
      .rest,
      .faint {
        color: var(--ink-soft);
      }
      .bone {
        grid-column: 1 / -1;
        block-size: 1.5rem;
      }
      .sum .bone {
        inline-size: 12rem;
        block-size: 4rem;
      }
    `,
  ];

  override render() {
    const words = this.words.visits;
    const visits = this.view.figures?.visits;
    return html`${this.heading(words.title, visits && visits.small_count_below !== null ? words.aside : null)}
      ${visits ? this.#body(visits) : html`<p class="sum"><span class="bone"></span></p>${this.bones(8)}`}`;
  }

  #body({ due_count, small_count_below, areas }: WallFigures['visits']): TemplateResult {
    const words = this.words.visits;
    const { language } = this.view;
    if (due_count === 0) return html`<p class="empty">${words.empty}</p>`;
    const text = formatGuarded(due_count, small_count_below, language) || '–';
    // What is not told is at most so many, and drawn as if it were.
    const size = ({ due_count }: Area) => due_count ?? (small_count_below ?? 1) / 2;
    const most = Math.max(1, ...areas.map(size));
    const { shown, rest } = foremost(areas, Math.min(MOST + 1, this.rowsWithin(ROW_REM)), size);
    return html`<p class="sum" style=${styleOf({ 'font-size': `${fittingSize(text, 19, 4.5)}rem` })}>
        ${this.figure('sum', text)}<span class="unit">${words.households}</span>
      </p>
      <ul class="rows">
        ${shown.map((area) => this.#row(area, size(area) / most, small_count_below))}
        ${rest.length > 0 ? html`<li class="rest">${words.rest(formatCount(rest.length, language))}</li>` : nothing}
      </ul>`;
  }

  #row({ area_code, name, due_count }: Area, share: number, below: number | null): TemplateResult {
    const none = html`<span class="faint">${this.words.visits.none}</span>`;
    const text = formatGuarded(due_count, below, this.view.language) || '–';
    return html`<li>
      <span class="cut">${name}</span>
      ${due_count === 0 ? none : this.figure(area_code, text)}
      <span class="bar"><i style=${styleOf({ '--share': share })}></i></span>
    </li>`;
  }
}
