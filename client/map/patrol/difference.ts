import type { PlannedStop, PlanResult } from '../../../server/api/patrol-plans/schema.ts';

/** A stop by what it is, whoever makes it. */
export function stopKey({ kind, id, visit }: Pick<PlannedStop, 'kind' | 'id' | 'visit'>): string {
  return `${kind} ${id} ${visit}`;
}

/** A begin that moved by fewer minutes is the same. */
const same_min = 5;

/** Stops of a plan that the other has not, gives another squad, or begins more than 5 minutes earlier or later. */
export function changedStops(plan: PlanResult, other: PlanResult): Set<string> {
  const before = new Map(
    other.routes.flatMap(({ squad_id, stops }) =>
      stops.map((stop) => [stopKey(stop), { squad_id, begin_min: stop.begin_min }] as const),
    ),
  );
  const changed = plan.routes.flatMap(({ squad_id, stops }) =>
    stops.filter((stop) => {
      const was = before.get(stopKey(stop));
      return was?.squad_id !== squad_id || Math.abs(was.begin_min - stop.begin_min) > same_min;
    }),
  );
  return new Set(changed.map(stopKey));
}
