import { describe, expect, it } from 'vitest';
import { digestOf } from '../../server/access/credential.ts';
import { enter } from '../../server/access/enter.ts';
import { dayOf } from '../../server/api/calendar.ts';
import type { Database } from '../../server/db/open.ts';
import { secretOfTown } from '../fixtures/town-accounts.ts';
import { rolledBack, testDatabase } from '../helpers/database.ts';
import { keys, logins, seen } from './row-policies.table.ts';
import { insertTraces } from './row-policy-traces.ts';

/** Tables with a personal or sensitive column that need no policy; an entry says why. */
const withoutPolicy: Record<string, string> = {};

/** Tables with policies of which requests read something: all of it, or those columns. */
async function guardedTables(sql: Database): Promise<{ name: string; columns: string }[]> {
  return sql`
    select c.relname as name, case when has_table_privilege('jingwei_api', c.oid, 'select') then '*' else (
      select string_agg(quote_ident(a.attname), ', ') from pg_attribute a where a.attrelid = c.oid and a.attnum > 0
        and not a.attisdropped and has_column_privilege('jingwei_api', c.oid, a.attnum, 'select')) end as columns
    from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
      and c.relrowsecurity and has_any_column_privilege('jingwei_api', c.oid, 'select') order by 1`;
}

/** The table above by login, `—` for whoever is not named. */
function expected(): Record<string, Record<string, string>> {
  const idsOf = (rows: (typeof seen)[string], login: string) =>
    rows.find(([, names]) => names.split(' ').includes(login))?.[0] ?? '—';
  return Object.fromEntries(
    Object.entries(seen).map(([table, rows]) => [
      table,
      Object.fromEntries(logins.map((login) => [login, idsOf(rows, login)])),
    ]),
  );
}

describe('row policies', () => {
  it('stand on every table that holds something personal', async () => {
    const { sql } = await testDatabase();
    const rows = await sql<{ name: string; guarded: boolean }[]>`
      select distinct d.table_name as name, c.relrowsecurity and exists (
        select from pg_policy p where p.polrelid = c.oid
        -- Who may not select at all needs no policy.
        union all select where not has_any_column_privilege('jingwei_api', c.oid, 'select')) as guarded
      from data_class d join pg_class c on c.relname = d.table_name and c.relnamespace = 'public'::regnamespace
      where d.class in ('personal', 'sensitive') order by 1`;
    expect(rows.length).toBe(37);
    expect(rows.filter(({ name, guarded }) => !guarded && !(name in withoutPolicy))).toEqual([]);
  });

  it('bind the role of requests, which owns nothing and cannot pass them by', async () => {
    const { sql } = await testDatabase();
    const [role] = await sql`select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
      (select count(*)::int from pg_class where relowner = r.oid) as owned,
      (select count(*)::int from pg_auth_members where member = r.oid) as memberships
      from pg_roles r where rolname = 'jingwei_api'`;
    expect(role).toEqual({
      ...{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, rolreplication: false },
      ...{ owned: 0, memberships: 0 },
    });
  });

  it('give every account what its duties reach, and nothing more, without a where', async () => {
    await rolledBack(async (sql) => {
      await insertTraces(sql);
      const tables = await guardedTables(sql);
      const today = dayOf(new Date(), 'Asia/Shanghai');
      const found: ReturnType<typeof expected> = Object.fromEntries(tables.map(({ name }) => [name, {}]));
      for (const login of logins) {
        const digest = login === 'nobody' ? undefined : digestOf(secretOfTown(login));
        await enter(sql, { digest, today, readOnly: true }, async (inside) => {
          for (const { name: table, columns } of tables) {
            const rows = await inside.unsafe<Record<string, string | number>[]>(`select ${columns} from ${table}`);
            const own = keys[table];
            const ids = rows.map((row) => (own ? row[own]! : (row.id ?? row.area_code ?? row.rule ?? row.role!)));
            found[table]![login] = [...new Set(ids)].sort((a, b) => (a < b ? -1 : 1)).join(' ') || '—';
          }
        });
      }
      expect(found).toEqual(expected());
    });
  });
});
