import type { Database } from '../../db/open.ts';
import { within } from '../scope.ts';
import { fieldsOf, type Register } from './schema.ts';

/** A version of a row as stored: columns by the name of their field, shapes as GeoJSON, sealed values still sealed. */
export interface StoredRow extends Record<string, unknown> {
  id: number;
  version: number;
  area_code: string | null;
  confirmed_on: string | null;
  shape: { type: string; coordinates: unknown } | null;
}

/** Registers whose rows are confirmed by themselves. */
const confirmed: readonly Register[] = ['compound', 'building', 'household', 'organisation', 'facility', 'device'];

/** Whether a register's rows bear the day on which somebody last looked. */
export function isConfirmed(register: Register): boolean {
  return confirmed.includes(register);
}

const isShape = (kind: string) => kind === 'place' || kind === 'outline';

function columnsOf(sql: Database, register: Register) {
  const fields = fieldsOf[register];
  const plain = fields.filter(({ kind }) => !isShape(kind)).map(({ name }) => `t.${name}`);
  return sql`t.id, t.version, ${areaOf(sql, register)} as area_code, ${sql(plain)},
    ${isConfirmed(register) ? sql`t.confirmed_on::text` : sql`null::text as confirmed_on`},
    ${fields.some(({ kind }) => isShape(kind)) ? sql`ST_AsGeoJSON(t.geometry, 7)::json as shape` : sql`null::json as shape`}`;
}

/** A unit stands where its building does. */
function areaOf(sql: Database, register: Register) {
  return register === 'unit' ? sql`(select b.area_code from building b where b.id = t.building_id)` : sql`t.area_code`;
}

/** One row; undefined where there is none that the caller may see. */
export async function findRow(sql: Database, register: Register, id: number): Promise<StoredRow | undefined> {
  const [row] = await sql<StoredRow[]>`select ${columnsOf(sql, register)} from ${sql(register)} t where t.id = ${id}`;
  return row;
}

/** The same, for writing: nobody else writes it until the request is over. Rows that are not the caller's to edit are not found. */
export async function lockRow(sql: Database, register: Register, id: number): Promise<StoredRow | undefined> {
  const [row] = await sql<StoredRow[]>`
    select ${columnsOf(sql, register)} from ${sql(register)} t where t.id = ${id} for update of t`;
  return row;
}

/** A version of a row that was superseded. */
export async function findVersion(
  sql: Database,
  register: Register,
  id: number,
  version: number,
): Promise<StoredRow | undefined> {
  const [row] = await sql<StoredRow[]>`
    select ${columnsOf(sql, register)} from ${sql(`${register}_past`)} t
    where t.id = ${id} and t.version = ${version} and t.known_to > t.known_from limit 1`;
  return row;
}

/** A version with the change that made it, and the one that removed the row where that is how it ended. */
export interface StoredVersion extends StoredRow {
  change_id: string | null;
  ended_by: string | null;
  known_from: string;
  true_from: string;
}

/** The newest 200 versions of a row, the present one first. */
export async function listVersions(sql: Database, register: Register, id: number): Promise<StoredVersion[]> {
  return sql<StoredVersion[]>`
    select ${columnsOf(sql, register)}, t.change_id::text, null::text as ended_by, t.true_from::text, t.known_from::text
    from ${sql(register)} t where t.id = ${id}
    union all
    (select ${columnsOf(sql, register)}, t.change_id::text, t.ended_by::text, t.true_from::text, t.known_from::text
    from ${sql(`${register}_past`)} t where t.id = ${id} and t.known_to > t.known_from
    order by t.version desc limit 200)`;
}

/** A change as the history of a row tells it. */
export interface StoredChange {
  id: string;
  kind: string;
  made_at: string;
  account_name: string | null;
  source: string | null;
  true_from: string | null;
}

/** These changes, by number. */
export async function findChanges(sql: Database, ids: readonly string[]): Promise<Map<string, StoredChange>> {
  const rows = await sql<StoredChange[]>`
    select id::text, kind, iso_time(made_at) as made_at, account_name, source, true_from::text from change_log
    where id = any (${[...ids]}::text[]::bigint[])`;
  return new Map(rows.map((row) => [row.id, row]));
}

/** Begins a change to which everything belongs that the request writes from here on. */
export async function openChange(
  sql: Database,
  about: {
    area_code: string | null;
    source?: string | undefined;
    note?: string | undefined;
    true_from?: string | undefined;
  },
): Promise<number> {
  const { area_code, source, note, true_from } = about;
  const [row] = await sql<[{ id: number }]>`
    select open_change('edit', ${area_code ?? ''}, ${source || null}, ${note || null}, ${true_from ?? null}::date)::int as id`;
  return row.id;
}

/** Writes columns of a row. */
export async function updateRow(
  sql: Database,
  register: Register,
  id: number,
  columns: Record<string, unknown>,
): Promise<void> {
  await sql`update ${sql(register)} set ${sql(columns as never)} where id = ${id}`;
}

