import type { DoorMatrix } from '../../../server/api/buildings/schema.ts';
import { compareDoors, type Draft } from '../../../server/api/door-plans/schema.ts';

/** Keeps one unit, one floor, or both, of a building. */
export interface Narrowing {
  unit_no?: number | undefined;
  floor?: number | undefined;
}

/** A building's doors as they are drawn; units without doors are left out. */
export function draftOf({ units, doors }: DoorMatrix, { unit_no, floor }: Narrowing = {}): Draft {
  const numberOf = new Map(units.map((unit) => [unit.id, unit.unit_no]));
  const shown = doors
    .map(({ unit_id, ...door }) => ({ ...door, unit_no: numberOf.get(unit_id)!, version: 0, confirmed_on: null }))
    .filter((door) => (unit_no ?? door.unit_no) === door.unit_no && (floor ?? door.floor) === door.floor)
    .sort(compareDoors);
  const used = new Set(shown.map((door) => door.unit_no));
  return { units: units.filter((unit) => used.has(unit.unit_no)), doors: shown };
}
