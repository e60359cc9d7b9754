import type { Database } from '../../db/open.ts';
import { within } from '../scope.ts';
import type { Located } from '../wire.ts';
import type { Facility } from './schema.ts';

const columns = (sql: Database) => sql`t.id, t.area_code, t.kind, t.name, t.address, t.operator, t.confirmed_on::text,
  lon_lat(t.geometry) as centre`;

/** Facilities of an area, of one kind where asked, in order of area code and id after the key. */
export function listFacilities(
  sql: Database,
  filter: { area_code: string; kind?: string | undefined; after?: [string, number] | undefined; limit: number },
): Promise<Facility[]> {
  const [afterCode, afterId] = filter.after ?? [filter.area_code, 0];
  return sql<Facility[]>`
    select ${columns(sql)} from facility t
    where ${within(sql, 't.area_code', filter.area_code)} and (t.area_code, t.id) > (${afterCode}, ${afterId}::int)
      ${filter.kind === undefined ? sql`` : sql`and t.kind = ${filter.kind}`}
    order by t.area_code, t.id limit ${filter.limit}`;
}

/** One facility and where it is; undefined when there is none. */
export async function findFacility(
  sql: Database,
  id: number,
): Promise<(Facility & Pick<Located, 'path' | 'bounds'>) | undefined> {
  const [row] = await sql<(Facility & Pick<Located, 'path' | 'bounds'>)[]>`
    select ${columns(sql)}, area_path(t.area_code) as path, bounds_of(t.geometry) as bounds
    from facility t where t.id = ${id}`;
  return row;
}
