import { Task, TaskStatus } from '@lit/task';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { PatrolCoverage } from '../../../server/api/patrol-coverage/schema.ts';
import { answer, api } from '../../api.ts';
import { legendList, legendStyles } from '../../elements/legend.ts';
import { bones, empty, failure } from '../../elements/parts.ts';
import { styleOf } from '../../elements/style-of.ts';
import { formatShare } from '../../format/number.ts';
import { addDays } from '../../format/time.ts';
import { coverLegend, coverPiece } from '../../map/patrol/cover-classes.ts';
import { paletteOf, type Theme } from '../../theme/palette.ts';
import { panelSheet } from './panel-styles.ts';
import { PatrolElement } from './patrol-element.ts';

/** Days that are looked at unless somebody says otherwise. */
const usual_days = 7;
/** Grids that are listed at first. */
const few = 12;

/**
 * What patrols covered and left out: lengths, by hour and by grid. The map shows the streets by when they were passed.
 * @fires jw-cover with the streets for the map.
 */
@customElement('jw-patrol-coverage')
export class JwPatrolCoverage extends PatrolElement {
  @property({ attribute: false }) theme: Theme = 'day';
  @state() private from = '';
  @state() private to = '';
  /** Hour of the day that the map shows; null: all. */
  @state() private hour: number | null = null;
  @state() private all = false;

