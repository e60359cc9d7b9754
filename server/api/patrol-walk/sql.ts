import type { Database } from '../../db/open.ts';
import { keyOfStop } from '../../patrol-walks/places.ts';
import type { TrackFix } from '../../patrol-walks/thinning.ts';
import type { PlanInput, PlannedRoute, PlannedStop, PlanState, TravelMode } from '../patrol-plans/schema.ts';
import type { CheckInWay, WalkCheckIn } from './schema.ts';

/** A walk as its pass opens it. */
export interface PassedWalk {
  id: number;
  plan_id: number;
  plan_name: string;
  plan_state: PlanState;
  /** `YYYY-MM-DD`. */
  day: string;
  squad_id: number;
  squad_name: string;
  mode: TravelMode;
  people: number;
  starts_at: Date;
  ends_at: Date;
  version: number;
  /** Its shift was declared a safety or emergency shift. */
  declared: boolean;
}

/** The pass of a walk as a request brings it. */
export interface Pass {
  digest: Buffer;
  now: Date;
}

/** The walk that a pass opens; undefined where there is none, or it is too early or too late. */
export async function findWalk(sql: Database, { digest, now }: Pass): Promise<PassedWalk | undefined> {
  const [row] = await sql<PassedWalk[]>`
    select id, plan_id, plan_name, plan_state, day::text as day, squad_id, squad_name, mode, people, starts_at, ends_at, version,
      declared
    from walk_of_pass(${digest}, ${now})`;
  return row;
}

/** Where the squad of a pass goes, and the places of its plan to which that leads. */
export interface PassedRoute extends Pick<PlanInput, 'points' | 'streets'> {
  route: PlannedRoute;
}

/** The route of a pass that `findWalk` knows. */
export async function readRoute(sql: Database, { digest, now }: Pass): Promise<PassedRoute> {
  const [row] = await sql<[PassedRoute]>`select route, points, streets from route_of_pass(${digest}, ${now})`;
  return row;
}

/** Keys of all places of the plan of a pass, as `keyOfStop` makes them. */
export async function listPlanned(sql: Database, { digest, now }: Pass): Promise<Set<string>> {
  const rows = await sql<Pick<PlannedStop, 'kind' | 'id'>[]>`select kind, id from planned_of_pass(${digest}, ${now})`;
  return new Set(rows.map(keyOfStop));
}

/** What the squad of a pass did so far, oldest first. */
export async function listCheckIns(sql: Database, { digest, now }: Pass): Promise<WalkCheckIn[]> {
  return sql<{ key: string; kind: 'point' | 'street'; id: number; visit: number; at: string; way: CheckInWay }[]>`
    select key::text as key, case when point_id is null then 'street' else 'point' end as kind,
      coalesce(point_id, street_id) as id, visit, iso_time(at) as at, way
    from check_ins_of_pass(${digest}, ${now})`;
}

/** Takes check-ins and tells the keys of those that are new. */
export async function addCheckIns(
  sql: Database,
  { digest, now }: Pass,
  items: readonly WalkCheckIn[],
): Promise<string[]> {
  const rows = await sql<{ key: string }[]>`
    select taken::text as key from check_in_by_pass(${digest}, ${now}, ${sql.json(items as never)}) taken`;
  return rows.map(({ key }) => key);
}

/** Takes fixes of a declared shift and tells how many are new. */
export async function addTrack(sql: Database, { digest, now }: Pass, fixes: readonly TrackFix[]): Promise<number> {
  const items = fixes.map(({ recorded_at, centre: [longitude, latitude], accuracy_m }) => {
    return { recorded_at, longitude, latitude, accuracy_m };
  });
  const [row] = await sql<[{ count: number }]>`
    select track_by_pass(${digest}, ${now}, ${sql.json(items as never)}) as count`;
  return row.count;
}
