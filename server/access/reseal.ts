import { hexOf } from '../db/bytes.ts';
import type { Database } from '../db/open.ts';
import { unrecorded } from '../db/unrecorded.ts';
import type { SealedColumn, Sealer } from './sealing.ts';

/** Rows that are sealed anew in one statement, which is one transaction. */
const BATCH = 1000;

interface SealedTable {
  table: string;
  /** The table by whose name its values are bound; its own where it is not given. */
  bound?: string;
  /** Its number, by which batches go. */
  key: string;
  columns: readonly string[];
  /** Those of the columns that have a digest beside them, named after them. */
  searched: readonly string[];
}

/** Every table with sealed columns, but `sealing_key`, whose check values belong to their own keys. */
export const sealedTables: readonly SealedTable[] = [
  { table: 'resident', key: 'id', columns: ['name', 'phone', 'birth_date'], searched: ['name', 'phone'] },
  { table: 'need_tag', key: 'id', columns: ['basis'], searched: [] },
  {
    table: 'resident_past',
    bound: 'resident',
    key: 'past_id',
    columns: ['name', 'phone', 'birth_date'],
    searched: ['name', 'phone'],
  },
  { table: 'need_tag_past', bound: 'need_tag', key: 'past_id', columns: ['basis'], searched: [] },
  { table: 'diary_entry', key: 'id', columns: ['body'], searched: [] },
  { table: 'second_factor', key: 'account_id', columns: ['secret'], searched: [] },
  { table: 'incident', key: 'id', columns: ['reporter_contact'], searched: [] },
  { table: 'mediation_paper', key: 'id', columns: ['body'], searched: [] },
  { table: 'patrol_walk', key: 'id', columns: ['pass_sealed'], searched: [] },
  { table: 'import_fix', key: 'id', columns: ['value'], searched: [] },
];

/**
 * Seals everything that another key sealed with the current one, digests included. Being killed at any moment leaves
 * every value sealed with one key or the other; run it again to go on. Rows that somebody changes meanwhile keep that change.
 * @param sql the owner's pool.
 * @param onProgress is told the rows of a table that are done and those that there were to do.
 * @returns how many rows were sealed anew.
 */
export async function reseal(
  sql: Database,
  sealer: Sealer,
  onProgress: (table: string, done: number, total: number) => void = () => {},
): Promise<number> {
  let rows = 0;
  for (const table of sealedTables) {
    const [waiting] = await sql<[{ total: number }]>`
      select count(*)::int as total from ${sql(table.table)} where ${isOld(sql, table, sealer.keyId)}`;
    let done = 0;
    // Once more while a pass finds rows: an older server may have sealed some behind it.
    for (let found = waiting.total > 0; found; ) {
      found = false;
      for (let last = 0, batch = BATCH; batch === BATCH; ) {
        ({ last, batch } = await resealBatch(sql, sealer, table, last));
        done += batch;
        found ||= batch > 0;
        onProgress(table.table, Math.min(done, waiting.total), waiting.total);
      }
    }
    rows += done;
  }
  return rows;
}

/** How many values each key has sealed. */
export async function countByKey(sql: Database): Promise<Map<number, number>> {
  const counts = new Map<number, number>();
  for (const { table, columns } of sealedTables) {
    for (const column of columns) {
      const rows = await sql<{ key: Buffer; count: number }[]>`
        select substring(${sql(column)} from 2 for 4) as key, count(*)::int as count from ${sql(table)}
        where ${sql(column)} is not null group by 1`;
      for (const { key, count } of rows) {
        const id = key.readUInt32BE(0);
        counts.set(id, (counts.get(id) ?? 0) + count);
      }
    }
  }
  return counts;
}

/** Condition of the rows of which another key sealed something; null is nobody's. */
function isOld(sql: Database, { columns }: SealedTable, keyId: number) {
  return columns
    .map((column) => sql`substring(${sql(column)} from 2 for 4) <> int4send(${keyId}::int)`)
    .reduce((before, condition) => sql`${before} or ${condition}`);
}

/** The next rows after a number; `batch` is how many there were. */
async function resealBatch(
  sql: Database,
  sealer: Sealer,
  table: SealedTable,
  last: number,
): Promise<{ last: number; batch: number }> {
  const { key, columns, searched } = table;
  const rows = await sql<Record<string, Buffer | number | null>[]>`
    select ${sql([key, ...columns])} from ${sql(table.table)}
    where ${sql(key)} > ${last} and (${isOld(sql, table, sealer.keyId)}) order by ${sql(key)} limit ${BATCH}`;
  if (rows.length === 0) return { last, batch: 0 };
  const before = columns.map((column) => rows.map((row) => row[column] as Buffer | null));
  const plain = before.map((values, at) =>
    values.map((value) => value && sealer.open(nameOf(table, columns[at]!), value)),
  );
  const sealed = plain.map((values, at) =>
    values.map((text) => (text === null ? null : sealer.seal(nameOf(table, columns[at]!), text))),
  );
  const digests = searched.map((column) =>
    plain[columns.indexOf(column)]!.map((text) => (text === null ? null : sealer.digest(nameOf(table, column), text))),
  );
  await writeBatch(
    sql,
    table,
    rows.map((row) => Number(row[key])),
    { before, sealed, digests },
  );
  return { last: Number(rows.at(-1)![key]), batch: rows.length };
}

/** A row that was changed since it was read is left to the next pass. What is only sealed anew leaves no past. */
async function writeBatch(
  sql: Database,
  { table, key, columns, searched }: SealedTable,
  keys: number[],
  { before, sealed, digests }: Record<'before' | 'sealed' | 'digests', (Buffer | null)[][]>,
): Promise<void> {
  const names = [
    ...columns.map((name) => ({ name, from: `${name}_before` })),
    ...columns.map((name) => ({ name, from: `${name}_sealed` })),
    ...searched.map((name) => ({ name: `${name}_digest`, from: `${name}_digested` })),
  ];
  const set = names.slice(columns.length).map(({ name, from }) => `${name} = s.${from}`);
  const same = columns.map((name) => `t.${name} is not distinct from s.${name}_before`);
  const arrays = names.map((_, at) => `$${at + 2}::text[]::bytea[]`);
  await unrecorded(sql, (step) =>
    step.unsafe(
      `update ${table} t set ${set.join(', ')}
      from unnest($1::text[]::bigint[], ${arrays.join(', ')}) as s (key, ${names.map(({ from }) => from).join(', ')})
      where t.${key} = s.key and ${same.join(' and ')}`,
      [keys.map(String), ...[...before, ...sealed, ...digests].map(hexOf)],
    ),
  );
}

function nameOf({ table, bound = table }: SealedTable, column: string): SealedColumn {
  return `${bound}.${column}` as SealedColumn;
}
