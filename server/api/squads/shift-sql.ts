import type { Database } from '../../db/open.ts';
import { givenColumns } from '../patrol/keeping-sql.ts';
import { within } from '../scope.ts';
import type { ShiftFields } from './bodies.ts';
import type { Handover, PatrolShift } from './schema.ts';

type Row = Omit<PatrolShift, 'handovers'>;

/** When a shift `d` begins and ends, without a time zone. */
const begins = (sql: Database) => sql`(d.day + d.starts_at)`;
const ends = (sql: Database) =>
  sql`(d.day + d.ends_at + case when d.ends_at <= d.starts_at then interval '1 day' else interval '0' end)`;

/** Words that somebody wrote are for who plans there. */
const shiftColumns = (sql: Database) => sql`d.id, d.squad_id, q.name as squad_name, d.area_code, d.day::text,
  to_char(d.starts_at, 'HH24:MI') as starts_at, to_char(d.ends_at, 'HH24:MI') as ends_at, d.people, d.purpose,
  case when d.area_code ^@ any ((select scope_of('plan'))::text[]) then d.purpose_reason end as purpose_reason,
  case when d.area_code ^@ any ((select scope_of('plan'))::text[]) then d.note end as note, d.version`;

/** What part of the roster is asked for. */
interface ShiftFilter {
  area_code: string;
  from: string;
  to: string;
  after?: [string, string, number] | undefined;
  limit: number;
}

/** Shifts of an area from one day to another, in order of day, start and id after the key, without what they hand over. */
export function pageOfShifts(sql: Database, filter: ShiftFilter) {
  const [afterDay, afterTime, afterId] = filter.after ?? [filter.from, '00:00', 0];
  return sql<Row[]>`select ${shiftColumns(sql)} from patrol_shift d join squad q on q.id = d.squad_id
    where d.day between ${filter.from}::date and ${filter.to}::date and ${within(sql, 'd.area_code', filter.area_code)}
      and (d.day, d.starts_at, d.id) > (${afterDay}::date, ${afterTime}::time, ${afterId}::int)
    order by d.day, d.starts_at, d.id limit ${filter.limit}`;
}

/** The same with what each hands over. */
export async function listShifts(sql: Database, filter: ShiftFilter): Promise<PatrolShift[]> {
  return withHandovers(sql, await pageOfShifts(sql, filter));
}

/** One shift; undefined where there is none in the caller's areas. */
export async function findShift(sql: Database, id: number): Promise<PatrolShift | undefined> {
  const rows = await sql<
    Row[]
  >`select ${shiftColumns(sql)} from patrol_shift d join squad q on q.id = d.squad_id where d.id = ${id}`;
  return (await withHandovers(sql, rows))[0];
}

async function withHandovers(sql: Database, rows: readonly Row[]): Promise<PatrolShift[]> {
  if (rows.length === 0) return [];
  const notes = await sql<(Handover & { shift_id: number })[]>`
    select shift_id, id, author, body, iso_time(written_at) as written_at
    from handovers_of(${rows.map(({ id }) => id)}::int[]) order by id`;
  return rows.map((row) => ({
    ...row,
    handovers: notes.filter(({ shift_id }) => shift_id === row.id).map(({ shift_id: _, ...note }) => note),
  }));
}

/** Whether a shift is over at a moment. */
export async function isOver(
  sql: Database,
  shift: Pick<PatrolShift, 'day' | 'starts_at' | 'ends_at'>,
  { moment, timeZone }: { moment: Date; timeZone: string },
): Promise<boolean> {
  const [row] = await sql<[{ over: boolean }]>`
    select ${ends(sql)} at time zone ${timeZone} <= ${moment}::timestamptz as over
    from (select ${shift.day}::date as day, ${shift.starts_at}::time as starts_at, ${shift.ends_at}::time as ends_at) d`;
  return row.over;
}

