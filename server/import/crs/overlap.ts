import { DEGREE_M, type KnownPlaces } from './known.ts';

/** How places of a file lie to the known buildings. */
export interface Overlap {
  /** Places that were looked at; those within some metres of each other count once. */
  places: number;
  /** Of them, on or beside a building. */
  near: number;
  /** As many would be by chance: of the same places moved about. */
  byChance: number;
  /** Natural logarithm of how much likelier that is where the places are right than where they are anywhere; 0 and more. */
  evidence: number;
}

type Place = readonly [lon: number, lat: number];

/** Places within such a cell say the same, m. */
const SAME_M = 20;
/** Chance is looked at this far away, m: beyond the building, not beyond the town; in eight directions each. */
const AWAY_M = [200, 300, 400];
const DIRECTIONS = 8;
/** Less than this is noise: three systems are tried, and the luckiest of them always has a little. */
const NOISE = 1;
/** The part of it that counts, as places of one file are seldom independent of each other. */
const COUNTS = 0.8;

/** Counts places at known buildings, and what of that is chance. */
export function overlapOf(all: readonly Place[], known: KnownPlaces): Overlap {
  const places = distinct(all);
  const count = (east_m: number, north_m: number) =>
    places.filter(([lon, lat]) => {
      const across = east_m / (DEGREE_M * Math.cos((lat * Math.PI) / 180));
      return known.isNearBuilding(lon + across, lat + north_m / DEGREE_M);
    }).length;
  const near = count(0, 0);
  const moved = AWAY_M.flatMap((away_m, ring) =>
    Array.from({ length: DIRECTIONS }, (_, index) => {
      const angle = ((index + ring / AWAY_M.length) * 2 * Math.PI) / DIRECTIONS;
      return count(away_m * Math.cos(angle), away_m * Math.sin(angle));
    }),
  );
  const byChance = mean(moved);
  const spread = Math.sqrt(mean(moved.map((each) => (each - byChance) ** 2)));
  return { places: places.length, near, byChance, evidence: evidenceOf(near, byChance, spread, places.length) };
}

/**
 * The ratio of likelihoods of two binomials, that of the share found to that by chance; but no more than the places' own spread allows,
 * for a street or a compound meets buildings as a whole or not at all.
 */
function evidenceOf(near: number, byChance: number, spread: number, places: number): number {
  if (places === 0 || near <= byChance) return 0;
  const found = (near + 0.5) / (places + 1);
  const chance = (byChance + 0.5) / (places + 1);
  const ratio = found * Math.log(found / chance) + (1 - found) * Math.log((1 - found) / (1 - chance));
  const ofSpread = spread === 0 ? Number.POSITIVE_INFINITY : ((near - byChance) / spread) ** 2 / 2;
  return Math.max(0, Math.min(places * ratio, ofSpread) * COUNTS - NOISE);
}

function distinct(all: readonly Place[]): Place[] {
  const cells = new Map<string, Place>();
  for (const place of all) {
    const [lon, lat] = place;
    const across = Math.floor((lon * DEGREE_M * Math.cos((Math.round(lat) * Math.PI) / 180)) / SAME_M);
    cells.set(`${across} ${Math.floor((lat * DEGREE_M) / SAME_M)}`, place);
  }
  return [...cells.values()];
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
