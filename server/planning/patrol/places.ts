import type { PlanInput, PlanPoint, PlanSquad, PlanStreet, TravelMode } from '../../api/patrol-plans/schema.ts';
import type { LonLat } from '../../api/wire.ts';
import type { Snap } from '../../roads/road-graph.ts';
import type { Travel } from '../problem.ts';
import { type PatrolGround, reach_m } from './ground.ts';
import { type StreetWay, streetWay } from './street-way.ts';

/** How far from a street a squad may start or end, m: the middle of an area need not lie at one. */
export const squadReach_m = 1_000;

/** A place on the streets of one mode: where it is come to and left; between the two the street that it is. */
export interface Spot {
  entry: Snap;
  exit: Snap;
  /** Null for what is a mere place. */
  along: StreetWay | null;
}

/** A place of the problem. */
export interface Place {
  /** What it is in the order of a route: the same thing has the same key in every plan. */
  key: string;
  /** By mode; absent where the mode does not reach it. */
  spots: Partial<Record<TravelMode, Spot>>;
  /** True: it lies within walls that no street leads into. */
  walled?: boolean;
}

/** The end of whoever may end wherever they are: no way leads on from it, and to it none is needed. */
export const anywhere: Place = { key: 'anywhere', spots: {} };

/** A point by each mode. */
export function pointPlace(
  ground: PatrolGround,
  point: Pick<PlanPoint, 'id' | 'centre'>,
  modes: readonly TravelMode[],
) {
  return placeAt(ground, `point ${point.id}`, point.centre, modes, reach_m);
}

/** Where a squad starts or ends. */
export function squadPlace(ground: PatrolGround, squad: PlanSquad, which: 'start' | 'end'): Place {
  if (which === 'end' && squad.end === null) return anywhere;
  return placeAt(ground, `${which} ${squad.squad_id}`, squad[which]!, [squad.mode, 'foot'], squadReach_m);
}

function placeAt(ground: PatrolGround, key: string, at: LonLat, modes: readonly TravelMode[], limit_m: number): Place {
  const place: Place = { key, spots: {} };
  for (const mode of modes) {
    const snap = ground.snap(at, mode, limit_m);
    if (snap === null) continue;
    if (snap.wall !== null) place.walled = true;
    else place.spots[mode] = { entry: snap, exit: snap, along: null };
  }
  return place;
}

/** One way to pass a street: in which direction, and the place that it is. */
export interface StreetPass {
  reversed: boolean;
  place: Place;
}

/**
 * The passes of a street by side: one side in either direction; of two sides the first along and the second against it, by modes that
 * may only go along it along it once more.
 */
export function streetPasses(
  ground: PatrolGround,
  street: Pick<PlanStreet, 'id' | 'line' | 'sides'>,
  modes: readonly TravelMode[],
): StreetPass[][] {
  const along = passOf(ground, street, modes, false);
  const against = passOf(ground, street, modes, true);
  if (street.sides === 1) return [[along, against]];
  const only = (one: StreetPass, other: StreetPass): StreetPass => {
    const spots = Object.entries(one.place.spots).filter(([mode]) => !(mode in other.place.spots));
    return { ...one, place: { key: one.place.key, spots: Object.fromEntries(spots) } };
  };
  return [
    [along, only(against, along)],
    [against, only(along, against)],
  ];
}

function passOf(
  ground: PatrolGround,
  street: Pick<PlanStreet, 'id' | 'line'>,
  modes: readonly TravelMode[],
  reversed: boolean,
): StreetPass {
  const line = reversed ? [...street.line].reverse() : street.line;
  const place: Place = { key: `street ${street.id}${reversed ? ' reversed' : ''}`, spots: {} };
  for (const mode of modes) {
    const way = streetWay(ground, line, mode);
    if (way !== null) place.spots[mode] = { entry: way.from, exit: way.to, along: way };
  }
  return { reversed, place };
}

/** Modes by which somebody goes, and on foot, as anybody may. */
export function modesOf(input: PlanInput): TravelMode[] {
  return [...new Set<TravelMode>(['foot', ...input.squads.map((squad) => squad.mode)])];
}

/**
 * What it takes to go from each place to each by a mode: metres and seconds, `place count`² of each. A street is passed on the way from
 * it, so that what is reached first is its beginning.
 */
export async function travelBetween(ground: PatrolGround, places: readonly Place[], mode: TravelMode): Promise<Travel> {
  const size = places.length;
  const travel: Travel = {
    cost: new Float64Array(size * size).fill(Number.POSITIVE_INFINITY),
    time: new Float64Array(size * size).fill(Number.POSITIVE_INFINITY),
  };
  const reached = places.flatMap((place, index) => (place.spots[mode] ? [{ index, spot: place.spots[mode] }] : []));
  const matrix = await ground.matrix(
    mode,
    reached.map(({ spot }) => spot.exit),
    reached.map(({ spot }) => spot.entry),
  );
  for (const [row, from] of reached.entries()) {
    const along_m = from.spot.along?.path.length_m ?? 0;
    const along_s = from.spot.along?.path.time_s ?? 0;
    for (const [column, to] of reached.entries()) {
      travel.cost[from.index * size + to.index] = along_m + matrix.length_m[row * reached.length + column]!;
      travel.time[from.index * size + to.index] = along_s + matrix.time_s[row * reached.length + column]!;
    }
    for (const [index, place] of places.entries()) {
      if (place !== anywhere) continue;
      travel.cost[from.index * size + index] = along_m;
      travel.time[from.index * size + index] = along_s;
    }
  }
  for (let index = 0; index < size; index++) {
    travel.cost[index * size + index] = 0;
    travel.time[index * size + index] = 0;
  }
  return travel;
}
