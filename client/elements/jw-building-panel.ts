import { initialState, Task } from '@lit/task';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { BuildingDetail } from '../../server/api/buildings/schema.ts';
import { answer, api } from '../api.ts';
import { buildingName, formatFloor } from '../format/address.ts';
import { formatCount } from '../format/number.ts';
import { select } from '../state/actions.ts';
import { formatSection } from '../state/section.ts';
import { mayAt } from '../state/session.ts';
import type { ViewState } from '../state/store.ts';
import { StoreController } from '../state/store-controller.ts';
import { confirmedSentence } from './confirmed.ts';
import { JwElement } from './element.ts';
import './jw-door-matrix.ts';
import './jw-duty-holders.ts';
import { partStyles } from './part-styles.ts';
import { bones, facts, failure, heading, type Piece } from './parts.ts';
import { codeName, type Reference } from './reference.ts';
import { registerLink, staleLink } from './register-link.ts';
import { controlStyles, sheetStyles, skeletonStyles } from './styles.ts';

/** A building, or one of its units or floors: the door matrix, then what is known of the house. */
@customElement('jw-building-panel')
export class JwBuildingPanel extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ attribute: false }) detail!: BuildingDetail;
  /** Narrows to one unit. */
  @property({ attribute: false }) unit_no: number | undefined;
  /** Narrows to one floor. */
  @property({ attribute: false }) floor: number | undefined;

  #view = new StoreController(this, (view) => view);
  #matrix = new Task(this, {
    // Who may not see the doors is not made to ask for them.
    args: () => [this.detail.building.household_count === null ? null : this.detail.building.id] as const,
    task: ([id], { signal }) => {
      if (id === null) return initialState;
      return answer(api.buildings[':id'].households.$get({ param: { id: String(id) } }, { init: { signal } }));
    },
  });

  static override styles = [
    sheetStyles,
    controlStyles,
    partStyles,
    skeletonStyles,
    css`
      jw-door-matrix {
        margin-top: var(--space-3);
      }
      .edit {
        margin-inline-start: auto;
        color: var(--accent);
        font-weight: 400;
      }
    `,
  ];

  override render() {
    const { words } = this;
    const { building, duty_holders, organisations } = this.detail;
    const whole = this.unit_no === undefined && this.floor === undefined;
    return html`
      ${heading(this.eyebrow(), this.headline(), this.lead())}
      ${building.household_count === null ? nothing : this.doors(whole)}
      ${whole ? this.about() : nothing}
      ${whole && organisations.length ? this.organisations(organisations) : nothing}
      <section>
        <h3>${words.area.duty}</h3>
        <jw-duty-holders .reference=${this.reference} .holders=${duty_holders}></jw-duty-holders>
      </section>
      ${whole ? html`${registerLink('building', building, words)}${staleLink(building.area_code, words)}` : nothing}
    `;
  }

  /** The door matrix, for those who may see the doors. */
  private doors(whole: boolean): TemplateResult {
    const { words, language } = this;
    const { building } = this.detail;
    return html`<section>
        <h3>
          ${words.matrix.title}
          ${
            whole
              ? nothing
              : html`<button class="link" @click=${() => select({ kind: 'building', id: building.id })}>${words.matrix.whole}</button>`
          }
          <a class="edit" href=${buildingDoors(this.#view.value, building.id)}>
            ${mayAt('edit', building.area_code ?? '') ? words.doors.edit : words.doors.view}
          </a>
        </h3>
        ${this.#matrix.render({
          pending: () => bones(6),
          error: (error) => failure(error, words, () => this.#matrix.run()),
          complete: (matrix) => html`<jw-door-matrix
            .reference=${this.reference}
            .matrix=${matrix}
            .name=${buildingName(building, language)}
            .unit_no=${this.unit_no}
            .floor=${this.floor}
          ></jw-door-matrix>`,
        })}
      </section>`;
  }

  private eyebrow(): string {
    const { building } = this.detail;
    const { words, language } = this;
    const name = buildingName(building, language);
    if (this.unit_no === undefined && this.floor === undefined) {
      return [building.compound_name ?? words.building.eyebrow, words.kinds[building.kind]].filter(Boolean).join(' · ');
    }
    return this.unit_no !== undefined && this.floor !== undefined ? `${name} · ${this.unitName()}` : name;
  }

  private headline(): string {
    if (this.floor !== undefined) return formatFloor(this.floor, this.language);
    return this.unit_no === undefined ? buildingName(this.detail.building, this.language) : this.unitName();
  }

  private unitName(): string {
    const unit = this.detail.units.find(({ unit_no }) => unit_no === this.unit_no);
    return unit?.name ?? this.words.breadcrumb.unit(String(this.unit_no));
  }

  private lead(): Piece {
    const { words, language } = this;
    const { building, units } = this.detail;
    if (building.household_count === null) return words.building.leadClosed;
    if (building.household_count === 0) return words.building.leadBare;
    const unit = units.find(({ unit_no }) => unit_no === this.unit_no);
    if (this.floor !== undefined) return nothing;
    const due = unit?.visit_due_count ?? building.visit_due_count;
    const visits = due ? words.building.due(formatCount(due, language)) : words.building.done;
    if (unit)
      return `${words.matrix.doors(formatCount(unit.household_count, language))}${language === 'en' ? '; ' : '，'}${visits}`;
    const doors = formatCount(building.household_count, language);
    return `${words.building.lead(doors, String(building.floor_count ?? 1), String(units.length))}${language === 'en' ? ' ' : ''}${visits}`;
  }

  private about(): TemplateResult {
    const { building } = this.detail;
    const { words, language } = this;
    const floors = building.floor_count === null ? null : String(building.floor_count);
    return html`<section>
      <h3>${words.building.facts}</h3>
      ${facts([
        [words.building.address, building.address],
        [words.building.compound, this.compound()],
        [
          words.building.property,
          building.compound_name ? (building.property_company ?? words.building.noProperty) : null,
        ],
        [
          words.building.floors,
          floors &&
            (building.basement_count
              ? words.building.basements(floors, String(building.basement_count))
              : words.building.floorCount(floors)),
        ],
        [
          words.building.height,
          building.height_m === null ? null : words.building.metres(String(Math.round(building.height_m))),
        ],
        [words.building.built, building.built_year === null ? null : words.building.year(String(building.built_year))],
        [
          words.building.residents,
          building.resident_count === null
            ? null
            : words.building.people(formatCount(building.resident_count, language)),
        ],
      ])}
      <p class="note fresh">${confirmedSentence(building.confirmed_on, this.reference, language, words)}</p>
    </section>`;
  }

  private compound(): Piece | null {
    const { compound_id, compound_name } = this.detail.building;
    if (compound_id === null || compound_name === null) return null;
    return html`<button class="link" @click=${() => select({ kind: 'compound', id: compound_id })}>${compound_name}</button>`;
  }

  private organisations(organisations: BuildingDetail['organisations']): TemplateResult {
    return html`<section>
      <h3>${this.words.building.organisations}</h3>
      <ul>
        ${organisations.map(
          ({ id, kind, name }) => html`<li>
            <button class="row" @click=${() => select({ kind: 'organisation', id })}>
              ${name}<span class="note">${codeName(this.reference, 'organisation-kind', kind, this.language)}</span>
            </button>
          </li>`,
        )}
      </ul>
    </section>`;
  }
}

/** The address of the page where a building's doors are entered. */
function buildingDoors({ theme, language }: ViewState, id: number): string {
  return `/doors${formatSection({ section: '', theme, language, rest: { building: String(id) } })}`;
}
