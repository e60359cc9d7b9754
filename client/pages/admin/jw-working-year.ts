import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Holiday, WorkingCalendar } from '../../../server/api/loop/schema.ts';
import { JwElement } from '../../elements/element.ts';
import { sheetStyles } from '../../elements/styles.ts';
import { daysBetween } from '../../format/time.ts';
import { countWorkingDays, type DayKind, type SheetDay, sheetOf, weeksOf } from './year-sheet.ts';

const kinds: readonly DayKind[] = ['working', 'weekend', 'holiday', 'worked'];

/** A year on one sheet: which days are worked, with its holidays and the weekends worked instead, by shape and word. */
@customElement('jw-working-year')
export class JwWorkingYear extends JwElement {
  @property({ attribute: false }) calendar!: WorkingCalendar;
  @property({ type: Number }) year = 0;
  /** `YYYY-MM-DD`. */
  @property({ attribute: false }) today = '';

  static override styles = [
    sheetStyles,
    css`
      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        justify-content: space-between;
        gap: var(--space-2) var(--space-5);
      }
      .head h3 {
        font-size: var(--type-3);
        color: var(--ink);
      }
      .legend {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2) var(--space-4);
      }
      .legend li {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        font-size: var(--type-1);
        color: var(--ink-soft);
      }
      .months {
        display: grid;
        grid-template-columns: repeat(4, 1fr);
        align-items: start;
        gap: var(--space-5) var(--space-6);
        margin-top: var(--space-5);
      }
      table {
        inline-size: 100%;
        table-layout: fixed;
        border-collapse: separate;
        border-spacing: 1px;
        font-size: var(--type-1);
        font-variant-numeric: tabular-nums;
        text-align: center;
      }
      caption {
        padding-block-end: var(--space-1);
        font-weight: 600;
        text-align: start;
      }
      th {
        font-weight: 400;
        color: var(--ink-soft);
      }
      .day {
        position: relative;
        display: inline-block;
        inline-size: 1.875em;
        block-size: 1.875em;
        line-height: 1.875em;
        border: 1px solid transparent;
        border-radius: var(--radius);
        text-align: center;
      }
      .weekend {
        color: var(--ink-soft);
      }
      .holiday {
        background: color-mix(in srgb, var(--ink) 15%, transparent);
        font-weight: 600;
      }
      .worked {
        border-color: var(--ink);
      }
      .mark {
        position: absolute;
        inset-block-start: -0.5em;
        inset-inline-end: -0.6em;
        background: var(--sheet);
        font-size: 0.625rem;
        line-height: 1.2;
        font-weight: 600;
        color: var(--ink);
      }
      .today {
        text-decoration: underline 2px;
        text-underline-offset: 0.2em;
      }
      dl {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr));
        gap: var(--space-2) var(--space-5);
        margin-top: var(--space-3);
      }
      dt {
        font-weight: 600;
      }
      dd {
        font-size: var(--type-1);
        color: var(--ink-soft);
        text-wrap: pretty;
      }
      @container (max-width: 60rem) {
        .months {
          grid-template-columns: repeat(3, 1fr);
          gap: var(--space-5);
        }
      }
      /* Small months side by side: shapes tell, and the words stand above. */
      @container (max-width: 40rem) {
        .months {
          grid-template-columns: repeat(2, 1fr);
          gap: var(--space-4);
        }
        .months .mark {
          display: none;
        }
      }
    `,
  ];

  override render() {
    const { calendar: words } = this.words.catalogue;
    const months = sheetOf(this.year, this.calendar);
    const holidays = this.calendar.years.find(({ year }) => year === this.year)?.holidays ?? [];
    return html`<div class="head">
        <h3>${words.year(String(this.year))} · ${words.days(String(countWorkingDays(months)))}</h3>
        <ul class="legend">
          ${kinds.map((kind) => html`<li>${this.day('1', kind)}${words.kind[kind]}</li>`)}
        </ul>
      </div>
      <dl>
        ${holidays.map(
          (holiday) => html`<div>
            <dt>${this.language === 'en' ? holiday.en : holiday.zh}</dt>
            <dd>${this.holiday(holiday)}</dd>
          </div>`,
        )}
      </dl>
      <div class="months">${months.map((month, index) => this.month(month, index))}</div>`;
  }

  private month(month: readonly SheetDay[], index: number) {
    const { calendar: words } = this.words.catalogue;
    return html`<table>
      <caption>${words.months[index]}</caption>
      <thead>
        <tr>${words.weekdays.map((weekday) => html`<th scope="col">${weekday}</th>`)}</tr>
      </thead>
      <tbody>
        ${weeksOf(month).map((week) => html`<tr>${week.map((cell) => html`<td>${cell ? this.cell(cell) : nothing}</td>`)}</tr>`)}
      </tbody>
    </table>`;
  }

  private cell({ day, kind }: SheetDay) {
    const { calendar: words } = this.words.catalogue;
    const isToday = day === this.today;
    const told = [...(kind === 'working' ? [] : [words.kind[kind]]), ...(isToday ? [words.today] : [])];
    return html`${this.day(String(Number(day.slice(8))), kind, isToday)}<span class="visually-hidden">${told.join(' ')}</span>`;
  }

  private day(number: string, kind: DayKind, isToday = false) {
    const { mark } = this.words.catalogue.calendar;
    const sign = kind === 'holiday' || kind === 'worked' ? mark[kind] : '';
    return html`<span class="day ${kind} ${isToday ? 'today' : ''}">${number}${sign ? html`<span class="mark" aria-hidden="true">${sign}</span>` : nothing}</span>`;
  }

  private holiday({ first, last, worked }: Holiday): string {
    const { calendar: words } = this.words.catalogue;
    const name = (day: string) => words.day(String(Number(day.slice(5, 7))), String(Number(day.slice(8))));
    const count = String(daysBetween(first, last) + 1);
    const off = words.holiday(words.span(name(first), name(last)), count);
    const separator = this.language === 'en' ? ', ' : '、';
    return worked.length === 0
      ? off
      : `${off}${this.language === 'en' ? '; ' : '；'}${words.worked(worked.map(name).join(separator))}`;
  }
}
