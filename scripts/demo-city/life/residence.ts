import { capacityOf, dwellingKinds } from '../capacity.ts';

/** What decides how many doors a building has. */
interface Dwelling {
  kind: string;
  floor_count: number | null;
  footprint_m2: number;
  length_m: number;
  compound_id: number | null;
  address: string | null;
  name: string | null;
}

/** Stairs, floors and doors of a building; `households` is their product, 0 where nobody lives. */
export interface Doors {
  units: number;
  floors: number;
  doors_per_floor: number;
  households: number;
}

const familyHomes = new Set(['house', 'detached', 'semidetached_house']);

/** Footprint of one family's low house; smaller is a shed. */
const HOUSE_FOOTPRINT_M2 = { min: 50, max: 260 };
/** Floors of a block whose source does not say how high it is: the common walk-up. */
const ASSUMED_FLOORS = 6;
/** Footprint under which `yes` with floors is a shed or kiosk, and over which it is a hall or a mall. */
const YES_FOOTPRINT_M2 = { min: 120, max: 2_400 };
/** Row houses of the common kind: lit from both sides, two to six stairs. */
const SLAB_LENGTH_M = { min: 26, max: 100 };
const SLAB_DEPTH_M = { min: 8.5, max: 16 };
/** Names that homes have: 3号楼, 梅园公寓, жилой комплекс. */
const homeNames = /^\p{N}|苑|公寓|小区|新村|花园|家园|宿舍|号楼|幢|栋|ЖК|жил|дом/iu;

/**
 * Doors of a building. Of buildings that say only `yes`, those with 3 floors and more and a plausible footprint are
 * blocks of flats, so are those of unknown height that have a slab's shape, and low ones of a house's size with a street
 * number are houses; one with a name of its own is a shop, an office or a monument. A low house that belongs to no
 * compound is one family's; in a compound it is shared as its shape allows.
 */
export function doorsOf(building: Dwelling): Doors {
  const { kind, floor_count, footprint_m2, compound_id } = building;
  if (!livedIn(building)) return { units: 0, floors: 0, doors_per_floor: 0, households: 0 };
  const low = footprint_m2 < HOUSE_FOOTPRINT_M2.max && (floor_count ?? 1) <= 2;
  if (compound_id === null && (familyHomes.has(kind) || (low && kind !== 'dormitory'))) {
    return { units: 1, floors: 1, doors_per_floor: 1, households: 1 };
  }
  const floors = floor_count ?? (kind === 'house' ? 1 : ASSUMED_FLOORS);
  const { units, doors_per_floor } = capacityOf({ ...building, kind: kindOf(kind), floor_count: floors });
  return { units, floors, doors_per_floor, households: units * floors * doors_per_floor };
}

function livedIn({ kind, floor_count, footprint_m2, length_m, address, name }: Dwelling): boolean {
  if (kind !== 'yes') return dwellingKinds.includes(kind) || familyHomes.has(kind) || kind === 'terrace';
  if (name !== null && !homeNames.test(name)) return false;
  if (floor_count === null) return within(length_m, SLAB_LENGTH_M) && within(footprint_m2 / length_m, SLAB_DEPTH_M);
  if (floor_count >= 3) return within(footprint_m2, YES_FOOTPRINT_M2);
  return address !== null && within(footprint_m2, HOUSE_FOOTPRINT_M2);
}

function within(value: number, range: { min: number; max: number }): boolean {
  return value >= range.min && value <= range.max;
}

function kindOf(kind: string): string {
  return dwellingKinds.includes(kind) ? kind : 'residential';
}
