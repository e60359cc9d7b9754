import type { SealedColumn, Sealer } from '../access/sealing.ts';
import { hexOf } from './bytes.ts';
import type { Database } from './open.ts';

/** Gives the keys, once there is something to seal. */
type SealerFor = (() => Promise<Sealer>) | undefined;

/** Rows that are sealed in one statement. */
const BATCH = 2000;

interface PlainColumn {
  table_name: string;
  /** Name of the sealed column; the plain one is called the same with `_plain` after it. */
  column_name: string;
  has_digest: boolean;
}

/**
 * Seals what earlier versions stored as plain text: fills each column that has a `_plain` twin, and drops the twin. One
 * transaction a table, so that being killed leaves either.
 * @throws Error where rows wait to be sealed and no key is given.
 */
export async function sealPlain(sql: Database, sealerFor: SealerFor): Promise<void> {
  const columns = await plainColumns(sql);
  for (const table of new Set(columns.map(({ table_name }) => table_name))) {
    const own = columns.filter(({ table_name }) => table_name === table);
    // Before the transaction: the keys are read with the help of the database, which may have one session only.
    const sealer = (await waits(sql, own)) ? await sealerFor?.() : undefined;
    await sql.begin(async (transaction) => {
      const inside = transaction as unknown as Database;
      await inside`select set_config('jingwei.unrecorded', 'on', true)`;
      await inside`lock table ${inside(table)} in access exclusive mode`;
      let sealed = 0;
      for (const column of own) sealed += await sealColumn(inside, column, sealer);
      if (sealed > 0) await rewrite(inside, own[0]!);
    });
  }
}

/** Sealed columns that still have a plain twin. */
function plainColumns(sql: Database): Promise<PlainColumn[]> {
  return sql<PlainColumn[]>`
    select c.table_name::text, left(c.column_name, -6) as column_name, exists (
      select from information_schema.columns d where d.table_schema = c.table_schema and d.table_name = c.table_name
        and d.column_name = left(c.column_name, -6) || '_digest') as has_digest
    from information_schema.columns c
    where c.table_schema = current_schema and c.column_name like '%\\_plain' order by 1, 2`;
}

/** Whether a row of a table waits to be sealed. */
async function waits(sql: Database, columns: readonly PlainColumn[]): Promise<boolean> {
  const conditions = columns
    .map(({ column_name }) => sql`${sql(`${column_name}_plain`)} is not null`)
    .reduce((before, condition) => sql`${before} or ${condition}`);
  const [row] = await sql<[{ found: boolean }]>`
    select exists (select from ${sql(columns[0]!.table_name)} where ${conditions}) as found`;
  return row.found;
}

/** Writes the table to a new file: the old rows, and what was in dropped columns, would stay on the disk. */
async function rewrite(sql: Database, { table_name, column_name }: PlainColumn): Promise<void> {
  await sql`alter table ${sql(table_name)} alter column ${sql(column_name)} type bytea using ${sql(column_name)} || ''::bytea`;
}

/** How many values were sealed. */
async function sealColumn(sql: Database, column: PlainColumn, sealer: Sealer | undefined): Promise<number> {
  const { table_name, column_name, has_digest } = column;
  const named = `${table_name}.${column_name}` as SealedColumn;
  const plain = `${column_name}_plain`;
  const digest = `${column_name}_digest`;
  const next = () => sql<{ id: number; plain: string }[]>`
    select id, ${sql(plain)}::text as plain from ${sql(table_name)} where ${sql(plain)} is not null limit ${BATCH}`;
  let count = 0;
  for (let rows = await next(); rows.length > 0; rows = await next()) {
    if (!sealer) throw new Error(`${table_name} holds rows that wait to be sealed, and no key was given`);
    const ids = rows.map(({ id }) => id);
    const sealed = rows.map((row) => sealer.seal(named, row.plain));
    const digests = rows.map((row) => sealer.digest(named, row.plain));
    await sql`update ${sql(table_name)} t set ${sql(column_name)} = s.sealed, ${sql(plain)} = null
        ${has_digest ? sql`, ${sql(digest)} = s.digest` : sql``}
      from unnest(${ids}::int[], ${hexOf(sealed)}::text[]::bytea[], ${hexOf(digests)}::text[]::bytea[]) as s (id, sealed, digest) where t.id = s.id`;
    count += rows.length;
  }
  await sql`alter table ${sql(table_name)} drop column ${sql(plain)}`;
  // A phone may be unknown; everything else that is sealed was asked for.
  if (column_name !== 'phone') await sql`alter table ${sql(table_name)} alter column ${sql(column_name)} set not null`;
  return count;
}