/** Another shift of a squad that runs at the same time; undefined where there is none. */
export async function findOverlap(
  sql: Database,
  shift: Pick<PatrolShift, 'squad_id' | 'day' | 'starts_at' | 'ends_at'> & { id?: number },
): Promise<Pick<PatrolShift, 'day' | 'starts_at' | 'ends_at'> | undefined> {
  const [row] = await sql<Pick<PatrolShift, 'day' | 'starts_at' | 'ends_at'>[]>`
    select d.day::text, to_char(d.starts_at, 'HH24:MI') as starts_at, to_char(d.ends_at, 'HH24:MI') as ends_at
    from patrol_shift d, (select ${begins(sql)} as begins, ${ends(sql)} as ends
      from (select ${shift.day}::date as day, ${shift.starts_at}::time as starts_at, ${shift.ends_at}::time as ends_at) d) own
    where d.squad_id = ${shift.squad_id} and d.id <> ${shift.id ?? 0}
      and d.day between ${shift.day}::date - 1 and ${shift.day}::date + 1
      and ${begins(sql)} < own.ends and ${ends(sql)} > own.begins
    order by d.day, d.starts_at limit 1`;
  return row;
}

/** Writes a shift; its number. @throws PostgresError 23P01 where another was written for that time meanwhile. */
export async function insertShift(sql: Database, given: ShiftFields): Promise<number> {
  const [row] = await sql<[{ id: number }]>`insert into patrol_shift ${sql(givenColumns(given) as never)} returning id`;
  return row.id;
}

/** Changes what is given of a shift; false where it is no longer in the version that was seen. Throws as `insertShift`. */
export async function updateShift(
  sql: Database,
  { id, version }: { id: number; version: number },
  given: ShiftFields,
): Promise<boolean> {
  const columns = { ...givenColumns(given), version: version + 1, updated_at: sql`now()` };
  const rows =
    await sql`update patrol_shift set ${sql(columns as never)} where id = ${id} and version = ${version} returning id`;
  return rows.length > 0;
}

/** Deletes a shift and what it handed over. */
export async function deleteShift(sql: Database, id: number): Promise<void> {
  await sql`delete from patrol_shift where id = ${id}`;
}

/** The name of an issued plan whose walk in a shift is not over at a moment; undefined where there is none. */
export async function findWalkOfShift(sql: Database, shiftId: number, moment: Date): Promise<string | undefined> {
  const [row] = await sql<[{ name: string | null }]>`select plan_in_force(null, ${shiftId}, ${moment}) as name`;
  return row.name ?? undefined;
}

/**
 * Copies the shifts of a week to another: squads, times and people; not why a shift was declared, nor its note. Those that would overlap
 * with one that is there are left out, and so are those of squads that are no more.
 */
export async function copyWeek(
  sql: Database,
  { area_code, from, to }: { area_code: string; from: string; to: string },
): Promise<{ made: number; skipped: number }> {
  const [row] = await sql<[{ made: number; skipped: number }]>`
    with week as (
      select d.* from patrol_shift d join squad q on q.id = d.squad_id
      where d.day between ${from}::date and ${from}::date + 6 and ${within(sql, 'd.area_code', area_code)} and q.ended_at is null
        -- A squad that moved away is another area's by now.
        and ${within(sql, 'q.area_code', area_code)}),
    made as (
      insert into patrol_shift (squad_id, day, starts_at, ends_at, people)
      select squad_id, day + (${to}::date - ${from}::date), starts_at, ends_at, people from week order by day, starts_at, id
      on conflict do nothing returning 1)
    select (select count(*)::int from made) as made, (select count(*)::int from week) - (select count(*)::int from made) as skipped`;
  return row;
}

/** Writes down what a shift hands over, as the caller. */
export async function insertHandover(sql: Database, shiftId: number, body: string): Promise<void> {
  await sql`insert into patrol_handover (shift_id, body) values (${shiftId}, ${body})`;
}
