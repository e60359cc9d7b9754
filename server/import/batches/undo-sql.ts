import type { Database } from '../../db/open.ts';
import { isKept } from '../layers.ts';
import { madeBeside, referencesTo } from '../leaning-sql.ts';

/** Tables that batches load and that keep no past. */
export const plainTables = ['land', 'waterway', 'road', 'place', 'boundary', 'patrol_point', 'incident'] as const;
type PlainTable = (typeof plainTables)[number];

/** Registers that batches load, what others hang on before what hangs on it. */
const registers = [
  'area',
  'compound',
  'building',
  'unit',
  'household',
  'resident',
  'organisation',
  'facility',
  'device',
];

/** What undoing needs to know of a batch. */
export interface AppliedBatch {
  id: number;
  change_id: number | null;
}

/** A row that keeps a batch from being undone. */
export interface Obstacle {
  table: string;
  key: string;
}

const MOST_NAMED = 20;

/** Rows of a batch that somebody changed since, or that something new leans on: at most 20. */
export async function listObstacles(sql: Database, batch: AppliedBatch): Promise<Obstacle[]> {
  const found: Obstacle[] = [];
  for (const table of plainTables) {
    if (found.length >= MOST_NAMED) return found.slice(0, MOST_NAMED);
    found.push(...(await changedSince(sql, table, batch.id)), ...(await leanedOnSince(sql, table, batch)));
  }
  if (batch.change_id === null) return found.slice(0, MOST_NAMED);
  for (const table of registers) {
    if (found.length >= MOST_NAMED) break;
    found.push(...(await leanedOnSince(sql, table, batch)));
  }
  found.push(...(await dutiesOfAreas(sql, batch.change_id)));
  return found.slice(0, MOST_NAMED);
}

/** Rows that the batch wrote and that say something else by now, or are gone; deleted ones that came back. */
async function changedSince(sql: Database, table: PlainTable, id: number): Promise<Obstacle[]> {
  return sql.unsafe<Obstacle[]>(
    `select '${table}' as table, key from (
       select t.id::text as key from ${table} t join import_batch b on b.id = t.batch_id
       where t.batch_id = $1 and t.updated_at <> b.applied_at
       union
       select i.row_id::text from import_before i left join ${table} t on t.id = i.row_id
       where i.batch_id = $1 and i.table_name = '${table}' and not i.deleted and t.batch_id is distinct from $1
       union
       select t.id::text from import_before i
         join ${table} t on t.source = i.before ->> 'source' and t.source_id = i.before ->> 'source_id'
       where i.batch_id = $1 and i.table_name = '${table}' and i.deleted) changed
     order by length(key), key limit ${MOST_NAMED}`,
    [id],
  );
}

/** New rows of the batch that something leans on which the batch did not bring. */
async function leanedOnSince(sql: Database, table: string, { id, change_id }: AppliedBatch): Promise<Obstacle[]> {
  const key = table === 'area' ? 'area_code' : 'id';
  const references = (await referencesTo(sql, table)).filter(({ table: other }) => !madeBeside.has(other));
  if (references.length === 0) return [];
  // Both are numbers of ours.
  const change = `${change_id ?? 'null'}::bigint`;
  const own = (other: string) => {
    if (isKept(other)) return `r.change_id is distinct from ${change}`;
    return (plainTables as readonly string[]).includes(other) ? `r.batch_id is distinct from ${id}` : 'true';
  };
  const leaning = references.map(
    ({ table: other, column }) => `exists (select from ${other} r where r.${column} = t.${key} and ${own(other)})`,
  );
  const made = isKept(table)
    ? `t.change_id = ${change} and not exists (select from ${table}_past p
         where p.${key} = t.${key} and p.ended_by = ${change} and p.known_to > p.known_from)`
    : `t.batch_id = ${id} and not exists (select from import_before i
         where i.batch_id = ${id} and i.table_name = '${table}' and i.row_id = t.id)`;
  return sql.unsafe<Obstacle[]>(
    `select '${table}' as table, t.${key}::text as key from ${table} t
     where ${made} and (${leaning.join(' or ')}) order by t.${key} limit ${MOST_NAMED}`,
  );
}

