import Flatbush from 'flatbush';

/** West, south, east, north in degrees of WGS 84. */
export type Box = readonly [west: number, south: number, east: number, north: number];

/** What a deployment has already, against which places of a new file are held. */
export interface KnownPlaces {
  /** Around all areas; null where there are none yet. */
  box: Box | null;
  /** Buildings, by their boxes. */
  buildings: number;
  /** 1 in a building's box, less beside it, 0 further off than few places in town are by chance. */
  closeness(lon: number, lat: number): number;
}

/** Metres of a degree of latitude. */
export const DEGREE_M = 111_195;
/** How near is beside, m: the widest of these within which a place in town lies by chance no more often than `BY_CHANCE`. */
const NEAR_M = [40, 30, 20, 15, 10];
const LEAST_NEAR_M = 5;
const BY_CHANCE = 0.35;
/** The town is where buildings are, counted by cells of this side, m. */
const CELL_M = 500;

/**
 * @param box of the areas.
 * @param buildings their boxes; a centroid is a box of no size. A sample will do, but guesses are surer the fuller it is.
 */
export function knownPlaces(box: Box | null, buildings: readonly Box[]): KnownPlaces {
  if (buildings.length === 0) return { box, buildings: 0, closeness: () => 0 };
  const eastward_m = DEGREE_M * Math.cos((buildings[0]![1] * Math.PI) / 180);
  const index = new Flatbush(buildings.length);
  const cells = new Set<string>();
  let [wide_m, high_m] = [0, 0];
  for (const [west, south, east, north] of buildings) {
    const [x, y, right, top] = [west * eastward_m, south * DEGREE_M, east * eastward_m, north * DEGREE_M];
    index.add(x, y, right, top);
    cells.add(`${Math.floor(x / CELL_M)} ${Math.floor(y / CELL_M)}`);
    wide_m += (right - x) / buildings.length;
    high_m += (top - y) / buildings.length;
  }
  index.finish();
  const perSquare_m = buildings.length / (cells.size * CELL_M * CELL_M);
  const share = (near_m: number) => perSquare_m * (wide_m + 2 * near_m) * (high_m + 2 * near_m);
  const near_m = NEAR_M.find((each) => share(each) <= BY_CHANCE) ?? LEAST_NEAR_M;
  return {
    box,
    buildings: buildings.length,
    closeness(lon, lat) {
      const [x, y] = [lon * eastward_m, lat * DEGREE_M];
      const [nearest] = index.neighbors(x, y, 1, near_m);
      if (nearest === undefined) return 0;
      const [west, south, east, north] = buildings[nearest]!;
      const across_m = Math.max(west * eastward_m - x, 0, x - east * eastward_m);
      const up_m = Math.max(south * DEGREE_M - y, 0, y - north * DEGREE_M);
      return 1 - Math.hypot(across_m, up_m) / (near_m * 1.001);
    },
  };
}

/** Whether a place lies in a box, or no more than a margin beside it. */
export function isWithin([west, south, east, north]: Box, lon: number, lat: number, margin_m = 0): boolean {
  const up = margin_m / DEGREE_M;
  const across = up / Math.cos((south * Math.PI) / 180);
  return lon >= west - across && lon <= east + across && lat >= south - up && lat <= north + up;
}
