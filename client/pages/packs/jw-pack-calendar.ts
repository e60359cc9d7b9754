import { Task } from '@lit/task';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Cadence, PackSummary, ReportPack } from '../../../server/api/report-packs/schema.ts';
import type { Page } from '../../../server/api/wire.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formStyles } from '../../elements/form-styles.ts';
import { partStyles } from '../../elements/part-styles.ts';
import { bones, empty, failure } from '../../elements/parts.ts';
import type { Reference } from '../../elements/reference.ts';
import { controlStyles, sheetStyles, skeletonStyles } from '../../elements/styles.ts';
import { addDays } from '../../format/time.ts';
import { arranges } from './arranges.ts';
import { periodText } from './pack-words.ts';

const cadences: readonly Cadence[] = ['year', 'quarter', 'month', 'week', 'day'];

/**
 * The year of an area as a calendar: which reports there are, of every cadence; and making one.
 * @fires jw-pack-made with the number of the one that was made.
 */
@customElement('jw-pack-calendar')
export class JwPackCalendar extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property() areaCode = '';
  @property() year = '';
  /** Address of a pack. */
  @property({ attribute: false }) linkTo!: (pack: { id?: number; area_code: string; year: string }) => string;
  @state() private cadence: Cadence = 'month';
  @state() private day = '';
  @state() private working = false;
  @state() private fault = '';

  #packs = new Task(this, {
    args: () => [this.areaCode, this.year] as const,
    task: async ([area_code, year], { signal }) => {
      const items: PackSummary[] = [];
      for (let page: string | null | undefined; page !== null; ) {
        const query = { area_code, year, limit: '200', ...(page && { page }) };
        const got: Page<PackSummary> = await answer(api['report-packs'].$get({ query }, { init: { signal } }));
        items.push(...got.items);
        page = got.next;
      }
      return items;
    },
  });

  static override styles = [
    sheetStyles,
    controlStyles,
    formStyles,
    partStyles,
    skeletonStyles,
    css`
      :host {
        display: block;
      }
      section {
        display: grid;
        grid-template-columns: 5.5rem minmax(0, 1fr);
        gap: var(--space-3);
        padding-block: var(--space-3);
        border-bottom: 1px solid var(--rule);
      }
      section {
        margin: 0;
      }
      section > h3 {
        margin: 0;
        padding: 0;
        border: 0;
        font-size: var(--type-3);
      }
      ol {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1);
      }
      .days {
        display: grid;
        gap: var(--space-1);
      }
      .days > div {
        display: grid;
        grid-template-columns: 3rem minmax(0, 1fr);
        align-items: baseline;
      }
      .days ol {
        gap: 0.0625rem;
      }
      .days li > * {
        min-inline-size: 1.5rem;
        padding: 0;
      }
      @media (min-width: 1000px) {
        .days ol {
          display: grid;
          grid-template-columns: repeat(31, minmax(1.5rem, 1fr));
        }
      }
      li > * {
        display: grid;
        place-items: center;
        box-sizing: border-box;
        min-inline-size: 3.75rem;
        min-block-size: 1.75rem;
        padding-inline: var(--space-2);
        border: 1px solid transparent;
        font-size: var(--type-1);
        font-variant-numeric: tabular-nums;
        text-decoration: none;
      }
      li > span {
        color: var(--ink-faint);
        opacity: 0.55;
      }
      li > button {
        color: var(--ink-soft);
        cursor: pointer;
      }
      li > button:hover {
        color: var(--accent);
        text-decoration: underline;
      }
      li > a {
        border-color: var(--accent);
        background: color-mix(in srgb, var(--accent) 14%, transparent);
        color: var(--ink);
      }
      li > a:hover {
        background: color-mix(in srgb, var(--accent) 28%, transparent);
      }
      li > .unfinished {
        border-style: dashed;
        background: none;
      }
      li > .withdrawn {
        border-color: var(--ink-faint);
        background: none;
        text-decoration: line-through;
      }
      .make {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: var(--space-3);
        margin-bottom: var(--space-4);
      }
      .make button {
        min-block-size: 2.5rem;
      }
      .key {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2) var(--space-4);
        margin-top: var(--space-4);
      }
      @media (max-width: 599px) {
        section {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  override render() {
    return html`${arranges(this.areaCode) ? this.form() : nothing}
    ${this.#packs.render({
      pending: () => bones(12),
      error: (error) => failure(error, this.words, () => this.#packs.run()),
      complete: (packs) => this.calendar(packs),
    })}`;
  }

  private calendar(packs: PackSummary[]): TemplateResult {
    const { words } = this;
    const own = arranges(this.areaCode);
    // Of several editions the last one stands in the calendar; the list has it first.
    const shown = new Map<string, PackSummary>();
    for (const pack of packs) {
      const key = `${pack.cadence} ${pack.period_from}`;
      if (!shown.has(key)) shown.set(key, pack);
    }
    return html`${packs.length === 0 ? empty(own ? words.packs.empty : words.packs.emptyReader) : nothing}
      ${cadences.map(
        (cadence) => html`<section>
          <h3>${words.packs.cadence[cadence]}</h3>
          ${cadence === 'day' ? this.days(shown) : html`<ol>${beginningsOf(cadence, this.year).map((from) => this.cell(cadence, from, shown))}</ol>`}
        </section>`,
      )}
      <ul class="key note">
        ${(['finished', 'unfinished', 'withdrawn'] as const).map((kind) => html`<li><a class=${kind}>${words.packs.key[kind]}</a></li>`)}
      </ul>`;
  }

  private days(shown: ReadonlyMap<string, PackSummary>): TemplateResult {
    return html`<div class="days">
      ${beginningsOf('month', this.year).map((month) => {
        const days = Array.from({ length: 31 }, (_, at) => addDays(month, at)).filter((day) =>
          day.startsWith(month.slice(0, 7)),
        );
        return html`<div>
          <span class="note">${this.words.packs.month(String(Number(month.slice(5, 7))))}</span>
          <ol>${days.map((day) => this.cell('day', day, shown))}</ol>
        </div>`;
      })}
    </div>`;
  }

  private cell(cadence: Cadence, from: string, shown: ReadonlyMap<string, PackSummary>): TemplateResult {
    const { packs } = this.words;
    const label = this.labelOf(cadence, from);
    const pack = shown.get(`${cadence} ${from}`);
    if (!pack) {
      if (from > this.reference.deployment.today) return html`<li><span title=${packs.ahead}>${label}</span></li>`;
      return html`<li><button title=${packs.none} @click=${() => this.propose(cadence, from)}>${label}</button></li>`;
    }
    const kind = pack.withdrawn_at ? 'withdrawn' : pack.finished ? 'finished' : 'unfinished';
    const told = [
      packs.cadence[cadence],
      periodText(pack, { words: this.words, language: this.language }),
      packs.edition(String(pack.edition)),
      packs.key[kind],
    ];
    const href = this.linkTo({ id: pack.id, area_code: this.areaCode, year: this.year });
    return html`<li><a class=${kind} href=${href} title=${told.join(' · ')} aria-label=${told.join(' · ')}>${label}</a></li>`;
  }

  /** Fills the form in for a period that has no report. */
  private async propose(cadence: Cadence, from: string): Promise<void> {
    this.cadence = cadence;
    this.day = from;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('form .outlined')?.focus();
  }

  private labelOf(cadence: Cadence, from: string): string {
    const { packs } = this.words;
    const month = Number(from.slice(5, 7));
    const day = Number(from.slice(8));
    if (cadence === 'day') return String(day);
    if (cadence === 'week') return packs.weekOf(`${month}-${day}`);
    if (cadence === 'month') return packs.month(String(month));
    return cadence === 'quarter' ? packs.quarterName(String((month + 2) / 3)) : this.year;
  }

  private form(): TemplateResult {
    const { packs } = this.words;
    const { today } = this.reference.deployment;
    return html`<form class="make" @submit=${this.make}>
      <div class="field">
        <label for="cadence">${packs.kind}</label>
        <select
          id="cadence"
          @change=${(event: Event) => {
            this.cadence = (event.target as HTMLSelectElement).value as Cadence;
          }}
        >
          ${cadences.toReversed().map((id) => html`<option value=${id} ?selected=${id === this.cadence}>${packs.cadence[id]}</option>`)}
        </select>
      </div>
      <div class="field">
        <label for="day">${packs.day}</label>
        <input
          id="day"
          type="date"
          required
          max=${today}
          .value=${this.day || addDays(`${today.slice(0, 7)}-01`, -1)}
          @change=${(event: Event) => {
            this.day = (event.target as HTMLInputElement).value;
          }}
        />
      </div>
      <button class="outlined" ?disabled=${this.working}>${this.working ? packs.making : packs.make}</button>
      ${this.fault ? html`<p class="note" role="alert">${this.fault}</p>` : nothing}
    </form>`;
  }

  private make = async (event: Event): Promise<void> => {
    event.preventDefault();
    this.working = true;
    this.fault = '';
    const day = this.renderRoot.querySelector<HTMLInputElement>('#day')!.value;
    try {
      const json = { area_code: this.areaCode, cadence: this.cadence, day };
      this.emit('jw-pack-made', (await answer<ReportPack>(api['report-packs'].$post({ json }))).id);
    } catch (error) {
      this.fault = (error as Error).message;
    } finally {
      this.working = false;
    }
  };
}

/** First days of the periods that begin in a year. */
function beginningsOf(cadence: Exclude<Cadence, 'day'>, year: string): string[] {
  const months = { year: 12, quarter: 3, month: 1 };
  if (cadence !== 'week') {
    const step = months[cadence];
    return Array.from({ length: 12 / step }, (_, at) => `${year}-${String(at * step + 1).padStart(2, '0')}-01`);
  }
  const first = `${year}-01-01`;
  const monday = addDays(first, (8 - new Date(first).getUTCDay()) % 7);
  return Array.from({ length: 53 }, (_, at) => addDays(monday, 7 * at)).filter((day) => day.startsWith(year));
}
