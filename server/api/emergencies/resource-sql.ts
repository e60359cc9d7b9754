import type { Database } from '../../db/open.ts';
import { within } from '../scope.ts';
import type { ResourceBody, ResourceChangeBody } from './bodies.ts';
import type { EmergencyResource } from './schema.ts';
import { resourceColumns } from './sql.ts';

/** Resources of an area, in order of area code and id after the key. */
export function listResources(
  sql: Database,
  filter: { area_code: string; after?: [string, number] | undefined; limit: number },
): Promise<EmergencyResource[]> {
  const [afterCode, afterId] = filter.after ?? [filter.area_code, 0];
  return sql<EmergencyResource[]>`
    select ${resourceColumns(sql)} from emergency_resource r left join area p using (area_code)
    where ${within(sql, 'r.area_code', filter.area_code)} and (r.area_code, r.id) > (${afterCode}, ${afterId}::int)
    order by r.area_code, r.id limit ${filter.limit}`;
}

/** One resource; undefined where there is none. */
export async function findResource(sql: Database, id: number): Promise<EmergencyResource | undefined> {
  const [row] = await sql<EmergencyResource[]>`
    select ${resourceColumns(sql)} from emergency_resource r left join area p using (area_code) where r.id = ${id}`;
  return row;
}

/** Whether a resource may serve in the area of an emergency: it lies there or near it. */
export async function isNear(sql: Database, id: number, area_code: string): Promise<boolean> {
  const [row] = await sql<[{ near: boolean }]>`
    select exists (select from emergency_resource r, area a
      where r.id = ${id} and a.area_code = ${area_code} and near_emergency(r.geometry, a.geometry)) as near`;
  return row.near;
}

/** Writes a resource; its number. */
export async function insertResource(sql: Database, given: ResourceBody): Promise<number> {
  const { kind, name, address = null, department = null, quantity, free = quantity, unit } = given;
  const [longitude, latitude] = given.centre;
  const [row] = await sql<[{ id: number }]>`
    insert into emergency_resource (kind, name, address, department, quantity, free, unit, geometry)
    values (${kind}, ${name}, ${address}, ${department}, ${quantity}, ${free}, ${unit},
      ST_SetSRID(ST_MakePoint(${longitude}, ${latitude}), 4326)) returning id`;
  return row.id;
}

/** Changes what is given of a resource. */
export async function changeResource(sql: Database, id: number, given: ResourceChangeBody): Promise<void> {
  const changes = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  await sql`update emergency_resource set ${sql({ ...changes, updated_at: sql`now()` } as never)} where id = ${id}`;
}

/** Sets how much of a resource is free; false where it is no longer what the sender saw. */
export async function setFree(
  sql: Database,
  id: number,
  { free, was }: { free: number; was: number },
): Promise<boolean> {
  const rows = await sql`
    update emergency_resource set free = ${free}, updated_at = now() where id = ${id} and free = ${was} returning id`;
  return rows.length > 0;
}

/** Deletes a resource. */
export async function deleteResource(sql: Database, id: number): Promise<void> {
  await sql`delete from emergency_resource where id = ${id}`;
}
