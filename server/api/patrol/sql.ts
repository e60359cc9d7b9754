import type { Database } from '../../db/open.ts';
import { within } from '../scope.ts';
import type { Located } from '../wire.ts';
import type { PatrolPoint, PatrolRoute } from './schema.ts';

/** What part of a list is asked for. */
export interface ListFilter {
  area_code: string;
  after?: [string, number] | undefined;
  limit: number;
}
type Where = Pick<Located, 'path' | 'bounds'>;

/** The squad of a row `t`, as it stands in answers. */
export const squadOf = (sql: Database) => sql`(select json_build_object('id', s.id, 'kind', s.kind, 'name', s.name,
  'member_count', s.member_count) from squad s where s.id = t.squad_id) as squad`;

/** Columns that points and streets share. */
export const dutyColumns = (sql: Database) => sql`t.id, t.area_code, t.name,
  to_char(t.window_start, 'HH24:MI') as window_start, to_char(t.window_end, 'HH24:MI') as window_end,
  t.priority, t.optional, t.people, t.version`;

const pointColumns = (sql: Database) => sql`${dutyColumns(sql)}, t.address, t.dwell_min, t.wanted_visits, t.gap_min,
  case when coalesce(t.area_code, '') ^@ any ((select scope_of('plan'))::text[]) then t.code end as code,
  ${squadOf(sql)}, lon_lat(t.geometry) as centre`;

/** Stops in the order in which they are visited; a point that has since been deleted is left out. */
const routeColumns = (sql: Database) => sql`t.id, t.area_code, t.name, t.shift,
  to_char(t.starts_at, 'HH24:MI') as starts_at, to_char(t.ends_at, 'HH24:MI') as ends_at, t.length_m, ${squadOf(sql)},
  (select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name, 'centre', lon_lat(p.geometry))
      order by stop.position), '[]')
    from unnest(t.patrol_point_ids) with ordinality as stop (id, position)
    join patrol_point p on p.id = stop.id) as stops`;

const where = (sql: Database) => sql`area_path(t.area_code) as path, bounds_of(t.geometry) as bounds`;

/** Rows `t` of an area after the key, in order of area code and id. */
export function inArea(sql: Database, filter: ListFilter) {
  const [afterCode, afterId] = filter.after ?? [filter.area_code, 0];
  return sql`where ${within(sql, 't.area_code', filter.area_code)}
    and (t.area_code, t.id) > (${afterCode}, ${afterId}::int) order by t.area_code, t.id limit ${filter.limit}`;
}

/** Patrol points of an area in order of area code and id after the key. */
export function listPatrolPoints(sql: Database, filter: ListFilter): Promise<PatrolPoint[]> {
  return sql<PatrolPoint[]>`select ${pointColumns(sql)} from patrol_point t ${inArea(sql, filter)}`;
}

/** One patrol point and where it is; undefined when there is none. */
export async function findPatrolPoint(sql: Database, id: number): Promise<(PatrolPoint & Where) | undefined> {
  const [row] = await sql<(PatrolPoint & Where)[]>`
    select ${pointColumns(sql)}, ${where(sql)} from patrol_point t where t.id = ${id}`;
  return row;
}

/** Patrol routes whose middle lies in an area, in order of area code and id after the key. */
export function listPatrolRoutes(sql: Database, filter: ListFilter): Promise<PatrolRoute[]> {
  return sql<PatrolRoute[]>`select ${routeColumns(sql)} from patrol_route t ${inArea(sql, filter)}`;
}

/** One patrol route and where it is; undefined when there is none. */
export async function findPatrolRoute(
  sql: Database,
  id: number,
): Promise<(PatrolRoute & Where & Pick<Located, 'centre'>) | undefined> {
  const [row] = await sql<(PatrolRoute & Where & Pick<Located, 'centre'>)[]>`
    select ${routeColumns(sql)}, ${where(sql)}, lon_lat(t.geometry) as centre from patrol_route t where t.id = ${id}`;
  return row;
}

/** Name and area of a squad that is still there; undefined where there is none. */
export async function findStandingSquad(
  sql: Database,
  id: number,
): Promise<{ name: string; area_code: string } | undefined> {
  const [row] = await sql<{ name: string; area_code: string }[]>`
    select name, area_code from squad where id = ${id} and ended_at is null`;
  return row;
}

/** Squads that are still there of some names. */
export function findSquadsByName(
  sql: Database,
  names: readonly string[],
): Promise<{ id: number; name: string; area_code: string }[]> {
  return sql`select id, name, area_code from squad where name = any (${[...names]}::text[]) and ended_at is null order by id`;
}
