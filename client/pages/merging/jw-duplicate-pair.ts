import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Duplicate, MaskedResident, MergingHousehold } from '../../../server/api/duplicates/schema.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import '../../elements/jw-household-opening.ts';
import '../../elements/jw-sure-button.ts';
import { clockOf, codeName, type Reference } from '../../elements/reference.ts';
import { faultLine, Submission } from '../../elements/submission.ts';
import { formatDay } from '../../format/time.ts';
import { pairStyles } from './pair-styles.ts';

type Side = 'one' | 'other';
type Field = 'name' | 'phone' | 'birth_date' | 'relation';
interface Row {
  term: string;
  one: string;
  other: string;
  /** Of persons: the field that can be taken from either. */
  field?: Field;
}

/**
 * Two lines that may be one, side by side: what is the same and what is not, which one stays, and what is to be done.
 * @fires jw-merged with the number of the change, jw-dismissed when they are two, jw-renew when a file was opened.
 */
@customElement('jw-duplicate-pair')
export class JwDuplicatePair extends JwElement {
  @property({ attribute: false }) duplicate!: Duplicate;
  @property({ attribute: false }) reference!: Reference;
  @state() private keeps: Side = 'one';
  @state() private taken: Partial<Record<Field, Side>> = {};
  /** Purposes for which the file that is still closed may be opened; null: it was not asked for yet. */
  @state() private purposes: readonly string[] | null = null;
  #work = new Submission(this);
  /** Households whose file was opened since the pair was read: who goes on before it is read again is not asked twice. */
  #opened = new Set<number>();

  static override styles = [formSheet, pairStyles];

