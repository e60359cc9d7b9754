import type { PlannedStop } from '../api/patrol-plans/schema.ts';
import type { ActivePatrol } from '../api/patrol-walk/schema.ts';
import { keyOfStop, type StopPlaces, untilOf } from './places.ts';

/** How far behind its planned beginning a stop is late, min. */
const LATE_MIN = 15;

type StopState = ActivePatrol['stops'][number]['state'];
type Visited = Pick<PlannedStop, 'kind' | 'id' | 'visit'>;

/** What has become of the stops of a walk at a minute of its plan. */
export type WalkProgress = Pick<ActivePatrol, 'done_count' | 'late_count' | 'stop_count' | 'next' | 'stops'>;

/**
 * Done: somebody checked in. Missed: its window is over. Late: 15 minutes behind, and its window still open. `late_count` has both.
 * Next is the first after the last that was done whose window is open; else the first before it; else the first that was missed.
 * @param stops in the order of the route; those whose place is not known are left out.
 */
export function walkProgress(
  stops: readonly PlannedStop[],
  places: StopPlaces,
  checkIns: readonly Visited[],
  now_min: number,
): WalkProgress {
  const visited = new Set(checkIns.map(visitKey));
  const known = stops.flatMap((stop) => {
    const place = places.get(keyOfStop(stop));
    if (!place) return [];
    const state = visited.has(visitKey(stop)) ? 'done' : stateOf(stop, untilOf(place.windows, stop.begin_min), now_min);
    return { stop, place, state };
  });
  const behind = ({ state }: { state: StopState }) => state === 'late' || state === 'missed';
  const lastDone = known.findLastIndex(({ state }) => state === 'done');
  const open = ({ state }: { state: StopState }) => state === 'due' || state === 'late';
  const next =
    known.slice(lastDone + 1).find(open) ?? known.find(open) ?? known.find(({ state }) => state === 'missed');
  return {
    done_count: known.filter(({ state }) => state === 'done').length,
    late_count: known.filter(behind).length,
    stop_count: known.length,
    next: next
      ? {
          ...{ kind: next.stop.kind, id: next.stop.id, name: next.place.name, centre: next.place.centre },
          ...{ begin_min: next.stop.begin_min, late: behind(next) },
        }
      : null,
    stops: known.map(({ stop: { kind, id, visit }, place: { centre }, state }) => ({ kind, id, visit, centre, state })),
  };
}

function stateOf({ begin_min }: PlannedStop, until_min: number, now_min: number): StopState {
  if (now_min > until_min) return 'missed';
  return now_min > begin_min + LATE_MIN ? 'late' : 'due';
}

function visitKey({ kind, id, visit }: Visited): string {
  return `${kind}:${id}:${visit}`;
}
