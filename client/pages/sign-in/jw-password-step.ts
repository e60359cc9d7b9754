import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { answer, api, askSession } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import '../../elements/jw-password-field.ts';
import type { JwPasswordField } from '../../elements/jw-password-field.ts';
import { faultLine, Submission, submitButton } from '../../elements/submission.ts';

/**
 * Account and password, and the other way in where there is one.
 * @fires jw-password with the password that was right, for the step that changes it.
 */
@customElement('jw-password-step')
export class JwPasswordStep extends JwElement {
  /** What the other way in is called; null where there is none. */
  @property({ attribute: false }) openid_name: string | null = null;
  /** Where the other way in comes back to: path and hash of this page. */
  @property() to = '/';
  @state() private missing: 'login' | 'password' | null = null;
  @query('input[name="login"]') private login!: HTMLInputElement;
  @query('jw-password-field') private password!: JwPasswordField;
  #submission = new Submission(this);

  static override styles = [
    formSheet,
    css`
      .or {
        display: grid;
        grid-template-columns: 1fr auto 1fr;
        align-items: center;
        gap: var(--space-3);
        font-size: var(--type-1);
        color: var(--ink-soft);
      }
      .or::before,
      .or::after {
        content: '';
        border-top: 1px solid var(--rule);
      }
    `,
  ];

  /** Puts the caret where typing begins. */
  override focus(): void {
    void this.updateComplete.then(() => this.login.focus());
  }

  override render() {
    const { words } = this;
    const { signIn } = words.access;
    const { field } = this.#submission;
    return html`<form novalidate @submit=${this.submit}>
      <div class="field">
        <label for="login">${signIn.login}</label>
        <input
          id="login"
          name="login"
          autocomplete="username"
          autocapitalize="none"
          spellcheck="false"
          maxlength="60"
          aria-invalid=${field === 'login' || this.missing === 'login'}
          aria-describedby=${this.#submission.fault ? 'fault' : nothing}
        />
        ${this.missing === 'login' ? html`<p class="note" role="alert">${signIn.loginMissing}</p>` : nothing}
      </div>
      <jw-password-field
        .label=${signIn.password}
        .fault=${this.missing === 'password' ? signIn.passwordMissing : ''}
        autocomplete="current-password"
      ></jw-password-field>
      ${faultLine(this.#submission, words)} ${submitButton(this.#submission, signIn.enter, words)}
      ${
        this.openid_name
          ? html`<p class="or">${signIn.or}</p>
            <a class="outlined" href="/api/session/openid?to=${encodeURIComponent(this.to)}">${signIn.with(this.openid_name)}</a>`
          : nothing
      }
    </form>`;
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    const login = this.login.value.trim();
    const password = this.password.value;
    this.missing = !login ? 'login' : !password ? 'password' : null;
    if (this.missing === 'login') this.login.focus();
    else if (this.missing) this.password.focus();
    if (this.missing) return;
    const done = await this.#submission.run(async () => {
      await answer(api.session.$post({ json: { login, password } }));
      this.emit('jw-password', password);
      await askSession();
    });
    if (!done) this.password.select();
  }
}
