import { Boxes } from '../roads/boxes.ts';
import { type Metric, metricAt } from '../roads/metric.ts';
import { atOnce } from '../roads/slices.ts';
import { atLeast, discoveryLimit } from './chance.ts';

/** What happened, by parallel arrays in no order. */
export interface Happenings {
  /** `[lon, lat]` of each, flat. */
  place: Float64Array;
  /** Minute of the local day, 0 to 1439. */
  minute: Int16Array;
  /** Index into any list of categories. */
  category: Int16Array;
}

/** Pieces of streets, over which happenings were spread evenly were there no hot spots. */
export interface StreetWeights {
  /** `[lon, lat]` of the middle of each, flat. */
  place: Float64Array;
  length_m: Float64Array;
}

/** A place where more happened than chance explains. */
export interface HotSpot {
  /** A place on a street, which no single happening decides: `[lon, lat]`. */
  centre: [number, number];
  /** Index of the piece of street that the centre lies on. */
  street: number;
  count: number;
  expected: number;
  p: number;
  /** By index of category, most first. */
  categories: { category: number; count: number }[];
  /** Shortest part of the day in which 80 % of them came, whole hours as minutes of the day; `to_min` is beyond 1440 where it goes over midnight. */
  from_min: number;
  to_min: number;
}

/** Radius of a hot spot, m: what happens in one household cannot be told apart within it. */
export const HOT_RADIUS_M = 150;
/** Distance between the places that are judged, m: half the radius, so that no crowd falls between two. */
const LATTICE_M = 75;
/** Share of false ones among what is named, on average. */
const FALSE_SHARE = 0.05;
/** Fewer say nothing about a place. */
const LEAST_COUNT = 5;
/** Less street than this is no place to judge, m: the expectation of a stub is nearly nothing. */
const LEAST_STREET_M = 100;
const WINDOW_SHARE = 0.8;
/** Pieces of streets, and places that are judged by all around them, between two pauses. */
const PIECES = 2000;
const JUDGED = 100;

/**
 * The places of an area where more happened than the length of their streets lets expect: on a lattice of places 75 m apart, what lies
 * within 150 m is counted and held against the binomial distribution by share of street length; of all places judged, those are named of
 * which at most one in twenty is chance (false-discovery rate, Benjamini and Hochberg). Most improbable first; nothing that happened counts
 * for two of them.
 */
export function hotSpots(happenings: Happenings, streets: StreetWeights, most: number): HotSpot[] {
  return atOnce(hotSpotSteps(happenings, streets, most));
}

/** The same, pausing every some milliseconds. */
export function* hotSpotSteps(
  happenings: Happenings,
  streets: StreetWeights,
  most: number,
): Generator<void, HotSpot[]> {
  const total = happenings.minute.length;
  const total_m = streets.length_m.reduce((sum, each) => sum + each, 0);
  if (total < LEAST_COUNT || total_m === 0) return [];
  // Of the tenth of a degree, so that the lattice stays where it is whichever part of a town is asked for.
  const metric = metricAt(Math.round(streets.place[1]! * 10) / 10);
  const ofStreets = yield* nearIndex(streets.place, metric);
  const ofHappenings = yield* nearIndex(happenings.place, metric);
  const judged: { at: [number, number]; rows: number[]; expected: number; p: number }[] = [];
  for (const [index, at] of (yield* latticeOf(streets.place, metric)).entries()) {
    if (index % JUDGED === 0) yield;
    const street_m = ofStreets(at).reduce((sum, piece) => sum + streets.length_m[piece]!, 0);
    if (street_m < LEAST_STREET_M) continue;
    const rows = ofHappenings(at);
    const share = Math.min(1, street_m / total_m);
    judged.push({ at, rows, expected: total * share, p: atLeast(rows.length, total, share) });
  }
  const limit = discoveryLimit(
    judged.map(({ p }) => p),
    judged.length,
    FALSE_SHARE,
  );
  yield;
  const named = judged.filter(({ p, rows }) => p <= limit && rows.length >= LEAST_COUNT);
  named.sort((a, b) => a.p - b.p || b.rows.length / b.expected - a.rows.length / a.expected || bySouth(a.at, b.at));
  // What one place explains, its neighbours do not count once more.
  const explained = new Set<number>();
  const chosen: typeof named = [];
  for (const { rows, ...each } of named) {
    if (chosen.length === most) break;
    const own = rows.filter((row) => !explained.has(row));
    const p = atLeast(own.length, total, each.expected / total);
    if (p > limit || own.length < LEAST_COUNT) continue;
    chosen.push({ ...each, rows: own, p });
    for (const row of own) explained.add(row);
  }
  return chosen.map(({ at, rows, expected, p }) => {
    const street = ofStreets(at).reduce((best, piece) =>
      distance(placeOf(streets.place, piece), at, metric) < distance(placeOf(streets.place, best), at, metric)
        ? piece
        : best,
    );
    return {
      ...{ centre: placeOf(streets.place, street), street, count: rows.length, expected, p },
      categories: tallied(rows.map((row) => happenings.category[row]!)),
      ...busyHours(rows.map((row) => happenings.minute[row]!)),
    };
  });
}

