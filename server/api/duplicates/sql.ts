import type { Sealer } from '../../access/sealing.ts';
import type { Database } from '../../db/open.ts';
import { within } from '../scope.ts';
import type { Merging, MergingHousehold, mergedFields } from './schema.ts';

/** Where a list of pairs goes on: numbers of the last pair. */
export interface PairReach {
  after: readonly [number, number];
  limit: number;
}
interface Pair {
  one_id: number;
  other_id: number;
}
/** A person for whoever may merge there, sealed. */
export interface SealedResident {
  id: number;
  household_id: number;
  version: number;
  area_code: string | null;
  address: string;
  name: Buffer;
  phone: Buffer | null;
  birth_date: Buffer;
  relation: string;
  registered_here: boolean;
  lives_here: boolean;
  open: boolean;
}
export type HouseholdRow = MergingHousehold & { area_code: string | null };

/** Pairs of persons that may be one, in order of their numbers. */
export function duplicateResidents(
  sql: Database,
  below: string,
  { after: [one, other], limit }: PairReach,
): Promise<(Pair & { same_phone: boolean; same_place: boolean })[]> {
  return sql`select * from duplicate_residents(${below}, ${one}, ${other}, ${limit}) order by one_id, other_id`;
}

/** Pairs of doors that may be one, in order of their numbers. */
export function duplicateHouseholds(
  sql: Database,
  below: string,
  { after: [one, other], limit }: PairReach,
): Promise<Pair[]> {
  return sql`select one_id, other_id from duplicate_households(${below}, ${one}, ${other}, ${limit}) order by one_id, other_id`;
}

/** Those of these persons whom the caller may merge, by number. */
export async function residentsToMerge(sql: Database, ids: readonly number[]): Promise<Map<number, SealedResident>> {
  const rows = await sql<SealedResident[]>`
    select r.*, household_id = any (opened_households()) as open from merging_residents(${[...ids]}) r`;
  return new Map(rows.map((row) => [row.id, row]));
}

/** Those of these doors that the caller may merge, by number. */
export async function householdsToMerge(sql: Database, ids: readonly number[]): Promise<Map<number, HouseholdRow>> {
  const rows = await sql<HouseholdRow[]>`
    select h.id, h.version, h.area_code, h.address, h.door_state, h.confirmed_on::text, h.resident_count, h.tag_count,
      h.visit_count, h.owed_count, id = any (opened_households()) as open
    from merging_households(${[...ids]}) h`;
  return new Map(rows.map((row) => [row.id, row]));
}

/** Says that two are two; false where they are not the caller's to compare. */
export async function dismiss(sql: Database, kind: string, one: number, other: number): Promise<boolean> {
  const [row] = await sql<[{ done: boolean }]>`select dismiss_duplicate(${kind}, ${one}, ${other}) as done`;
  return row.done;
}

/** Proposes two again that were said to be two. */
export async function restore(sql: Database, kind: string, one: number, other: number): Promise<boolean> {
  const [row] = await sql<[{ done: boolean | null }]>`select restore_duplicate(${kind}, ${one}, ${other}) as done`;
  return row.done === true;
}

/** Begins the change that a merging is. Returns its number. */
export async function beginMerging(
  sql: Database,
  areaCode: string,
  note: string | undefined,
  today: string,
): Promise<number> {
  const [row] = await sql<[{ id: number }]>`
    select open_change('merge', ${areaCode}, null, ${note || null}, ${today}::date)::int as id`;
  return row.id;
}

/** Makes one door of two; false where a file is not open or the caller does not edit there. */
export async function mergeHouseholds(sql: Database, kept: number, gone: number): Promise<boolean> {
  const [row] = await sql<[{ done: boolean }]>`select merge_households(${kept}, ${gone}) is not null as done`;
  return row.done;
}

type Chosen = Partial<Record<(typeof mergedFields)[number], 'kept' | 'gone'>>;

/** Makes one person of two, with fields of the gone line where they are chosen; false where row policies keep the caller from it. */
export async function mergeResidents(
  sql: Database,
  sealer: Sealer,
  { kept, gone, fields }: { kept: SealedResident; gone: SealedResident; fields: Chosen },
): Promise<boolean> {
  const values: Record<string, string | number | boolean | Buffer | null> = {
    registered_here: kept.registered_here || gone.registered_here,
    lives_here: kept.lives_here || gone.lives_here,
  };
  if (fields.name === 'gone') {
    const name = sealer.open('resident.name', gone.name);
    Object.assign(values, { name: gone.name, name_digest: sealer.digest('resident.name', name) });
  }
  if (fields.phone === 'gone') {
    const phone = gone.phone && sealer.open('resident.phone', gone.phone);
    Object.assign(values, { phone: gone.phone, phone_digest: phone && sealer.digest('resident.phone', phone) });
  }
  if (fields.birth_date === 'gone') {
    const day = sealer.open('resident.birth_date', gone.birth_date);
    Object.assign(values, { birth_date: gone.birth_date, birth_year: Number(day.slice(0, 4)) });
  }
  if (fields.relation === 'gone') values.relation = gone.relation;
  const removed = await sql`delete from resident where id = ${gone.id}`;
  const changed = await sql`update resident set ${sql(values)} where id = ${kept.id}`;
  if (removed.count + changed.count !== 2) return false;
  await sql`select record_merging('resident', ${kept.id}, ${gone.id})`;
  return true;
}

/** Takes a merging back; null where it is not the caller's to undo. Returns the change that undoing is. */
export async function undoMerging(sql: Database, changeId: number, note: string | undefined): Promise<number | null> {
  const [row] = await sql<[{ id: number | null }]>`select undo_merging(${changeId}, ${note || null})::int as id`;
  return row.id;
}

/** Mergings of an area, newest first. */
export function listMergings(
  sql: Database,
  { area_code, before, limit }: { area_code: string; before: number | undefined; limit: number },
): Promise<Merging[]> {
  return sql<Merging[]>`
    select m.change_id::int, m.kind, m.area_code, iso_time(c.made_at) as made_at, a.display_name as made_by,
      coalesce((select concat(coalesce(b.address, b.name), u.name, h.door) from household h join unit u on u.id = h.unit_id
          join building b on b.id = h.building_id
        where h.id = case m.kind when 'household' then m.kept_id else (
          select household_id from merging_residents(array[m.kept_id])) end), '') as address,
      exists (select from change undo where undo.undoes = m.change_id) as undone
    from merging m join change c on c.id = m.change_id left join account a on a.id = c.account_id
    where ${within(sql, 'm.area_code', area_code)} ${before === undefined ? sql`` : sql`and m.change_id < ${before}`}
    order by m.change_id desc limit ${limit}`;
}