/** Areas that the change made and that somebody has a duty in by now. */
async function dutiesOfAreas(sql: Database, changeId: number): Promise<Obstacle[]> {
  return sql<Obstacle[]>`
    select 'area' as table, a.area_code as key from area a
    where a.change_id = ${changeId}
      and not exists (select from area_past p where p.area_code = a.area_code and p.ended_by = ${changeId} and p.known_to > p.known_from)
      and (exists (select from account_grant g where g.area_code = a.area_code)
        or exists (select from duty_holder d where d.area_code = a.area_code)
        or exists (select from squad s where s.area_code = a.area_code)
        or exists (select from token k where k.area_code = a.area_code)
        or exists (select from wall w where w.area_code = a.area_code)
        or exists (select from campaign c where c.area_code = a.area_code)
        or exists (select from report_pack r where r.area_code = a.area_code))
    order by a.area_code limit 20`;
}

/** Brings back what a batch changed and deleted in a table without a past, and takes away what it added. */
export async function restoreTable(sql: Database, table: PlainTable, id: number): Promise<number> {
  const columns = await sql<{ name: string }[]>`
    select attname as name from pg_attribute where attrelid = ${table}::regclass and attnum > 0 and not attisdropped
      and attgenerated = '' order by attnum`;
  const names = columns.map(({ name }) => `"${name}"`);
  // An incident's record goes on: what it says again is one more event.
  const numbered = table === 'incident' ? ['"version"', '"last_kind"'] : ['"version"'];
  const others = names.filter((name) => name !== '"id"' && !numbered.includes(name));
  const before = `(select i.row_id, i.deleted, (jsonb_populate_record(null::${table}, i.before)).*
     from import_before i where i.batch_id = $1 and i.table_name = '${table}')`;
  const restored = await sql.unsafe(
    `update ${table} t set ${others.map((name) => `${name} = b.${name}`).join(', ')} from ${before} b where b.row_id = t.id and not b.deleted`,
    [id],
  );
  const removed = await sql.unsafe(
    `delete from ${table} where batch_id = $1
       and id not in (select row_id from import_before where batch_id = $1 and table_name = '${table}' and not deleted)`,
    [id],
  );
  const back = await sql.unsafe(
    `insert into ${table} (${names.join(', ')}) overriding system value
     select ${names.map((name) => `b.${name}`).join(', ')} from ${before} b where b.deleted`,
    [id],
  );
  if (table === 'patrol_point')
    await sql`delete from patrol_point_gone where id in (select row_id from import_before
    where batch_id = ${id} and table_name = 'patrol_point' and deleted)`;
  // As of when it says that: the table's own trigger has written today.
  await sql.unsafe(
    `update ${table} t set updated_at = b.updated_at from ${before} b where b.row_id = t.id and t.updated_at <> b.updated_at`,
    [id],
  );
  return restored.count + removed.count + back.count;
}

/** Takes the batch's change of the registers back, in the name of an account. Raises what undo_change() raises. */
export async function undoChange(sql: Database, changeId: number, note: string | null, accountId: number | null) {
  const [made] = await sql<[{ id: number }]>`select undo_change(${changeId}::bigint, ${note})::int as id`;
  if (accountId !== null) {
    await sql`update change set account_id = ${accountId} where id = ${made.id}`;
    await sql`update import_batch set undone_by = ${accountId} where change_id = ${changeId}`;
  }
}

/** The batch is undone. */
export async function saveUndone(sql: Database, id: number, accountId: number | null): Promise<void> {
  await sql`update import_batch set state = 'undone', undone_at = now(), undone_by = ${accountId}, has_file = false where id = ${id}`;
  await sql`delete from import_before where batch_id = ${id}`;
}
