import type { Database } from '../../db/open.ts';
import { within } from '../scope.ts';
import type { BodyHistory, DutyBody, ListedBody } from './schema.ts';
import { bodyColumns } from './sql.ts';

/** Bodies of an area and below that are or will be there, in order of area code and id after the key. */
export function listBodies(
  sql: Database,
  filter: { area_code: string; today: string; after?: [string, number] | undefined; limit: number },
): Promise<ListedBody[]> {
  const [afterCode, afterId] = filter.after ?? ['', 0];
  return sql<
    ListedBody[]
  >`select ${bodyColumns(sql)}, concat_ws(' · ', a.name, c.name, coalesce(b.address, b.name)) as place
    from duty_body d join area a on a.area_code = d.area_code left join compound c on c.id = d.compound_id
      left join building b on b.id = d.building_id
    where ${within(sql, 'd.area_code', filter.area_code)} and (d.ends_on is null or d.ends_on > ${filter.today}::date)
      and (d.area_code, d.id) > (${afterCode}, ${afterId}::int)
    order by d.area_code, d.id limit ${filter.limit}`;
}

/** One body; undefined where the caller sees none. */
export async function findBody(sql: Database, id: number): Promise<DutyBody | undefined> {
  const [row] = await sql<DutyBody[]>`select ${bodyColumns(sql)} from duty_body d where d.id = ${id}`;
  return row;
}

/** What answered at a body's place in its kind, the latest first, by what is known today; at most fifty. */
export async function listBodyHistory(
  sql: Database,
  { kind, area_code, compound_id, building_id }: DutyBody,
): Promise<BodyHistory['items']> {
  const same = sql`d.kind = ${kind} and d.area_code = ${area_code} and d.compound_id is not distinct from ${compound_id}::int
    and d.building_id is not distinct from ${building_id}::int`;
  return sql<BodyHistory['items']>`
    with told as (
      select d.id, d.name, d.head_name, d.starts_on, d.true_from, coalesce(d.ends_on, 'infinity') as to_on
      from duty_body d where ${same}
      union all
      select d.id, d.name, d.head_name, d.starts_on, d.true_from, least(d.ends_on, d.true_to)
      from duty_body_past d where ${same} and d.withdrawn_at = 'infinity'),
    -- What was registered late has been so since it began.
    placed as (
      select told.*, case when row_number() over (partition by id order by true_from nulls first, to_on) = 1 then starts_on
        else greatest(starts_on, true_from) end as from_on from told)
    select id, name, head_name, min(from_on)::text as starts_on, nullif(max(to_on), 'infinity')::text as ends_on
    from placed where from_on < to_on
    group by id, name, head_name
    order by max(to_on) desc, min(from_on) desc, id desc limit 50`;
}

/** The area of a body's place; undefined where there is no such area, compound or building, null outside every grid. */
export async function findBodyArea(
  sql: Database,
  asked: { area_code?: string | undefined; compound_id?: number | undefined; building_id?: number | undefined },
): Promise<string | null | undefined> {
  const { area_code, compound_id, building_id } = asked;
  const [row] = await sql<{ area_code: string | null }[]>`
    ${
      area_code !== undefined
        ? sql`select area_code from area where area_code = ${area_code}`
        : compound_id !== undefined
          ? sql`select area_code from compound where id = ${compound_id}`
          : sql`select area_code from building where id = ${building_id!}`
    }`;
  return row?.area_code;
}

/** Writes a body; its number. */
export async function insertBody(sql: Database, given: Omit<DutyBody, 'id' | 'version'>): Promise<number> {
  const { kind, area_code, compound_id, building_id, name, head_name, phone, starts_on, ends_on, note } = given;
  const [row] = await sql<[{ id: number }]>`
    insert into duty_body (kind, area_code, compound_id, building_id, name, head_name, phone, starts_on, ends_on, note)
    values (${kind}, ${area_code}, ${compound_id}, ${building_id}, ${name}, ${head_name}, ${phone}, ${starts_on}, ${ends_on}, ${note})
    returning id`;
  return row.id;
}

/** Changes a body; false where it is no longer in the version that was seen. */
export async function updateBody(
  sql: Database,
  { id, version }: { id: number; version: number },
  given: Partial<DutyBody>,
): Promise<boolean> {
  const rows =
    await sql`update duty_body set ${sql(given as never)} where id = ${id} and version = ${version} returning id`;
  return rows.length > 0;
}

/** Takes a body out of the register; false as above. */
export async function deleteBody(sql: Database, { id, version }: { id: number; version: number }): Promise<boolean> {
  const rows = await sql`delete from duty_body where id = ${id} and version = ${version} returning id`;
  return rows.length > 0;
}
