import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { digestOf } from '../../../server/access/credential.ts';
import { enter } from '../../../server/access/enter.ts';
import { openApiPool } from '../../../server/db/api-pool.ts';
import type { Database } from '../../../server/db/open.ts';
import { secretOfTown } from '../../fixtures/town-accounts.ts';
import { testDatabase } from '../../helpers/database.ts';
import { testSealer } from '../../helpers/sealer.ts';

const today = '2026-06-01';
let api: Database;
beforeAll(async () => {
  api = await openApiPool(await testDatabase(), { databaseApiUrl: undefined }, testSealer);
});
afterAll(() => api.end({ timeout: 5 }));

const outcomeOf = (statement: Promise<unknown>) =>
  statement.then(
    () => 'taken',
    (error: Error) => error.message,
  );

describe('the login that requests use', () => {
  it('is neither superuser nor owner, and passes every policy', async () => {
    const [row] = await api`select rolsuper, rolbypassrls, rolcreaterole,
      (select count(*)::int from pg_class where relowner = r.oid) as owned from pg_roles r where rolname = current_user`;
    expect(row).toEqual({ rolsuper: false, rolbypassrls: false, rolcreaterole: false, owned: 0 });
  });

  it('sees nobody where a request forgot to enter', async () => {
    for (const table of ['household', 'resident', 'visit', 'incident', 'account', 'session', 'opening']) {
      expect(await api`select * from ${api(table)}`, table).toEqual([]);
    }
    expect(await outcomeOf(api`select * from credential`)).toMatch(/permission denied/);
    expect(await outcomeOf(api`select * from sealing_key`)).toMatch(/permission denied/);
  });

  it('cannot become anybody else', async () => {
    const { sql } = await testDatabase();
    const [owner] = await sql<[{ name: string }]>`select current_user as name`;
    expect(await outcomeOf(api.unsafe(`set role ${owner.name}`))).toMatch(/permission denied/);
    expect(await outcomeOf(api`select set_config('role', ${owner.name}, false)`)).toMatch(/permission denied/);
    expect(await outcomeOf(api`select set_config('session_authorization', ${owner.name}, false)`)).not.toBe('taken');
    expect(await outcomeOf(api.unsafe(`set session authorization ${owner.name}`))).not.toBe('taken');
    const rows = await api<{ name: string }[]>`select current_user as name`;
    expect(rows[0]!.name).toMatch(/^jingwei_api/);
    const [still] = await sql<[{ name: string }]>`select current_user as name`;
    expect(still.name).toBe(owner.name);
  });

  it('may carry the words that name that step as a value', async () => {
    const [row] = await api<[{ said: string }]>`select ${'session authorization'}::text as said`;
    expect(row.said).toBe('session authorization');
  });

  it('keeps apart what two callers see at the same time', async () => {
    const count = (login: 'leader' | 'worker' | 'district') =>
      enter(api, { digest: digestOf(secretOfTown(login)), today, readOnly: true }, async (sql) => {
        const [row] = await sql<[{ count: number }]>`select count(*)::int as count from household`;
        return row.count;
      });
    const logins = ['leader', 'worker', 'district'] as const;
    const counts = await Promise.all(Array.from({ length: 30 }, (_, index) => count(logins[index % 3]!)));
    expect(new Set(counts.filter((_, index) => index % 3 === 0))).toEqual(new Set([8]));
    expect(new Set(counts.filter((_, index) => index % 3 === 1))).toEqual(new Set([7]));
    expect(new Set(counts.filter((_, index) => index % 3 === 2))).toEqual(new Set([0]));
    expect(await api`select * from household`).toEqual([]);
  });

  it('is refused a transaction that writes where the request only reads', async () => {
    const entrance = { digest: digestOf(secretOfTown('leader')), today, readOnly: true };
    const writing = enter(api, entrance, (sql) => sql`insert into audit_event (kind, account_id) values ('x', 301)`);
    expect(await outcomeOf(writing)).toMatch(/read-only transaction/);
  });
});

describe('a login of somebody else', () => {
  if (inject('database').databaseUrl) {
    it('is refused where it owns the tables', async () => {
      const { databaseUrl } = inject('database');
      await expect(openApiPool(await testDatabase(), { databaseApiUrl: databaseUrl }, testSealer)).rejects.toThrow(
        'DATABASE_API_URL names a user that passes by the row policies',
      );
    });
  } else {
    it('is the owner of the embedded database, whose socket nobody else can reach', async () => {
      const pool = (await testDatabase()).connectAs('stranger');
      const [row] = await pool<[{ name: string }]>`select current_user as name`;
      await pool.end({ timeout: 5 });
      expect(row.name).toBe('postgres');
    });
  }
});
