import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { AccessAlert } from '../../server/api/alerts/schema.ts';
import { answer, api } from '../api.ts';
import { formatCount } from '../format/number.ts';
import { formatDay, formatExact, formatMoment, wallTime } from '../format/time.ts';
import { formatSection } from '../state/section.ts';
import { SessionController } from '../state/session.ts';
import { store } from '../state/store.ts';
import { JwElement } from './element.ts';
import { Paging } from './paging.ts';
import { bones, empty, failure, heading } from './parts.ts';
import { recordSheet } from './record-styles.ts';
import { clockOf, type Reference } from './reference.ts';
import { faultLine, Submission, submitButton } from './submission.ts';

/** What the auditor is to look at: who opened how many files against how many as a rule; those that were checked stand below. */
@customElement('jw-alert-list')
export class JwAlertList extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  /** The alert whose check is being written. */
  @state() private checking: number | null = null;
  #session = new SessionController(this);
  #open = new Paging<AccessAlert>(this, (page, signal) =>
    answer(api.alerts.$get({ query: { open: 'true', page, limit: '50' } }, { init: { signal } })),
  );
  #handled = new Paging<AccessAlert>(this, (page, signal) =>
    answer(api.alerts.$get({ query: { open: 'false', page, limit: '20' } }, { init: { signal } })),
  );
  #check = new Submission(this);

  static override styles = [
    recordSheet,
    css`
      :host {
        max-inline-size: 52rem;
      }
      .open {
        margin-top: var(--space-5);
        border-block-start: 2px solid var(--ink);
      }
      .open > li {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: var(--space-2) var(--space-6);
        padding-block: var(--space-4);
        border-bottom: 1px solid var(--rule);
      }
      .who {
        color: var(--ink);
        font-size: var(--type-4);
        font-weight: 600;
        line-height: 1.3;
      }
      .against {
        display: flex;
        gap: var(--space-5);
        text-align: end;
      }
      .against > div {
        display: flex;
        flex-direction: column-reverse;
        justify-content: flex-end;
      }
      .against dt {
        font-size: var(--type-1);
      }
      .against dd {
        font-size: var(--type-5);
        line-height: 1.2;
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      .against .usual dd {
        color: var(--ink-soft);
      }
      .buttons,
      form {
        grid-column: 1 / -1;
        margin-top: var(--space-2);
      }
      .buttons a {
        color: var(--accent);
        text-underline-offset: 0.2em;
      }
      @container (max-width: 34rem) {
        .open > li {
          grid-template-columns: 1fr;
        }
        .against {
          text-align: start;
        }
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#open.restart();
    void this.#handled.restart();
  }

  override render() {
    const { alerts: words } = this.words.records;
    return html`
      ${heading('', words.title, words.lead)}
      ${this.#open.rows.length ? html`<ul class="open">${this.#open.rows.map((alert) => html`<li>${this.card(alert)}</li>`)}</ul>` : nothing}
      ${this.rest(this.#open, words.empty)}
      <section>
        <h3>${words.handled}</h3>
        ${this.#handled.rows.length ? html`<table class="folds"><tbody>${this.#handled.rows.map((alert) => this.past(alert))}</tbody></table>` : nothing}
        ${this.rest(this.#handled, words.noneHandled)}
      </section>
    `;
  }

  /** What stands below the rows of a list: that they come, failed, are none or go on. */
  private rest(list: Paging<AccessAlert>, none: string): TemplateResult {
    const { words } = this;
    const { rows, state: progress, error, hasMore } = list;
    if (progress === 'pending') return bones(3);
    if (progress === 'error') return failure(error, words, () => list.more());
    if (rows.length === 0) return empty(none);
    if (!hasMore) return html``;
    return html`<button class="outlined after" @click=${() => list.more()}>${words.common.more}</button>`;
  }

  private card(alert: AccessAlert): TemplateResult {
    const { alerts: words } = this.words.records;
    const { language } = this;
    const { opened_count, usual_count } = alert.detail;
    const figure = (kind: string, term: string, count: number) => html`<div class=${kind}>
      <dt>${term}</dt>
      <dd>${formatCount(count, language)}<span class="unit">${words.times}</span></dd>
    </div>`;
    return html`
      <div>
        <p class="eyebrow">${words.kind[alert.kind]}</p>
        <h3 class="who">${alert.account_name}</h3>
        <p class="note">${[alert.area_name, this.day(alert)].filter(Boolean).join(' · ')}</p>
      </div>
      <dl class="against">${figure('now', words.opened, opened_count)} ${figure('usual', words.usual, usual_count)}</dl>
      ${this.checking === alert.id ? this.form(alert) : this.choices(alert)}
    `;
  }

  private choices(alert: AccessAlert): TemplateResult {
    const { alerts: words } = this.words.records;
    const own = alert.account_id === this.#session.caller?.account_id;
    return html`<div class="buttons">
      ${
        own
          ? html`<p class="note">${words.own}</p>`
          : html`<button class="outlined" @click=${() => this.begin(alert.id)}>${words.check}</button>`
      }
      <a href=${this.logOf(alert)}>${words.log}</a>
    </div>`;
  }

  private form(alert: AccessAlert): TemplateResult {
    const { alerts: words } = this.words.records;
    return html`<form @submit=${(event: SubmitEvent) => this.submit(event, alert)}>
      <div class="field">
        <label for="note">${words.note}</label>
        <input id="note" name="note" required maxlength="500" autocomplete="off" placeholder=${words.noteHint} />
      </div>
      ${faultLine(this.#check, this.words)}
      <div class="buttons">
        ${submitButton(this.#check, words.done, this.words)}
        <button type="button" class="outlined" @click=${() => this.begin(null)}>${this.words.common.close}</button>
        <a href=${this.logOf(alert)}>${words.log}</a>
      </div>
    </form>`;
  }

  private past(alert: AccessAlert): TemplateResult {
    const { alerts: words } = this.words.records;
    const clock = clockOf(this.reference, this.language);
    const when = alert.handled_at ? formatMoment(alert.handled_at, clock) : '';
    return html`<tr>
      <td>${alert.account_name}<span class="note">${words.kind[alert.kind]}</span></td>
      <td>${alert.note ?? nothing}<span class="note">${words.handledBy(alert.handled_by_name ?? '', when)}</span></td>
      <td class="time" title=${formatExact(alert.raised_at, clock)}>${this.day(alert)}</td>
    </tr>`;
  }

  private day({ raised_at }: AccessAlert): string {
    const { today, time_zone } = this.reference.deployment;
    return formatDay(wallTime(raised_at, time_zone).day, { today, language: this.language });
  }

  /** That person's openings of that day, in the log. */
  private logOf({ account_id, raised_at }: AccessAlert): string {
    const { day } = wallTime(raised_at, this.reference.deployment.time_zone);
    const { theme, language } = store.state;
    return formatSection({
      section: 'openings',
      theme,
      language,
      rest: { account_id: String(account_id), from: day, to: day },
    });
  }

  private async begin(id: number | null): Promise<void> {
    this.checking = id;
    this.#check.clear();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#note')?.focus();
  }

  private async submit(event: SubmitEvent, alert: AccessAlert): Promise<void> {
    event.preventDefault();
    const note = String(new FormData(event.target as HTMLFormElement).get('note') ?? '').trim();
    const param = { id: String(alert.id) };
    const done = await this.#check.run(() => answer(api.alerts[':id'].handled.$post({ param, json: { note } })));
    if (!done) return;
    this.checking = null;
    await Promise.all([this.#open.restart(), this.#handled.restart()]);
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
  }
}
