import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DoorMatrix } from '../../server/api/buildings/schema.ts';
import type { Draft } from '../../server/api/door-plans/schema.ts';
import { formatCount } from '../format/number.ts';
import { select } from '../state/actions.ts';
import { doorWindowStyles } from './door-window-styles.ts';
import { type Board, drawBoard, firstKey, type Place } from './doors/board.ts';
import './doors/jw-door-board.ts';
import { draftOf } from './doors/matrix-draft.ts';
import { JwElement } from './element.ts';
import { partStyles } from './part-styles.ts';
import { empty } from './parts.ts';
import { codeName, type Reference } from './reference.ts';
import { controlStyles, sheetStyles } from './styles.ts';

/** The drawn elevation of a building (电子装户图), as on its own page: a window a household, floors from the top, units side by side. */
@customElement('jw-door-matrix')
export class JwDoorMatrix extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ attribute: false }) matrix!: DoorMatrix;
  /** What the building is called. */
  @property() name = '';
  /** Shows only this unit. */
  @property({ type: Number }) unit_no: number | undefined;
  /** Shows only this floor, as a list. */
  @property({ type: Number }) floor: number | undefined;
  @state() private place: Place | null = null;
  #draft: Draft = { units: [], doors: [] };
  #board: Board = drawBoard(this.#draft);

  static override styles = [
    sheetStyles,
    controlStyles,
    partStyles,
    doorWindowStyles,
    css`
      jw-door-board {
        display: block;
        max-block-size: min(32rem, 60vh);
        overscroll-behavior: contain;
      }
      .legend {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1) var(--space-4);
        margin-top: var(--space-3);
        font-size: var(--type-1);
      }
      .legend li {
        display: flex;
        align-items: center;
        gap: var(--space-2);
      }
      .window {
        min-inline-size: 1.75rem;
        min-block-size: 1.5rem;
      }
      .legend .window {
        min-inline-size: 1.125rem;
        min-block-size: 1rem;
      }
      .help {
        margin-top: var(--space-3);
      }
      .doors .row {
        gap: var(--space-3);
      }
      .doors .window {
        flex: none;
      }
      .door-name {
        font-size: var(--type-3);
        font-variant-numeric: tabular-nums;
      }
      .due-word {
        margin-inline-start: auto;
      }
    `,
  ];

  override willUpdate(changed: PropertyValues): void {
    if (!changed.has('matrix') && !changed.has('unit_no') && !changed.has('floor')) return;
    this.#draft = draftOf(this.matrix, this);
    this.#board = drawBoard(this.#draft);
    const at = firstKey(this.#board);
    this.place = at === undefined ? null : { at, anchor: at };
  }

  override render() {
    const { words } = this;
    if (this.#board.floors.length === 0) return empty(words.matrix.empty);
    if (this.floor !== undefined) return this.list();
    return html`<jw-door-board
        opens
        .reference=${this.reference}
        .board=${this.#board}
        .name=${this.name}
        .place=${this.place}
        @jw-doors-place=${(event: CustomEvent<Place>) => {
          this.place = event.detail;
        }}
        @jw-board-door=${(event: CustomEvent<number>) => select({ kind: 'household', id: event.detail })}
        @jw-board-unit=${(event: CustomEvent<number>) => this.openUnit(event.detail)}
        @jw-board-floor=${(event: CustomEvent<number>) => this.openFloor(event.detail)}
      ></jw-door-board>
      ${this.legend()}
      <p class="note help">${words.matrix.help}</p>`;
  }

  /** Of the only unit that is shown: the whole building again. */
  private openUnit(unit_no: number): void {
    const building = { kind: 'building', id: this.matrix.building_id } as const;
    select(this.unit_no === undefined ? { ...building, unit_no } : building);
  }

  private openFloor(floor: number): void {
    const unit = this.unit_no === undefined ? {} : { unit_no: this.unit_no };
    select({ kind: 'building', id: this.matrix.building_id, ...unit, floor });
  }

  /** One floor: its doors as a list, with room for words. */
  private list(): TemplateResult {
    const { matrix, doors } = this.words;
    const unitName = new Map(this.#draft.units.map(({ unit_no, name }) => [unit_no, name]));
    return html`<ul class="doors" aria-label=${matrix.name(this.name)}>
      ${this.#draft.doors.map(
        ({ household_id, unit_no, door, joined_doors, door_state, door_use, visit_owed }) => html`<li>
          <button class="row" @click=${() => select({ kind: 'household', id: household_id! })}>
            <span class="window ${door_state}">${visit_owed ? html`<i class="due ${visit_owed}"></i>` : nothing}</span>
            <span class="door-name">${[door, ...joined_doors].join('+')}</span>
            <span class="note">${[unitName.get(unit_no), door_use === 'home' ? '' : doors.uses[door_use], this.stateName(door_state)].filter(Boolean).join(' · ')}</span>
            ${visit_owed ? html`<span class="note due-word">${doors.dueWords[visit_owed]}</span>` : nothing}
          </button>
        </li>`,
      )}
    </ul>`;
  }

  private legend(): TemplateResult {
    const { doors } = this.#draft;
    const count = (fits: (door: Draft['doors'][number]) => boolean) =>
      html`<span class="figure note">${formatCount(doors.filter(fits).length, this.language)}</span>`;
    return html`<ul class="legend" aria-label=${this.words.matrix.legend}>
      ${this.reference.catalogues['door-state'].map(
        ({ id: state }) =>
          html`<li><span class="window ${state}"></span>${this.stateName(state)}${count(({ door_state }) => door_state === state)}</li>`,
      )}
      ${(['due', 'overdue'] as const).map(
        (owed) => html`<li>
          <span class="window occupied"><i class="due ${owed}"></i></span>${this.words.doors.dueWords[owed]}${count(({ visit_owed }) => visit_owed === owed)}
        </li>`,
      )}
    </ul>`;
  }

  private stateName(state: string): string {
    return codeName(this.reference, 'door-state', state, this.language);
  }
}
