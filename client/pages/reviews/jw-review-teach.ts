import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Synonym } from '../../../server/api/geocode/schema.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { keyStyles } from './review-styles.ts';

const synonymKinds: readonly Synonym['kind'][] = ['area', 'compound', 'road', 'poi'];

/**
 * The form by which a name is taught with a decision.
 * @fires jw-review-taught with a Synonym, or null when none is to be taught.
 */
@customElement('jw-review-teach')
export class JwReviewTeach extends JwElement {
  /** What stands in the form at first. */
  @property({ attribute: false }) proposed!: Synonym;
  @state() private refused = false;
  @query('form') private form!: HTMLFormElement;

  static override styles = [
    formSheet,
    keyStyles,
    css`
      :host {
        display: block;
        padding: var(--space-3) var(--space-4) var(--space-4);
        border: 1px solid var(--rule);
        border-radius: var(--radius);
        background: var(--sheet-raised);
      }
      form {
        gap: var(--space-3);
      }
      .fields {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
        gap: var(--space-3);
      }
      .field input {
        scroll-margin-top: 3rem;
      }
      .text {
        grid-column: 1 / -1;
      }
      h3 {
        margin-bottom: 0;
        font-size: var(--type-2);
        font-weight: 600;
      }
    `,
  ];

  override firstUpdated(): void {
    this.form.querySelector('input')?.select();
  }

  override render() {
    const { teaching, kinds } = this.words.reviews;
    const { text, kind, name } = this.proposed;
    return html`<form @submit=${this.submit} @keydown=${this.press}>
      <div class="fields">
        <div class="field text">
          <label for="text">${teaching.text}</label>
          <input id="text" name="text" maxlength="40" autocomplete="off" .value=${text} />
        </div>
        <h3 class="text">${teaching.title}</h3>
        <div class="field">
          <label for="name">${teaching.name}</label>
          <input id="name" name="name" maxlength="100" autocomplete="off" .value=${name} />
        </div>
        <div class="field">
          <label for="kind">${teaching.kind}</label>
          <select id="kind" name="kind">
            ${synonymKinds.map((each) => html`<option value=${each} ?selected=${each === kind}>${kinds[each]}</option>`)}
          </select>
        </div>
      </div>
      ${this.refused ? html`<p class="fault" role="alert">${teaching.tooShort}</p>` : nothing}
      <div class="buttons">
        <button class="primary" type="submit">${teaching.keep} <kbd aria-hidden="true">Enter</kbd></button>
        <button class="outlined" type="button" @click=${() => this.emit('jw-review-taught', null)}>
          ${teaching.drop} <kbd aria-hidden="true">Esc</kbd>
        </button>
      </div>
    </form>`;
  }

  private submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const given = new FormData(this.form);
    const value = (field: string) => String(given.get(field) ?? '').trim();
    const synonym = { text: value('text'), kind: value('kind'), name: value('name') } as Synonym;
    this.refused = synonym.text.length < 2 || synonym.name.length < 2;
    if (!this.refused) this.emit('jw-review-taught', synonym);
  };

  private press = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    this.emit('jw-review-taught', null);
  };
}