  #figures = new Task(this, {
    args: () => [this.view.area_code ?? '', this.from, this.to] as const,
    task: ([area_code, from, to], { signal }): Promise<PatrolCoverage> =>
      answer(api['patrol-coverage'].$get({ query: { area_code, from, to } }, { init: { signal } })),
  });
  #streets = new Task(this, {
    args: () => [this.view.area_code ?? '', this.from, this.to, this.hour] as const,
    task: ([area_code, from, to, hour], { signal }) => {
      const query = { area_code, from, to, ...(hour !== null && { hour: String(hour) }) };
      return answer(api['patrol-coverage'].streets.$get({ query }, { init: { signal } }));
    },
    onComplete: ({ items }) => {
      const now = Date.now();
      this.emit(
        'jw-cover',
        items.map((street) => coverPiece(street, now)),
      );
    },
    // Streets of what was asked before are not those of what is asked now.
    onError: () => this.emit('jw-cover', []),
  });

  static override styles = [
    panelSheet,
    legendStyles,
    css`
      .pair {
        margin-top: var(--space-3);
      }
      .figures {
        display: grid;
        grid-template-columns: repeat(3, minmax(0, 1fr));
        gap: var(--space-3);
        margin-top: var(--space-4);
        padding-block: var(--space-3);
        border-block: 1px solid var(--rule);
      }
      .figures dd {
        font-size: var(--type-4);
        font-variant-numeric: tabular-nums;
      }
      .hours {
        display: grid;
        grid-template-columns: repeat(24, minmax(0, 1fr));
        align-items: end;
        block-size: 5rem;
        margin-top: var(--space-2);
        border-bottom: 1px solid var(--ink-faint);
      }
      .hours button {
        position: relative;
        display: block;
        min-block-size: 100%;
        padding: 0;
        border-radius: 0;
      }
      .hours button[aria-pressed='true'] {
        background: color-mix(in srgb, var(--lamp) 30%, transparent);
      }
      .hours i {
        position: absolute;
        inset: auto 12% 0;
        background: color-mix(in srgb, var(--indigo) 32%, var(--sheet));
      }
      .hours i + i {
        inset-inline: 28%;
        background: var(--indigo);
      }
      .ticks {
        display: flex;
        justify-content: space-between;
        font-size: var(--type-1);
        color: var(--ink-soft);
        font-variant-numeric: tabular-nums;
      }
      .grids li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 6rem 3rem;
        gap: var(--space-2);
        align-items: center;
        padding-block: 0.25rem;
      }
      .bar {
        position: relative;
        block-size: 0.5rem;
        background: color-mix(in srgb, var(--ink) 9%, transparent);
      }
      .bar i {
        position: absolute;
        inset: 0 auto 0 0;
        background: color-mix(in srgb, var(--indigo) 32%, var(--sheet));
      }
      .bar i + i {
        background: var(--indigo);
      }
      .grids .figure {
        text-align: end;
      }
    `,
  ];

  override willUpdate(): void {
    if (this.to) return;
    const { today } = this.reference.deployment;
    this.to = today;
    this.from = addDays(today, 1 - usual_days);
  }

  override render() {
    const { coverage: text } = this.words.patrol;
    const day = (id: 'from' | 'to') => html`<div class="field">
      <label for=${id}>${text[id]}</label>
      <input
        id=${id}
        type="date"
        .value=${this[id]}
        @change=${(event: Event) => {
          const { value } = event.target as HTMLInputElement;
          if (value) this[id] = value;
        }}
      />
    </div>`;
    return html`
      <p class="note">${text.lead}</p>
      <div class="pair">${day('from')}${day('to')}</div>
      ${this.#figures.error || !this.#streets.error ? nothing : failure(this.#streets.error, this.words, () => void this.#streets.run())}
      ${this.#figures.render({
        pending: () => bones(10),
        error: (error) => failure(error, this.words, this.again),
        complete: (figures) => this.content(figures),
      })}
    `;
  }

  private again = (): void => {
    void this.#figures.run();
    if (this.#streets.error) void this.#streets.run();
  };

  private content(figures: PatrolCoverage): TemplateResult {
    const { coverage: text } = this.words.patrol;
    const { street_m, planned_m, done_m } = figures;
    const figure = (label: string, value: string, share: number | null) =>
      html`<div><dt class="note">${label}</dt><dd>${value}</dd>${share === null ? nothing : html`<dd class="note">${formatShare(share)}</dd>`}</div>`;
    return html`<dl class="figures">
        ${figure(text.street, this.length(street_m), null)}
        ${figure(text.planned, this.length(planned_m), share(planned_m, street_m))}
        ${figure(text.done, this.length(done_m), share(done_m, street_m))}
      </dl>
      ${planned_m + done_m === 0 ? empty(text.empty) : this.hours(figures)}
      <section>
        <h3>${text.mapNote}</h3>
        ${legendList(coverLegend(paletteOf(this.theme), this.language), this.words.patrol.map.legend)}
        <p class="note" role="status">${this.#streets.status === TaskStatus.PENDING ? `${this.words.common.loading} …` : text.mapHint}</p>
      </section>
      ${this.grids(figures)}`;
  }

  private hours({ hours }: PatrolCoverage): TemplateResult {
    const { coverage: text } = this.words.patrol;
    const most = Math.max(1, ...hours.map(({ planned_m, done_m }) => Math.max(planned_m, done_m)));
    const by = new Map(hours.map((row) => [row.hour, row]));
    // A night stands in one piece: from noon to noon. The bars are narrow: by key or finger the field below is easier.
    const order = Array.from({ length: 24 }, (_, index) => (index + 12) % 24);
    return html`<section>
      <h3>${text.byHour}</h3>
      <p class="note">${text.byHourNote}</p>
      <div class="hours" role="group" aria-label=${text.byHour}>
        ${order.map((hour) => {
          const { planned_m, done_m } = by.get(hour) ?? { planned_m: 0, done_m: 0 };
          const label = `${text.hour(hour)} · ${text.planned} ${this.length(planned_m)} · ${text.done} ${this.length(done_m)}`;
          return html`<button
            tabindex="-1"
            aria-pressed=${this.hour === hour}
            aria-label=${label}
            title=${label}
            @click=${() => {
              this.hour = this.hour === hour ? null : hour;
            }}
          >
            <i style=${styleOf({ 'block-size': `${(planned_m / most) * 100}%` })}></i><i style=${styleOf({ 'block-size': `${(done_m / most) * 100}%` })}></i>
          </button>`;
        })}
      </div>
      <p class="ticks" aria-hidden="true"><span>12</span><span>18</span><span>0</span><span>6</span><span>12</span></p>
      <div class="field">
        <label for="hour">${text.whichHour}</label>
        <select
          id="hour"
          @change=${(event: Event) => {
            const { value } = event.target as HTMLSelectElement;
            this.hour = value === '' ? null : Number(value);
          }}
        >
          <option value="" .selected=${live(this.hour === null)}>${text.allHours}</option>
          ${order.map((hour) => html`<option value=${hour} .selected=${live(hour === this.hour)}>${text.hour(hour)}</option>`)}
        </select>
      </div>
    </section>`;
  }

  private grids({ grids }: PatrolCoverage): TemplateResult {
    const { coverage: text } = this.words.patrol;
    const rows = grids
      .filter(({ street_m }) => street_m > 0)
      .sort((a, b) => a.done_m / a.street_m - b.done_m / b.street_m || b.street_m - a.street_m);
    const shown = this.all ? rows : rows.slice(0, few);
    return html`<section class="grids">
      <h3>${text.byGrid}</h3>
      <ul>
        ${shown.map(
          ({ name, street_m, planned_m, done_m }) => html`<li>
            <span>${name}</span>
            <span class="bar" aria-hidden="true"><i style=${styleOf({ 'inline-size': formatShare(planned_m / street_m) })}></i><i style=${styleOf({ 'inline-size': formatShare(done_m / street_m) })}></i></span>
            <span class="figure" title=${`${text.planned} ${this.length(planned_m)} · ${text.done} ${this.length(done_m)}`}>${formatShare(done_m / street_m)}</span>
          </li>`,
        )}
      </ul>
      ${rows.length > shown.length ? html`<button class="link" @click=${() => this.showAll()}>${text.allGrids(this.count(rows.length))}</button>` : nothing}
    </section>`;
  }

  private showAll(): void {
    this.all = true;
  }
}

function share(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}
