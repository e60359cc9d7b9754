import type { Database } from '../../db/open.ts';
import { givenColumns } from '../patrol/keeping-sql.ts';
import { dutyColumns, inArea, type ListFilter, squadOf } from '../patrol/sql.ts';
import type { LonLat } from '../wire.ts';
import type { StreetFields } from './bodies.ts';
import type { PatrolStreet } from './schema.ts';

const streetColumns = (sql: Database) => sql`${dutyColumns(sql)}, t.sides, ${squadOf(sql)},
  ST_AsGeoJSON(t.geometry, 7)::json -> 'coordinates' as line,
  round(ST_Length(t.geometry::geography))::float8 as length_m`;

/** A line of the map, as SQL. */
export function lineAlong(sql: Database, line: readonly LonLat[]) {
  return sql`ST_SetSRID(ST_GeomFromGeoJSON(${JSON.stringify({ type: 'LineString', coordinates: line })}), 4326)`;
}

/** Streets whose middle lies in an area, in order of area code and id after the key. */
export function listStreets(sql: Database, filter: ListFilter): Promise<PatrolStreet[]> {
  return sql<PatrolStreet[]>`select ${streetColumns(sql)} from patrol_street t ${inArea(sql, filter)}`;
}

/** One street; undefined where there is none. */
export async function findStreet(sql: Database, id: number): Promise<PatrolStreet | undefined> {
  const [row] = await sql<PatrolStreet[]>`select ${streetColumns(sql)} from patrol_street t where t.id = ${id}`;
  return row;
}

/** The code of the grid that holds the middle of a line; null outside every grid. */
export async function areaAlong(sql: Database, line: readonly LonLat[]): Promise<string | null> {
  const [row] = await sql<[{ area_code: string | null }]>`
    select grid_at(ST_LineInterpolatePoint(${lineAlong(sql, line)}, 0.5)) as area_code`;
  return row.area_code;
}

/** Writes a street; its number. */
export async function insertStreet(
  sql: Database,
  { line, ...given }: StreetFields & { line: LonLat[] },
): Promise<number> {
  const columns = { ...givenColumns(given), geometry: lineAlong(sql, line) };
  const [row] = await sql<[{ id: number }]>`insert into patrol_street ${sql(columns as never)} returning id`;
  return row.id;
}

/** Changes what is given of a street; false where it is no longer in the version that was seen. */
export async function updateStreet(
  sql: Database,
  { id, version }: { id: number; version: number },
  { line, ...given }: StreetFields,
): Promise<boolean> {
  const columns = { ...givenColumns(given), ...(line && { geometry: lineAlong(sql, line) }) };
  const rows = await sql`
    update patrol_street set ${sql({ ...columns, version: version + 1, updated_at: sql`now()` } as never)}
    where id = ${id} and version = ${version} returning id`;
  return rows.length > 0;
}

/** Deletes a street: plans and check-ins that name it keep what they know of it. */
export async function deleteStreet(sql: Database, id: number): Promise<void> {
  await sql`delete from patrol_street where id = ${id}`;
}
