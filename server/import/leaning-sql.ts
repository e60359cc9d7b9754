import type { Database } from '../db/open.ts';

/** A column of another table that names a row of this one. */
export interface Reference {
  table: string;
  column: string;
}

/** Every column that refers to a table, in order of the tables. */
export async function referencesTo(sql: Database, table: string): Promise<Reference[]> {
  return sql<Reference[]>`
    select c.conrelid::regclass::text as table, a.attname::text as column from pg_constraint c
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid = ${table}::regclass and cardinality(c.conkey) = 1
    order by 1, 2`;
}

/** A condition: whether anything refers to the row whose key stands in `key`. What an import itself makes beside a row does not count. */
export async function leanedOn(sql: Database, table: string, key: string): Promise<string> {
  const references = await referencesTo(sql, table);
  const conditions = references
    .filter((reference) => !madeBeside.has(reference.table))
    .map((reference) => `exists (select from ${reference.table} r where r.${reference.column} = ${key})`);
  return `(${['false', ...conditions].join(' or ')})`;
}

/** What stands beside a row from the beginning: an incident's own record. */
export const madeBeside: ReadonlySet<string> = new Set(['incident_event', 'incident_step']);
