import { html } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import '../../elements/jw-password-field.ts';
import type { JwPasswordField } from '../../elements/jw-password-field.ts';
import { faultLine, Submission, submitButton } from '../../elements/submission.ts';

/**
 * A wall comes in with its display token.
 * @fires jw-let-in once the browser holds it.
 */
@customElement('jw-display-step')
export class JwDisplayStep extends JwElement {
  @query('jw-password-field') private token!: JwPasswordField;
  #submission = new Submission(this);

  static override styles = [formSheet];

  override focus(): void {
    void this.updateComplete.then(() => this.token.focus());
  }

  override render() {
    const { words } = this;
    return html`<form novalidate @submit=${this.submit}>
      <jw-password-field .label=${words.access.signIn.displayToken}></jw-password-field>
      ${faultLine(this.#submission, words)} ${submitButton(this.#submission, words.access.signIn.displayEnter, words)}
    </form>`;
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    const done = await this.#submission.run(() =>
      answer(api.session.display.$post({ json: { token: this.token.value } })),
    );
    if (done) this.emit('jw-let-in');
    else this.token.select();
  }
}
