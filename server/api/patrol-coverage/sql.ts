import type { GridShape } from '../../coverage/areas.ts';
import type { PlanPlaces } from '../../coverage/walked.ts';
import type { Database } from '../../db/open.ts';
import type { PlannedRoute, TravelMode } from '../patrol-plans/schema.ts';
import { within } from '../scope.ts';
import type { LonLat } from '../wire.ts';

/** Areas without another below them, within an area and itself, in order of code; and the version that all areas have. */
export async function readGrids(sql: Database, areaCode: string): Promise<GridShape[]> {
  const rows = await sql<{ area_code: string; name: string; shape: string }[]>`
    select a.area_code, a.name, ST_AsGeoJSON(a.geometry, 9) as shape from area a
    where ${within(sql, 'a.area_code', areaCode)} and not exists (select from area c where c.parent_code = a.area_code)
    order by a.area_code`;
  return rows.map(({ area_code, name, shape }) => {
    const { coordinates } = JSON.parse(shape) as { coordinates: GridShape['polygons'] };
    return { area_code, name, polygons: coordinates };
  });
}

/** Rises whenever an area changes. */
export async function areaVersion(sql: Database): Promise<number> {
  const [row] = await sql<{ version: number }[]>`
    select version::int as version from tile_layer_version where layer = 'area'`;
  return row?.version ?? 0;
}

/** A walk whose plan reaches into an area. Minutes are since 1970. */
export interface PassingWalk {
  walk_id: number;
  version: number;
  plan_id: number;
  mode: TravelMode;
  /** False: its plan was withdrawn; what was done of it counts. */
  issued: boolean;
  day: string;
  /** When its plan's day begins. */
  midnight_min: number;
  done: [kind: 'point' | 'street', id: number, visit: number, at_min: number][];
}

const walkColumns = (
  sql: Database,
  timeZone: string,
) => sql`w.walk_id, w.version, w.plan_id, w.mode, w.issued, w.day::text as day,
  (date_part('epoch', w.day::timestamp at time zone ${timeZone}) / 60)::float8 as midnight_min, w.done
  from patrol_passing w`;

/** Walks of some days whose plan's area holds an area or lies within it, in order of number. */
export function readWalks(
  sql: Database,
  { area_code, from, to }: { area_code: string; from: string; to: string },
  timeZone: string,
): Promise<PassingWalk[]> {
  const above = Array.from({ length: area_code.length }, (_, at) => area_code.slice(0, at + 1));
  return sql<PassingWalk[]>`
    select ${walkColumns(sql, timeZone)}
    where w.day between ${from}::date and ${to}::date
      and (${within(sql, 'w.area_code', area_code)} or w.area_code = any (${above}::text[]))
    order by w.walk_id`;
}

/** Walks of one plan, in order of number. */
export function readWalksOfPlan(sql: Database, planId: number, timeZone: string): Promise<PassingWalk[]> {
  return sql<PassingWalk[]>`
    select ${walkColumns(sql, timeZone)} where w.plan_id = ${planId} order by w.walk_id`;
}

/** What squads are to do, by number of walk. */
export async function readRoutes(
  sql: Database,
  walkIds: readonly number[],
): Promise<Map<number, Pick<PlannedRoute, 'stops' | 'legs'>>> {
  const rows = await sql<{ walk_id: number; route: Pick<PlannedRoute, 'stops' | 'legs'> }[]>`
    select walk_id, route from patrol_passing where walk_id = any (${walkIds as number[]}::int[])`;
  return new Map(rows.map(({ walk_id, route }) => [walk_id, route]));
}

/** Where the places of plans are, by number of plan. */
export async function readPlaces(sql: Database, planIds: readonly number[]): Promise<Map<number, PlanPlaces>> {
  const rows = await sql<(PlanPlaces & { plan_id: number })[]>`
    select plan_id, points, streets from patrol_plan_place where plan_id = any (${planIds as number[]}::int[])`;
  return new Map(rows.map(({ plan_id, points, streets }) => [plan_id, { points, streets }]));
}

/** How many fixes there are of each walk that has any which the caller may see, and the last one's number. */
export function countTracks(
  sql: Database,
  walkIds: readonly number[],
): Promise<{ walk_id: number; count: number; last: string }[]> {
  return sql<{ walk_id: number; count: number; last: string }[]>`
    select walk_id, count(*)::int as count, max(id)::text as last from patrol_track
    where walk_id = any (${walkIds as number[]}::int[]) group by walk_id order by walk_id`;
}

/** Where a squad was: minutes since 1970, in their order. */
export interface TrackFix {
  at_min: number;
  centre: LonLat;
  /** 68 % of places lie within it, m; null: not known. */
  accuracy_m: number | null;
}

/** The track of a walk as far as the caller may see it, at most 20,000 fixes. */
export function readTrack(sql: Database, walkId: number): Promise<TrackFix[]> {
  return sql<TrackFix[]>`
    select (date_part('epoch', recorded_at) / 60)::float8 as at_min, lon_lat(geometry) as centre, accuracy_m
    from patrol_track where walk_id = ${walkId} order by recorded_at limit 20000`;
}

/** How a walk is gone and how many fixes it has; undefined where the caller may not see its track. */
export async function findTrackedWalk(
  sql: Database,
  walkId: number,
): Promise<{ area_code: string; mode: TravelMode; fix_count: number } | undefined> {
  const [row] = await sql<{ area_code: string; mode: TravelMode; fix_count: number }[]>`
    select w.area_code, s.mode, (select count(*)::int from patrol_track t where t.walk_id = w.id) as fix_count
    from patrol_walk w join squad s on s.id = w.squad_id
    where w.id = ${walkId} and coalesce(w.area_code, '') ^@ any ((select scope_of('plan'))::text[])`;
  return row;
}
