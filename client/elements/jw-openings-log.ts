import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Opening } from '../../server/api/openings/schema.ts';
import { answer, api } from '../api.ts';
import { formatCount } from '../format/number.ts';
import { addDays, formatDay, formatExact, wallTime } from '../format/time.ts';
import { may } from '../state/session.ts';
import { initialState } from '../state/store.ts';
import { formatHash } from '../state/url.ts';
import { AddressFilter } from './address-filter.ts';
import { JwElement } from './element.ts';
import './jw-area-picker.ts';
import type { AreaChoice } from './jw-area-picker.ts';
import { byDay, openingHolds } from './log-rows.ts';
import { Paging } from './paging.ts';
import { bones, empty, failure, heading } from './parts.ts';
import { dayFields } from './record-days.ts';
import { recordSheet } from './record-styles.ts';
import { clockOf, codeName, type Reference } from './reference.ts';

/** Days that the log begins with. */
const usualDays = 7;

/** Every opening of a household's file in the reader's area, by day: who, which door, why, from when until when. */
@customElement('jw-openings-log')
export class JwOpeningsLog extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @state() private text = '';
  #openings = new Paging<Opening>(this, (page, signal) => {
    const query = { ...this.#filter.value, ...this.days, page, limit: '100' };
    return answer(api.openings.$get({ query }, { init: { signal } }));
  });
  #filter = new AddressFilter(this, () => void this.updateComplete.then(() => this.#openings.restart()));

  static override styles = [recordSheet];

  override render() {
    const { log: words } = this.words.records;
    return html`${heading('', words.title, words.lead)} ${this.filters()} ${this.person()} ${this.table()}`;
  }

  private get days(): { from: string; to: string } {
    const { today } = this.reference.deployment;
    const { from = addDays(this.#filter.value.to ?? today, 1 - usualDays), to = today } = this.#filter.value;
    return { from, to };
  }

  private filters(): TemplateResult {
    const { log: words } = this.words.records;
    const { root } = this.reference.deployment;
    return html`<div class="filters" role="search">
      <jw-area-picker
        class="wide field"
        .label=${words.area}
        .within=${root?.area_code ?? ''}
        .value=${this.#filter.value.area_code ?? ''}
        @jw-area=${(event: CustomEvent<AreaChoice | null>) => this.#filter.set({ area_code: event.detail?.area_code })}
      ></jw-area-picker>
      ${dayFields(this.days, words, (days) => this.#filter.set(days))}
      <div class="field wide">
        <label for="find">${words.find}</label>
        <input
          id="find"
          type="search"
          placeholder=${words.findHint}
          @input=${(event: Event) => {
            this.text = (event.target as HTMLInputElement).value.trim();
          }}
        />
      </div>
    </div>`;
  }

  /** The person whose openings alone are shown, and the way back. */
  private person(): TemplateResult | typeof nothing {
    const { account_id } = this.#filter.value;
    if (account_id === undefined) return nothing;
    const { log: words } = this.words.records;
    const name = this.#openings.rows.find((row) => String(row.account_id) === account_id)?.account_name;
    return html`<p class="chosen">
      <span>${words.onlyPerson(name ?? `${words.person} ${account_id}`)}</span>
      <button class="link" @click=${() => this.#filter.set({ account_id: undefined })}>${words.allPeople}</button>
    </p>`;
  }

  private table(): TemplateResult {
    const { words } = this;
    const { log } = words.records;
    const { rows, state: progress, error, hasMore } = this.#openings;
    const held = rows.filter((row) => openingHolds(row, this.text, this.namesOf(row)));
    const days = byDay(held, this.reference.deployment.time_zone, ({ opened_at }) => opened_at);
    return html`
      ${days.length ? html`<table class="folds" aria-busy=${progress === 'pending'}>${this.head()} ${days.map(({ day, rows }) => this.day(day, rows))}</table>` : nothing}
      ${progress === 'pending' ? bones(rows.length ? 3 : 8) : nothing}
      ${progress === 'error' ? failure(error, words, () => this.#openings.more()) : nothing}
      ${progress === 'done' && held.length === 0 ? empty(rows.length ? log.nothingFound : log.empty) : nothing}
      <p class="note after" role="status">
        ${progress === 'done' && held.length ? log.shown(formatCount(held.length, this.language)) : nothing}
      </p>
      ${
        progress === 'done' && hasMore
          ? html`<button class="outlined after" @click=${() => this.#openings.more()}>${words.common.more}</button>`
          : nothing
      }
    `;
  }

  private head(): TemplateResult {
    const { columns } = this.words.records.log;
    return html`<thead>
      <tr>
        <th scope="col">${columns.time}</th>
        <th scope="col">${columns.who}</th>
        <th scope="col">${columns.door}</th>
        <th scope="col">${columns.purpose}</th>
      </tr>
    </thead>`;
  }

  private day(day: string, rows: Opening[]): TemplateResult {
    const { language } = this;
    const { today } = this.reference.deployment;
    const count = this.words.records.log.count(formatCount(rows.length, language));
    return html`<tbody>
      <tr>
        <th class="day" colspan="4" scope="rowgroup">${formatDay(day, { today, language })}<span class="note">${count}</span></th>
      </tr>
      ${rows.map((row) => this.row(row))}
    </tbody>`;
  }

  private row(row: Opening): TemplateResult {
    const { log: words } = this.words.records;
    const clock = clockOf(this.reference, this.language);
    const [role, purpose] = this.namesOf(row);
    const time = (iso: string) => wallTime(iso, clock.timeZone).time;
    return html`<tr>
      <td class="time">
        <time datetime=${row.opened_at} title=${formatExact(row.opened_at, clock)}>${words.span(time(row.opened_at), time(row.ends_at))}</time>
      </td>
      <td>
        <button class="link" title=${words.onlyPerson(row.account_name)} @click=${() => this.#filter.set({ account_id: String(row.account_id) })}>
          ${row.account_name}
        </button>
        <span class="note">${role}</span>
      </td>
      <td>${this.door(row)}<span class="note">${row.area_name ?? nothing}</span></td>
      <td>${purpose}<span class="note">${row.note ?? nothing}</span></td>
    </tr>`;
  }

  /** The door; a link to it on the map for who may see it there. */
  private door({ household_id, address }: Opening): TemplateResult {
    if (address === null) return html`<span class="note">${this.words.records.log.gone}</span>`;
    if (!(['doors', 'open', 'register'] as const).some((right) => may(right))) return html`${address}`;
    const hash = formatHash({
      ...initialState,
      language: this.language,
      selection: { kind: 'household', id: household_id },
    });
    return html`<a href="/${hash}">${address}</a>`;
  }

  private namesOf({ role, purpose }: Opening): [role: string, purpose: string] {
    const { reference, language } = this;
    return [codeName(reference, 'role', role, language), codeName(reference, 'purpose', purpose, language)];
  }
}
