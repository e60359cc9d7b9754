import { Interner } from './gathering.ts';
import { doorKey } from './numbers.ts';
import type { DoorPlaces, UnitPlaces } from './place-index.ts';
import type { DoorRow } from './rows.ts';
import { spelling } from './spellings.ts';

const SLICE = 20_000;

/** The doors of all units in flat arrays; those of units that there are not are left out. */
export function* doorSteps(units: UnitPlaces, rows: readonly DoorRow[]): Generator<void, DoorPlaces> {
  const unitById = unitsById(units);
  const starts = new Uint32Array(units.ids.length + 1);
  for (const { unit_id } of rows) {
    const unit = unitById.get(unit_id);
    if (unit !== undefined) starts[unit + 1]!++;
  }
  for (let at = 0; at < units.ids.length; at++) starts[at + 1]! += starts[at]!;
  yield;
  const count = starts[units.ids.length]!;
  const [ids, floor] = [new Int32Array(count), new Int16Array(count)];
  const [keys, texts] = [new Array<string>(count), new Array<string>(count)];
  const known = new Interner();
  const next = starts.slice();
  for (let at = 0; at < rows.length; at++) {
    if (at % SLICE === SLICE - 1) yield;
    const row = rows[at]!;
    const unit = unitById.get(row.unit_id);
    if (unit === undefined) continue;
    const slot = next[unit]!++;
    ids[slot] = row.id;
    floor[slot] = row.floor;
    // One string for all doors of a number.
    texts[slot] = known.texts[known.id(row.door)]!;
    keys[slot] = known.texts[known.id(doorKey(spelling(row.door)))]!;
  }
  return { first: (unit) => starts[unit]!, end: (unit) => starts[unit + 1]!, ids, floor, keys, texts };
}

/** The doors of a few buildings, found by whoever may see them. @param rows in order of unit. */
export function someDoors(units: UnitPlaces, rows: readonly DoorRow[]): DoorPlaces {
  const from = new Map<number, number>();
  const end = new Map<number, number>();
  rows.forEach(({ unit_id }, at) => {
    const unit = units.ids.indexOf(unit_id);
    if (!from.has(unit)) from.set(unit, at);
    end.set(unit, at + 1);
  });
  return {
    first: (unit) => from.get(unit) ?? 0,
    end: (unit) => end.get(unit) ?? 0,
    ids: Int32Array.from(rows, ({ id }) => id),
    floor: Int16Array.from(rows, ({ floor }) => floor),
    keys: rows.map(({ door }) => doorKey(spelling(door))),
    texts: rows.map(({ door }) => door),
  };
}

function unitsById({ ids }: UnitPlaces): Map<number, number> {
  const byId = new Map<number, number>();
  ids.forEach((id, at) => {
    byId.set(id, at);
  });
  return byId;
}
