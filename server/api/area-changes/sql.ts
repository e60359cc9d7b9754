import type { Database } from '../../db/open.ts';
import type { LonLat } from '../wire.ts';
import type { AreaChange, AreaMonths, AreaShapes, AreaStep, Boundaries } from './schema.ts';

/** A reorganisation with exact counts. */
export type ChangeRow = Omit<AreaChange, 'steps'> & {
  steps: (AreaStep & { household_count: number })[];
};

/** SQL: reorganisations as they are answered, by a condition on `c`. */
const changesWhere = (sql: Database, condition: ReturnType<Database>) => sql<ChangeRow[]>`
  select c.id::float8 as id, (select min(s.kind) from area_succession s where s.change_id = c.id) as kind, c.area_code,
    iso_time(c.made_at) as made_at, c.true_from::text, a.display_name as made_by, c.note, iso_time(u.made_at) as undone_at,
    not exists (select from area_succession s join area_succession later on later.from_code = s.to_code and later.change_id > s.change_id
      where s.change_id = c.id and not exists (select from change undone where undone.undoes = later.change_id)) as latest,
    (select json_agg(json_build_object('from_code', s.from_code, 'from_name', s.from_name, 'to_code', s.to_code, 'to_name', s.to_name,
      'household_count', s.household_count, 'household_share', s.household_share) order by s.from_code, s.to_code)
      from area_succession s where s.change_id = c.id) as steps
  from change c left join account a on a.id = c.account_id left join change u on u.undoes = c.id
  where c.kind = 'reorganisation' and ${condition}`;

/** Reorganisations of an area and what lies below it, the last first, before a number where one is given. */
export function listChanges(
  sql: Database,
  { area_code, before, limit }: { area_code: string; before: number | undefined; limit: number },
): Promise<ChangeRow[]> {
  const end = `${area_code}:`;
  return changesWhere(
    sql,
    sql`c.id in (select change_id from area_succession where from_code >= ${area_code} and from_code < ${end}
        union select change_id from area_succession where to_code >= ${area_code} and to_code < ${end})
      ${before === undefined ? sql`` : sql`and c.id < ${before}`} order by c.id desc limit ${limit}` as never,
  );
}

/** One reorganisation; undefined where the caller sees none. */
export async function findChange(sql: Database, id: number): Promise<ChangeRow | undefined> {
  const [row] = await changesWhere(sql, sql`c.id = ${id}` as never);
  return row;
}

/** What has happened since that forbids taking it back. */
export function listDependents(sql: Database, id: number): Promise<{ what: string; count: number }[]> {
  return sql`select what, count from list_dependents(${id}) order by what`;
}

/** Takes a reorganisation back; the number of the change that did. @throws where a row was changed by another since. */
export async function undoChange(sql: Database, id: number, note: string | null): Promise<number> {
  await sql`set local statement_timeout = '5min'`;
  const [row] = await sql<[{ id: number }]>`select undo_reorganisation(${id}, ${note})::float8 as id`;
  return row.id;
}

/** Incidents and visits of an area by month. */
export function countByMonth(
  sql: Database,
  asked: { area_code: string; from: string; to: string; boundaries: Boundaries; zone: string },
): Promise<AreaMonths['months']> {
  const { area_code, from, to, boundaries, zone } = asked;
  return sql`select month, incident_count, visit_count from count_by_month(${area_code}, ${from}, ${to}, ${boundaries}, ${zone})`;
}

/** Whether a code is, or was, an area's. */
export async function wasArea(sql: Database, code: string): Promise<boolean> {
  const [row] = await sql`select 1 from area where area_code = ${code} union all
    select 1 from area_past where area_code = ${code} limit 1`;
  return row !== undefined;
}

/** Named streets in an area, the longest there first: each the longest of its pieces, with 200 m to spare. */
export function listStreetsIn(sql: Database, code: string): Promise<{ name: string; line: LonLat[] }[]> {
  return sql`
    with shape as (select geometry, ST_Expand(geometry, 0.002) as around from area where area_code = ${code}),
    street as (
      select r.name, ST_LineMerge(ST_Union(ST_Intersection(r.geometry, shape.around))) as line, shape.geometry
      from shape join road r on r.geometry && shape.geometry and ST_Intersects(r.geometry, shape.geometry)
      where r.name is not null group by r.name, shape.geometry),
    longest as (
      select distinct on (street.name) street.name, part.geom as line, ST_Length(ST_Intersection(part.geom, street.geometry)) as inside
      from street, ST_Dump(street.line) part where ST_GeometryType(part.geom) = 'ST_LineString' and ST_NPoints(part.geom) <= 500
      order by street.name, inside desc)
    select name, ST_AsGeoJSON(line, 8)::json -> 'coordinates' as line from longest where inside > 0 order by inside desc, name limit 20`;
}

/** The areas one level below another. */
export async function listShapes(sql: Database, code: string): Promise<AreaShapes> {
  const rows = await sql<(AreaShapes['items'][number] & { deepest: boolean })[]>`
    select a.area_code, a.name, ST_AsGeoJSON(a.geometry, 7)::json as shape,
      l.position = (select max(position) from area_level) as deepest
    from area a join area_level l using (level) where a.parent_code = ${code} order by a.area_code`;
  return {
    deepest: rows[0]?.deepest ?? false,
    items: rows.map(({ area_code, name, shape }) => ({ area_code, name, shape })),
  };
}
