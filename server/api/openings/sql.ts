import type { HouseholdPlace } from '../../access/purposes.ts';
import type { Database } from '../../db/open.ts';
import { addDays } from '../calendar.ts';
import { andWithin } from '../scope.ts';
import { MOST_IN_A_DAY } from './limits.ts';
import type { Opening } from './schema.ts';

/** Where a household stands; undefined where there is none that the caller may see. */
export async function findPlace(sql: Database, householdId: number): Promise<HouseholdPlace | undefined> {
  const [place] = await sql<HouseholdPlace[]>`select area_code, building_id from household where id = ${householdId}`;
  return place;
}

/** Lets one request of an account open a file at a time, so that no two count the same openings before them. */
export async function lockOpenings(sql: Database, accountId: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('opening'), ${accountId}::int)`;
}

/** An account's own opening of a household while it lasts. */
export interface CurrentOpening {
  id: number;
  purpose: string;
  opened_at: string;
  expires_at: string;
}

/** The newest opening of a household by this account that still lasts. */
export async function findCurrent(
  sql: Database,
  accountId: number | null,
  householdId: number,
): Promise<CurrentOpening | undefined> {
  const [current] = await sql<CurrentOpening[]>`
    select id, purpose, iso_time(opened_at) as opened_at, iso_time(expires_at) as expires_at from opening
    where household_id = ${householdId} and account_id = ${accountId} and closed_at is null and expires_at > now()
    order by opened_at desc, id desc limit 1`;
  return current;
}

/** How many files an account opens. */
export interface Pace {
  /** Seconds since each opening of the last 24 hours, newest first, at most MOST_IN_A_DAY. */
  ages: number[];
  /** Openings on a day of the 28 before, on average of the days with any; days are counted back from now. */
  usual_count: number;
}

/** Reads an account's pace. */
export async function readPace(sql: Database, accountId: number): Promise<Pace> {
  const [pace] = await sql<[Pace]>`
    select array(select extract(epoch from now() - opened_at)::float8 from opening
        where account_id = ${accountId} and opened_at > now() - interval '24 hours'
        order by opened_at desc limit ${MOST_IN_A_DAY}) as ages,
      (select coalesce(round(avg(opened), 1), 0)::float8 from (
        select count(*) as opened from opening where account_id = ${accountId}
          and opened_at <= now() - interval '24 hours' and opened_at > now() - interval '29 days'
        group by floor(extract(epoch from now() - opened_at) / 86400)) days) as usual_count`;
  return pace;
}

/** Opens a household's file for some minutes; gives the opening's number. */
export async function insertOpening(
  sql: Database,
  opening: { household_id: number; account_id: number; role: string; purpose: string; note: string | null },
  minutes: number,
): Promise<number> {
  const { household_id, account_id, role, purpose, note } = opening;
  const [made] = await sql<[{ id: number }]>`
    insert into opening (household_id, account_id, role, purpose, note, expires_at)
    values (${household_id}, ${account_id}, ${role}, ${purpose}, ${note}, now() + make_interval(mins => ${minutes}::int))
    returning id`;
  return made.id;
}

/** Tells the auditor of the caller, once in 24 hours for each kind. */
export async function raiseAlert(
  sql: Database,
  kind: 'openings_rate' | 'openings_bulk',
  areaCode: string | null,
  detail: { opened_count: number; usual_count: number },
): Promise<void> {
  await sql`select raise_access_alert(${kind}, ${areaCode}, ${sql.json(detail)})`;
}

/** Closes an own opening that still lasts. */
export async function closeOpening(sql: Database, id: number): Promise<void> {
  await sql`update opening set closed_at = now()
    where id = ${id} and account_id = current_account() and closed_at is null and expires_at > now()`;
}

/** Whether an opening is the caller's own. */
export async function isOwnOpening(sql: Database, id: number): Promise<boolean> {
  const rows = await sql`select 1 from opening where id = ${id} and account_id = current_account()`;
  return rows.length > 0;
}

/** What narrows the log; `from` and `to` are days, both included, of the time zone. */
export interface OpeningFilter {
  area_code?: string | undefined;
  account_id?: number | undefined;
  household_id?: number | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** Openings that the caller may see, newest first, numbers below `before` only. */
export function listOpenings(
  sql: Database,
  { area_code, account_id, household_id, from, to }: OpeningFilter,
  { before, limit, time_zone }: { before?: number | undefined; limit: number; time_zone: string },
): Promise<Opening[]> {
  const none = sql``;
  const midnight = (day: string) => sql`(${day}::date::timestamp at time zone ${time_zone})`;
  return sql<Opening[]>`
    select ${openingColumns(sql)} from opening_log o where true ${andWithin(sql, 'o.area_code', area_code)}
      ${account_id === undefined ? none : sql`and o.account_id = ${account_id}`}
      ${household_id === undefined ? none : sql`and o.household_id = ${household_id}`}
      ${from === undefined ? none : sql`and o.opened_at >= ${midnight(from)}`}
      ${to === undefined ? none : sql`and o.opened_at < ${midnight(addDays(to, 1))}`}
      ${before === undefined ? none : sql`and o.id < ${before}`}
    order by o.id desc limit ${limit}`;
}

/** One opening that the caller may see. */
export async function findOpening(sql: Database, id: number): Promise<Opening | undefined> {
  const [opening] = await sql<Opening[]>`select ${openingColumns(sql)} from opening_log o where o.id = ${id}`;
  return opening;
}

const openingColumns = (sql: Database) => sql`o.id, o.household_id, o.area_code, o.area_name, o.address, o.account_id,
  o.account_name, o.role, o.purpose, o.note, iso_time(o.opened_at) as opened_at, iso_time(o.ends_at) as ends_at`;
