import type { Database } from '../db/open.ts';
import type { Layer } from './layers.ts';

// What a table does row by row and can do at a fraction of the cost for many rows at once.

/** Rows from which indexes are made anew rather than kept. */
const REST_INDEXES_FROM_ROWS = 50_000;
/** How long readers of the table may wait for the import to get its lock, ms. It goes without where others hold the table for longer. */
const LOCK_WAIT_MS = 500;

/**
 * Puts the table's trigger to sleep until `wakeTrigger`, as `assignAreas` has done its work. Others cannot write to the table until this
 * transaction ends, so no row of theirs goes without its grid; they can read it.
 */
export async function restTrigger(sql: Database, layer: Layer): Promise<void> {
  await sql.unsafe(`alter table ${layer.table} disable trigger ${layer.table}_area_code`);
}

/** Ends what `restTrigger` began. */
export async function wakeTrigger(sql: Database, layer: Layer): Promise<void> {
  await sql.unsafe(`alter table ${layer.table} enable trigger ${layer.table}_area_code`);
}

/**
 * Takes away the indexes that only speed reading up, where a table gets ten times as many rows as it has or more: keeping them is then
 * most of the work. Others cannot read the table from here to the transaction's end, which is why only a nearly empty one is treated so.
 * @returns what `makeIndexes` needs; empty: they stay.
 */
export async function restIndexes(sql: Database, { table }: Layer, rows: number): Promise<string[]> {
  if (rows < REST_INDEXES_FROM_ROWS) return [];
  const [{ there }] = await sql.unsafe<[{ there: number }]>(
    `select count(*)::int as there from (select from ${table} limit ${Math.ceil(rows / 10)}) counted`,
  );
  if (there >= rows / 10 || !(await lockTable(sql, table))) return [];
  const indexes = await sql<{ name: string; made_by: string }[]>`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as made_by from pg_index i
    where i.indrelid = ${table}::regclass and not i.indisunique and not i.indisclustered
      and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
    order by 1`;
  if (indexes.length > 0) await sql.unsafe(`drop index ${indexes.map(({ name }) => name).join(', ')}`);
  return indexes.map(({ made_by }) => made_by);
}

/** Makes the indexes that `restIndexes` took away. */
export async function makeIndexes(sql: Database, indexes: string[]): Promise<void> {
  for (const madeBy of indexes) await sql.unsafe(madeBy);
}

/** Whether the table could be had for this transaction alone. */
async function lockTable(sql: Database, table: string): Promise<boolean> {
  await sql.unsafe('savepoint import_lock');
  try {
    await sql.unsafe(`set local lock_timeout = ${LOCK_WAIT_MS}`);
    await sql.unsafe(`lock table ${table} in access exclusive mode`);
    await sql.unsafe('set local lock_timeout to default');
    return true;
  } catch (error) {
    if ((error as { code?: string }).code !== '55P03') throw error;
    await sql.unsafe('rollback to savepoint import_lock');
    return false;
  }
}
