import type { Database } from '../../db/open.ts';
import type { LonLat } from '../wire.ts';
import type { PointFields } from './bodies.ts';

/** A point of the map, as SQL. */
export function pointAt(sql: Database, [longitude, latitude]: LonLat) {
  return sql`ST_SetSRID(ST_MakePoint(${longitude}, ${latitude}), 4326)`;
}

/** Columns that are given, to be written. */
export function givenColumns(fields: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** Writes a patrol point; its number. */
export async function insertPatrolPoint(
  sql: Database,
  { centre, ...given }: PointFields & { centre: LonLat },
): Promise<number> {
  const columns = { ...givenColumns(given), geometry: pointAt(sql, centre) };
  const [row] = await sql<[{ id: number }]>`insert into patrol_point ${sql(columns as never)} returning id`;
  return row.id;
}

/** Changes what is given of a patrol point; false where it is no longer in the version that was seen. */
export async function updatePatrolPoint(
  sql: Database,
  { id, version }: { id: number; version: number },
  { centre, ...given }: PointFields,
): Promise<boolean> {
  const columns = { ...givenColumns(given), ...(centre && { geometry: pointAt(sql, centre) }) };
  const rows = await sql`
    update patrol_point set ${sql({ ...columns, version: version + 1, updated_at: sql`now()` } as never)}
    where id = ${id} and version = ${version} returning id`;
  return rows.length > 0;
}

/** Brings a point back that was deleted within 30 days, as it was; false where there is none that the caller keeps. */
export async function restorePatrolPoint(sql: Database, id: number): Promise<boolean> {
  const [row] = await sql<[{ restored: boolean }]>`select restore_point(${id}) as restored`;
  return row.restored;
}

/** Deletes a patrol point: plans and check-ins that name it keep what they know of it. */
export async function deletePatrolPoint(sql: Database, id: number): Promise<void> {
  await sql`delete from patrol_point where id = ${id}`;
}
