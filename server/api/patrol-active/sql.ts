import type { Database } from '../../db/open.ts';
import type { PlannedRoute, PlannedStop, PlanPoint, PlanStreet } from '../patrol-plans/schema.ts';

/** A walk that goes on, with the places on its route. */
export interface WalkUnderWay {
  walk_id: number;
  plan_id: number;
  /** `YYYY-MM-DD`. */
  day: string;
  area_code: string;
  squad_id: number;
  squad_name: string;
  kind: string;
  starts_at: Date;
  ends_at: Date;
  route: PlannedRoute;
  /** An incident of which the caller sees no place has none; `exact` stands with incidents alone. */
  points: (Omit<PlanPoint, 'centre'> & { centre: PlanPoint['centre'] | null; exact?: boolean })[];
  streets: PlanStreet[];
  check_ins: Pick<PlannedStop, 'kind' | 'id' | 'visit'>[];
}

/** Walks that go on at a moment and concern the caller and, by their plan, an area; the earliest first, at most one more than `MOST_ACTIVE`. */
export function listUnderWay(sql: Database, now: Date, areaCode: string): Promise<WalkUnderWay[]> {
  return sql<WalkUnderWay[]>`
    select walk_id, plan_id, day::text as day, area_code, squad_id, squad_name, kind, starts_at, ends_at, route, points, streets, check_ins
    from walks_under_way(${now}, ${areaCode})`;
}
