import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import type { PlanDoor } from '../../../server/api/door-plans/schema.ts';
import { formatFloor, formatFloorShort } from '../../format/address.ts';
import { formatCount } from '../../format/number.ts';
import { doorWindowStyles } from '../door-window-styles.ts';
import { JwElement } from '../element.ts';
import { codeName, type Reference } from '../reference.ts';
import { styleOf } from '../style-of.ts';
import { controlStyles, sheetStyles } from '../styles.ts';
import {
  type Board,
  type BoardCell,
  type BoardFloor,
  bayClass,
  blockOf,
  cellAt,
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
 * The elevation of a building: walked by arrows and by number. Where it is entered, blocks are taken with Shift or by dragging;
 * where it is looked at, a door, a unit or a floor opens.
 * @fires jw-doors-place with the Place that the keyboard has gone to.
 * @fires jw-doors-typed with digits that no door begins with.
 * @fires jw-board-door with the number of a household, jw-board-unit with that of a unit, jw-board-floor with a floor: to be opened.
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
  /** Opens what is pressed instead of selecting it. */
  @property({ type: Boolean, reflect: true }) opens = false;
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
      aria-multiselectable=${this.opens ? nothing : 'true'}
      @keydown=${this.press}
      @pointerdown=${this.point}
      @pointerover=${this.drag}
      @click=${this.open}
    >
      <div role="row" class="heads">
        <span role="columnheader" class="label"><span class="visually-hidden">${this.words.doors.floor}</span></span>
        ${board.units.map((_, place) => this.unitHead(place))}
      </div>
      ${board.floors.map((floor, row) => this.floor(floor, row, block))}
    </div>`;
  }

  private unitHead(place: number): TemplateResult {
    const { unit_no, name } = this.board.units[place]!.unit;
    if (!this.opens) return html`<span role="columnheader" class="unit-name">${name}</span>`;
    const doors = this.board.floors.reduce((sum, { units }) => sum + units[place]!.cells.length, 0);
    const label = this.words.matrix.unitDoors(name, formatCount(doors, this.language));
    return html`<span role="columnheader" class="unit-name"
      ><button aria-label=${label} title=${label} @click=${() => this.emit('jw-board-unit', unit_no)}>${name}</button></span
    >`;
  }

  private floor({ floor, units }: BoardFloor, row: number, block: ReadonlySet<string>): TemplateResult {
    const { floors } = this.board;
    const next = floors[row + 1]?.floor;
    const ground = floor > 0 && (next === undefined || next < 0);
    const told = this.opens || floors.length < manyFloors || floor % 5 === 0 || floor === 1 || row === 0 || floor < 0;
    return html`<div role="row" class=${classMap({ floor: true, below: floor < 0, ground })}>
      <span role="rowheader" class="label">${this.floorName(floor, told)}</span>
      ${units.map(
        ({ columns, cells }, unit) =>
          html`<div class=${bayClass(this.board.units[unit]!, floor)} role="presentation" style=${styleOf({ '--bays': Math.max(1, columns) })}>
            ${cells.map((cell) => this.cell(cell, block))}
          </div>`,
      )}
    </div>`;
  }

  private floorName(floor: number, told: boolean): TemplateResult {
    const name = formatFloor(floor, this.language);
    const short = told ? formatFloorShort(floor) : nothing;
    if (!this.opens) return html`<span class="visually-hidden">${name}</span><span aria-hidden="true">${short}</span>`;
    return html`<button tabindex="-1" aria-label=${name} title=${name} @click=${() => this.emit('jw-board-floor', floor)}>
      ${short}
    </button>`;
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
      aria-selected=${this.opens ? nothing : block.has(key)}
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
    if ((event.target as HTMLElement).matches('.label button')) this.pressOnFloor(event);
    const key = (event.target as HTMLElement).dataset.key;
    if (key === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    if (/^\d$/.test(event.key)) {
      event.preventDefault();
      // Digits are shortcuts of the console else.
      event.stopPropagation();
      this.type(key, event);
      return;
    }
    this.#typed = '';
    if (this.opens && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault();
      this.openDoor(key);
      return;
    }
    const to = stepTo(this.board, key, event.key);
    if (to === null) return;
    event.preventDefault();
    if (this.opens && to === key && event.key === 'ArrowLeft') {
      this.floorButton(event.target as HTMLElement)?.focus();
      return;
    }
    this.go({ at: to, anchor: event.shiftKey ? (this.place?.anchor ?? key) : to });
  }

  private type(key: string, { key: digit, timeStamp }: KeyboardEvent): void {
    this.#typed = timeStamp - this.#typedAt < TYPING_MS ? this.#typed + digit : digit;
    this.#typedAt = timeStamp;
    const found = typedKey(this.board, key, this.#typed);
    if (found) this.go({ at: found, anchor: found });
    else this.emit('jw-doors-typed', this.#typed);
  }

  /** Left of a floor's first door stands the floor itself: up and down to other floors, right into its doors. */
  private pressOnFloor(event: KeyboardEvent): void {
    const row = (event.target as HTMLElement).closest('.floor');
    const next = {
      ArrowUp: this.floorButton(row?.previousElementSibling),
      ArrowDown: this.floorButton(row?.nextElementSibling),
      ArrowRight: row?.querySelector<HTMLElement>('[role="gridcell"]'),
    }[event.key];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  private floorButton(within: Element | null | undefined): HTMLElement | null | undefined {
    return within?.closest('.floor')?.querySelector<HTMLElement>('.label button');
  }

  private readonly open = (event: Event): void => {
    const key = this.keyUnder(event);
    if (this.opens && key !== undefined) this.openDoor(key);
  };

  private openDoor(key: string): void {
    this.emit('jw-board-door', cellAt(this.board, key)?.cell.door.household_id);
  }

  private readonly point = (event: PointerEvent): void => {
    if (this.opens) return;
    const key = this.keyUnder(event);
    if (key === undefined) return;
    this.go({ at: key, anchor: event.shiftKey ? (this.place?.anchor ?? key) : key });
  };

  private readonly drag = (event: PointerEvent): void => {
    const key = this.keyUnder(event);
    if (this.opens || event.pointerType === 'touch' || !(event.buttons & 1) || key === undefined || !this.place) return;
    this.go({ at: key, anchor: this.place.anchor });
  };

  private keyUnder({ target }: Event): string | undefined {
    return (target as HTMLElement).closest<HTMLElement>('[data-key]')?.dataset.key;
  }
}
