import type { PlannedStop, PlanResult } from '../../api/patrol-plans/schema.ts';

/** What a second plan does otherwise than a first one. */
export interface PlanDifference {
  /** Second less first. */
  length_m: number;
  served_count: number;
  longest_min: number;
  /** Stops of both that another squad does. */
  moved: (Pick<PlannedStop, 'kind' | 'id' | 'visit'> & { from_squad_id: number; to_squad_id: number })[];
  /** Stops of the first alone, and of the second alone. */
  lost: Pick<PlannedStop, 'kind' | 'id' | 'visit'>[];
  gained: Pick<PlannedStop, 'kind' | 'id' | 'visit'>[];
}

/** Compares two plans stop by stop. */
export function comparePlans(first: PlanResult, second: PlanResult): PlanDifference {
  const before = stopsOf(first);
  const after = stopsOf(second);
  const difference: PlanDifference = {
    length_m: Math.round((second.length_m - first.length_m) * 10) / 10,
    served_count: second.served_count - first.served_count,
    longest_min: Math.round((second.longest_min - first.longest_min) * 10) / 10,
    moved: [],
    lost: [],
    gained: [],
  };
  for (const [key, { stop, squad_id }] of before) {
    const now = after.get(key);
    if (now === undefined) difference.lost.push(stop);
    else if (now.squad_id !== squad_id) {
      difference.moved.push({ ...stop, from_squad_id: squad_id, to_squad_id: now.squad_id });
    }
  }
  for (const [key, { stop }] of after) if (!before.has(key)) difference.gained.push(stop);
  return difference;
}

function stopsOf({ routes }: PlanResult) {
  return new Map(
    routes.flatMap(({ squad_id, stops }) =>
      stops.map(({ kind, id, visit }) => [`${kind} ${id} ${visit}`, { stop: { kind, id, visit }, squad_id }] as const),
    ),
  );
}