/** The shortest run of whole hours in which most of some minutes of the day lie; the earliest of equal ones from noon on. */
export function busyHours(minutes: readonly number[]): { from_min: number; to_min: number } {
  const hours = new Array<number>(24).fill(0);
  for (const minute of minutes) hours[Math.floor(minute / 60)]!++;
  const least = Math.ceil(WINDOW_SHARE * minutes.length);
  for (let length = 1; length < 24; length++) {
    for (let step = 0; step < 24; step++) {
      const from = (12 + step) % 24;
      let count = 0;
      for (let at = 0; at < length; at++) count += hours[(from + at) % 24]!;
      if (count >= least) return { from_min: from * 60, to_min: (from + length) * 60 };
    }
  }
  return { from_min: 0, to_min: 1440 };
}

function tallied(categories: readonly number[]): HotSpot['categories'] {
  const counts = new Map<number, number>();
  for (const category of categories) counts.set(category, (counts.get(category) ?? 0) + 1);
  return [...counts]
    .map(([category, count]) => ({ category, count }))
    .sort((a, b) => b.count - a.count || a.category - b.category);
}

const placeOf = (places: Float64Array, at: number): [number, number] => [places[2 * at]!, places[2 * at + 1]!];

function distance(a: readonly [number, number], b: readonly [number, number], { lon_m, lat_m }: Metric): number {
  return Math.hypot((a[0] - b[0]) * lon_m, (a[1] - b[1]) * lat_m);
}

/** Tells what of some places lies within the radius of a place. */
function* nearIndex(
  places: Float64Array,
  metric: Metric,
): Generator<void, (at: readonly [number, number]) => number[]> {
  const boxes = yield* Boxes.make(places.length / 2, (at) => {
    const [lon, lat] = placeOf(places, at);
    return [lon, lat, lon, lat];
  });
  const [east, north] = [HOT_RADIUS_M / metric.lon_m, HOT_RADIUS_M / metric.lat_m];
  return (at) =>
    boxes
      .search(at[0] - east, at[1] - north, at[0] + east, at[1] + north)
      .filter((each) => distance(placeOf(places, each), at, metric) <= HOT_RADIUS_M);
}

/** The places of a lattice at which there are streets. */
function* latticeOf(places: Float64Array, { lon_m, lat_m }: Metric): Generator<void, [number, number][]> {
  const [east, north] = [LATTICE_M / lon_m, LATTICE_M / lat_m];
  const cells = new Map<string, [number, number]>();
  for (let at = 0; at < places.length; at += 2) {
    if (at % (2 * PIECES) === 0) yield;
    const [column, row] = [Math.round(places[at]! / east), Math.round(places[at + 1]! / north)];
    cells.set(`${row} ${column}`, [column * east, row * north]);
  }
  return [...cells.values()];
}

/** In order from the south-west. */
const bySouth = (a: readonly [number, number], b: readonly [number, number]) => a[1] - b[1] || a[0] - b[0];
