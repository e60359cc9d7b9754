import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { AuditEvent } from '../../server/api/audit-events/schema.ts';
import { answer, api } from '../api.ts';
import { addDays, formatDay, formatExact, wallTime } from '../format/time.ts';
import { JwElement } from './element.ts';
import { byDay } from './log-rows.ts';
import { Paging } from './paging.ts';
import { bones, empty, failure, heading } from './parts.ts';
import { dayFields } from './record-days.ts';
import { recordSheet } from './record-styles.ts';
import { clockOf, codeName, type Reference } from './reference.ts';

/** What was done to accounts, duties and records, by day: who did what, never the content. */
@customElement('jw-audit-log')
export class JwAuditLog extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @state() private kind = '';
  @state() private days: { from: string; to: string } | null = null;
  #events = new Paging<AuditEvent>(this, (page, signal) => {
    const query = { ...this.span, ...(this.kind ? { kind: this.kind } : {}), page, limit: '100' };
    return answer(api['audit-events'].$get({ query }, { init: { signal } }));
  });

  static override styles = [recordSheet];

  override firstUpdated(): void {
    void this.#events.restart();
  }

  override render() {
    const { audit: words } = this.words.records;
    return html`${heading('', words.title, words.lead)} ${this.filters()} ${this.table()}`;
  }

  private get span(): { from: string; to: string } {
    const { today } = this.reference.deployment;
    return this.days ?? { from: addDays(today, -6), to: today };
  }

  private filters(): TemplateResult {
    const { audit: words, log } = this.words.records;
    return html`<div class="filters" role="search">
      <div class="field wide">
        <label for="kind">${words.kindName}</label>
        <select
          id="kind"
          @change=${(event: Event) => {
            this.kind = (event.target as HTMLSelectElement).value;
            void this.#events.restart();
          }}
        >
          <option value="">${words.all}</option>
          ${Object.entries(words.kind).map(([kind, name]) => html`<option value=${kind}>${name}</option>`)}
        </select>
      </div>
      ${dayFields(this.span, log, (days) => {
        this.days = days;
        void this.#events.restart();
      })}
    </div>`;
  }

  private table(): TemplateResult {
    const { words } = this;
    const { audit } = words.records;
    const { rows, state: progress, error, hasMore } = this.#events;
    const days = byDay(rows, this.reference.deployment.time_zone, ({ happened_at }) => happened_at);
    return html`
      ${days.length ? html`<table class="folds" aria-busy=${progress === 'pending'}>${this.head()} ${days.map(({ day, rows }) => this.day(day, rows))}</table>` : nothing}
      ${progress === 'pending' ? bones(rows.length ? 3 : 8) : nothing}
      ${progress === 'error' ? failure(error, words, () => this.#events.more()) : nothing}
      ${progress === 'done' && rows.length === 0 ? empty(audit.empty) : nothing}
      ${
        progress === 'done' && hasMore
          ? html`<button class="outlined after" @click=${() => this.#events.more()}>${words.common.more}</button>`
          : nothing
      }
    `;
  }

  private head(): TemplateResult {
    const { columns } = this.words.records.audit;
    return html`<thead>
      <tr>
        <th scope="col">${columns.time}</th>
        <th scope="col">${columns.what}</th>
        <th scope="col">${columns.who}</th>
        <th scope="col">${columns.area}</th>
      </tr>
    </thead>`;
  }

  private day(day: string, rows: AuditEvent[]): TemplateResult {
    const { today } = this.reference.deployment;
    return html`<tbody>
      <tr>
        <th class="day" colspan="4" scope="rowgroup">${formatDay(day, { today, language: this.language })}</th>
      </tr>
      ${rows.map((row) => this.row(row))}
    </tbody>`;
  }

  private row({ happened_at, account_name, kind, area_name, detail }: AuditEvent): TemplateResult {
    const { audit: words } = this.words.records;
    const clock = clockOf(this.reference, this.language);
    return html`<tr>
      <td class="time">
        <time datetime=${happened_at} title=${formatExact(happened_at, clock)}>${wallTime(happened_at, clock.timeZone).time}</time>
      </td>
      <td>${words.kind[kind] ?? kind}<span class="note">${this.told(detail)}</span></td>
      <td>${account_name ?? words.nobody}</td>
      <td>${area_name ?? nothing}</td>
    </tr>`;
  }

  /** What is known beside the kind, in the order in which it was written. */
  private told(detail: AuditEvent['detail']): string {
    return Object.entries(detail)
      .filter(([, value]) => typeof value === 'string' || typeof value === 'number')
      .map(([key, value]) => this.named(key, String(value)))
      .join(' · ');
  }

  /** Roles, rules of retention and ways to sign in by their names, everything else as it stands. */
  private named(key: string, value: string): string {
    if (key === 'role') return codeName(this.reference, 'role', value, this.language);
    if (key === 'rule') return codeName(this.reference, 'retention', value, this.language);
    return key === 'way' ? (this.words.records.audit.way[value] ?? value) : value;
  }
}
