import type { DoorState } from '../../../server/api/buildings/schema.ts';
import type { DoorAct, DoorUse } from '../../../server/api/door-plans/schema.ts';
import { type Board, type BoardCell, blockOf, cellAt, type Place, stepTo } from '../../elements/doors/board.ts';

/** What can be done with the selected doors, by a key or a button. */
export type DoorCommand =
  | { kind: 'state'; state: DoorState }
  | { kind: 'use'; use: DoorUse }
  | { kind: 'move'; to: number }
  | { kind: 'fill' | 'join' | 'split' | 'remove' | 'open' };

/** State by the letter that sets it. */
export const stateLetters: Readonly<Record<string, DoorState>> = { o: 'occupied', l: 'let', e: 'empty', u: 'unknown' };

const letters: Readonly<Record<string, Exclude<DoorCommand['kind'], 'state' | 'use' | 'move'>>> = {
  f: 'fill',
  j: 'join',
  s: 'split',
  Delete: 'remove',
  Backspace: 'remove',
  Enter: 'open',
};

/** What a key means on the board; null for other keys. */
export function commandOf(key: string): DoorCommand | null {
  const letter = key.length === 1 ? key.toLowerCase() : key;
  const state = stateLetters[letter];
  if (state) return { kind: 'state', state };
  return letters[letter] ? { kind: letters[letter] } : null;
}

/** The acts by which a command is done to a block; empty where there is nothing to do. */
export function actsOf(command: Exclude<DoorCommand, { kind: 'open' }>, board: Board, place: Place): DoorAct[] {
  const block = blockOf(board, place);
  switch (command.kind) {
    case 'state':
      return markActs(block, { door_state: command.state });
    case 'use':
      return markActs(block, { door_use: command.use });
    case 'move':
      return byUnit(block)
        .filter(([unit_no]) => unit_no !== command.to)
        .map(([unit_no, doors]) => ({ kind: 'move', unit_no, doors, to: command.to }));
    case 'fill':
      return fillActs(board, place);
    case 'join':
      return joinActs(block);
    case 'split':
      return splitActs(block);
    default:
      return byUnit(block).map(([unit_no, doors]) => ({ kind: 'remove', unit_no, doors }));
  }
}

/** Doors of a block, by unit. */
function byUnit(cells: readonly BoardCell[]): [unitNo: number, doors: string[]][] {
  const found = new Map<number, string[]>();
  for (const { door } of cells) {
    const there = found.get(door.unit_no);
    if (there) there.push(door.door);
    else found.set(door.unit_no, [door.door]);
  }
  return [...found];
}

function markActs(
  cells: readonly BoardCell[],
  what: Pick<DoorAct & { kind: 'mark' }, 'door_state' | 'door_use'>,
): DoorAct[] {
  return byUnit(cells).map(([unit_no, doors]) => ({ kind: 'mark', unit_no, doors, ...what }));
}

/** Joins on every floor of a block what stands side by side in one unit; empty where that is nowhere two doors. */
function joinActs(cells: readonly BoardCell[]): DoorAct[] {
  const floors = new Map<string, BoardCell[]>();
  for (const cell of cells) {
    const place = `${cell.unit} ${cell.door.floor}`;
    floors.set(place, [...(floors.get(place) ?? []), cell]);
  }
  return [...floors.values()]
    .filter((beside) => beside.length > 1)
    .map((beside) => ({ kind: 'join', unit_no: beside[0]!.door.unit_no, doors: beside.map(({ door }) => door.door) }));
}

/** Splits the joined doors of a block; empty where there are none. */
function splitActs(cells: readonly BoardCell[]): DoorAct[] {
  return cells
    .filter(({ door }) => door.joined_doors.length > 0)
    .map(({ door: { unit_no, door } }) => ({ kind: 'split', unit_no, door }));
}

/** Gives the states of a block's top floor to the floors below it; of a single door, to those below it down to the ground. */
function fillActs(board: Board, place: Place): DoorAct[] {
  const single = place.at === place.anchor;
  const cells = blockOf(board, single ? { at: place.at, anchor: groundBelow(board, place.at) } : place);
  const top = cells.filter(({ door }) => door.floor === cells[0]?.door.floor);
  const acts: DoorAct[] = [];
  for (const state of new Set(top.map(({ door }) => door.door_state))) {
    const below = cells.filter((cell) => !top.includes(cell) && above(top, cell)?.door.door_state === state);
    acts.push(...markActs(below, { door_state: state }));
  }
  return acts;
}

/** The lowest door over the ground that the down key leads to. */
function groundBelow(board: Board, key: string): string {
  let lowest = key;
  for (let below = stepTo(board, lowest, 'ArrowDown'); below && below !== lowest; ) {
    if ((cellAt(board, below)?.cell.door.floor ?? 0) < 1) break;
    lowest = below;
    below = stepTo(board, lowest, 'ArrowDown');
  }
  return lowest;
}

function above(top: readonly BoardCell[], { from, to }: BoardCell): BoardCell | undefined {
  const middle = (from + to) / 2;
  const gap = (cell: BoardCell) => Math.abs((cell.from + cell.to) / 2 - middle);
  return top.reduce<BoardCell | undefined>((best, cell) => (best && gap(best) <= gap(cell) ? best : cell), undefined);
}
