import { DEGREE_M, type KnownPlaces } from './known.ts';

/** How places of a file lie to the known buildings. */
export interface Overlap {
  /** Places that were looked at; those within some metres of each other count once. */
  places: number;
  /** Of them, on or beside a building; of streets, in one. */
  near: number;
  /** As many would be by chance: of the same places moved about. */
  byChance: number;
  /** Natural logarithm of how much likelier that is where the places are right than where they are anywhere; 0 and more. */
  evidence: number;
  /** True: few of them in buildings is what speaks for a system, as streets keep clear of them. */
  clear: boolean;
}

/** How many places meet a building, and how closely all do, 0 to 1. */
interface Meeting {
  near: number;
  closeness: number;
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

/**
 * Counts places at known buildings, and what of that is chance.
 * @param clear the places are of streets and other lines, which pass between buildings: closeness is then that none is there.
 */
export function overlapOf(all: readonly Place[], known: KnownPlaces, clear = false): Overlap {
  const places = distinct(all);
  const meet = (east_m: number, north_m: number): Meeting => {
    const met = places.map(([lon, lat]) => {
      const across = east_m / (DEGREE_M * Math.cos((lat * Math.PI) / 180));
      return known.closeness(lon + across, lat + north_m / DEGREE_M);
    });
    if (!clear) return { near: met.filter((closeness) => closeness > 0).length, closeness: mean(met) };
    const inside = met.filter((closeness) => closeness === 1).length;
    return { near: inside, closeness: 1 - inside / places.length };
  };
  const moved = AWAY_M.flatMap((away_m, ring) =>
    Array.from({ length: DIRECTIONS }, (_, index) => {
      const angle = ((index + ring / AWAY_M.length) * 2 * Math.PI) / DIRECTIONS;
      return meet(away_m * Math.cos(angle), away_m * Math.sin(angle));
    }),
  );
  const found = meet(0, 0);
  return {
    places: places.length,
    clear,
    near: found.near,
    byChance: mean(moved.map(({ near }) => near)),
    evidence: evidenceOf(
      found.closeness,
      moved.map(({ closeness }) => closeness),
      places.length,
    ),
  };
}

/**
 * From how far the closeness found lies beyond that of the moved places, in standard deviations of these, but no fewer than independent
 * places would have: a street or a compound meets buildings as a whole or not at all.
 */
function evidenceOf(found: number, moved: readonly number[], places: number): number {
  const chance = mean(moved);
  if (places === 0 || found <= chance) return 0;
  const spread = mean(moved.map((each) => (each - chance) ** 2));
  const least = Math.max(chance * (1 - chance), 0.25 / (places + 1)) / places;
  const ratio = (found - chance) ** 2 / (2 * Math.max(spread, least));
  return Math.max(0, ratio * COUNTS - NOISE);
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
