import type { DoorMatrix } from '../../../server/api/buildings/schema.ts';
import type { MOST_HOUSEHOLDS } from '../../../server/api/exports/schema.ts';

/** Households that are taken along at once, at most; the type says the same as the server. */
export const mostHouseholds: typeof MOST_HOUSEHOLDS = 20;

/** Chosen households with what each is called, in the order in which they were chosen. */
export type ChosenDoors = ReadonlyMap<number, string>;

/** A unit of a building with its doors from the ground up. */
export interface UnitDoors {
  unit_id: number;
  name: string;
  doors: { household_id: number; door: string }[];
}

/** The doors of a building by unit, lowest floor first. */
export function doorsByUnit({ units, doors }: Pick<DoorMatrix, 'units' | 'doors'>): UnitDoors[] {
  return units
    .map(({ id, name }) => ({
      unit_id: id,
      name,
      doors: doors
        .filter(({ unit_id }) => unit_id === id)
        .toSorted(
          (one, other) => one.floor - other.floor || one.door.localeCompare(other.door, 'zh-CN', { numeric: true }),
        )
        .map(({ household_id, door }) => ({ household_id, door })),
    }))
    .filter((unit) => unit.doors.length > 0);
}

/** The choice with some doors put in or taken out; what would be too many is left out. */
export function withDoors(
  chosen: ChosenDoors,
  doors: readonly { household_id: number; label: string }[],
  wanted: boolean,
): ChosenDoors {
  const next = new Map(chosen);
  for (const { household_id, label } of doors) {
    if (!wanted) next.delete(household_id);
    else if (next.size < mostHouseholds) next.set(household_id, label);
  }
  return next;
}
