import type { PlanInput, PlannedRoute } from '../../../server/api/patrol-plans/schema.ts';
import type { Chosen } from '../../state/patrol/patrol-view.ts';

/** A stretch of a squad's time, in minutes of the plan. */
export interface Bar {
  kind: 'travel' | 'wait' | 'dwell';
  from_min: number;
  to_min: number;
  /** Place of the stop in the route that it leads to, is waited at, or is; the number of stops for the way home. */
  place: number;
}

/** What a squad does with its time, in order; what takes no time is left out, but for stops. */
export function routeBars({ stops, legs }: PlannedRoute): Bar[] {
  const ways = legs.map(
    ({ from_min, to_min }, place): Bar => ({ kind: 'travel', from_min, to_min: waysEnd(stops[place], to_min), place }),
  );
  const stays = stops.flatMap(({ arrive_min, begin_min, leave_min }, place): Bar[] => [
    { kind: 'wait', from_min: arrive_min, to_min: begin_min, place },
    { kind: 'dwell', from_min: begin_min, to_min: leave_min, place },
  ]);
  return [...ways, ...stays]
    .filter(({ kind, from_min, to_min }) => kind === 'dwell' || to_min > from_min)
    .sort((a, b) => a.from_min - b.from_min || a.place - b.place || order[a.kind] - order[b.kind]);
}

const order = { travel: 0, wait: 1, dwell: 2 };

/** A street is walked along within its stop: the way to it ends where it begins. */
function waysEnd(stop: PlannedRoute['stops'][number] | undefined, to_min: number): number {
  return stop ? Math.min(to_min, stop.arrive_min) : to_min;
}

/** When a visit of what is looked at may begin; empty where it is no point or street of the plan. */
export function chosenWindows({ points, streets }: PlanInput, chosen: Chosen | null): [number, number][] {
  if (!chosen?.kind) return [];
  const places = chosen.kind === 'point' ? points : streets;
  return places.find(({ id }) => id === chosen.id)?.windows ?? [];
}

/** The hours to write on an axis so that they stand at least `least_px` apart, in minutes of the plan. */
export function axisTicks(
  [from_min, to_min]: readonly [number, number],
  px_per_min: number,
  least_px: number,
): number[] {
  const step = [15, 30, 60, 120, 180, 240].find((minutes) => minutes * px_per_min >= least_px) ?? 360;
  const first = Math.ceil(from_min / step) * step;
  return Array.from({ length: Math.max(0, Math.floor((to_min - first) / step) + 1) }, (_, at) => first + at * step);
}
