import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import type { Door, DoorMatrix } from '../../server/api/buildings/schema.ts';
import { doorOnFloor, formatFloor, formatFloorShort } from '../format/address.ts';
import { formatCount } from '../format/number.ts';
import { select } from '../state/actions.ts';
import { type Cell, type DoorGrid, firstDoor, layOut, moveTo } from './door-grid.ts';
import { doorMatrixStyles } from './door-matrix-styles.ts';
import { doorWindowStyles } from './door-window-styles.ts';
import { JwElement } from './element.ts';
import { partStyles } from './part-styles.ts';
import { empty } from './parts.ts';
import { codeName, type Reference } from './reference.ts';
import { controlStyles, sheetStyles } from './styles.ts';

/** The drawn elevation of a building (电子装户图): a window a household, floors from the top, units side by side. */
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
  @state() private at: Cell | null = null;
  #grid: DoorGrid = { units: [], floors: [] };

  static override styles = [sheetStyles, controlStyles, partStyles, doorWindowStyles, doorMatrixStyles];

  override willUpdate(changed: PropertyValues): void {
    if (!changed.has('matrix') && !changed.has('unit_no') && !changed.has('floor')) return;
    this.#grid = layOut(this.matrix, this);
    this.at = firstDoor(this.#grid);
  }

  override render() {
    const { words } = this;
    if (this.#grid.floors.length === 0) return empty(words.matrix.empty);
    return html`
      ${
        this.floor === undefined
          ? html`${this.elevation()} ${this.legend()}
            <p class="note help">${words.matrix.help}</p>`
          : this.list()
      }
    `;
  }

  private elevation(): TemplateResult {
    const grid = this.#grid;
    const starts = new Set<number>();
    let column = 0;
    for (const { columns } of grid.units) {
      starts.add(column);
      column += columns;
    }
    return html`<div class=${column > 10 ? 'frame dense' : 'frame'} tabindex="-1">
      <table role="grid" aria-label=${this.words.matrix.name(this.name)} @keydown=${this.move}>
        <thead>
          <tr>
            <th class="corner" scope="col"><span class="visually-hidden">${this.words.matrix.floorName}</span></th>
            ${grid.units.map(({ unit, columns }) => this.unitHead(unit, columns))}
          </tr>
        </thead>
        <tbody>
          ${grid.floors.map(({ floor, cells }, row) => {
            const ground = floor === 1 || (row > 0 && floor < 0 && (grid.floors[row - 1]?.floor ?? 0) > 1);
            return html`<tr class=${classMap({ ground, below: floor < 0 })}>
              <th scope="row">${this.floorButton(floor)}</th>
              ${cells.map((door, index) => this.cell(door, row, index, starts.has(index)))}
            </tr>`;
          })}
        </tbody>
      </table>
    </div>`;
  }

  private unitHead(unit: DoorGrid['units'][number]['unit'], columns: number): TemplateResult {
    const id = this.matrix.building_id;
    const alone = this.unit_no !== undefined;
    const label = this.words.matrix.unitDoors(unit.name, formatCount(unit.household_count, this.language));
    return html`<th scope="col" colspan=${columns} class="unit-head">
      <button
        aria-label=${label}
        title=${label}
        aria-pressed=${alone}
        @click=${() => select(alone ? { kind: 'building', id } : { kind: 'building', id, unit_no: unit.unit_no })}
      >
        ${unit.name}
      </button>
    </th>`;
  }

  private floorButton(floor: number): TemplateResult {
    const name = formatFloor(floor, this.language);
    const unit = this.unit_no === undefined ? {} : { unit_no: this.unit_no };
    return html`<button
      aria-label=${name}
      title=${name}
      tabindex="-1"
      @click=${() => select({ kind: 'building', id: this.matrix.building_id, ...unit, floor })}
    >
      ${formatFloorShort(floor)}
    </button>`;
  }

  private cell(door: Door | null, row: number, column: number, start: boolean): TemplateResult {
    if (!door) return html`<td class=${classMap({ start })}></td>`;
    const here = this.at?.[0] === row && this.at[1] === column;
    const label = this.label(door);
    return html`<td
      class=${classMap({ start, door: true })}
      tabindex=${here ? 0 : -1}
      title=${label}
      data-cell="${row} ${column}"
      @focus=${() => {
        this.at = [row, column];
      }}
      @click=${() => select({ kind: 'household', id: door.household_id })}
    >
      <span class="visually-hidden">${label}</span
      ><span class="window ${door.door_state}" aria-hidden="true">${doorOnFloor(door.door, door.floor)}${door.visit_due ? html`<i class="due"></i>` : nothing}</span>
    </td>`;
  }

  /** One floor: its doors as a list, with room for words. */
  private list(): TemplateResult {
    const doors = this.#grid.floors.flatMap(({ cells }) => cells.filter((cell) => cell !== null));
    const unitName = new Map(this.matrix.units.map(({ id, name }) => [id, name]));
    return html`<ul class="doors" aria-label=${this.words.matrix.name(this.name)}>
      ${doors.map(
        (door) => html`<li>
          <button class="row" @click=${() => select({ kind: 'household', id: door.household_id })}>
            <span class="window ${door.door_state}">${door.visit_due ? html`<i class="due"></i>` : nothing}</span>
            <span class="door-name">${door.door}</span>
            <span class="note">${unitName.get(door.unit_id)} · ${this.stateName(door)}</span>
            ${door.visit_due ? html`<span class="note due-word">${this.words.matrix.due}</span>` : nothing}
          </button>
        </li>`,
      )}
    </ul>`;
  }

  private legend(): TemplateResult {
    return html`<ul class="legend" aria-label=${this.words.matrix.legend}>
      ${this.reference.catalogues['door-state'].map(({ id: state }) => {
        const count = this.#grid.floors.reduce(
          (sum, { cells }) => sum + cells.filter((door) => door?.door_state === state).length,
          0,
        );
        return html`<li>
          <span class="window ${state}"></span>${codeName(this.reference, 'door-state', state, this.language)}
          <span class="figure note">${formatCount(count, this.language)}</span>
        </li>`;
      })}
      <li>
        <span class="window occupied"><i class="due"></i></span>${this.words.matrix.due}
        <span class="figure note">${formatCount(this.dueCount(), this.language)}</span>
      </li>
    </ul>`;
  }

  private dueCount(): number {
    return this.#grid.floors.reduce((sum, { cells }) => sum + cells.filter((door) => door?.visit_due).length, 0);
  }

  private stateName(door: Door): string {
    return codeName(this.reference, 'door-state', door.door_state, this.language);
  }

  private label(door: Door): string {
    return this.words.matrix.cell(door.door, this.stateName(door), door.visit_due);
  }

  private async move(event: KeyboardEvent): Promise<void> {
    const target = event.target as HTMLElement;
    if (target.matches('th[scope="row"] button')) return this.moveAmongFloors(event, target);
    const cell = target.closest<HTMLElement>('td[data-cell]');
    if (!cell || event.altKey || event.ctrlKey || event.metaKey) return;
    const from = cell.dataset.cell?.split(' ').map(Number) as unknown as Cell;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      cell.click();
      return;
    }
    const to = moveTo(this.#grid, from, event.key);
    if (!to) return;
    event.preventDefault();
    if (event.key === 'ArrowLeft' && to[1] === from[1]) {
      cell.parentElement?.querySelector<HTMLElement>('th button')?.focus();
      return;
    }
    this.at = to;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`td[data-cell="${to[0]} ${to[1]}"]`)?.focus();
  }

  /** Left of a floor's first door stands the floor itself: up and down to other floors, right into its doors. */
  private moveAmongFloors(event: KeyboardEvent, button: HTMLElement): void {
    const row = button.closest('tr');
    const next = {
      ArrowUp: row?.previousElementSibling?.querySelector<HTMLElement>('th button'),
      ArrowDown: row?.nextElementSibling?.querySelector<HTMLElement>('th button'),
      ArrowRight: row?.querySelector<HTMLElement>('td[data-cell]'),
    }[event.key];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }
}
