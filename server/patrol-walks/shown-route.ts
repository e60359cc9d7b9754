import type { PlannedLeg, PlannedRoute } from '../api/patrol-plans/schema.ts';

/**
 * A route as whoever has no account may see it: without its stops at these points. The ways there and on become one straight one, as their
 * lines would lead to the door.
 */
export function shownRoute(route: PlannedRoute, homes: ReadonlySet<number>): PlannedRoute {
  const shown = { ...route };
  for (;;) {
    const at = shown.stops.findIndex(({ kind, id }) => kind === 'point' && homes.has(id));
    if (at < 0) return shown;
    const [there, on] = [shown.legs[at], shown.legs[at + 1]];
    shown.stops = shown.stops.toSpliced(at, 1);
    shown.legs = shown.legs.toSpliced(at, 2, ...(there && on ? [straight(there, on)] : []));
  }
}

function straight(there: PlannedLeg, on: PlannedLeg): PlannedLeg {
  return {
    from_min: there.from_min,
    to_min: on.to_min,
    length_m: there.length_m + on.length_m,
    line: [there.line[0]!, on.line.at(-1)!],
  };
}
