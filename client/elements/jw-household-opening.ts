import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { answer, api } from '../api.ts';
import { JwElement } from './element.ts';
import { formSheet } from './form-styles.ts';
import { codeName, type Reference } from './reference.ts';
import { faultLine, Submission, submitButton } from './submission.ts';

/** The one question before a household's file opens: why. Sends `jw-opened` once it was written down. */
@customElement('jw-household-opening')
export class JwHouseholdOpening extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ type: Number }) household_id = 0;
  /** Purposes that may be stated here; never empty. */
  @property({ attribute: false }) purposes: readonly string[] = [];
  @state() private purpose = '';
  @state() private unchosen = false;
  #opening = new Submission(this);

  static override styles = [
    formSheet,
    css`
      .question {
        padding-bottom: var(--space-2);
        font-size: var(--type-3);
        color: var(--ink);
      }
      .purposes {
        border-top: 1px solid var(--rule);
      }
      .purposes label {
        display: grid;
        grid-template-columns: auto 1fr auto;
        align-items: center;
        gap: var(--space-3);
        min-block-size: max(2.5rem, var(--target));
        margin-inline: calc(-1 * var(--space-2));
        padding-inline: var(--space-2);
        border-bottom: 1px solid color-mix(in srgb, var(--rule) 55%, transparent);
        cursor: pointer;
      }
      .purposes label:hover {
        background: color-mix(in srgb, var(--ink) 4%, transparent);
      }
      .purposes label:has(:checked) {
        font-weight: 600;
      }
      .missing {
        padding-block: var(--space-2);
        color: var(--cinnabar);
      }
      .hint {
        font-weight: 400;
      }
    `,
  ];

  override render() {
    const { opening: words } = this.words.records;
    return html`<form @submit=${this.submit} novalidate>
      <fieldset aria-describedby="told">
        <legend class="question">${words.question}</legend>
        <div class="purposes" role="radiogroup" aria-label=${words.purposes} aria-required="true">
          ${this.purposes.map((purpose) => this.choice(purpose))}
        </div>
        ${this.unchosen ? html`<p class="missing" role="alert"><span aria-hidden="true">▲ </span>${words.choose}</p>` : nothing}
      </fieldset>
      <div class="field">
        <label for="note">${words.note} <span class="hint">${words.noteHint}</span></label>
        <input id="note" name="note" maxlength="200" autocomplete="off" />
      </div>
      <p class="note" id="told">${words.told(this.minutesOf(this.purpose))}</p>
      ${faultLine(this.#opening, this.words)}
      <div class="buttons">${submitButton(this.#opening, words.open, this.words)}</div>
    </form>`;
  }

  private choice(purpose: string): TemplateResult {
    const minutes = this.minutesOf(purpose);
    return html`<label>
      <input
        type="radio"
        name="purpose"
        value=${purpose}
        .checked=${purpose === this.purpose}
        @change=${() => {
          this.purpose = purpose;
          this.unchosen = false;
          this.#opening.clear();
        }}
      />
      <span>${codeName(this.reference, 'purpose', purpose, this.language)}</span>
      <span class="figure note hint">${minutes ? this.words.records.opening.minutes(minutes) : nothing}</span>
    </label>`;
  }

  private minutesOf(purpose: string): string {
    return String(this.reference.catalogues.purpose.find(({ id }) => id === purpose)?.minutes ?? '');
  }

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { purpose } = this;
    if (!purpose) {
      this.unchosen = true;
      this.renderRoot.querySelector<HTMLElement>('input[type="radio"]')?.focus();
      return;
    }
    const written = String(new FormData(event.target as HTMLFormElement).get('note') ?? '').trim();
    const json = { purpose, ...(written ? { note: written } : {}) };
    const param = { id: String(this.household_id) };
    const done = await this.#opening.run(() => answer(api.households[':id'].openings.$post({ param, json })));
    if (done) this.emit('jw-opened');
  }
}
