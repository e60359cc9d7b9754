import {
  compareNames,
  type Draft,
  type DraftDoor,
  namesOf,
  type PlanUnit,
} from '../../../server/api/door-plans/schema.ts';
import { doorOnFloor } from '../../format/address.ts';

/** A window of the elevation. Across, a unit goes from its place among the units to the next whole number. */
export interface BoardCell {
  door: DraftDoor;
  /** Its name among all of the building. */
  key: string;
  /** Place of its unit from the left, from 0. */
  unit: number;
  /** Columns of its floor that it takes, from 0, and how many. */
  column: number;
  span: number;
  from: number;
  to: number;
}

export interface BoardFloor {
  floor: number;
  /** By unit: into how many columns its floor is cut, and its windows from the left. */
  units: { columns: number; cells: BoardCell[] }[];
}

/** A unit drawn: how wide it has to be, columns, and from which floor to which it goes (0 where it has no doors). */
export interface BoardUnit {
  unit: PlanUnit;
  columns: number;
  top: number;
  bottom: number;
}

/** A building drawn: floors from the top; units from the left. */
export interface Board {
  units: BoardUnit[];
  floors: BoardFloor[];
}

export const keyOf = ({ unit_no, door }: Pick<DraftDoor, 'unit_no' | 'door'>): string => `${unit_no}/${door}`;

/** Draws a plan. Doors that end alike stand above each other; shops and garages share the width of their unit. */
export function drawBoard({ units, doors }: Draft): Board {
  const byFloor = new Map<number, DraftDoor[]>();
  for (const door of doors) {
    const there = byFloor.get(door.floor);
    if (there) there.push(door);
    else byFloor.set(door.floor, [door]);
  }
  const columnsOf = new Map(units.map(({ unit_no }) => [unit_no, homeColumns(doors, unit_no)]));
  const floors = [...byFloor.keys()]
    .sort((a, b) => b - a)
    .map((floor) => ({
      floor,
      units: units.map(({ unit_no }, place) => {
        const here = byFloor.get(floor)!.filter((door) => door.unit_no === unit_no);
        return drawFloor(here, place, columnsOf.get(unit_no)!);
      }),
    }));
  return {
    units: units.map((unit, place) => {
      const own = floors.filter((floor) => floor.units[place]!.columns > 0);
      const columns = Math.max(1, ...own.map((floor) => floor.units[place]!.columns));
      return { unit, columns, top: own[0]?.floor ?? 0, bottom: own.at(-1)?.floor ?? 0 };
    }),
    floors,
  };
}

/** Endings of a unit's homes in their order, as columns; none where the endings of its floors are not alike. */
function homeColumns(doors: readonly DraftDoor[], unitNo: number): Map<string, number> {
  const endings = new Set<string>();
  const counts = new Map<number, number>();
  for (const door of doors) {
    if (door.unit_no !== unitNo || door.door_use !== 'home') continue;
    for (const name of namesOf(door)) endings.add(endingOf(name, door.floor));
    counts.set(door.floor, (counts.get(door.floor) ?? 0) + namesOf(door).length);
  }
  const most = Math.max(0, ...counts.values());
  if (endings.size > most * 1.5) return new Map();
  return new Map([...endings].sort(compareNames).map((ending, column) => [ending, column]));
}

/** What is left of a door's name without its floor: 1203 and B103 end in 03. */
export function endingOf(name: string, floor: number): string {
  const basement = `B${-floor}`;
  if (floor < 0 && name.startsWith(basement) && name.length > basement.length) return name.slice(basement.length);
  return doorOnFloor(name, floor);
}

function drawFloor(doors: readonly DraftDoor[], unit: number, home: Map<string, number>): BoardFloor['units'][number] {
  const placed = doors.every(({ door_use }) => door_use === 'home') ? placeHomes(doors, home) : null;
  const spans = placed ?? placeInTurn(doors);
  const columns = placed ? home.size : spans.reduce((sum, { span }) => sum + span, 0);
  return {
    columns: doors.length > 0 ? columns : 0,
    cells: spans.map(({ door, column, span }) => ({
      ...{ door, key: keyOf(door), unit, column, span },
      from: unit + column / columns,
      to: unit + (column + span) / columns,
    })),
  };
}

/** Under each other by their endings; null where two would stand at one place. */
function placeHomes(doors: readonly DraftDoor[], home: Map<string, number>) {
  let free = 0;
  const placed = doors.map((door) => {
    const places = namesOf(door).map((name) => home.get(endingOf(name, door.floor)) ?? -1);
    const column = Math.min(...places);
    return { door, column, span: Math.max(...places) - column + 1 };
  });
  placed.sort((a, b) => a.column - b.column);
  for (const { column, span } of placed) {
    if (column < free) return null;
    free = column + span;
  }
  return placed;
}

function placeInTurn(doors: readonly DraftDoor[]) {
  let next = 0;
  return doors.map((door) => {
    const span = namesOf(door).length;
    next += span;
    return { door, column: next - span, span };
  });
}

