import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Person, PersonGrant } from '../../../server/api/people/schema.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import '../../elements/jw-sure-button.ts';
import { empty } from '../../elements/parts.ts';
import type { Reference } from '../../elements/reference.ts';
import { faultLine, Submission } from '../../elements/submission.ts';
import { formatDate } from '../../format/time.ts';
import { grantLine, roleLine } from './grant-line.ts';
import './jw-grant-form.ts';
import './jw-hand-over-form.ts';

/**
 * The duties of an account: another one, an end to one, one handed over to somebody else.
 * @fires jw-changed after each.
 */
@customElement('jw-person-grants')
export class JwPersonGrants extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ attribute: false }) person!: Person;
  /** What is unfolded: the form of another duty, or handing over the one of that number. */
  @state() private unfolded: 'add' | number | null = null;
  #ending = new Submission(this);

  static override styles = [
    formSheet,
    css`
      li {
        padding-block: var(--space-3);
        border-bottom: 1px solid color-mix(in srgb, var(--rule) 55%, transparent);
      }
      .duty {
        font-weight: 600;
      }
      .coming .duty {
        font-weight: 400;
      }
      .buttons {
        margin-top: var(--space-2);
      }
      .add {
        margin-top: var(--space-4);
      }
    `,
  ];

  override render() {
    const { words, person } = this;
    const { people } = words.access;
    return html`<section>
      <h3>${people.duties}</h3>
      ${person.grants.length ? html`<ul>${person.grants.map((grant) => this.row(grant))}</ul>` : empty(people.noDutyYet)}
      ${faultLine(this.#ending, words)}
      ${person.changeable ? this.adding() : nothing}
    </section>`;
  }

  private adding() {
    const { people } = this.words.access;
    if (this.unfolded !== 'add') {
      return html`<button class="outlined add" @click=${() => this.unfold('add')}>${people.addDuty}</button>`;
    }
    return html`<jw-grant-form
      class="add"
      .reference=${this.reference}
      .person_id=${this.person.id}
      @jw-done=${this.done}
      @jw-close=${() => this.unfold(null)}
    ></jw-grant-form>`;
  }

  private row(grant: PersonGrant) {
    const { words, language, reference } = this;
    const { people, everywhere } = words.access;
    const { today } = reference.deployment;
    const day = (value: string) => formatDate(value, { today, language });
    const role = roleLine(grant, reference, language);
    return html`<li class=${grant.active ? '' : 'coming'}>
      <p class="duty">${grantLine(grant, role, everywhere)}</p>
      <p class="note figure">
        ${grant.active ? people.from(day(grant.starts_on)) : people.startsOn(day(grant.starts_on))} ·
        ${grant.ends_on ? words.access.until(day(grant.ends_on)) : words.access.openEnd}
      </p>
      ${this.person.changeable ? this.means(grant) : nothing}
    </li>`;
  }

  private means(grant: PersonGrant) {
    const { people } = this.words.access;
    if (this.unfolded === grant.id) {
      return html`<jw-hand-over-form
        .reference=${this.reference}
        .grant=${grant}
        .from=${this.person}
        @jw-done=${this.done}
        @jw-close=${() => this.unfold(null)}
      ></jw-hand-over-form>`;
    }
    return html`<div class="buttons">
      <button class="outlined" @click=${() => this.unfold(grant.id)}>${people.handOver}</button>
      <jw-sure-button .label=${people.endDuty} .question=${people.endDutySure} @jw-sure=${() => this.end(grant)}></jw-sure-button>
    </div>`;
  }

  private unfold(what: 'add' | number | null): void {
    this.unfolded = what;
  }

  private done(): void {
    this.unfolded = null;
    this.emit('jw-changed');
  }

  private async end(grant: PersonGrant): Promise<void> {
    const param = { id: String(this.person.id), grant_id: String(grant.id) };
    const done = await this.#ending.run(() => answer(api.people[':id'].grants[':grant_id'].$delete({ param })));
    if (done) this.done();
  }
}
