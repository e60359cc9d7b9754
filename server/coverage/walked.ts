import type { PlanInput, PlannedRoute, PlannedStop } from '../api/patrol-plans/schema.ts';
import { metresBetween } from '../roads/metric.ts';
import type { WalkedPart } from './passages.ts';

/** What of a plan says where its places are. */
export type PlanPlaces = { points: Pick<PlanInput['points'][number], 'id' | 'centre'>[] } & {
  streets: Pick<PlanInput['streets'][number], 'id' | 'line'>[];
};
/** A route without its lines. */
export interface GoneRoute {
  stops: Pick<PlannedStop, 'kind' | 'id' | 'visit' | 'begin_min' | 'leave_min'>[];
  legs: Pick<PlannedRoute['legs'][number], 'from_min' | 'to_min'>[];
}
/** Which places a plan has, in the order of `placeParts`. */
export type PlaceNumbers = ReadonlyMap<string, number>;
/** A squad was at a stop: `visit` of it, in minutes since midnight of the plan's day. */
export interface StopDone extends Pick<PlannedStop, 'kind' | 'id' | 'visit'> {
  at_min: number;
}

/** Pace at which a street is passed, m a minute (4.8 km/h); no more than when within the visit it was passed hangs on it. */
const PACE_M_MIN = 80;

/** The legs of a route, in its order. */
export function legParts(route: Pick<PlannedRoute, 'legs'>): WalkedPart[] {
  return route.legs.map(({ line, from_min, to_min }) => ({ line, minutes: Math.max(0, to_min - from_min) }));
}

/** The places of a plan: its points, each as a stay, and after them its streets. */
export function placeParts({ points, streets }: PlanPlaces): WalkedPart[] {
  return [
    ...points.map(({ centre }) => ({ line: [centre], minutes: 0 })),
    ...streets.map(({ line }) => ({ line, minutes: lengthM(line) / PACE_M_MIN })),
  ];
}

/** Numbers of a plan's places by kind and id. */
export function placeNumbers({ points, streets }: PlanPlaces): PlaceNumbers {
  return new Map([
    ...points.map(({ id }, at) => [`point ${id}`, at] as const),
    ...streets.map(({ id }, at) => [`street ${id}`, points.length + at] as const),
  ]);
}

/** When each leg begins by the plan. */
export function plannedLegBegins({ legs }: GoneRoute): number[][] {
  return legs.map(({ from_min }) => [from_min]);
}

/** When each place of a plan is visited by a route: at the beginning of each visit and of each hour that it lasts into. */
export function plannedPlaceBegins(places: PlaceNumbers, { stops }: GoneRoute): number[][] {
  const begins = Array.from({ length: places.size }, (): number[] => []);
  for (const { kind, id, begin_min, leave_min } of stops) {
    const place = places.get(`${kind} ${id}`);
    if (place === undefined) continue;
    begins[place]!.push(begin_min);
    if (kind === 'street') continue;
    for (let hour = Math.floor(begin_min / 60) + 1; hour * 60 < leave_min; hour++) begins[place]!.push(hour * 60);
  }
  return begins;
}

/**
 * When each leg was gone, as far as check-ins show it: a leg between two stops counts where both were checked in, the first leg where
 * its stop was. The way home shows nowhere. It ends when its stop was checked in.
 */
export function doneLegBegins(route: GoneRoute, done: readonly StopDone[]): number[][] {
  const times = new Map(done.map(({ kind, id, visit, at_min }) => [`${kind} ${id} ${visit}`, at_min]));
  const timeOf = ({ kind, id, visit }: GoneRoute['stops'][number]) => times.get(`${kind} ${id} ${visit}`);
  return route.legs.map(({ from_min, to_min }, at) => {
    const [before, stop] = [route.stops[at - 1], route.stops[at]];
    const end = stop && timeOf(stop);
    if (end === undefined || (before && timeOf(before) === undefined)) return [];
    return [end - Math.max(0, to_min - from_min)];
  });
}

/** When each place of a plan was checked in, on whichever squad's route it stands; a place that the plan does not hold shows nowhere. */
export function donePlaceBegins(places: PlaceNumbers, done: readonly StopDone[]): number[][] {
  const begins = Array.from({ length: places.size }, (): number[] => []);
  for (const { kind, id, at_min } of done) {
    const place = places.get(`${kind} ${id}`);
    if (place !== undefined) begins[place]!.push(at_min);
  }
  return begins;
}

function lengthM(line: PlanInput['streets'][number]['line']): number {
  return line.slice(1).reduce((length, to, at) => length + metresBetween(...line[at]!, ...to), 0);
}
