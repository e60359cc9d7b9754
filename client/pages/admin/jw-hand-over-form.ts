import { Task } from '@lit/task';
import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Person, PersonGrant } from '../../../server/api/people/schema.ts';
import type { Page } from '../../../server/api/wire.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import type { Reference } from '../../elements/reference.ts';
import { faultLine, Submission, submitButton } from '../../elements/submission.ts';

/** A pause in typing before the server is asked. */
const pause_ms = 200;

/**
 * Hands a duty over to somebody else from a day on.
 * @fires jw-done when it is handed over. @fires jw-close when it is left.
 */
@customElement('jw-hand-over-form')
export class JwHandOverForm extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ attribute: false }) grant!: PersonGrant;
  /** Who has it now. */
  @property({ attribute: false }) from!: Person;
  @state() private text = '';
  @state() private missing = '';
  @query('form') private form!: HTMLFormElement;
  #handing = new Submission(this);
  #found = new Task(this, {
    args: () => [this.text.trim()] as const,
    task: async ([q], { signal }): Promise<Person[]> => {
      await new Promise((resolve) => setTimeout(resolve, q ? pause_ms : 0));
      signal.throwIfAborted();
      const query = { q: q || undefined, limit: '50' };
      const { items } = await answer<Page<Person>>(api.people.$get({ query }, { init: { signal } }));
      return items.filter(({ id, disabled }) => id !== this.from.id && !disabled);
    },
  });

  static override styles = [
    formSheet,
    css`
      form {
        margin-top: var(--space-3);
        padding: var(--space-4);
        border: 1px solid var(--rule);
        background: color-mix(in srgb, var(--sheet-raised) 60%, transparent);
      }
    `,
  ];

  override firstUpdated(): void {
    this.renderRoot.querySelector('input')?.focus();
  }

  override render() {
    const { words } = this;
    const { handOvers } = words.access;
    const people = this.#found.value ?? [];
    return html`<form novalidate @submit=${this.submit}>
      <div class="pair">
        <div class="field">
          <label for="q">${handOvers.find}</label>
          <input
            id="q"
            type="search"
            maxlength="60"
            autocomplete="off"
            @input=${(event: Event) => {
              this.text = (event.target as HTMLInputElement).value;
            }}
          />
        </div>
        <div class="field">
          <label for="to">${handOvers.to}</label>
          <select id="to" name="to_account_id">
            <option value="">${people.length ? words.access.grants.choose : words.access.people.notFound}</option>
            ${people.map(({ id, display_name, login }) => html`<option value=${id}>${display_name}（${login}）</option>`)}
          </select>
        </div>
        <div class="field">
          <label for="effective_on">${handOvers.day}</label>
          <input id="effective_on" name="effective_on" type="date" value=${this.reference.deployment.today} />
        </div>
        <div class="field">
          <label for="note">${handOvers.note}</label>
          <input id="note" name="note" maxlength="200" autocomplete="off" />
        </div>
      </div>
      <p class="note">${handOvers.what}</p>
      ${this.missing ? html`<p class="note" role="alert">${this.missing}</p>` : nothing} ${faultLine(this.#handing, words)}
      <div class="buttons">
        ${submitButton(this.#handing, words.access.people.handOver, words)}
        <button class="link" type="button" @click=${() => this.emit('jw-close')}>${words.access.leaveIt}</button>
      </div>
    </form>`;
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    const { handOvers } = this.words.access;
    const data = new FormData(this.form);
    const to_account_id = Number(data.get('to_account_id'));
    const effective_on = String(data.get('effective_on') ?? '');
    const note = String(data.get('note') ?? '').trim();
    this.missing = !to_account_id ? handOvers.toMissing : !effective_on ? handOvers.dayMissing : '';
    if (this.missing) return;
    const json = { grant_id: this.grant.id, to_account_id, effective_on, ...(note && { note }) };
    if (await this.#handing.run(() => answer(api['hand-overs'].$post({ json })))) this.emit('jw-done');
  }
}
