import { Task } from '@lit/task';
import { html, nothing } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { ChainHolder } from '../../../server/api/duty-chain/schema.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { textOf } from '../../elements/form-text.ts';
import { codeName, type Reference } from '../../elements/reference.ts';
import { faultLine, Submission, submitButton } from '../../elements/submission.ts';
import { accountSelect, accountsOf } from './account-select.ts';

/**
 * Hands a post over to somebody else from a day on, the account's duty with it where that is wanted.
 * @fires jw-done when it is handed over. @fires jw-close when it is left.
 */
@customElement('jw-post-hand-over')
export class JwPostHandOver extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  /** Who has it now. */
  @property({ attribute: false }) holder!: ChainHolder;
  @query('form') private form!: HTMLFormElement;
  #handing = new Submission(this);
  #accounts = new Task(this, {
    args: () => [this.holder.area_code] as const,
    task: ([area_code], { signal }) => accountsOf(area_code, signal),
  });

  static override styles = [formSheet];

  override firstUpdated(): void {
    this.renderRoot.querySelector('input')?.focus();
  }

  override render() {
    const { chain, access } = this.words;
    const { field } = chain;
    const role = codeName(this.reference, 'duty-role', this.holder.role, this.language);
    const wrong = (name: string) => this.#handing.field === name;
    const people = (this.#accounts.value ?? []).filter(({ id }) => id !== this.holder.account_id);
    return html`<form novalidate @submit=${this.submit}>
      <p class="label">${chain.handing(this.holder.name, role)}</p>
      <div class="pair">
        <div class="field">
          <label for="name">${field.to}</label>
          <input id="name" name="name" maxlength="40" autocomplete="off" aria-invalid=${wrong('to.name')} />
        </div>
        <div class="field">
          <label for="phone">${field.phone}</label>
          <input id="phone" name="phone" type="tel" maxlength="20" autocomplete="off" aria-invalid=${wrong('to.phone')} />
        </div>
        ${accountSelect(people, null, field)}
      </div>
      <div class="pair">
        <div class="field">
          <label for="effective_on">${field.day}</label>
          <input id="effective_on" name="effective_on" type="date" aria-invalid=${wrong('effective_on')} .value=${this.reference.deployment.today} />
        </div>
        <div class="field">
          <label for="note">${field.note}</label>
          <input id="note" name="note" maxlength="200" autocomplete="off" />
        </div>
      </div>
      ${
        this.holder.account_id !== null && people.length > 0
          ? html`<label class="choice"><input type="checkbox" name="with_grant" />${field.grant}</label>`
          : nothing
      }
      <p class="note">${chain.handingLead}</p>
      ${faultLine(this.#handing, this.words)}
      <div class="buttons">
        ${submitButton(this.#handing, chain.handOver, this.words)}
        <button class="link" type="button" @click=${() => this.emit('jw-close')}>${access.leaveIt}</button>
      </div>
    </form>`;
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    const text = (name: string) => textOf(this.form, name);
    const json = {
      version: this.holder.version,
      to: { name: text('name'), phone: text('phone') || null, account_id: Number(text('account_id')) || null },
      effective_on: text('effective_on'),
      note: text('note') || null,
      with_grant: text('with_grant') === 'on',
    };
    const param = { id: String(this.holder.id) };
    if (await this.#handing.run(() => answer(api['duty-holders'][':id']['hand-over'].$post({ param, json }))))
      this.emit('jw-done');
  }
}
