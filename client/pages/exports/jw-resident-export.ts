import { Task } from '@lit/task';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { BuildingSummary, DoorMatrix } from '../../../server/api/buildings/schema.ts';
import type { ExportOffer } from '../../../server/api/exports/schema.ts';
import { answer, api } from '../../api.ts';
import { JwElement } from '../../elements/element.ts';
import { formSheet } from '../../elements/form-styles.ts';
import { textOf } from '../../elements/form-text.ts';
import { Paging } from '../../elements/paging.ts';
import { bones, empty, failure } from '../../elements/parts.ts';
import { codeName, type Reference } from '../../elements/reference.ts';
import { skeletonStyles } from '../../elements/styles.ts';
import { buildingName } from '../../format/address.ts';
import { formatCount } from '../../format/number.ts';
import { type ChosenDoors, doorsByUnit, mostHouseholds, type UnitDoors, withDoors } from './door-choice.ts';
import { exportStyles } from './export-styles.ts';
import { residentExportStyles } from './resident-export-styles.ts';
import { Taking, takingLines } from './taking.ts';

/** Buildings that are listed at once. */
const MOST_BUILDINGS = 200;
/** The shortest note that says something, as the server has it. */
const SHORTEST_NOTE = 4;
/** Columns that a purpose shows in full or masked. */
const revealed = ['resident.name', 'resident.phone', 'resident.birth_date'] as const;
const ways = {
  xlsx: { format: 'xlsx', encoding: 'utf-8' },
  csv: { format: 'csv', encoding: 'utf-8' },
  gb: { format: 'csv', encoding: 'gb18030' },
} as const;

