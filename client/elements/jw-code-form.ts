import { css, html } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { JwElement } from './element.ts';
import { formSheet } from './form-styles.ts';
import { faultLine, Submission, submitButton } from './submission.ts';

/** Six digits, a second factor's unless said otherwise; they are sent as soon as the sixth is there. */
@customElement('jw-code-form')
export class JwCodeForm extends JwElement {
  /** What the button says. */
  @property() action = '';
  /** What the digits are called. */
  @property() label = '';
  /** What is done with the code; what it throws is shown. */
  @property({ attribute: false }) send: (code: string) => Promise<unknown> = async () => {};
  @query('input') private input!: HTMLInputElement;
  #submission = new Submission(this);

  static override styles = [
    formSheet,
    css`
      .field input {
        padding-inline: 0;
        font-size: var(--type-5);
        font-variant-numeric: tabular-nums;
        letter-spacing: 0.35em;
        text-indent: 0.35em;
        text-align: center;
      }
    `,
  ];

  override focus(): void {
    void this.updateComplete.then(() => this.input.focus());
  }

  override render() {
    const { words } = this;
    return html`<form novalidate @submit=${this.submit}>
      <div class="field">
        <label for="code">${this.label || words.access.factor.code}</label>
        <input
          id="code"
          name="code"
          inputmode="numeric"
          autocomplete="one-time-code"
          aria-invalid=${this.#submission.fault !== null}
          @input=${this.type}
        />
      </div>
      ${faultLine(this.#submission, words)} ${submitButton(this.#submission, this.action, words)}
    </form>`;
  }

  /** Takes the digits out of whatever was typed or pasted. */
  private type(): void {
    const digits = this.input.value.replace(/\D/g, '').slice(0, 6);
    if (digits !== this.input.value) this.input.value = digits;
    if (digits.length === 6) void this.submit();
  }

  private async submit(event?: Event): Promise<void> {
    event?.preventDefault();
    const code = this.input.value;
    const done = await this.#submission.run(() => this.send(code));
    if (done || !this.isConnected) return;
    this.input.select();
    this.input.focus();
  }
}
