import { weights } from './evidence.ts';
import { doorKey, unitNumber } from './numbers.ts';
import type { PlaceIndex } from './place-index.ts';
import type { Query } from './query.ts';
import { spelling } from './spellings.ts';

/** What of unit, floor and room a building has; indices of units and doors. */
export interface Inner {
  got: number;
  all: number;
  unit: number | undefined;
  door: number | undefined;
  /** Doors among which what was typed does not tell. */
  doors: number[];
  hasUnit: boolean;
  hasFloor: boolean;
}

/** Most doors of one number listed of a building. */
const ALIKE = 12;

/** Weight of what was typed below the building, for places that have nothing there. */
export function innerWeight({ numbers: { unit, floor, room } }: Query): number {
  return (unit ? weights.unit : 0) + (floor ? weights.floor : 0) + (room ? weights.room : 0);
}

/** Unit and door of a building by what was typed. @param building its index among the buildings. */
export function innerOf(index: PlaceIndex, building: number, query: Query): Inner {
  const { unit, floor, room } = query.numbers;
  const { unitStarts } = index.buildings;
  const [first, end] = [unitStarts[building]!, unitStarts[building + 1]!];
  let units: number[] = [];
  for (let at = first; at < end; at++) if (!unit || isUnit(index, at, unit.value)) units.push(at);
  const hasUnit = unit !== undefined && units.length > 0;
  // A unit that the building does not have is not taken for another one.
  if (unit && !hasUnit) units = [];
  const keys = room ? roomKeys(index, doorKey(spelling(room.value)), floor?.value) : [];
  const doors = units.flatMap((at) => doorsOf(index, at, keys)).slice(0, ALIKE);
  const hasFloor = floor !== undefined && units.some((at) => hasFloorOf(index, at, Number(floor.value)));
  const got =
    (hasUnit ? weights.unit : 0) +
    (hasFloor ? weights.floor : 0) +
    (doors.length > 0 ? weights.room / Math.sqrt(doors.length) : 0);
  return {
    got,
    all: innerWeight(query),
    unit:
      doors.length === 1 ? unitOfDoor(index, doors[0]!, units) : hasUnit && units.length === 1 ? units[0] : undefined,
    door: doors.length === 1 ? doors[0] : undefined,
    doors: doors.length > 1 ? doors : [],
    hasUnit,
    hasFloor,
  };
}

function isUnit({ units }: PlaceIndex, at: number, value: string): boolean {
  return String(units.unit_no[at]) === value || unitNumber(spelling(units.names[at]!)) === value;
}

/** 501; of floor 5 and room 01 or 1 too. */
function roomKeys({ numberIds }: PlaceIndex, key: string, floor: string | undefined): number[] {
  const keys = [key];
  if (floor !== undefined && key.length <= 2) keys.unshift(`${floor}${key.padStart(2, '0')}`);
  return keys.flatMap((one) => numberIds.get(one) ?? []);
}

function doorsOf({ units }: PlaceIndex, unit: number, keys: readonly number[]): number[] {
  for (const key of keys) {
    const doors: number[] = [];
    for (let at = units.doorStarts[unit]!; at < units.doorStarts[unit + 1]!; at++)
      if (units.doorKey[at] === key) doors.push(at);
    if (doors.length > 0) return doors;
  }
  return [];
}

function hasFloorOf({ units }: PlaceIndex, unit: number, floor: number): boolean {
  for (let at = units.doorStarts[unit]!; at < units.doorStarts[unit + 1]!; at++)
    if (units.floor[at] === floor) return true;
  return false;
}

function unitOfDoor({ units }: PlaceIndex, door: number, among: readonly number[]): number | undefined {
  return among.find((unit) => door >= units.doorStarts[unit]! && door < units.doorStarts[unit + 1]!);
}
