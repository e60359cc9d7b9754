import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { answer, api, askSession } from '../api.ts';
import { session } from '../state/session.ts';
import { JwElement } from './element.ts';
import { formSheet } from './form-styles.ts';
import { icon } from './icon.ts';
import './jw-password-field.ts';
import type { JwPasswordField } from './jw-password-field.ts';
import { passwordHints } from './password-hints.ts';
import { faultLine, Submission, submitButton } from './submission.ts';

/**
 * Another password for one's own account, with what makes a good one ticked off while it is typed.
 * @fires jw-password-changed once it counts.
 */
@customElement('jw-new-password')
export class JwNewPassword extends JwElement {
  /** The password that counts now, where it has just been typed; else it is asked for. */
  @property({ attribute: false }) current: string | null = null;
  @state() private next = '';
  @query('jw-password-field.current') private currentField!: JwPasswordField | null;
  @query('jw-password-field.next') private nextField!: JwPasswordField;
  #submission = new Submission(this);

  static override styles = [
    formSheet,
    css`
      .hints {
        display: grid;
        gap: 0.125rem;
        margin-top: calc(-1 * var(--space-2));
      }
      .hints li {
        display: grid;
        grid-template-columns: 1.25em 1fr;
        gap: var(--space-2);
        font-size: var(--type-1);
        color: var(--ink-soft);
      }
      .hints .met {
        color: var(--jade);
      }
      .dot {
        justify-self: center;
        align-self: center;
        inline-size: 0.375rem;
        block-size: 0.375rem;
        border: 1px solid var(--ink-faint);
        border-radius: 50%;
      }
    `,
  ];

  override focus(): void {
    void this.updateComplete.then(() => (this.currentField ?? this.nextField).focus());
  }

  override render() {
    const { words } = this;
    const { password } = words.access;
    const { field } = this.#submission;
    const about = (name: string) => (field === name ? (this.#submission.fault?.message ?? '') : '');
    return html`<form novalidate @submit=${this.submit}>
      ${
        this.current === null
          ? html`<jw-password-field class="current" .label=${password.current} .fault=${about('current')}></jw-password-field>`
          : nothing
      }
      <jw-password-field
        class="next"
        .label=${password.next}
        .fault=${about('next')}
        autocomplete="new-password"
        @jw-typed=${(event: CustomEvent<string>) => {
          this.next = event.detail;
        }}
      ></jw-password-field>
      ${this.hints()} ${field ? nothing : faultLine(this.#submission, words)}
      ${submitButton(this.#submission, password.change, words)}
    </form>`;
  }

  private hints() {
    const { password } = this.words.access;
    const hints = passwordHints(this.next, session.caller?.login ?? null);
    return html`<ul class="hints" aria-label=${password.hints}>
      ${(['long', 'varied', 'own'] as const).map(
        (hint) => html`<li class=${hints[hint] ? 'met' : ''}>
          ${hints[hint] ? icon('check') : html`<span class="dot" aria-hidden="true"></span>`}
          <span>${password[hint]}${hints[hint] ? html`<span class="visually-hidden"> ${password.met}</span>` : nothing}</span>
        </li>`,
      )}
      <li><span></span><span>${password.advice}</span></li>
    </ul>`;
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    const current = this.current ?? this.currentField?.value ?? '';
    const next = this.nextField.value;
    const done = await this.#submission.run(async () => {
      await answer(api.account.password.$post({ json: { current, next } }));
      await askSession();
    });
    if (!done) {
      if (this.#submission.field === 'current') this.currentField?.select();
      else this.nextField.select();
      return;
    }
    this.currentField?.clear();
    this.nextField.clear();
    this.next = '';
    this.emit('jw-password-changed');
  }
}
