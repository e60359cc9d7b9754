import type { Database } from '../../db/open.ts';
import { andWithin } from '../scope.ts';
import type { AreaSummary } from '../wire.ts';
import type { AreaDetail } from './schema.ts';

/** Areas in order of code, strictly below `within`, after the code `after`. */
export function listAreas(
  sql: Database,
  filter: { within?: string | undefined; level?: string | undefined; after?: string | undefined; limit: number },
): Promise<AreaSummary[]> {
  return sql<AreaSummary[]>`
    select area_code, level, position, name, parent_code, centre, bounds, child_count from area_summary
    where area_code > ${filter.after ?? filter.within ?? ''} ${andWithin(sql, 'area_code', filter.within)}
      ${filter.level === undefined ? sql`` : sql`and level = ${filter.level}`}
    order by area_code limit ${filter.limit}`;
}

/** Whether there is an area of this code. */
export async function isArea(sql: Database, area_code: string): Promise<boolean> {
  const [row] = await sql<
    [{ found: boolean }]
  >`select exists (select from area where area_code = ${area_code}) as found`;
  return row.found;
}

/** Every level of the tree from the root down. */
export function listLevels(sql: Database): Promise<{ level: string; code_digits: number }[]> {
  return sql<{ level: string; code_digits: number }[]>`select level, code_digits from area_level order by position`;
}

/** The areas that hold a point, from the root to the grid; empty outside every grid. */
export async function findPathAt(sql: Database, longitude: number, latitude: number): Promise<AreaSummary[]> {
  const [row] = await sql<{ path: AreaSummary[] }[]>`
    select area_path(grid_at(ST_SetSRID(ST_MakePoint(${longitude}, ${latitude}), 4326))) as path`;
  return row!.path;
}

/** An area without its counts; undefined when there is none. `today` is `YYYY-MM-DD`. */
export async function findArea(
  sql: Database,
  areaCode: string,
  today: string,
): Promise<Pick<AreaDetail, 'path' | 'area_m2' | 'duty_holders'> | undefined> {
  const [row] = await sql<Pick<AreaDetail, 'path' | 'area_m2' | 'duty_holders'>[]>`
    select area_path(a.area_code) as path, a.area_m2, ${dutyHolders(sql, today, sql`h.area_code = a.area_code and h.building_id is null`)}
    from area a where a.area_code = ${areaCode}`;
  return row;
}

/** Column `duty_holders`: those in office on a day but for deputies, longest in office first; phones still in full. */
export function dutyHolders(sql: Database, today: string, condition: ReturnType<typeof andWithin>) {
  return sql`(select coalesce(json_agg(json_build_object(
      'role', h.role, 'name', h.name, 'phone', h.phone, 'starts_on', h.starts_on) order by h.starts_on, h.id), '[]')
    from duty_holder h
    where ${condition} and h.deputy_of is null and h.starts_on <= ${today}::date and (h.ends_on is null or h.ends_on > ${today}::date)
  ) as duty_holders`;
}
