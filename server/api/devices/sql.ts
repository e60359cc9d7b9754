import type { Database } from '../../db/open.ts';
import { within } from '../scope.ts';
import type { Located } from '../wire.ts';
import type { Device } from './schema.ts';

const columns = (
  sql: Database,
) => sql`t.id, t.area_code, t.kind, t.name, t.address, t.operator, t.purpose, t.sign_up, t.retention_days, t.status,
  t.confirmed_on::text,
  lon_lat(t.geometry) as centre`;

/** Devices of an area, of one kind where asked, in order of area code and id after the key. */
export function listDevices(
  sql: Database,
  filter: { area_code: string; kind?: string | undefined; after?: [string, number] | undefined; limit: number },
): Promise<Device[]> {
  const [afterCode, afterId] = filter.after ?? [filter.area_code, 0];
  return sql<Device[]>`
    select ${columns(sql)} from device t
    where ${within(sql, 't.area_code', filter.area_code)} and (t.area_code, t.id) > (${afterCode}, ${afterId}::int)
      ${filter.kind === undefined ? sql`` : sql`and t.kind = ${filter.kind}`}
    order by t.area_code, t.id limit ${filter.limit}`;
}

/** One device and where it is; undefined when there is none. */
export async function findDevice(
  sql: Database,
  id: number,
): Promise<(Device & Pick<Located, 'path' | 'bounds'>) | undefined> {
  const [row] = await sql<(Device & Pick<Located, 'path' | 'bounds'>)[]>`
    select ${columns(sql)}, area_path(t.area_code) as path, bounds_of(t.geometry) as bounds
    from device t where t.id = ${id}`;
  return row;
}
