import type { PlannedRoute, PlannedStop, Unserved } from '../../api/patrol-plans/schema.ts';

/**
 * The visits of each point numbered in the order of their times, which visit of it is which being all the same to the plan; a point with a
 * locked visit keeps all of its numbers. What is left out gets the numbers that remain.
 */
export function numbered(routes: PlannedRoute[], unserved: readonly Unserved[]) {
  const visits = new Map<number, PlannedStop[]>();
  for (const stop of routes.flatMap(({ stops }) => stops)) {
    if (stop.kind === 'point') visits.set(stop.id, [...(visits.get(stop.id) ?? []), stop]);
  }
  const renamed = new Set<number>();
  for (const [id, stops] of visits) {
    if (stops.some(({ locked }) => locked)) continue;
    renamed.add(id);
    stops.sort((a, b) => a.begin_min - b.begin_min);
    for (const [index, stop] of stops.entries()) stop.visit = index + 1;
  }
  const rest = unserved.map((left) => {
    if (left.kind !== 'point' || !renamed.has(left.id)) return left;
    const served = visits.get(left.id)!.length;
    return { ...left, visits: left.visits.map((_, index) => served + index + 1) };
  });
  return { routes, unserved: rest };
}
