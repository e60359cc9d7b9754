import type { Database } from '../../db/open.ts';
import { givenColumns, pointAt } from '../patrol/keeping-sql.ts';
import { within } from '../scope.ts';
import type { SquadFields } from './bodies.ts';
import type { KeptSquad } from './schema.ts';

/** A squad that starts nowhere in particular starts in the middle of its area, and ends where it starts. */
const squadColumns = (sql: Database) => sql`q.id, q.area_code, q.kind, q.name, q.member_count, q.mode, q.version,
  lon_lat(coalesce(q.start_at, a.label_point)) as start,
  case when not q.ends_anywhere then lon_lat(coalesce(q.end_at, q.start_at, a.label_point)) end as end`;

/** Squads of an area that are still there, in order of area code and id after the key. */
export function listSquads(
  sql: Database,
  filter: { area_code: string; after?: [string, number] | undefined; limit: number },
): Promise<KeptSquad[]> {
  const [afterCode, afterId] = filter.after ?? [filter.area_code, 0];
  return sql<KeptSquad[]>`select ${squadColumns(sql)} from squad q join area a on a.area_code = q.area_code
    where q.ended_at is null and ${within(sql, 'q.area_code', filter.area_code)}
      and (q.area_code, q.id) > (${afterCode}, ${afterId}::int)
    order by q.area_code, q.id limit ${filter.limit}`;
}

/** One squad that is still there; undefined where there is none. */
export async function findSquad(sql: Database, id: number): Promise<KeptSquad | undefined> {
  const [row] = await sql<KeptSquad[]>`select ${squadColumns(sql)} from squad q join area a on a.area_code = q.area_code
    where q.id = ${id} and q.ended_at is null`;
  return row;
}

/** Whether there is an area of this very code. */
export async function isArea(sql: Database, area_code: string): Promise<boolean> {
  const [row] = await sql`select 1 from area where area_code = ${area_code}`;
  return row !== undefined;
}

/** Whether an area has a squad of this name, another one than `but`. */
export async function isNameTaken(sql: Database, area_code: string, name: string, but = 0): Promise<boolean> {
  const [row] = await sql`select 1 from squad
    where area_code = ${area_code} and name = ${name} and ended_at is null and id <> ${but}`;
  return row !== undefined;
}

function columnsOf(sql: Database, { start, end, ...given }: SquadFields): Record<string, unknown> {
  return {
    ...givenColumns(given),
    ...(start !== undefined && { start_at: start && pointAt(sql, start) }),
    ...(end !== undefined && { end_at: end && pointAt(sql, end), ends_anywhere: end === null }),
  };
}

/** Writes a squad; its number. */
export async function insertSquad(sql: Database, given: SquadFields): Promise<number> {
  const [row] = await sql<[{ id: number }]>`insert into squad ${sql(columnsOf(sql, given) as never)} returning id`;
  return row.id;
}

/** Changes what is given of a squad; false where it is no longer in the version that was seen. */
export async function updateSquad(
  sql: Database,
  { id, version }: { id: number; version: number },
  given: SquadFields,
): Promise<boolean> {
  const columns = { ...columnsOf(sql, given), version: version + 1, updated_at: sql`now()` };
  const rows =
    await sql`update squad set ${sql(columns as never)} where id = ${id} and version = ${version} returning id`;
  return rows.length > 0;
}

/** The name of an issued plan by which a squad is to walk, or walks, at a moment; undefined where there is none. */
export async function findWalkOfSquad(sql: Database, squadId: number, moment: Date): Promise<string | undefined> {
  const [row] = await sql<[{ name: string | null }]>`select plan_in_force(${squadId}, null, ${moment}) as name`;
  return row.name ?? undefined;
}

/**
 * Ends a squad: points and streets are anybody's then, shifts to come are gone, what it did stays.
 * @param today the local day, `YYYY-MM-DD`
 */
export async function endSquad(sql: Database, id: number, today: string): Promise<void> {
  await sql`delete from patrol_shift where squad_id = ${id} and day > ${today}::date`;
  await sql`update squad set ended_at = now(), version = version + 1, updated_at = now() where id = ${id}`;
}
