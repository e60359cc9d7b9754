import { weights } from './evidence.ts';
import { doorKey, unitNumber } from './numbers.ts';
import type { DoorPlaces, PlaceIndex } from './place-index.ts';
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
export function innerOf(index: PlaceIndex, doorPlaces: DoorPlaces, building: number, query: Query): Inner {
  const { unit, floor, room } = query.numbers;
  // A unit that the building does not have is not taken for another one.
  const units = unitsOf(index, building).filter((at) => !unit || isUnit(index, at, unit.value));
  const hasUnit = unit !== undefined && units.length > 0;
  const keys = room ? roomKeys(doorKey(spelling(room.value)), floor?.value) : [];
  const doors = units.flatMap((at) => doorsOf(doorPlaces, at, keys)).slice(0, ALIKE);
  const hasFloor = floor !== undefined && units.some((at) => hasFloorOf(doorPlaces, at, Number(floor.value)));
  const got =
    (hasUnit ? weights.unit : 0) +
    (hasFloor ? weights.floor : 0) +
    (doors.length > 0 ? weights.room / Math.sqrt(doors.length) : 0);
  return {
    got,
    all: innerWeight(query),
    unit:
      doors.length === 1
        ? unitOfDoor(doorPlaces, doors[0]!, units)
        : hasUnit && units.length === 1
          ? units[0]
          : undefined,
    door: doors.length === 1 ? doors[0] : undefined,
    doors: doors.length > 1 ? doors : [],
    hasUnit,
    hasFloor,
  };
}

function isUnit({ units }: PlaceIndex, at: number, value: string): boolean {
  return String(units.unit_no[at]) === value || unitNumber(spelling(units.names[at]!)) === value;
}

/** 501; of floor 5 and room 01 or 1 too, and first. */
function roomKeys(key: string, floor: string | undefined): string[] {
  return floor !== undefined && key.length <= 2 ? [`${floor}${key.padStart(2, '0')}`, key] : [key];
}

function doorsOf(places: DoorPlaces, unit: number, keys: readonly string[]): number[] {
  for (const key of keys) {
    const doors: number[] = [];
    for (let at = places.first(unit); at < places.end(unit); at++) if (places.keys[at] === key) doors.push(at);
    if (doors.length > 0) return doors;
  }
  return [];
}

function hasFloorOf(places: DoorPlaces, unit: number, floor: number): boolean {
  for (let at = places.first(unit); at < places.end(unit); at++) if (places.floor[at] === floor) return true;
  return false;
}

/** The unit of a door, of some units. */
export function unitOfDoor(places: DoorPlaces, door: number, among: readonly number[]): number | undefined {
  return among.find((unit) => door >= places.first(unit) && door < places.end(unit));
}

/** Units of a building, their indices. */
export function unitsOf({ buildings }: PlaceIndex, building: number): number[] {
  const [first, end] = [buildings.unitStarts[building]!, buildings.unitStarts[building + 1]!];
  return Array.from({ length: end - first }, (_, at) => first + at);
}
