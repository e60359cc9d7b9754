import { html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { FirstPassword } from '../../../server/api/people/schema.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import '../../elements/jw-area-picker.ts';
import type { AreaChoice } from '../../elements/jw-area-picker.ts';
import type { Reference } from '../../elements/reference.ts';
import { faultLine, Submission, submitButton } from '../../elements/submission.ts';
import { suggestedArea } from './suggested-area.ts';

/**
 * A new account: its name, whose it is, where it belongs.
 * @fires jw-made with the FirstPassword.
 */
@customElement('jw-person-form')
export class JwPersonForm extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @state() private area: AreaChoice | null = null;
  @state() private missing = '';
  @query('form') private form!: HTMLFormElement;
  #making = new Submission(this);

  static override styles = [formSheet];

  override firstUpdated(): void {
    this.renderRoot.querySelector('input')?.focus();
  }

  override render() {
    const { words } = this;
    const { people } = words.access;
    const { field } = this.#making;
    return html`<form novalidate @submit=${this.submit}>
      <div class="pair">
        <div class="field">
          <label for="display_name">${people.name}</label>
          <input id="display_name" name="display_name" maxlength="40" autocomplete="off" aria-invalid=${field === 'display_name'} />
        </div>
        <div class="field">
          <label for="login">${people.login}</label>
          <input
            id="login"
            name="login"
            maxlength="60"
            autocomplete="off"
            autocapitalize="none"
            spellcheck="false"
            aria-invalid=${field === 'login'}
            aria-describedby="login-note"
          />
        </div>
      </div>
      <p class="note" id="login-note">${people.loginHint}</p>
      <jw-area-picker
        .label=${people.area}
        .within=${suggestedArea(this.reference)}
        @jw-area=${(event: CustomEvent<AreaChoice | null>) => {
          this.area = event.detail;
        }}
      ></jw-area-picker>
      ${this.missing ? html`<p class="note" role="alert">${this.missing}</p>` : nothing} ${faultLine(this.#making, words)}
      <div class="buttons">${submitButton(this.#making, people.make, words)}</div>
    </form>`;
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    const data = new FormData(this.form);
    const display_name = String(data.get('display_name')).trim();
    const login = String(data.get('login')).trim();
    const { people } = this.words.access;
    this.missing = !display_name
      ? people.nameMissing
      : !login
        ? people.loginMissing
        : !this.area
          ? people.areaMissing
          : '';
    const area_code = this.area?.area_code;
    if (this.missing || !area_code) return;
    await this.#making.run(async () => {
      this.emit('jw-made', await answer<FirstPassword>(api.people.$post({ json: { login, display_name, area_code } })));
    });
  }
}
