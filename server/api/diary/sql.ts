import type { Database } from '../../db/open.ts';
import type { LonLat } from '../wire.ts';
import type { DiaryEntry } from './schema.ts';

/** An entry as it is stored. */
export interface SealedEntry extends Omit<DiaryEntry, 'text'> {
  body: Uint8Array;
  /** Key of the list: `written_at` as PostgreSQL writes it in UTC. */
  written_key: string;
}

const columns = (sql: Database) => sql`e.id, iso_time(e.written_at) as written_at, e.written_at::text as written_key,
  to_json(e.updated_at) #>> '{}' as updated_at, e.author, e.area_code, a.name as area_name, e.building_id,
  coalesce(b.address, '') || coalesce(u.name || h.door, '') as address, h.id as household_id, e.body,
  case when i.id is not null then jsonb_build_object('id', i.id, 'incident_code', i.incident_code) end as incident`;
const sources = (sql: Database) => sql`diary_entry e left join area a on a.area_code = e.area_code
  left join building b on b.id = e.building_id left join household h on h.id = e.household_id
  left join unit u on u.id = h.unit_id left join incident i on i.id = e.incident_id`;

/** The days of a list, both included, in a time zone. */
interface Days {
  from?: string | undefined;
  to?: string | undefined;
  time_zone: string;
}

const between = (sql: Database, { from, to, time_zone }: Days) => sql`
  ${from === undefined ? sql`` : sql`and e.written_at >= (${from}::date::timestamp at time zone ${time_zone})`}
  ${to === undefined ? sql`` : sql`and e.written_at < ((${to}::date + 1)::timestamp at time zone ${time_zone})`}`;

/** Entries of an account, newest first, before a key. */
export function listOwn(
  sql: Database,
  accountId: number,
  days: Days,
  { before, limit }: { before?: readonly [string, number] | undefined; limit: number },
): Promise<SealedEntry[]> {
  return sql<SealedEntry[]>`
    select ${columns(sql)} from ${sources(sql)}
    where e.account_id = ${accountId} and e.deleted_at is null ${between(sql, days)}
      ${before ? sql`and (e.written_at, e.id) < (${before[0]}::text::timestamptz, ${before[1]}::int)` : sql``}
    order by e.written_at desc, e.id desc limit ${limit}`;
}

/** Entries of others in an area, newest first, as far as the caller answers for it. */
export function listOthers(sql: Database, accountId: number, areaCode: string, days: Days, limit: number) {
  return sql<SealedEntry[]>`
    select ${columns(sql)} from ${sources(sql)}
    where e.area_code >= ${areaCode} and e.area_code < ${`${areaCode}:`} and e.deleted_at is null
      and e.account_id is distinct from ${accountId}::int ${between(sql, days)}
    order by e.written_at desc, e.id desc limit ${limit}`;
}

/** An entry of the caller's own, held until the transaction ends; undefined where there is none, or it was taken away. */
export async function holdOwn(
  sql: Database,
  accountId: number,
  id: number,
  { deleted = false }: { deleted?: boolean } = {},
): Promise<SealedEntry | undefined> {
  await sql`select 1 from diary_entry where id = ${id} and account_id = ${accountId} for update`;
  return findOwn(sql, accountId, id, { deleted });
}

/** An entry of the caller's own; undefined where there is none, or it was taken away. */
export async function findOwn(
  sql: Database,
  accountId: number,
  id: number,
  { deleted = false }: { deleted?: boolean } = {},
): Promise<SealedEntry | undefined> {
  const [row] = await sql<SealedEntry[]>`
    select ${columns(sql)} from ${sources(sql)}
    where e.id = ${id} and e.account_id = ${accountId} and (e.deleted_at is not null) = ${deleted}`;
  return row;
}

/** The entry that was written with a key before. */
export async function findByKey(sql: Database, key: string): Promise<number | undefined> {
  const [row] = await sql<{ id: number }[]>`select id from diary_entry where key = ${key}`;
  return row?.id;
}

/** What is written of a new entry. */
export interface EntryGiven {
  key: string;
  area_code: string;
  author: string;
  written_at: Date;
  body: Buffer;
  account_id: number;
  building_id: number | null;
  household_id: number | null;
}

/** Writes an entry; undefined where the key is taken. */
export async function insertEntry(sql: Database, given: EntryGiven): Promise<number | undefined> {
  const { key, area_code, author, written_at, body, account_id, building_id, household_id } = given;
  const [row] = await sql<{ id: number }[]>`
    insert into diary_entry (key, area_code, author, written_at, body, account_id, building_id, household_id)
    values (${key}, ${area_code}, ${author}, ${written_at}, ${body}, ${account_id}, ${building_id}, ${household_id})
    on conflict (key) do nothing returning id`;
  return row?.id;
}

/** Changes an entry that still is as it was read; false where it is not. */
export async function changeEntry(
  sql: Database,
  id: number,
  updatedAt: string,
  change: { body: Buffer | null; place?: { building_id: number | null; household_id: number | null } },
): Promise<boolean> {
  const { body, place } = change;
  const rows = await sql`
    update diary_entry set updated_at = clock_timestamp(), body = coalesce(${body}::bytea, body)
      ${place ? sql`, building_id = ${place.building_id}, household_id = ${place.household_id}` : sql``}
    where id = ${id} and updated_at = ${updatedAt}::text::timestamptz and deleted_at is null returning id`;
  return rows.length > 0;
}

/** Takes an entry of the caller's own away, or brings it back; false where there is none to. */
export async function setDeleted(sql: Database, accountId: number, id: number, deleted: boolean): Promise<boolean> {
  const rows = await sql`update diary_entry set deleted_at = ${deleted ? sql`now()` : null}
    where id = ${id} and account_id = ${accountId} and (deleted_at is null) = ${deleted} returning id`;
  return rows.length > 0;
}

/** Says what an entry became. */
export async function linkIncident(sql: Database, id: number, incidentId: number): Promise<void> {
  await sql`update diary_entry set incident_id = ${incidentId} where id = ${id}`;
}

/** The building that an entry may be about: the caller's to choose it or the building of a door that they see. */
export async function findPlace(
  sql: Database,
  { building_id, household_id }: { building_id: number | null; household_id: number | null },
): Promise<{ building_id: number; area_code: string | null } | undefined> {
  const [row] = await sql<{ building_id: number; area_code: string | null }[]>`
    select b.id as building_id, b.area_code from building b
    where ${household_id === null ? sql`b.id = ${building_id}` : sql`b.id = (select building_id from household where id = ${household_id})`}`;
  return row;
}

/** The middle of a building, or of an area where none is given, and what is said of it in words. */
export async function placeOf(
  sql: Database,
  { building_id, area_code }: { building_id: number | null; area_code: string },
): Promise<{ centre: LonLat; address: string }> {
  const [row] = await sql<{ centre: LonLat; address: string }[]>`
    select array[ST_X(point), ST_Y(point)]::float8[] as centre, address from (
      select 1 as order_no, ST_PointOnSurface(geometry) as point, coalesce(address, '') as address
        from building where id = ${building_id}::int
      union all select 2, ST_PointOnSurface(geometry), '' from area where area_code = ${area_code}) places
    order by order_no limit 1`;
  return row ?? { centre: [0, 0], address: '' };
}
