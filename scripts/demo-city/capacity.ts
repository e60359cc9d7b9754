/** What the number of doors in a building follows from. */
export interface BuildingMeasure {
  /** OpenStreetMap's building value. */
  kind: string;
  /** Floors above the ground; null counts as one. */
  floor_count: number | null;
  /** Area of the footprint on the ground, m². */
  footprint_m2: number;
  /** Longer side of the smallest rectangle of any direction around the footprint, m. */
  length_m: number;
}

/** How many stairs a building has, and how many doors each stair has on a floor. */
export interface Capacity {
  units: number;
  doors_per_floor: number;
}

/** Building kinds in which people live; on an imported extract `yes` counts too, from three floors up. */
export const dwellingKinds: readonly string[] = ['residential', 'apartments', 'house', 'dormitory'];

/** Length of facade that one stair with two doors takes in a Chinese slab, m. */
const UNIT_LENGTH_M = 16;
/** A slab lets light in from both sides: its mean depth is at most this, m. */
const SLAB_DEPTH_M = 17.5;
/** Ground that one door takes on a floor, with its share of walls and stairs, m²: in a block, in an old low house. */
const DOOR_M2 = 105;
const HOUSE_DOOR_M2 = 70;

/**
 * Stairs and doors a floor of a building, from its shape alone, so that whoever reads the row gets what was planned.
 * A slab has a stair every 16 m with two doors; a tower one stair with four to six; a low house one stair.
 * @returns 0 units and 0 doors for a building in which nobody lives.
 */
export function capacityOf(building: BuildingMeasure): Capacity {
  const { kind, footprint_m2, length_m } = building;
  const dwelling = dwellingKinds.includes(kind) || (kind === 'yes' && (building.floor_count ?? 1) >= 3);
  if (!dwelling || !(footprint_m2 > 0) || !(length_m > 0)) return { units: 0, doors_per_floor: 0 };
  if (kind === 'house') return { units: 1, doors_per_floor: clamp(Math.round(footprint_m2 / HOUSE_DOOR_M2), 1, 4) };
  const depth = footprint_m2 / length_m;
  if (depth <= SLAB_DEPTH_M) return { units: clamp(Math.round(length_m / UNIT_LENGTH_M), 1, 99), doors_per_floor: 2 };
  if (length_m <= 45) return { units: 1, doors_per_floor: clamp(Math.round(footprint_m2 / DOOR_M2), 2, 6) };
  return { units: clamp(Math.round(footprint_m2 / (2 * DOOR_M2)), 1, 99), doors_per_floor: 2 };
}

/** Doors in the whole building; a building without a floor count has one floor. */
export function householdCapacity(building: BuildingMeasure): number {
  const { units, doors_per_floor } = capacityOf(building);
  return units * doors_per_floor * (building.floor_count ?? 1);
}

/**
 * The SQL expressions of `footprint_m2` and `length_m` for a column of polygons in EPSG:4326, for `sql.unsafe`.
 * The length is taken in metres on a plane scaled at the polygon's latitude, good to a thousandth over a building.
 */
export function measureColumns(geometry: string): { footprint_m2: string; length_m: string } {
  const latitude = `radians(ST_Y(ST_Centroid(${geometry})))`;
  const plane = `ST_Scale(${geometry}, 111319.49 * cos(${latitude}), 110574.3 + 1117 * sin(${latitude}) ^ 2)`;
  const ring = `ST_ExteriorRing(ST_OrientedEnvelope(${plane}))`;
  const side = (from: number) => `ST_Distance(ST_PointN(${ring}, ${from}), ST_PointN(${ring}, ${from + 1}))`;
  return {
    footprint_m2: `ST_Area(${geometry}::geography)::float8`,
    length_m: `greatest(${side(1)}, ${side(2)})::float8`,
  };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