/** How a unit is drawn on a floor: its roof, its walls, or nothing, as it does not reach so high or so low. */
export function bayClass({ top, bottom }: BoardUnit, floor: number): string {
  if (floor > Math.max(top, 0) || floor < Math.min(bottom, 0)) return 'bay air';
  return floor === top ? 'bay roof' : 'bay';
}

/** Where the keyboard is: a door, and the other corner of a block. */
export interface Place {
  at: string;
  anchor: string;
}

const cellsOf = ({ units }: BoardFloor): BoardCell[] => units.flatMap(({ cells }) => cells);

/** The window of a door, or of the one that it is joined to; undefined where there is none. */
export function cellAt(board: Board, key: string): { cell: BoardCell; row: number } | undefined {
  for (const [row, floor] of board.floors.entries()) {
    const cell = cellsOf(floor).find(({ door }) =>
      namesOf(door).some((name) => keyOf({ ...door, door: name }) === key),
    );
    if (cell) return { cell, row };
  }
  return undefined;
}

/** The door where the keyboard comes in; undefined where there is no door. */
export function firstKey({ floors }: Board): string | undefined {
  return floors.flatMap(cellsOf)[0]?.key;
}

const jumps: Record<string, readonly [rows: number, cells: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-5, 0],
  PageDown: [5, 0],
  Home: [0, Number.NEGATIVE_INFINITY],
  End: [0, Number.POSITIVE_INFINITY],
};

/** The door that a key leads to: the same where there is none that way, null for other keys. */
export function stepTo(board: Board, key: string, pressed: string): string | null {
  const jump = jumps[pressed];
  if (!jump) return null;
  const here = cellAt(board, key);
  if (!here) return firstKey(board) ?? null;
  const [rows, cells] = jump;
  const row = board.floors[here.row]!;
  if (rows === 0) {
    const beside = cellsOf(row);
    const place = beside.indexOf(here.cell) + cells;
    return beside[Math.max(0, Math.min(place, beside.length - 1))]!.key;
  }
  let found = key;
  const middle = (here.cell.from + here.cell.to) / 2;
  const way = Math.sign(rows);
  for (let at = here.row + way, left = Math.abs(rows); left > 0 && board.floors[at]; at += way) {
    const next = nearest(board.floors[at]!, here.cell.unit, middle);
    if (!next) continue;
    found = next.key;
    left -= 1;
  }
  return found;
}

/** The window of a unit's floor that is over or nearest to a place across. */
function nearest({ units }: BoardFloor, unit: number, middle: number): BoardCell | undefined {
  const gap = ({ from, to }: BoardCell) => (from <= middle && middle < to ? 0 : Math.abs((from + to) / 2 - middle));
  return units[unit]?.cells.reduce<BoardCell | undefined>(
    (best, cell) => (best && gap(best) <= gap(cell) ? best : cell),
    undefined,
  );
}

/** Where the keyboard is: the first door, where its own is not there any more. */
export function placeIn(board: Board, place: Place | null): Place {
  const key = (wanted = '') => cellAt(board, wanted)?.cell.key;
  const at = key(place?.at) ?? firstKey(board) ?? '';
  return { at, anchor: key(place?.anchor) ?? at };
}

/** The block of all doors; null where there are none. */
export function wholeOf(board: Board): Place | null {
  const cells = board.floors.flatMap(cellsOf);
  const [first, last] = [cells[0], cells.at(-1)];
  return first && last ? { at: first.key, anchor: last.key } : null;
}

/** Windows of the block between two doors, from the top and from the left. */
export function blockOf(board: Board, { at, anchor }: Place): BoardCell[] {
  const [one, other] = [cellAt(board, at), cellAt(board, anchor)];
  if (!one) return [];
  if (!other || at === anchor) return [one.cell];
  const [top, bottom] = [Math.min(one.row, other.row), Math.max(one.row, other.row)];
  const [from, to] = [Math.min(one.cell.from, other.cell.from), Math.max(one.cell.to, other.cell.to)];
  return board.floors.slice(top, bottom + 1).flatMap((floor) =>
    cellsOf(floor).filter((cell) => {
      const middle = (cell.from + cell.to) / 2;
      return from < middle && middle < to;
    }),
  );
}

/** The door whose name is, or else the lowest whose name begins with, what was typed, first of all in the unit where the keyboard is. */
export function typedKey(board: Board, at: string, typed: string): string | null {
  const unit = cellAt(board, at)?.cell.unit;
  const all = board.floors.toReversed().flatMap(cellsOf);
  const own = all.filter((cell) => cell.unit === unit);
  const named = (cells: BoardCell[], fits: (name: string) => boolean) =>
    cells.find(({ door }) => namesOf(door).some(fits))?.key;
  const exact = (name: string) => name === typed;
  const begins = (name: string) => name.startsWith(typed);
  return named(own, exact) ?? named(own, begins) ?? named(all, exact) ?? named(all, begins) ?? null;
}
