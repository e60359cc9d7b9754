import type { PlannedLeg, PlannedRoute, PlannedStop, PlanSquad } from '../../api/patrol-plans/schema.ts';
import type { LonLat } from '../../api/wire.ts';
import { distance_m } from './street-way.ts';

/** What of a route lies behind a squad at some minute, and where it is then. */
export interface Whereabouts {
  /** Stops that are done or under way, with the ways to them. */
  past: PlannedStop[];
  pastLegs: PlannedLeg[];
  /** Stops that it has not begun. */
  rest: PlannedStop[];
  /** Where it can set out from, and from which minute. */
  at: LonLat;
  from_min: number;
  /** What it has already gone of the way that it is on; null where it is on none. */
  begun: PlannedLeg | null;
  /** True: it has left its start. */
  out: boolean;
  /** The way to its end, when it is on it or has gone it. */
  homeward: PlannedLeg | null;
}

/** Where a squad is at a minute, as its plan and what it checked in at say. `isDone` tells what was done before its time. */
export function whereaboutsOf(
  squad: PlanSquad,
  route: PlannedRoute | undefined,
  at_min: number,
  isDone: (stop: PlannedStop) => boolean,
): Whereabouts {
  const stops = route?.stops ?? [];
  const legs = route?.legs ?? [];
  const isPast = (stop: PlannedStop) => stop.begin_min <= at_min || isDone(stop);
  const last = stops.findLastIndex(isPast);
  const past = stops.flatMap((stop, index) => (isPast(stop) ? [{ stop, leg: legs[index]! }] : []));
  const behind = {
    past: past.map(({ stop }) => ({ ...stop, locked: true })),
    pastLegs: past.map(({ leg }) => leg),
    rest: stops.filter((stop) => !isPast(stop)),
    begun: null,
    homeward: null,
  };
  const leg = legs[last + 1];
  const stop = stops[last];
  const stays = stop !== undefined && (stop.begin_min > at_min || stop.leave_min > at_min || leg === undefined);
  if (stays) {
    const from_min = stop.begin_min > at_min ? at_min : Math.max(at_min, stop.leave_min);
    return { ...behind, at: legs[last]!.line.at(-1)!, from_min, out: true };
  }
  if (leg === undefined || leg.from_min >= at_min) {
    return { ...behind, at: squad.start, from_min: Math.max(at_min, squad.from_min), out: last >= 0 };
  }
  const begun = partOf(leg, at_min);
  const homeward = last + 1 === stops.length ? leg : null;
  return { ...behind, at: begun.line.at(-1)!, from_min: at_min, begun, out: true, homeward };
}

/** The beginning of a way, up to where it has led at a minute; evenly along its line. */
function partOf(leg: PlannedLeg, at_min: number): PlannedLeg {
  const share = leg.to_min > leg.from_min ? Math.min(1, (at_min - leg.from_min) / (leg.to_min - leg.from_min)) : 1;
  const pieces = leg.line.slice(1).map((to, index) => distance_m(leg.line[index]!, to));
  let left_m = share * pieces.reduce((sum, piece) => sum + piece, 0);
  const line: LonLat[] = [leg.line[0]!];
  for (const [index, piece] of pieces.entries()) {
    const [from, to] = [leg.line[index]!, leg.line[index + 1]!];
    const part = piece === 0 ? 1 : Math.min(1, left_m / piece);
    line.push([from[0] + part * (to[0] - from[0]), from[1] + part * (to[1] - from[1])]);
    left_m -= piece;
    if (left_m <= 0) break;
  }
  return { from_min: leg.from_min, to_min: Math.min(at_min, leg.to_min), length_m: leg.length_m * share, line };
}