  override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('duplicate');
    if (before) this.#opened.clear();
    // The list gives its elements to other pairs when one is gone.
    if (
      before &&
      (before.kind !== this.duplicate.kind ||
        before.one.id !== this.duplicate.one.id ||
        before.other.id !== this.duplicate.other.id)
    ) {
      this.keeps = 'one';
      this.taken = {};
      this.purposes = null;
      this.#work.clear();
    }
  }

  override render() {
    const { merging } = this.words;
    const { kind, reasons } = this.duplicate;
    return html`<article aria-label=${this.duplicate.one.address}>
      <p class="reasons">${reasons.map((reason) => html`<span>${merging.reasons[reason]}</span>`)}</p>
      <table>
        <thead>
          <tr>
            <td></td>
            ${(['one', 'other'] as const).map((side) => this.head(side))}
          </tr>
        </thead>
        <tbody>
          ${this.rows().map((row) => this.row(row))}
        </tbody>
      </table>
      ${this.purposes ? this.opening(this.purposes) : nothing} ${faultLine(this.#work, this.words)}
      <div class="buttons">
        <jw-sure-button
          .label=${merging.merge}
          .question=${merging.mergeSure[kind]}
          ?disabled=${this.#work.busy || this.purposes !== null}
          @jw-sure=${this.merge}
        ></jw-sure-button>
        <button class="link" ?disabled=${this.#work.busy} @click=${this.dismiss}>${merging.different[kind]}</button>
      </div>
    </article>`;
  }

  private head(side: Side): TemplateResult {
    const { merging } = this.words;
    const kept = this.keeps === side;
    return html`<th scope="col" class=${kept ? 'kept' : 'gone'}>
      <label>
        <input
          type="radio"
          name="keeps"
          .checked=${kept}
          @change=${() => {
            this.keeps = side;
            this.taken = {};
          }}
        />
        <span>${kept ? merging.kept : merging.gone}</span>
        <span class="visually-hidden">${merging.keep}：${this.duplicate[side].address}</span>
      </label>
    </th>`;
  }

  private row({ term, one, other, field }: Row): TemplateResult {
    const differs = one !== other;
    const cell = (side: Side, text: string) => html`<td class=${differs ? 'differs' : ''}>
      ${
        field && differs
          ? html`<label title=${this.words.merging.takeFrom(term)}>
              <input
                type="radio"
                name=${field}
                aria-label=${`${this.words.merging.takeFrom(term)}：${text}`}
                .checked=${(this.taken[field] ?? this.keeps) === side}
                @change=${() => {
                  this.taken = { ...this.taken, [field]: side };
                }}
              />${text}
            </label>`
          : text
      }
    </td>`;
    return html`<tr>
      <th scope="row">${term}</th>
      ${cell('one', one)}${cell('other', other)}
    </tr>`;
  }

  private opening(purposes: readonly string[]): TemplateResult {
    const closed = this.closed()!;
    return html`<section class="opening">
      <p>${this.words.merging.openFirst(closed.address)}</p>
      <jw-household-opening
        .reference=${this.reference}
        .household_id=${closed.household_id}
        .purposes=${purposes}
        @jw-opened=${() => {
          this.purposes = null;
          this.#opened.add(closed.household_id);
          this.emit('jw-renew');
        }}
      ></jw-household-opening>
    </section>`;
  }

  private rows(): Row[] {
    const { fields } = this.words.merging;
    const { duplicate } = this;
    if (duplicate.kind === 'household') return this.householdRows(duplicate.one, duplicate.other);
    const person = ({ registered_here, lives_here }: MaskedResident) => {
      const { lives } = this.words.merging;
      return registered_here && lives_here ? lives.both : registered_here ? lives.registered : lives.here;
    };
    const { one, other } = duplicate;
    const phone = (row: MaskedResident) => row.phone ?? this.words.merging.unknown;
    const relation = (row: MaskedResident) => this.words.household.relation[row.relation] ?? row.relation;
    return [
      { term: fields.address, one: one.address, other: other.address },
      { term: fields.name, one: one.name, other: other.name, field: 'name' },
      { term: fields.phone, one: phone(one), other: phone(other), field: 'phone' },
      { term: fields.birth_year, one: one.birth_year, other: other.birth_year, field: 'birth_date' },
      { term: fields.relation, one: relation(one), other: relation(other), field: 'relation' },
      { term: fields.lives, one: person(one), other: person(other) },
    ];
  }

  private householdRows(one: MergingHousehold, other: MergingHousehold): Row[] {
    const { merging } = this.words;
    const { fields } = merging;
    const clock = clockOf(this.reference, this.language);
    const both = (term: string, text: (row: MergingHousehold) => string): Row => ({
      ...{ term, one: text(one), other: text(other) },
    });
    return [
      both(fields.address, (row) => row.address),
      both(fields.door_state, (row) => codeName(this.reference, 'door-state', row.door_state, this.language)),
      both(fields.confirmed, (row) => (row.confirmed_on ? formatDay(row.confirmed_on, clock) : merging.never)),
      both(fields.residents, (row) => merging.people(row.resident_count)),
      both(fields.tags, (row) => merging.items(row.tag_count)),
      both(fields.visits, (row) => merging.times(row.visit_count)),
      both(fields.owed, (row) => merging.times(row.owed_count)),
    ];
  }

  /** The first of the two whose file is not open. */
  private closed(): { household_id: number; address: string } | undefined {
    const { duplicate } = this;
    const sides =
      duplicate.kind === 'household'
        ? [duplicate.one, duplicate.other].map((row) => ({ ...row, household_id: row.id }))
        : [duplicate.one, duplicate.other];
    return sides.find(({ open, household_id }) => !open && !this.#opened.has(household_id));
  }

  private async merge(): Promise<void> {
    const closed = this.closed();
    if (closed) {
      await this.#work.run(async () => {
        const { purposes } = await answer(api.households[':id'].$get({ param: { id: String(closed.household_id) } }));
        this.purposes = purposes;
      });
      return;
    }
    const { kind } = this.duplicate;
    const goes: Side = this.keeps === 'one' ? 'other' : 'one';
    const [kept, gone] = [this.duplicate[this.keeps], this.duplicate[goes]];
    const fields = Object.fromEntries(
      Object.entries(this.taken).map(([field, side]) => [field, side === this.keeps ? 'kept' : 'gone'] as const),
    );
    const json = {
      ...{ kind, kept_id: kept.id, gone_id: gone.id, kept_version: kept.version, gone_version: gone.version, fields },
    };
    await this.#work.run(async () => {
      const { change_id } = await answer(api.duplicates.merged.$post({ json }));
      this.emit('jw-merged', change_id);
    });
  }

  private async dismiss(): Promise<void> {
    const { kind, one, other } = this.duplicate;
    const json = { kind, kept_id: one.id, gone_id: other.id };
    const done = await this.#work.run(() => answer(api.duplicates.dismissed.$post({ json })));
    if (done) this.emit('jw-dismissed', json);
  }
}
