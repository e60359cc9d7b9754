import type { Database } from '../../db/open.ts';
import { within } from '../scope.ts';
import type { Located } from '../wire.ts';
import type { Compound } from './schema.ts';

/**
 * Rows of the common table `page` with their buildings and doors counted, all in one pass. Doors are counted for a caller who
 * sees those of the compound and of each of its buildings, which may reach into the next grid.
 */
const counted = (sql: Database) => sql`
  select t.id, t.area_code, t.kind, t.name, t.address, t.property_company, t.owners_committee, t.confirmed_on::text,
    coalesce(c.building_count, 0) as building_count,
    case when coalesce(t.area_code, '') ^@ any ((select scope_of('doors'))::text[]) and coalesce(c.all_seen, true)
      then coalesce(c.household_count, 0) end as household_count,
    lon_lat(t.geometry) as centre
  from page t left join (
    select b.compound_id, count(distinct b.id)::int as building_count, count(h.id)::int as household_count,
      bool_and(coalesce(b.area_code, '') ^@ any ((select scope_of('doors'))::text[])) as all_seen
    from building b left join household h on h.building_id = b.id
    where b.compound_id in (select id from page) group by b.compound_id) c on c.compound_id = t.id`;

/** Compounds of an area in order of area code and id after the key. */
export function listCompounds(
  sql: Database,
  filter: { area_code: string; after?: [string, number] | undefined; limit: number },
): Promise<Compound[]> {
  const [afterCode, afterId] = filter.after ?? [filter.area_code, 0];
  return sql<Compound[]>`
    with page as materialized (
      select * from compound t
      where ${within(sql, 't.area_code', filter.area_code)} and (t.area_code, t.id) > (${afterCode}, ${afterId}::int)
      order by t.area_code, t.id limit ${filter.limit})
    ${counted(sql)} order by t.area_code, t.id`;
}

/** One compound and where it is; undefined when there is none. */
export async function findCompound(
  sql: Database,
  id: number,
): Promise<(Compound & Pick<Located, 'path' | 'bounds'>) | undefined> {
  const [row] = await sql<(Compound & Pick<Located, 'path' | 'bounds'>)[]>`
    with page as materialized (select * from compound t where t.id = ${id}),
      one as (${counted(sql)})
    select one.*, area_path(one.area_code) as path, (select bounds_of(geometry) from page) as bounds from one`;
  return row;
}
