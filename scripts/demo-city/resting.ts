import type { Database } from '../../server/db/open.ts';

/**
 * Stops what would be done for every row and is known beforehand: row triggers and foreign keys. The returned function starts
 * them again within the same transaction; with `unchecked` the keys hold for new rows only until they are validated.
 * @param awake row triggers that go on.
 */
export async function layToRest(
  sql: Database,
  tables: readonly string[],
  { unchecked = false, awake = [] }: { unchecked?: boolean; awake?: readonly string[] } = {},
): Promise<() => Promise<void>> {
  const triggers = await sql<{ table: string; name: string }[]>`
    select tgrelid::regclass::text as table, tgname as name from pg_trigger
    where not tgisinternal and tgtype & 1 = 1 and tgname <> all(${awake as string[]}) and tgrelid = any(${tables as string[]}::regclass[])`;
  const keys = await sql<{ table: string; name: string; definition: string }[]>`
    select conrelid::regclass::text as table, conname as name,
      replace(pg_get_constraintdef(oid), ' NOT VALID', '') as definition
    from pg_constraint where contype = 'f' and conrelid = any(${tables as string[]}::regclass[])`;
  const each = <Item>(items: readonly Item[], statement: (item: Item) => string) =>
    sql.unsafe(items.map(statement).join('; '));
  await each(triggers, ({ table, name }) => `alter table ${table} disable trigger ${name}`);
  await each(keys, ({ table, name }) => `alter table ${table} drop constraint ${name}`);
  return async () => {
    await each(
      keys,
      ({ table, name, definition }) =>
        `alter table ${table} add constraint ${name} ${definition}${unchecked ? ' not valid' : ''}`,
    );
    await each(triggers, ({ table, name }) => `alter table ${table} enable trigger ${name}`);
  };
}
