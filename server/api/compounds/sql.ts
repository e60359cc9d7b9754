import type { Database } from '../../db/open.ts';
import { within } from '../scope.ts';
import type { Located } from '../wire.ts';
import type { Compound } from './schema.ts';

const columns = (
  sql: Database,
) => sql`t.id, t.area_code, t.kind, t.name, t.address, t.property_company, t.owners_committee,
  t.confirmed_on::text, (select count(*)::int from building b where b.compound_id = t.id) as building_count,
  (select count(*)::int from building b join household h on h.building_id = b.id where b.compound_id = t.id
  ) as household_count,
  lon_lat(t.geometry) as centre`;

/** Compounds of an area in order of area code and id after the key. */
export function listCompounds(
  sql: Database,
  filter: { area_code: string; after?: [string, number] | undefined; limit: number },
): Promise<Compound[]> {
  const [afterCode, afterId] = filter.after ?? [filter.area_code, 0];
  return sql<Compound[]>`
    select ${columns(sql)} from compound t
    where ${within(sql, 't.area_code', filter.area_code)} and (t.area_code, t.id) > (${afterCode}, ${afterId}::int)
    order by t.area_code, t.id limit ${filter.limit}`;
}

/** One compound and where it is; undefined when there is none. */
export async function findCompound(
  sql: Database,
  id: number,
): Promise<(Compound & Pick<Located, 'path' | 'bounds'>) | undefined> {
  const [row] = await sql<(Compound & Pick<Located, 'path' | 'bounds'>)[]>`
    select ${columns(sql)}, area_path(t.area_code) as path, bounds_of(t.geometry) as bounds
    from compound t where t.id = ${id}`;
  return row;
}