/** Adds a row; gives its number. */
export async function insertRow(sql: Database, register: Register, columns: Record<string, unknown>): Promise<number> {
  const [row] = await sql<[{ id: number }]>`insert into ${sql(register)} ${sql(columns as never)} returning id`;
  return row.id;
}

/** Removes a row. */
export async function deleteRow(sql: Database, register: Register, id: number): Promise<void> {
  await sql`delete from ${sql(register)} where id = ${id}`;
}

/** Whether anything stands in a row that would go with it. */
export async function holdsOthers(sql: Database, register: Register, id: number): Promise<boolean> {
  const inside: Partial<Record<Register, [table: string, column: string]>> = {
    building: ['unit', 'building_id'],
    unit: ['household', 'unit_id'],
    household: ['resident_presence', 'household_id'],
  };
  const [table, column] = inside[register] ?? [];
  if (!table || !column) return false;
  const rows = await sql`select from ${sql(table)} where ${sql(column)} = ${id} limit 1`;
  return rows.length > 0;
}

/** The grid that a shape lies in; null outside every one. */
export async function gridAt(sql: Database, shape: string): Promise<string | null> {
  const [row] = await sql<[{ area_code: string | null }]>`
    select grid_at(ST_PointOnSurface(${shape}::text::geometry)) as area_code`;
  return row.area_code;
}

/** What a new row stands in: its area, and of a unit its building. Undefined where there is none that the caller may see. */
export async function findParent(
  sql: Database,
  register: 'unit' | 'household' | 'resident',
  id: number,
): Promise<{ area_code: string | null; building_id: number | null } | undefined> {
  const asked = {
    unit: sql`select area_code, id as building_id from building where id = ${id}`,
    household: sql`select b.area_code, b.id as building_id from unit u join building b on b.id = u.building_id where u.id = ${id}`,
    resident: sql`select area_code, building_id from household where id = ${id}`,
  }[register];
  const [row] = await sql<{ area_code: string | null; building_id: number | null }[]>`${asked}`;
  return row;
}

/** What a row is called in a list; that of a resident is sealed. */
function titleOf(sql: Database, register: Register) {
  if (register === 'building') return sql`coalesce(t.name, t.address, t.kind)`;
  if (register === 'household')
    return sql`(select concat(coalesce(b.address, b.name), u.name, t.door) from unit u join building b on b.id = u.building_id where u.id = t.unit_id)`;
  return sql`t.name`;
}

/** A row of a list as stored; `title` is sealed where the register is of residents. */
export interface StoredItem {
  id: number;
  area_code: string | null;
  title: string | Buffer | null;
  confirmed_on: string | null;
  due_on: string | null;
  holder: string | null;
}

/** What narrows a list; `stale_before` is a day. */
export interface ListFilter {
  area_code: string;
  parent_id?: number | undefined;
  q?: string | undefined;
  stale_before?: string | undefined;
  after?: readonly [string, number] | undefined;
  limit: number;
}

/** Rows of a register in an area, or in what holds them, oldest confirmed first. */
export function listRows(sql: Database, register: Register, filter: ListFilter): Promise<StoredItem[]> {
  const { area_code, parent_id, q, stale_before, after, limit } = filter;
  const day = isConfirmed(register) ? sql`coalesce(t.confirmed_on, '0001-01-01'::date)` : sql`'0001-01-01'::date`;
  const parent = register === 'resident' ? 'household_id' : 'building_id';
  const reach = parent_id === undefined ? within(sql, 'area_code', area_code) : sql`true`;
  const inside =
    parent_id === undefined || !['unit', 'household', 'resident', 'organisation'].includes(register)
      ? sql`true`
      : sql`${sql(`t.${parent}`)} = ${parent_id}`;
  return sql<StoredItem[]>`
    select id, area_code, title, nullif(day, '0001-01-01')::text as confirmed_on,
      ${
        register === 'household'
          ? sql`(select min(d.due_on)::text from visit_duty d where d.household_id = listed.id and d.visit_id is null)`
          : sql`null::text`
      } as due_on,
      (select h.name from duty_holder h where h.area_code = listed.area_code and h.role = 'grid_worker' and h.building_id is null
        and h.ends_on is null order by h.starts_on desc, h.id limit 1) as holder
    from (select t.id, ${areaOf(sql, register)} as area_code, ${titleOf(sql, register)} as title, ${day} as day
      from ${sql(register)} t where ${inside}) listed
    where ${reach}
      ${stale_before === undefined ? sql`` : sql`and day < ${stale_before}::date`}
      ${q && register !== 'resident' ? sql`and strpos(lower(title::text), lower(${q})) > 0` : sql``}
      ${after === undefined ? sql`` : sql`and (day, id) > (${after[0]}::date, ${after[1]}::int)`}
    order by day, id limit ${limit}`;
}
