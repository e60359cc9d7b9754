import type { Database } from '../db/open.ts';

/** The version of every table that tiles show, by its name; a table that was never written to is missing. */
export async function readVersions(sql: Database): Promise<Map<string, number>> {
  const rows = await sql<{ layer: string; version: number }[]>`
    select layer, version::float8 as version from tile_layer_version`;
  return new Map(rows.map(({ layer, version }) => [layer, version]));
}

/** What is known of how a table went from one version to another. */
export interface Changes {
  /** Version up to which `keys` tell everything. */
  upTo: number;
  /** Keys of the rows changed since. */
  keys: string[];
}

/**
 * The rows of a table changed after version `after`, up to version `known`. `upTo` stays below `known` where so much
 * has changed at once, or so long ago, that only reading the whole table tells more.
 */
export async function readChanges(sql: Database, table: string, after: number, known: number): Promise<Changes> {
  const rows = await sql<{ version: number; keys: string[] | null }[]>`
    select version::float8 as version, case when bool_and(key is not null) then array_agg(key) end as keys
    from tile_change where layer = ${table} and version > ${after} and version <= ${known}
    group by version order by version`;
  const keys = new Set<string>();
  let upTo = after;
  for (const row of rows) {
    if (row.keys === null || row.version !== upTo + 1) break;
    upTo = row.version;
    for (const key of row.keys) keys.add(key);
  }
  return { upTo, keys: [...keys] };
}

/** Bytes that each of the tables takes in the database, as a measure of how long loading them takes. */
export async function readTableSizes(sql: Database, tables: readonly string[]): Promise<Map<string, number>> {
  const rows = await sql<{ name: string; bytes: number }[]>`
    select name, pg_table_size(name::regclass)::float8 as bytes from unnest(${[...tables]}::text[]) as name`;
  return new Map(rows.map(({ name, bytes }) => [name, bytes]));
}
