import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import type { PlanDoor } from '../../../server/api/door-plans/schema.ts';
import { doorWindowStyles } from '../../elements/door-window-styles.ts';
import { JwElement } from '../../elements/element.ts';
import { codeName, type Reference } from '../../elements/reference.ts';
import { styleOf } from '../../elements/style-of.ts';
import { controlStyles, sheetStyles } from '../../elements/styles.ts';
import { formatFloor, formatFloorShort } from '../../format/address.ts';
import {
  type Board,
  type BoardCell,
  type BoardFloor,
  bayClass,
  blockOf,
  endingOf,
  type Place,
  stepTo,
  typedKey,
} from './board.ts';
import { boardStyles } from './board-styles.ts';

/** Digits typed with no more than so long between them are one number, ms. */
const TYPING_MS = 1500;
/** From so many floors on, only every fifth is numbered. */
const manyFloors = 14;

/**
 * The elevation of a building as it is entered: walked by arrows and by number, blocks with Shift or by dragging.
 * @fires jw-doors-place with the Place that the keyboard has gone to.
 * @fires jw-doors-typed with digits that no door begins with.
 */
@customElement('jw-door-board')
export class JwDoorBoard extends JwElement {
  @property({ attribute: false }) reference!: Reference;
  @property({ attribute: false }) board!: Board;
  /** What the building is called. */
  @property() name = '';
  @property({ attribute: false }) place: Place | null = null;
  /** Doors that are not kept as they are drawn. */
  @property({ attribute: false }) changed: ReadonlySet<PlanDoor> = new Set();
  /** Doors that a line which is being typed would add. */
  @property({ attribute: false }) preview: ReadonlySet<PlanDoor> = new Set();
  /** Windows of full size instead of the whole building at once. */
  @property({ type: Boolean, reflect: true }) near = false;
  #typed = '';
  #typedAt = 0;

  static override styles = [sheetStyles, controlStyles, doorWindowStyles, boardStyles];

  override updated(changed: PropertyValues): void {
    if (changed.has('place') && this.renderRoot.querySelector(':focus')) this.focus();
  }

  /** Takes the keyboard to the door where it was. */
  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('[role="gridcell"][tabindex="0"]')?.focus({ preventScroll: false });
  }

  override render() {
    const { board, place } = this;
    const block = new Set(place ? blockOf(board, place).map(({ key }) => key) : []);
    const across = board.units.map(({ columns }) => `${columns}fr`).join(' ');
    const columns = board.units.reduce((sum, unit) => sum + unit.columns, 0);
    const style = styleOf({ '--across': across, '--columns': columns, '--floors': board.floors.length });
    return html`<div
      class="house"
      style=${style}
      role="grid"
      aria-label=${this.words.doors.board(this.name)}
      aria-multiselectable="true"
      @keydown=${this.press}
      @pointerdown=${this.point}
      @pointerover=${this.drag}
    >
      <div role="row" class="heads">
        <span role="columnheader" class="label"><span class="visually-hidden">${this.words.doors.floor}</span></span>
        ${board.units.map(({ unit }) => html`<span role="columnheader" class="unit-name">${unit.name}</span>`)}
      </div>
      ${board.floors.map((floor, row) => this.floor(floor, row, block))}
    </div>`;
  }

  private floor({ floor, units }: BoardFloor, row: number, block: ReadonlySet<string>): TemplateResult {
    const { floors } = this.board;
    const next = floors[row + 1]?.floor;
    const ground = floor > 0 && (next === undefined || next < 0);
    const told = floors.length < manyFloors || floor % 5 === 0 || floor === 1 || row === 0 || floor < 0;
    return html`<div role="row" class=${classMap({ floor: true, below: floor < 0, ground })}>
      <span role="rowheader" class="label"
        ><span class="visually-hidden">${formatFloor(floor, this.language)}</span
        ><span aria-hidden="true">${told ? formatFloorShort(floor) : nothing}</span></span
      >
      ${units.map(
        ({ columns, cells }, unit) =>
          html`<div class=${bayClass(this.board.units[unit]!, floor)} role="presentation" style=${styleOf({ '--bays': Math.max(1, columns) })}>
            ${cells.map((cell) => this.cell(cell, block))}
          </div>`,
      )}
    </div>`;
  }

  private cell(cell: BoardCell, block: ReadonlySet<string>): TemplateResult {
    const { door, key, column, span } = cell;
    const here = this.place?.at === key;
    const label = this.label(cell);
    const classes = { changed: this.changed.has(door), fresh: this.preview.has(door), [door.door_use]: true };
    return html`<div
      role="gridcell"
      class=${classMap({ ...classes, joined: span > 1 && door.joined_doors.length > 0 })}
      style=${styleOf({ 'grid-column': `${column + 1} / span ${span}` })}
      tabindex=${here ? 0 : -1}
      aria-selected=${block.has(key)}
      title=${label}
      data-key=${key}
      @focus=${() => {
        if (!here) this.go({ at: key, anchor: key });
      }}
    >
      <span class="visually-hidden">${label}</span
      ><span class="window ${door.door_state}" aria-hidden="true"
        >${endingOf(door.door, door.floor)}${door.visit_owed ? html`<i class="due ${door.visit_owed}"></i>` : nothing}</span
      >
    </div>`;
  }

  private label({ door, unit }: BoardCell): string {
    const { doors } = this.words;
    return [
      `${door.door}`,
      this.board.units[unit]!.unit.name,
      door.door_use === 'home' ? '' : doors.uses[door.door_use],
      codeName(this.reference, 'door-state', door.door_state, this.language),
      door.joined_doors.length > 0 ? doors.joined(door.joined_doors.join('、')) : '',
      door.visit_owed ? doors.dueWords[door.visit_owed] : '',
      this.changed.has(door) ? doors.unsaved : '',
    ]
      .filter(Boolean)
      .join(doors.comma);
  }

  private go(place: Place): void {
    this.emit('jw-doors-place', place);
  }

  private press(event: KeyboardEvent): void {
    const key = (event.target as HTMLElement).dataset.key;
    if (key === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    if (/^\d$/.test(event.key)) {
      event.preventDefault();
      this.type(key, event);
      return;
    }
    this.#typed = '';
    const to = stepTo(this.board, key, event.key);
    if (to === null) return;
    event.preventDefault();
    this.go({ at: to, anchor: event.shiftKey ? (this.place?.anchor ?? key) : to });
  }

  private type(key: string, { key: digit, timeStamp }: KeyboardEvent): void {
    this.#typed = timeStamp - this.#typedAt < TYPING_MS ? this.#typed + digit : digit;
    this.#typedAt = timeStamp;
    const found = typedKey(this.board, key, this.#typed);
    if (found) this.go({ at: found, anchor: found });
    else this.emit('jw-doors-typed', this.#typed);
  }

  private readonly point = (event: PointerEvent): void => {
    const key = this.keyUnder(event);
    if (key === undefined) return;
    this.go({ at: key, anchor: event.shiftKey ? (this.place?.anchor ?? key) : key });
  };

  private readonly drag = (event: PointerEvent): void => {
    const key = this.keyUnder(event);
    if (event.pointerType === 'touch' || !(event.buttons & 1) || key === undefined || !this.place) return;
    this.go({ at: key, anchor: this.place.anchor });
  };

  private keyUnder({ target }: Event): string | undefined {
    return (target as HTMLElement).closest<HTMLElement>('[data-key]')?.dataset.key;
  }
}
