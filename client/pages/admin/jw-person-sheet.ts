import { html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { FirstPassword, Person } from '../../../server/api/people/schema.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import '../../elements/jw-secret.ts';
import '../../elements/jw-sure-button.ts';
import { heading, iconButton } from '../../elements/parts.ts';
import { clockOf, type Reference } from '../../elements/reference.ts';
import { skeletonStyles } from '../../elements/styles.ts';
import { faultLine, Submission } from '../../elements/submission.ts';
import { formatDay } from '../../format/time.ts';
import { session } from '../../state/session.ts';
import './jw-person-form.ts';
import './jw-person-grants.ts';
import { personSheetStyles } from './person-sheet-styles.ts';

/**
 * One account in a sheet at the side: what it answers for, and what can be done about it; or the making of a new one.
 * @fires jw-person with the Person as it is after a change.
 */
@customElement('jw-person-sheet')
export class JwPersonSheet extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  /** Null while a new one is made. */
  @state() private person: Person | null = null;
  @state() private first: FirstPassword | null = null;
  @state() private open = false;
  @query('dialog') private dialog!: HTMLDialogElement;
  #change = new Submission(this);

  static override styles = [formSheet, skeletonStyles, personSheetStyles];

  /** Opens somebody. */
  show(person: Person): void {
    this.begin(person);
  }

  /** Opens the form of a new account. */
  make(): void {
    this.begin(null);
  }

  override render() {
    const { words } = this;
    return html`<dialog aria-label=${this.person?.display_name ?? words.access.people.add} @close=${this.closed} @click=${this.press}>
      <div class="content">
        <div class="corner">${iconButton('close', words.common.close, () => this.dialog.close())}</div>
        ${this.open ? (this.person ? this.account(this.person) : this.making()) : nothing}
      </div>
    </dialog>`;
  }

  private making() {
    const { people } = this.words.access;
    return html`${heading('', people.add, people.addLead)}
      <jw-person-form
        .reference=${this.reference}
        @jw-made=${(event: CustomEvent<FirstPassword>) => this.given(event.detail)}
      ></jw-person-form>`;
  }

  private account(person: Person) {
    const { words } = this;
    const { people } = words.access;
    const seen = person.last_seen_on
      ? people.seen(formatDay(person.last_seen_on, clockOf(this.reference, this.language)))
      : people.never;
    return html`
      ${heading(person.login, person.display_name, `${people.belongs(person.area_code ? (person.area_name ?? person.area_code) : words.access.everywhere)} · ${seen}`)}
      ${person.disabled ? html`<p class="fault"><span></span>${people.isDisabled}</p>` : nothing}
      ${this.first ? html`<jw-secret .secret=${this.first.password} .note=${people.firstPassword(person.display_name)}></jw-secret>` : nothing}
      <jw-person-grants .reference=${this.reference} .person=${person} @jw-changed=${this.again}></jw-person-grants>
      ${person.changeable ? this.means(person) : html`<p class="note apart">${people.notChangeable}</p>`}
    `;
  }

  /** What can be done about an account that its holder cannot get into, or must not any more. */
  private means(person: Person) {
    const { words } = this;
    const { people } = words.access;
    const sure = (label: string, question: string, act: () => Promise<unknown>) =>
      html`<jw-sure-button .label=${label} .question=${question} ?disabled=${this.#change.busy} @jw-sure=${() => this.run(act)}></jw-sure-button>`;
    const param = { id: String(person.id) };
    return html`<section>
      <h3>${people.means}</h3>
      <div class="means">
        ${sure(people.newPassword, people.newPasswordSure, async () => {
          this.first = await answer<FirstPassword>(api.people[':id'].password.$post({ param }));
        })}
        ${
          person.second_factor
            ? sure(people.dropFactor, people.dropFactorSure, () =>
                answer(api.people[':id']['second-factor'].$delete({ param })),
              )
            : nothing
        }
        ${sure(
          person.disabled ? people.enable : people.disable,
          person.disabled ? people.enableSure : people.disableSure,
          () => answer(api.people[':id'].$patch({ param, json: { disabled: !person.disabled } })),
        )}
      </div>
      ${session.state?.openid_name ? this.binding(person, session.state.openid_name) : nothing}
      ${faultLine(this.#change, words)}
    </section>`;
  }

  /** Ties the account to somebody whom the other way in knows, or unties it. */
  private binding(person: Person, provider: string) {
    const { people } = this.words.access;
    const bind = (openid_subject: string | null) =>
      this.run(() => answer(api.people[':id'].$patch({ param: { id: String(person.id) }, json: { openid_subject } })));
    if (person.openid_bound) {
      return html`<p class="note">${people.bound(provider)}</p>
        <jw-sure-button .label=${people.unbind} .question=${people.unbindSure} @jw-sure=${() => bind(null)}></jw-sure-button>`;
    }
    return html`<form
      novalidate
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        void bind(String(new FormData(event.target as HTMLFormElement).get('subject')));
      }}
    >
      <div class="field">
        <label for="subject">${people.subject(provider)}</label>
        <input id="subject" name="subject" maxlength="255" autocomplete="off" spellcheck="false" />
      </div>
      <div class="buttons"><button class="outlined" ?disabled=${this.#change.busy}>${people.bind}</button></div>
    </form>`;
  }

  private begin(person: Person | null): void {
    this.person = person;
    this.first = null;
    this.#change.clear();
    this.open = true;
    this.dialog.showModal();
  }

  private given(first: FirstPassword): void {
    this.first = first;
    this.person = first.person;
    this.emit('jw-person', first.person);
  }

  private async run(act: () => Promise<unknown>): Promise<void> {
    if (await this.#change.run(act)) await this.again();
  }

  /** Reads the account anew, here and for the list. */
  private again = async (): Promise<void> => {
    const { person } = this;
    if (!person) return;
    await this.#change.run(async () => {
      this.person = await answer<Person>(api.people[':id'].$get({ param: { id: String(person.id) } }));
      this.emit('jw-person', this.person);
    });
  };

  private closed(): void {
    this.open = false;
    this.first = null;
  }

  /** A press beside the sheet closes it, but not while it shows what will not be shown again. */
  private press(event: MouseEvent): void {
    if (event.target === this.dialog && !this.first) this.dialog.close();
  }
}
