import type { Database } from '../../db/open.ts';
import { within } from '../scope.ts';
import type { ChainHolder, DutyRole, ListedHolder, PostHistory } from './schema.ts';
import { holderColumns } from './sql.ts';

/** Where a post is: an area, a building in it, a unit of that. */
export interface Post {
  area_code: string;
  building_id: number | null;
  unit_id: number | null;
}

/** What is written of a holder. */
export interface HolderFields {
  name: string;
  phone: string | null;
  note: string | null;
  account_id: number | null;
  starts_on: string;
  ends_on: string | null;
}

/** Begins a change, to which everything belongs that the request writes from here on. */
export async function openChange(
  sql: Database,
  about: { area_code: string; note?: string | null | undefined; true_from?: string | undefined },
): Promise<void> {
  await sql`select open_change('edit', ${about.area_code}, null, ${about.note ?? null}, ${about.true_from ?? null}::date)`;
}

/** Holders of an area and below who are in office or to come, in order of area code and id after the key. */
export function listHolders(
  sql: Database,
  filter: { area_code: string; today: string; after?: [string, number] | undefined; limit: number },
): Promise<ListedHolder[]> {
  const [afterCode, afterId] = filter.after ?? ['', 0];
  return sql<ListedHolder[]>`select ${holderColumns(sql)},
      concat_ws(' · ', a.name, coalesce(b.address, b.name), u.name) as place,
      lon_lat(coalesce(b.geometry, a.label_point)) as centre
    from duty_holder h join area a on a.area_code = h.area_code left join building b on b.id = h.building_id
      left join unit u on u.id = h.unit_id
    where ${within(sql, 'h.area_code', filter.area_code)} and (h.ends_on is null or h.ends_on > ${filter.today}::date)
      and (h.area_code, h.id) > (${afterCode}, ${afterId}::int)
    order by h.area_code, h.id limit ${filter.limit}`;
}

/** One holder, in office or not; undefined where the caller sees none. */
export async function findHolder(sql: Database, id: number): Promise<ChainHolder | undefined> {
  const [row] = await sql<ChainHolder[]>`select ${holderColumns(sql)} from duty_holder h where h.id = ${id}`;
  return row;
}

/** Who held a holder's post, the latest first; at most fifty. */
export async function listPost(sql: Database, { area_code, building_id, unit_id, role, deputy_of }: ChainHolder) {
  return sql<PostHistory['items']>`select h.id, h.name, h.starts_on::text, h.ends_on::text, h.note from duty_holder h
    where h.area_code = ${area_code} and h.building_id is not distinct from ${building_id}::int
      and h.unit_id is not distinct from ${unit_id}::int and h.role = ${role} and (h.deputy_of is null) = ${deputy_of === null}
    order by h.starts_on desc, coalesce(h.ends_on, 'infinity') desc, h.id desc limit 50`;
}

/** Where a new post is; undefined where there is no such area, building or unit. */
export async function findPost(
  sql: Database,
  asked: { area_code?: string | undefined; building_id?: number | undefined; unit_id?: number | undefined },
): Promise<(Omit<Post, 'area_code'> & { area_code: string | null; lowest: boolean }) | undefined> {
  const { area_code, building_id, unit_id } = asked;
  const place =
    area_code !== undefined
      ? sql`select area_code, null::int as building_id, null::int as unit_id from area where area_code = ${area_code}`
      : unit_id !== undefined
        ? sql`select b.area_code, b.id, u.id from unit u join building b on b.id = u.building_id where u.id = ${unit_id}`
        : sql`select b.area_code, b.id, null::int from building b where b.id = ${building_id!}`;
  const [row] = await sql<(Omit<Post, 'area_code'> & { area_code: string | null; lowest: boolean })[]>`
    select p.*, length(p.area_code) = (select max(code_digits) from area_level) as lowest
    from (${place}) p (area_code, building_id, unit_id)`;
  return row;
}

/** Whether there is an account that the caller looks after. */
export async function isAccount(sql: Database, id: number): Promise<boolean> {
  const [row] = await sql`select 1 from account where id = ${id}`;
  return row !== undefined;
}

/** Writes a holder; its number. */
export async function insertHolder(
  sql: Database,
  given: Post & HolderFields & { role: DutyRole; deputy_of: number | null },
): Promise<number> {
  const { area_code, building_id, unit_id, role, deputy_of, name, phone, note, account_id, starts_on, ends_on } = given;
  const [row] = await sql<[{ id: number }]>`
    insert into duty_holder (area_code, building_id, unit_id, role, deputy_of, name, phone, note, account_id, starts_on, ends_on)
    values (${area_code}, ${building_id}, ${unit_id}, ${role}, ${deputy_of}, ${name}, ${phone}, ${note}, ${account_id}, ${starts_on},
      ${ends_on}) returning id`;
  return row.id;
}

/** Changes a holder; false where it is no longer in the version that was seen. */
export async function updateHolder(
  sql: Database,
  { id, version }: { id: number; version: number },
  given: Partial<HolderFields>,
): Promise<boolean> {
  const rows =
    await sql`update duty_holder set ${sql(given as never)} where id = ${id} and version = ${version} returning id`;
  return rows.length > 0;
}

/** Takes a holder out of the register; false as above. What was known of them stays in the past. */
export async function deleteHolder(sql: Database, { id, version }: { id: number; version: number }): Promise<boolean> {
  const rows = await sql`delete from duty_holder where id = ${id} and version = ${version} returning id`;
  return rows.length > 0;
}

/** Deputies that are not over by a day stand in for another from now on. */
export async function moveDeputies(sql: Database, from: number, to: number, day: string): Promise<void> {
  await sql`update duty_holder set deputy_of = ${to} where deputy_of = ${from} and (ends_on is null or ends_on > ${day}::date)`;
}

/** The duty of an account that is the same as a holder's; undefined where it has none. */
export async function findSameGrant(sql: Database, holder: ChainHolder, today: string): Promise<number | undefined> {
  const [row] = await sql<{ id: number }[]>`select g.id from account_grant g
    where g.account_id = ${holder.account_id} and g.role = ${holder.role} and g.area_code = ${holder.area_code}
      and g.building_id is not distinct from ${holder.building_id}::int and (g.ends_on is null or g.ends_on > ${today}::date)
    order by g.id limit 1`;
  return row?.id;
}
