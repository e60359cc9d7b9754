import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { type Person, type PersonRole, personRoles } from '../../../server/api/people/schema.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { icon } from '../../elements/icon.ts';
import { Paging } from '../../elements/paging.ts';
import { bones, empty, failure, heading } from '../../elements/parts.ts';
import { clockOf, codeName, type Reference } from '../../elements/reference.ts';
import { registerStyles } from '../../elements/register-styles.ts';
import { skeletonStyles } from '../../elements/styles.ts';
import { formatDay } from '../../format/time.ts';
import { grantLine, roleLine } from './grant-line.ts';
import './jw-person-sheet.ts';
import type { JwPersonSheet } from './jw-person-sheet.ts';

/** A pause in typing before the server is asked. */
const pause_ms = 250;

/** The accounts that the caller looks after, in order of login; one opens in a sheet. */
@customElement('jw-people')
export class JwPeople extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @state() private text = '';
  @state() private wantedRole: PersonRole | '' = '';
  @query('jw-person-sheet') private sheet!: JwPersonSheet;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #people = new Paging<Person>(this, (page, signal) =>
    answer(
      api.people.$get(
        { query: { q: this.text.trim() || undefined, role: this.wantedRole || undefined, page, limit: '50' } },
        { init: { signal } },
      ),
    ),
  );

  static override styles = [
    formSheet,
    skeletonStyles,
    registerStyles,
    css`
      .filters .field:first-child {
        flex: 1 1 14rem;
        max-inline-size: 22rem;
      }
      .filters .primary {
        margin-inline-start: auto;
      }
      .person {
        min-block-size: 1.5rem;
        font-weight: 600;
      }
      .login {
        color: var(--ink-soft);
        overflow-wrap: anywhere;
      }
      .disabled td,
      .disabled .person {
        color: var(--ink-faint);
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#people.restart();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  override render() {
    const { words } = this;
    const { people } = words.access;
    const { rows, state, error, hasMore } = this.#people;
    return html`
      ${heading('', people.title, people.lead)} ${this.filters()}
      ${rows.length ? this.table(rows) : nothing}
      ${state === 'pending' ? bones(rows.length ? 2 : 10) : nothing}
      ${state === 'error' ? failure(error, words, () => this.#people.more()) : nothing}
      ${state === 'done' && rows.length === 0 ? empty(this.text || this.wantedRole ? people.notFound : people.none) : nothing}
      ${hasMore && state === 'done' ? html`<button class="outlined more" @click=${() => this.#people.more()}>${words.common.more}</button>` : nothing}
      <jw-person-sheet .reference=${this.reference} @jw-person=${this.take}></jw-person-sheet>
    `;
  }

  private filters() {
    const { people } = this.words.access;
    return html`<div class="filters" role="search">
      <div class="field">
        <label for="q">${people.search}</label>
        <input id="q" type="search" maxlength="60" autocomplete="off" placeholder=${people.searchHint} @input=${this.type} />
      </div>
      <div class="field">
        <label for="role">${people.role}</label>
        <select id="role" @change=${this.choose}>
          <option value="">${this.words.common.all}</option>
          ${personRoles.map((role) => html`<option value=${role}>${this.roleName(role)}</option>`)}
        </select>
      </div>
      <button class="primary" @click=${() => this.sheet.make()}>${icon('plus')}${people.add}</button>
    </div>`;
  }

  private table(rows: readonly Person[]) {
    const { people } = this.words.access;
    return html`<table class="register">
      <thead>
        <tr>
          <th scope="col">${people.name}</th>
          <th scope="col">${people.login}</th>
          <th scope="col">${people.duties}</th>
          <th scope="col">${people.lastSeen}</th>
          <th scope="col">${people.factor}</th>
          <th scope="col">${people.state}</th>
        </tr>
      </thead>
      <tbody>${rows.map((person) => this.row(person))}</tbody>
    </table>`;
  }

  private row(person: Person) {
    const { people, everywhere } = this.words.access;
    const clock = clockOf(this.reference, this.language);
    const { last_seen_on: seen } = person;
    return html`<tr class=${person.disabled ? 'disabled' : ''}>
      <td><button class="link person" @click=${() => this.sheet.show(person)}>${person.display_name}</button></td>
      <td class="login">${person.login}</td>
      <td>
        ${
          person.grants.length
            ? person.grants.map(
                (grant) =>
                  html`<div>${grantLine(grant, roleLine(grant, this.reference, this.language), everywhere)}</div>`,
              )
            : html`<span class="note">${people.noDuty}</span>`
        }
      </td>
      <td data-label=${people.lastSeen}>${seen ? formatDay(seen, clock) : html`<span class="note">${people.never}</span>`}</td>
      <td class=${person.second_factor ? '' : 'usual'} data-label=${people.factor}>${person.second_factor ? people.factorOn : html`<span class="note">${people.factorOff}</span>`}</td>
      <td class=${person.disabled ? '' : 'usual'}>${person.disabled ? people.disabled : html`<span class="note">${people.inUse}</span>`}</td>
    </tr>`;
  }

  private roleName(role: string): string {
    return codeName(this.reference, 'role', role, this.language);
  }

  private type(event: Event): void {
    this.text = (event.target as HTMLInputElement).value;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#people.restart(), pause_ms);
  }

  private choose(event: Event): void {
    this.wantedRole = (event.target as HTMLSelectElement).value as PersonRole | '';
    void this.#people.restart();
  }

  /** A person as they are now: in their row, or among new ones on a list that is read anew. */
  private take(event: CustomEvent<Person>): void {
    const at = this.#people.rows.findIndex(({ id }) => id === event.detail.id);
    if (at < 0) void this.#people.restart();
    else this.#people.rows = this.#people.rows.with(at, event.detail);
    this.requestUpdate();
  }
}
