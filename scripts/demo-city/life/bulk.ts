import type { Database } from '../../../server/db/open.ts';

/** What a column may hold before the database casts it; bytes are for columns of type bytea. */
export type Value = string | number | boolean | Buffer | null;

/** Rows sent in one statement: large enough to make round trips cheap, small enough for the embedded database. */
const CHUNK_ROWS = 5_000;

/**
 * Inserts rows in their order with one `insert … select … from unnest` per 5,000.
 * @param columns name of each column with its SQL type, in the order of the values in a row.
 */
export async function insertRows(
  sql: Database,
  table: string,
  columns: Record<string, string>,
  rows: readonly (readonly Value[])[],
): Promise<void> {
  const names = Object.keys(columns);
  const cast = names.map((name) => `t.${name}::${columns[name]}`).join(', ');
  const arrays = names.map((_, index) => `$${index + 1}::text[]`).join(', ');
  const statement = `insert into ${table} (${names.join(', ')}) overriding system value
    select ${cast} from unnest(${arrays}) as t(${names.join(', ')})`;
  for (let start = 0; start < rows.length; start += CHUNK_ROWS) {
    const chunk = rows.slice(start, start + CHUNK_ROWS);
    const values = names.map((_, index) => chunk.map((row) => textOf(row[index] ?? null)));
    await sql.unsafe(statement, values);
  }
}

function textOf(value: Value): string | null {
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`;
  return value === null ? null : String(value);
}

/** Sets one column of many rows by their ids. */
export async function updateColumn(
  sql: Database,
  table: string,
  column: { name: string; type: string },
  rows: readonly (readonly [id: number, value: Value])[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += CHUNK_ROWS) {
    const chunk = rows.slice(start, start + CHUNK_ROWS);
    await sql.unsafe(
      `update ${table} set ${column.name} = t.value::${column.type}
        from unnest($1::text[], $2::text[]) as t(id, value) where ${table}.id = t.id::int`,
      [chunk.map(([id]) => String(id)), chunk.map(([, value]) => textOf(value))],
    );
  }
}

/** The next free id of a table; rows that a program numbers itself start there. */
export async function nextId(sql: Database, table: string): Promise<number> {
  const [row] = await sql.unsafe<{ next: number }[]>(`select coalesce(max(id), 0)::int + 1 as next from ${table}`);
  return row!.next;
}

/** Lets the database's own numbering go on after rows that brought their ids. */
export async function moveSequences(sql: Database, tables: readonly string[]): Promise<void> {
  for (const table of tables) {
    await sql.unsafe(
      `select setval(pg_get_serial_sequence('${table}', 'id'), greatest((select max(id) from ${table}), 1))`,
    );
  }
}

/** Text of a point for a column of type geometry; `[lon, lat]` to 7 digits, about 1 cm. */
export function pointText([longitude, latitude]: readonly [number, number]): string {
  return `SRID=4326;POINT(${longitude.toFixed(7)} ${latitude.toFixed(7)})`;
}
