import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Emergency, EmergencyEntry } from '../../../server/api/emergencies/schema.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { faultLine, Submission, submitButton } from '../../elements/submission.ts';
import { formatCount } from '../../format/number.ts';
import { formatExact } from '../../format/time.ts';
import { formatWhen } from './moment.ts';
import { addressee, type EmergencyReference, orderText } from './plan-words.ts';

/** Entries that stand there before the reader asks for all. */
const AT_ONCE = 30;

/**
 * The log of an emergency, newest first, and the field that adds a note to it.
 * @fires jw-emergency-held with the emergency after a note.
 */
@customElement('jw-emergency-log')
export class JwEmergencyLog extends JwElement {
  @property({ attribute: false }) reference!: EmergencyReference;
  @property({ attribute: false }) emergency!: Emergency;
  /** ms since 1970. */
  @property({ attribute: false }) now = 0;
  @state() private all = false;
  @state() private missing = false;
  @query('textarea') private field!: HTMLTextAreaElement;
  #noting = new Submission(this);

  static override styles = [
    formSheet,
    css`
      h3 {
        padding-bottom: var(--space-1);
        border-bottom: 1px solid var(--rule);
        font-size: var(--type-2);
        color: var(--ink);
      }
      form {
        gap: var(--space-2);
        margin-top: var(--space-3);
      }
      textarea {
        min-block-size: 4rem;
      }
      ol {
        margin-top: var(--space-4);
      }
      li {
        display: grid;
        grid-template-columns: 3.75em minmax(0, 1fr);
        gap: 0 var(--space-3);
        padding-block: var(--space-2);
        border-bottom: 1px solid color-mix(in srgb, var(--rule) 70%, transparent);
      }
      time {
        color: var(--ink-soft);
        font-variant-numeric: tabular-nums;
      }
      .what {
        overflow-wrap: anywhere;
      }
      .said {
        margin-top: 0.125rem;
        line-height: 1.6;
        overflow-wrap: anywhere;
        white-space: pre-wrap;
      }
      .noted .said {
        margin: 0;
      }
    `,
  ];

  override render() {
    const { log } = this.words.emergency;
    const { emergency } = this;
    const entries = this.all ? emergency.log : emergency.log.slice(0, AT_ONCE);
    return html`
      <h3>${log.title}</h3>
      ${emergency.can.note ? this.form() : nothing}
      <ol>
        ${entries.map((entry) => this.entry(entry))}
      </ol>
      ${
        entries.length < emergency.log.length
          ? html`<button
              class="link"
              @click=${() => {
                this.all = true;
              }}
            >
              ${log.all(formatCount(emergency.log.length, this.language))}
            </button>`
          : nothing
      }
    `;
  }

  private form(): TemplateResult {
    const { log } = this.words.emergency;
    return html`<form novalidate @submit=${this.submit}>
      <div class="field">
        <label for="note">${log.note}</label>
        <textarea id="note" maxlength="1000" placeholder=${log.noteHint} aria-invalid=${this.missing}></textarea>
      </div>
      ${this.missing ? html`<p class="note" role="alert">${log.noteMissing}</p>` : nothing}
      ${faultLine(this.#noting, this.words)}
      <div class="buttons">${submitButton(this.#noting, log.submit, this.words)}</div>
    </form>`;
  }

  private entry(entry: EmergencyEntry): TemplateResult {
    const { log } = this.words.emergency;
    const clock = { timeZone: this.reference.deployment.time_zone, language: this.language };
    const order = entry.order_id === null ? undefined : this.emergency.orders.find(({ id }) => id === entry.order_id);
    const text = order ? orderText(this.reference, this.emergency.plan, order, this.language) : '';
    const about = order ? this.words.emergency.addressed(text, addressee(this.reference, order, this.language)) : '';
    // An order in words of its own stands in both.
    const said = entry.text === text ? null : entry.text;
    return html`<li class=${entry.kind === 'noted' ? 'noted' : ''}>
      <time datetime=${entry.at} title=${formatExact(entry.at, clock)}>${formatWhen(entry.at, clock, this.now)}</time>
      <div>
        ${entry.kind === 'noted' ? nothing : html`<p class="what">${log.kind[entry.kind]}${about ? html` · ${about}` : nothing}</p>`}
        ${said ? html`<p class="said">${said}</p>` : nothing}
        ${entry.open_order_count ? html`<p class="note">${log.stoodOpen(formatCount(entry.open_order_count, this.language))}</p>` : nothing}
        <p class="note">${entry.by}</p>
      </div>
    </li>`;
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    const text = this.field.value.trim();
    this.missing = text === '';
    if (!text) return this.field.focus();
    const param = { id: String(this.emergency.id) };
    const done = await this.#noting.run(async () => {
      const json = { kind: 'noted' as const, text };
      this.emit('jw-emergency-held', await answer<Emergency>(api.emergencies[':id'].events.$post({ param, json })));
    });
    if (done) this.field.value = '';
  }
}
