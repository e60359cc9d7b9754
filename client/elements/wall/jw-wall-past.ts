import { css, html, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { Compared, WallFigures } from '../../../server/api/wall/schema.ts';
import { formatCount } from '../../format/number.ts';
import { styleOf } from '../style-of.ts';
import { type Comparison, compare } from './comparison.ts';
import { fittingSize } from './fit.ts';
import { WallElement } from './wall-element.ts';
import { wallStyles } from './wall-styles.ts';

type Span = WallFigures['past'][number];
const rows = ['reported', 'settled', 'median_settle_h', 'late_share'] as const;
const arrows: Record<Comparison['direction'], string> = { up: '↑', down: '↓', level: '→' };

/** The last 7 and 30 days beside the area's own past: never beside another area. */
@customElement('jw-wall-past')
export class JwWallPast extends WallElement {
  static override styles = [
    wallStyles,
    css`
      table {
        inline-size: 100%;
        border-collapse: collapse;
        table-layout: fixed;
      }
      table + table {
        margin-block-start: 1.25rem;
      }
      th {
        padding: 0 0 0.25rem;
        font-weight: 400;
        text-align: start;
        white-space: nowrap;
      }
      thead th {
        font-size: 1rem;
        color: var(--ink-soft);
      }
      thead th:first-child {
        font-size: 1.25rem;
        font-weight: 600;
        color: var(--ink);
      }
      thead th:first-child {
        inline-size: 5.5rem;
      }
      td {
        padding: 0;
        white-space: nowrap;
      }
      tbody th,
      td {
        block-size: 2.9rem;
        vertical-align: baseline;
        border-block-end: 0.0714rem solid color-mix(in srgb, var(--ink) 13%, transparent);
      }
      tbody th {
        font-size: 1.125rem;
      }
      th.than {
        inline-size: 7.1rem;
      }
      td.value {
        line-height: 1;
      }
      td.than {
        font-size: 1.125rem;
        font-variant-numeric: tabular-nums;
      }
      td.faint {
        color: var(--ink-soft);
      }
      .arrow {
        display: inline-block;
        inline-size: 1.1em;
        font-weight: 700;
      }
    `,
  ];

  override render() {
    const words = this.words.past;
    const past = this.view.figures?.past;
    return html`${this.heading(words.title)}
      ${([7, 30] as const).map((days) =>
        this.#span(
          days,
          past?.find((span) => span.days === days),
        ),
      )}`;
  }

  #span(days: 7 | 30, span: Span | undefined): TemplateResult {
    const words = this.words.past;
    return html`<table>
      <thead>
        <tr>
          <th scope="col">${words.days(String(days))}</th>
          <th scope="col"></th>
          <th scope="col" class="than">${words.before}</th>
          <th scope="col" class="than">${words.usual}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map((row) => this.#row(days, row, span?.[row]))}
      </tbody>
    </table>`;
  }

  #row(days: number, row: (typeof rows)[number], compared: Compared | undefined): TemplateResult {
    const words = this.words.past;
    const kind = row === 'late_share' ? 'percent' : 'count';
    return html`<tr>
      <th scope="row">${words.name[row]}</th>
      <td class="value">${this.#value(days, row, compared)}</td>
      ${this.#than(compared && compare(compared.value, compared.before, kind), kind, compared)}
      ${this.#than(compared && compare(compared.value, compared.usual, kind), kind, compared)}
    </tr>`;
  }

  #value(days: number, row: (typeof rows)[number], compared: Compared | undefined): TemplateResult {
    const value = compared?.value ?? null;
    if (value === null) return html`<b class="figure">–</b>`;
    const { language } = this.view;
    const key = `${days} ${row}`;
    if (row === 'late_share')
      return html`${this.#sized(key, formatCount(Math.round(value), language))}<span class="unit">%</span>`;
    if (row !== 'median_settle_h') return this.#sized(key, formatCount(value, language));
    const isLong = value >= 48;
    const text = (isLong ? value / 24 : value).toFixed(1);
    return html`${this.#sized(key, text)}<span class="unit">${this.words.unit[isLong ? 'd' : 'h']}</span>`;
  }

  #sized(key: string, text: string): TemplateResult {
    return html`<span style=${styleOf({ 'font-size': `${fittingSize(text, 5.75, 1.875)}rem` })}>${this.figure(key, text)}</span>`;
  }

  /** How it stands to the past, as arrow, number and word. */
  #than(comparison: Comparison | null | undefined, kind: 'count' | 'percent', compared: Compared | undefined) {
    const words = this.words.past;
    if (!comparison) return html`<td class="than faint">${compared ? words.unknown : ''}</td>`;
    const { direction, difference } = comparison;
    const arrow = html`<span class="arrow" aria-hidden="true">${arrows[direction]}</span>`;
    if (direction === 'level' || difference === null) return html`<td class="than faint">${arrow}${words.level}</td>`;
    const told = kind === 'percent' ? words.points(difference) : difference;
    return html`<td class="than">${arrow}${words[direction](told)}</td>`;
  }
}
