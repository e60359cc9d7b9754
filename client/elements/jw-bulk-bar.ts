import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { BulkResult } from '../../server/api/incidents/schema.ts';
import type { AreaSummary } from '../../server/api/wire.ts';
import type { ListedIncident } from '../../server/api/work-list/schema.ts';
import { answer, api } from '../api.ts';
import { formatCount } from '../format/number.ts';
import { may, SessionController } from '../state/session.ts';
import { JwElement } from './element.ts';
import { codeName, type Reference } from './reference.ts';
import { controlStyles, sheetStyles } from './styles.ts';
import { Submission } from './submission.ts';
import { sendAll } from './work-bulk.ts';

const kinds = ['dispatched', 'accepted', 'verified', 'closed', 'reminded'] as const;
type BulkKind = (typeof kinds)[number];
/** Refused ones that are told one by one. */
const MOST_TOLD = 5;

/**
 * What can be done with all that are chosen, and what became of it.
 * @fires jw-done with the ids that were done: they need not stay chosen. @fires jw-clear to choose none.
 */
@customElement('jw-bulk-bar')
export class JwBulkBar extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  /** Those that are chosen. */
  @property({ attribute: false }) rows: readonly ListedIncident[] = [];
  /** Areas that can be named as whoever is to handle them, from the root down. */
  @property({ attribute: false }) areas: readonly AreaSummary[] = [];
  @state() private asking: BulkKind | null = null;
  @state() private sent = 0;
  @state() private outcome: { kind: BulkKind; result: BulkResult; codes: Map<number, string> } | null = null;
  @query('#holder') private holder!: HTMLSelectElement | null;
  @query('#department') private department!: HTMLSelectElement | null;
  @query('#text') private text!: HTMLInputElement | null;

  #session = new SessionController(this);
  #sending = new Submission(this);

  static override styles = [
    sheetStyles,
    controlStyles,
    css`
      :host {
        flex: none;
        padding-block: var(--space-2);
        border-block-start: 1px solid var(--rule);
      }
      .acts,
      .fields {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2);
      }
      .fields {
        margin-top: var(--space-2);
      }
      .fields > * {
        max-inline-size: 100%;
      }
      input {
        flex: 1 1 8rem;
        min-inline-size: 0;
        min-block-size: var(--target);
        padding: 0 var(--space-2);
        border: 1px solid var(--rule);
        border-radius: var(--radius);
        background: var(--sheet-raised);
      }
      .primary {
        padding: 0 var(--space-3);
        color: var(--sheet);
        background: var(--accent);
      }
      ul {
        max-block-size: 8rem;
        overflow: auto;
      }
    `,
  ];

  override render(): TemplateResult {
    const { words, rows } = this;
    const { work } = words;
    return html`
      <div class="acts" role="group" aria-label=${work.bulk.name}>
        ${rows.length ? html`<strong class="figure">${work.chosen(this.number(rows.length))}</strong>` : nothing}
        ${rows.length ? this.offered.map((kind) => this.button(kind)) : nothing}
        ${rows.length ? html`<button class="link" @click=${() => this.emit('jw-clear')}>${work.clear}</button>` : nothing}
      </div>
      ${this.asking && rows.length ? this.form(this.asking) : nothing}
      <div role="status">${this.said()}</div>
    `;
  }

  /** What whoever is signed in may do anywhere at all; whether with each of these, the server tells. */
  private get offered(): BulkKind[] {
    const { caller } = this.#session;
    const holds = may('handle', caller) || may('serve', caller);
    return kinds.filter((kind) => (kind === 'accepted' ? holds : may('dispatch', caller)));
  }

  private button(kind: BulkKind): TemplateResult {
    return html`<button
      class="outlined"
      aria-pressed=${this.asking === kind}
      ?disabled=${this.#sending.busy}
      @click=${() => {
        this.asking = this.asking === kind ? null : kind;
      }}
    >
      ${this.words.work.bulk[kind]}
    </button>`;
  }

  private form(kind: BulkKind): TemplateResult {
    const { work } = this.words;
    const send = (event: Event) => {
      event.preventDefault();
      void this.send(kind);
    };
    return html`<form class="fields" @submit=${send}>
      ${kind === 'dispatched' ? this.holders() : nothing}
      <input id="text" maxlength="500" placeholder=${work.text} aria-label=${work.text} />
      <button class="primary" ?disabled=${this.#sending.busy}>${work.go}</button>
      <button type="button" @click=${this.stop}>${work.cancel}</button>
    </form>`;
  }

  private holders(): TemplateResult {
    const { words, reference, language } = this;
    const { department } = reference.catalogues;
    return html`<select id="holder" aria-label=${words.work.dispatchTo}>
        <option value="">${words.work.byCatalogue}</option>
        ${[...this.areas]
          .reverse()
          .map(
            ({ area_code, name, level }) =>
              html`<option value=${area_code}>${codeName(reference, 'area-level', level, language)} · ${name}</option>`,
          )}
      </select>
      <select id="department" aria-label=${words.loop.moves.field.department}>
        <option value="">${words.loop.moves.field.noDepartment}</option>
        ${department.map(({ id, zh, en }) => html`<option value=${id}>${language === 'en' ? en : zh}</option>`)}
      </select>`;
  }

  private said(): TemplateResult | typeof nothing {
    const { work } = this.words;
    const { busy, fault } = this.#sending;
    if (busy) return html`<p class="note">${work.working(this.number(this.sent), this.number(this.rows.length))}</p>`;
    if (fault) return html`<p class="note" role="alert">${fault.message}</p>`;
    if (!this.outcome) return nothing;
    const { kind, result, codes } = this.outcome;
    const { done, refused } = result;
    return html`<p>${work.done(work.bulk[kind], this.number(done.length))}${refused.length ? html`，${work.refused(this.number(refused.length))}` : nothing}</p>
      <ul class="note">
        ${refused.slice(0, MOST_TOLD).map(({ id, message }) => html`<li>${codes.get(id) ?? id}：${message}</li>`)}
        ${refused.length > MOST_TOLD ? html`<li>${work.more(this.number(refused.length - MOST_TOLD))}</li>` : nothing}
      </ul>`;
  }

  private async send(kind: BulkKind): Promise<void> {
    const rows = [...this.rows];
    const codes = new Map(rows.map(({ id, incident_code }) => [id, incident_code]));
    const holder_code = this.holder?.value || undefined;
    const department = this.department?.value || undefined;
    const text = this.text?.value.trim() ?? '';
    this.sent = 0;
    this.outcome = null;
    await this.#sending.run(async () => {
      const one = (lot: ListedIncident[]) =>
        answer<BulkResult>(
          api.incidents.events.$post({
            json: {
              kind,
              text,
              ...(holder_code && { holder_code }),
              ...(department && { department }),
              incidents: lot.map(({ id, version }) => ({ id, version })),
            },
          }),
        );
      const result = await sendAll(rows, one, (sent) => {
        this.sent = sent;
      });
      this.outcome = { kind, result, codes };
      this.asking = null;
      this.emit('jw-done', result.done);
    });
  }

  private readonly stop = () => {
    this.asking = null;
  };

  private number(count: number): string {
    return formatCount(count, this.language);
  }
}
