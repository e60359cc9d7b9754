import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { RetentionReport, RetentionRule, RetentionRun } from '../../server/api/register/schema.ts';
import { answer, api } from '../api.ts';
import { formatCount } from '../format/number.ts';
import { formatDay, formatExact, wallTime } from '../format/time.ts';
import { JwElement } from './element.ts';
import { bones, failure, heading } from './parts.ts';
import { recordSheet } from './record-styles.ts';
import { clockOf, codeName, type Reference } from './reference.ts';
import { faultLine, Submission } from './submission.ts';

/** What is kept how long, what is over it now, and what the nightly run did; the days can be changed and a run asked for. */
@customElement('jw-retention-report')
export class JwRetentionReport extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @state() private report: RetentionReport | null = null;
  /** Days that were typed and not saved yet, by rule. */
  @state() private typed: Readonly<Record<string, string>> = {};
  @state() private told = '';
  #load = new Submission(this);
  #change = new Submission(this);

  static override styles = [
    recordSheet,
    css`
      .next {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-3) var(--space-5);
        margin-top: var(--space-4);
      }
      table {
        max-inline-size: 52rem;
      }
      .rules th:nth-child(2) {
        text-align: end;
      }
      .rules th:last-child {
        inline-size: 20em;
        padding-inline-start: 9.5em;
      }
      .keep form {
        display: flex;
        justify-content: end;
        align-items: center;
        gap: var(--space-2);
      }
      .keep input {
        inline-size: 6em;
        border: 0;
        border-bottom: 1px solid var(--ink-faint);
        border-radius: 0;
        background: none;
        text-align: end;
        font-variant-numeric: tabular-nums;
        appearance: textfield;
      }
      .keep input::-webkit-inner-spin-button {
        display: none;
      }
      .keep .note {
        display: inline-block;
        inline-size: 5.5em;
      }
      .keep .save {
        visibility: hidden;
      }
      .keep .changed .save {
        visibility: visible;
      }
      .due {
        color: var(--ink);
        font-weight: 600;
      }
      @container (max-width: 40rem) {
        .folds.rules tr {
          grid-template-columns: auto 1fr;
        }
        .folds.rules td {
          grid-column: auto;
        }
        .folds.rules td:first-child {
          grid-column: 1 / -1;
        }
        .folds .keep .note {
          display: inline-block;
          margin: 0;
        }
        .folds .number {
          text-align: start;
        }
        .keep .save {
          display: none;
        }
        .keep .changed .save {
          display: inline-flex;
        }
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  override render() {
    const { retention: words } = this.words.records;
    const { report } = this;
    return html`${heading('', words.title, words.lead)}
    ${report ? this.body(report) : this.#load.fault ? failure(this.#load.fault, this.words, () => void this.load()) : bones(12)}`;
  }

  private body(report: RetentionReport): TemplateResult {
    const { retention: words } = this.words.records;
    const clock = clockOf(this.reference, this.language);
    const next = report.next_run_at === null ? words.off : words.next(formatExact(report.next_run_at, clock));
    return html`
      <div class="next">
        <span>${next}</span>
        <button class="outlined" ?disabled=${this.#change.busy || report.waiting} @click=${this.run}>
          ${report.waiting ? words.running : words.run}
        </button>
        <span class="note" role="status">${this.told}</span>
      </div>
      ${faultLine(this.#change, this.words)}
      <table class="folds rules">
        <thead>
          <tr>
            <th scope="col">${words.columns.what}</th>
            <th scope="col">${words.columns.due}</th>
            <th scope="col">${words.columns.keep}</th>
          </tr>
        </thead>
        <tbody>
          ${report.rules.map((rule) => this.rule(rule))}
        </tbody>
      </table>
      ${this.runs(report.runs)}
    `;
  }

  private rule({ rule, keep_days, due_count, table_name }: RetentionRule): TemplateResult {
    const { retention: words } = this.words.records;
    const name = this.nameOf(rule);
    const typed = this.typed[rule] ?? String(keep_days);
    return html`<tr>
      <td>${name}<span class="note">${table_name}</span></td>
      <td class="number">
        ${
          due_count
            ? html`<span class="due">${words.rows(formatCount(due_count, this.language))}</span>`
            : html`<span class="note">${words.nothingDue}</span>`
        }
      </td>
      <td class="keep">
        <form class=${typed === String(keep_days) ? '' : 'changed'} @submit=${(event: SubmitEvent) => this.save(event, rule)}>
          <button class="outlined save" type="submit" ?disabled=${this.#change.busy}>${words.save}</button>
          <input
            type="number"
            min="1"
            max="36500"
            required
            aria-label=${words.keepOf(name)}
            .value=${typed}
            @input=${(event: Event) => {
              this.typed = { ...this.typed, [rule]: (event.target as HTMLInputElement).value };
            }}
          />
          <span class="note">${words.days}${this.years(typed)}</span>
        </form>
      </td>
    </tr>`;
  }

  private runs(runs: readonly RetentionRun[]): TemplateResult {
    const { retention: words } = this.words.records;
    return html`<section>
      <h3>${words.runs}</h3>
      ${
        runs.length
          ? html`<table class="folds">
              <tbody>
                ${runs.map((run) => this.ran(run))}
              </tbody>
            </table>`
          : html`<p class="vacant">${words.noRuns}</p>`
      }
    </section>`;
  }

  private ran({ ran_at, removed, error }: RetentionRun): TemplateResult {
    const { retention: words } = this.words.records;
    const { language } = this;
    const clock = clockOf(this.reference, language);
    const { day, time } = wallTime(ran_at, clock.timeZone);
    const what = removed.map(({ rule, count }) => `${this.nameOf(rule)} ${words.rows(formatCount(count, language))}`);
    return html`<tr>
      <td>
        ${what.length ? what.join(language === 'en' ? '; ' : '；') : html`<span class="note">${words.nothingRemoved}</span>`}
        ${error === null ? nothing : html`<span class="note"><span aria-hidden="true">▲ </span>${words.failed} · ${error}</span>`}
      </td>
      <td class="time number"><time datetime=${ran_at}>${formatDay(day, clock)} ${time}</time></td>
    </tr>`;
  }

  /** So many days in years, where they are whole ones. */
  private years(days: string): string {
    const years = Number(days) / 365;
    return years >= 1 && Number.isInteger(years) ? this.words.records.retention.years(String(years)) : '';
  }

  private nameOf(rule: string): string {
    return codeName(this.reference, 'retention', rule, this.language);
  }

  private async load(): Promise<void> {
    await this.#load.run(async () => {
      this.report = await answer(api.retention.$get());
    });
  }

  private async save(event: SubmitEvent, rule: string): Promise<void> {
    event.preventDefault();
    this.told = '';
    const keep_days = Number(this.typed[rule]);
    const done = await this.#change.run(async () => {
      this.report = await answer(api.retention[':rule'].$put({ param: { rule }, json: { keep_days } }));
    });
    if (!done) return;
    const { [rule]: _, ...others } = this.typed;
    this.typed = others;
    this.told = this.words.records.retention.saved;
  }

  private async run(): Promise<void> {
    this.told = '';
    const done = await this.#change.run(async () => {
      this.report = await answer(api.retention.run.$post());
    });
    if (done) this.told = this.words.records.retention.ran;
  }
}