/** Who lives in some households as a file: the doors are chosen building by building, then a purpose is stated. */
@customElement('jw-resident-export')
export class JwResidentExport extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ attribute: false }) offer!: ExportOffer;
  @state() private building = 0;
  @state() private chosen: ChosenDoors = new Map();
  @state() private purpose = '';
  /** What still has to be said. */
  @state() private missing: 'doors' | 'purpose' | 'note' | null = null;
  #taking = new Taking(this);
  #buildings = new Paging<BuildingSummary>(this, (page, signal) => {
    const query = { area_code: this.offer.area_code, page, limit: String(MOST_BUILDINGS) };
    return answer(api.buildings.$get({ query }, { init: { signal } }));
  });
  #doors = new Task(this, {
    args: () => [this.building] as const,
    task: async ([id], { signal }) =>
      id
        ? answer<DoorMatrix>(api.buildings[':id'].households.$get({ param: { id: String(id) } }, { init: { signal } }))
        : null,
  });

  static override styles = [formSheet, skeletonStyles, exportStyles, residentExportStyles];

  override willUpdate(changed: PropertyValues): void {
    if (!changed.has('offer') || this.offer.purposes.length === 0) return;
    this.building = 0;
    void this.#buildings.restart();
  }

  override render() {
    const { words } = this;
    const told = words.exports.residents;
    if (this.offer.purposes.length === 0) return empty(told.none);
    return html`<form @submit=${this.submit} novalidate>
      ${this.choosing()}
      ${this.chosenDoors()}
      ${this.stating()}
      ${this.about()}
      <div class="field way">
          <label for="way">${words.exports.format}</label>
          <select id="way" name="way">
            ${(Object.keys(ways) as (keyof typeof ways)[]).map((way) => html`<option value=${way}>${words.exports.templates[way]}</option>`)}
          </select>
      </div>
      <div class="buttons">
        <button class="primary" type="submit" ?disabled=${this.#taking.busy || this.#taking.submission.wait_s > 0}>
          ${words.exports.take}
        </button>
        <span class="hint">${told.afterwards}</span>
      </div>
      ${takingLines(this.#taking, words, this.language)}
    </form>`;
  }

  private choosing(): TemplateResult {
    const { words, language } = this;
    const told = words.exports.residents;
    const { rows, state: reading, error, hasMore } = this.#buildings;
    if (reading === 'error') return failure(error, words, () => this.#buildings.restart());
    if (reading === 'pending' && rows.length === 0) return bones(3);
    const lived = rows.filter(({ household_count }) => household_count);
    if (lived.length === 0) return empty(told.noBuildings);
    return html`<div class="field building">
        <label for="building">${told.building}</label>
        <select
          id="building"
          @change=${(event: Event) => {
            this.building = Number((event.target as HTMLSelectElement).value);
          }}
        >
          <option value="0" .selected=${this.building === 0}>${told.chooseBuilding}</option>
          ${lived.map(
            (building) =>
              html`<option value=${building.id} .selected=${building.id === this.building}>
                ${buildingName(building, language)}${building.name && building.address ? ` · ${building.address}` : ''}
              </option>`,
          )}
        </select>
        ${hasMore ? html`<p class="hint">${told.moreBuildings(formatCount(rows.length, language))}</p>` : nothing}
      </div>
      ${this.#doors.render({
        pending: () => bones(5),
        error: (fault) => failure(fault, words, () => this.#doors.run()),
        complete: (matrix) => (matrix ? doorsByUnit(matrix).map((unit) => this.unit(unit)) : nothing),
      })}`;
  }

  private unit({ name, doors }: UnitDoors): TemplateResult {
    const labelled = doors.map(({ household_id, door }) => ({ household_id, label: this.labelOf(name, door), door }));
    const all = labelled.every(({ household_id }) => this.chosen.has(household_id));
    const full = this.chosen.size >= mostHouseholds;
    return html`<fieldset class="stair">
      <legend>
        ${name}
        <label class="choice">
          <input type="checkbox" .checked=${all} ?disabled=${full && !all} @change=${(event: Event) => this.put(labelled, event)} />
          ${this.words.exports.residents.whole}
        </label>
      </legend>
      <div class="doors">
        ${labelled.map((each) => {
          const chosen = this.chosen.has(each.household_id);
          return html`<label class="choice figure">
            <input type="checkbox" .checked=${chosen} ?disabled=${full && !chosen} @change=${(event: Event) => this.put([each], event)} />
            ${each.door}
          </label>`;
        })}
      </div>
    </fieldset>`;
  }

  private chosenDoors(): TemplateResult {
    const { language } = this;
    const told = this.words.exports.residents;
    const count = told.chosen(formatCount(this.chosen.size, language), formatCount(mostHouseholds, language));
    return html`<div class="chosen">
      <p role="status">${count}</p>
      ${
        this.chosen.size
          ? html`<ul>
              ${[...this.chosen].map(
                ([household_id, label]) => html`<li>
                  <button class="outlined" type="button" aria-label=${told.drop(label)} @click=${() => this.drop(household_id)}>
                    ${label} <span aria-hidden="true">×</span>
                  </button>
                </li>`,
              )}
              <li><button class="link" type="button" @click=${() => this.drop()}>${told.clear}</button></li>
            </ul>`
          : nothing
      }
      ${this.missing === 'doors' ? html`<p class="missing" role="alert">${told.chooseDoors}</p>` : nothing}
    </div>`;
  }

  private stating(): TemplateResult {
    const told = this.words.exports.residents;
    return html`<fieldset>
        <legend>${told.purpose}</legend>
        <div class="purposes" role="radiogroup" aria-label=${told.purpose} aria-required="true">
          ${this.offer.purposes.map(
            ({ id }) => html`<label class="choice">
              <input
                type="radio"
                name="purpose"
                value=${id}
                .checked=${id === this.purpose}
                @change=${() => {
                  this.purpose = id;
                  this.missing = null;
                }}
              />
              ${codeName(this.reference, 'purpose', id, this.language)}
            </label>`,
          )}
        </div>
        ${this.missing === 'purpose' ? html`<p class="missing" role="alert">${told.choosePurpose}</p>` : nothing}
      </fieldset>
      <div class="field">
        <label for="note">${told.note}</label>
        <input id="note" name="note" maxlength="180" autocomplete="off" aria-describedby="note-hint" aria-invalid=${this.missing === 'note'} />
        <p class="hint" id="note-hint">${told.noteHint}</p>
        ${this.missing === 'note' ? html`<p class="missing" role="alert">${told.noteShort}</p>` : nothing}
      </div>`;
  }

  /** What a purpose shows, and what it leaves masked and why. */
  private about(): TemplateResult | typeof nothing {
    const { exports: told } = this.words;
    const stated = this.offer.purposes.find(({ id }) => id === this.purpose);
    if (!stated) return nothing;
    const shown = revealed.filter((column) => stated.reveals.includes(column));
    const hidden = revealed.filter((column) => !stated.reveals.includes(column));
    const inWords = (list: readonly string[]) => [...new Set(list)].join(told.listSeparator);
    return html`<dl class="about">
      <dt>${told.inFile}</dt>
      <dd>${inWords([...told.residents.columns, ...shown.map((column) => told.residents.shown[column])])}</dd>
      <dt>${told.residents.maskedOut}</dt>
      <dd>
        ${hidden.length ? html`<p>${inWords(hidden.map((column) => told.residents.masked[column]))}${told.residents.why}</p>` : nothing}
        <p>${told.residents.always}</p>
      </dd>
    </dl>`;
  }

  private put(doors: readonly { household_id: number; label: string }[], event: Event): void {
    const box = event.target as HTMLInputElement;
    this.chosen = withDoors(this.chosen, doors, box.checked);
    this.missing = null;
    // Too many at once leave a box as it was, which Lit does not see.
    box.checked = doors.every(({ household_id }) => this.chosen.has(household_id));
  }

  private drop(household_id?: number): void {
    const gone = [...this.chosen.keys()].filter((id) => household_id === undefined || id === household_id);
    this.chosen = withDoors(
      this.chosen,
      gone.map((id) => ({ household_id: id, label: '' })),
      false,
    );
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('.chosen button, #building')?.focus(),
    );
  }

  private labelOf(unit: string, door: string): string {
    const building = this.#buildings.rows.find(({ id }) => id === this.building);
    return [building && buildingName(building, this.language), unit, door].filter(Boolean).join(' ');
  }

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const note = textOf(form, 'note');
    this.missing =
      this.chosen.size === 0 ? 'doors' : !this.purpose ? 'purpose' : note.length < SHORTEST_NOTE ? 'note' : null;
    if (this.missing) {
      const field = { doors: '#building', purpose: '.purposes input', note: '#note' }[this.missing];
      this.renderRoot.querySelector<HTMLElement>(field)?.focus();
      return;
    }
    const way = ways[textOf(form, 'way') as keyof typeof ways];
    const json = { household_ids: [...this.chosen.keys()], purpose: this.purpose, note, ...way };
    await this.#taking.take((signal) => api.exports.residents.$post({ json }, { init: { signal } }));
  }
}
