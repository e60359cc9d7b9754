import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { MadeDatabase } from '../../../scripts/own-database.ts';
import { applyRules, nextRun, nightOf, runRetention } from '../../../server/access/retention.ts';
import { migrate } from '../../../server/db/migrate.ts';
import { type OpenDatabase, openDatabase } from '../../../server/db/open.ts';
import { rolledBack, testDatabase } from '../../helpers/database.ts';
import { createTestDatabase } from '../../helpers/postgres.ts';
import { insertOldRows, now } from './old-rows.ts';

const zone = 'Asia/Shanghai';

describe('the rules', () => {
  it('take what is over its days, and nothing that is not', async () => {
    await rolledBack(async (sql) => {
      await insertOldRows(sql);
      const { removed, error } = await applyRules(sql, now);
      expect(error).toBe(null);
      const rules = await sql<{ rule: string }[]>`select rule from retention_rule order by position`;
      expect(removed).toEqual(rules.map(({ rule }) => ({ rule, count: rule === 'session' ? 2 : 1 })));
      expect(await sql`select digest from session order by id`).toEqual([
        { digest: Buffer.from([2]) },
        { digest: Buffer.from([9, 2]) },
      ]);
      expect(await sql`select visited_at::date::text as day from visit order by id`).toEqual([
        { day: '2035-06-18' },
        { day: '2030-01-01' },
      ]);
      expect(await sql`select household_id, visit_id is null as owed from visit_duty order by id`).toEqual([
        { household_id: 45, owed: false },
        { household_id: 41, owed: false },
        { household_id: 46, owed: true },
        { household_id: 46, owed: true },
      ]);
      expect(await sql`select phone from duty_holder order by id`).toEqual([{ phone: null }, { phone: '13300000000' }]);
      expect(
        await sql`select title, description, address from incident where incident_code ^@ 'X' order by id`,
      ).toEqual([
        { title: '（已匿名）', description: null, address: null },
        { title: '张三家漏水', description: '说明', address: '1幢' },
      ]);
      expect(await sql`select text, photos from incident_event where version = 2 order by id`).toEqual([
        { text: null, photos: [] },
        { text: '张三来电', photos: ['a'.repeat(64)] },
      ]);
      expect(
        await sql`select reporter_contact is null as gone from incident where incident_code ^@ 'Y' order by id`,
      ).toEqual([{ gone: true }, { gone: false }]);
      expect(await sql`select c.case_code from mediation_paper p join mediation_case c on c.id = p.case_id`).toEqual([
        { case_code: 'Z2' },
      ]);
      const words = await sql`select reason, summary, o.text as ordered, v.text as noted
        from emergency e join emergency_order o on o.emergency_id = e.id join emergency_event v on v.emergency_id = e.id order by e.id`;
      expect(words).toEqual([
        { reason: null, summary: null, ordered: null, noted: null },
        { reason: '张三报告', summary: '李四说明', ordered: '请张三到场', noted: '张三报告' },
      ]);
      expect(await sql`select kind from access_alert order by id`).toEqual([
        { kind: 'openings_bulk' },
        { kind: 'open' },
      ]);
      expect(
        await sql`select pass_digest as digest, pass_sealed is null as gone from patrol_walk where id <> 991 order by ends_at`,
      ).toEqual([
        { digest: null, gone: true },
        { digest: Buffer.from([2]), gone: false },
      ]);
      expect(await sql`select phone from duty_holder_past order by past_id`).toEqual([
        { phone: null },
        { phone: '13300000000' },
      ]);
      expect(await sql`select phone from duty_body order by id`).toEqual([{ phone: null }, { phone: '13300000000' }]);
      expect(await sql`select phone from duty_body_past order by past_id`).toEqual([
        { phone: null },
        { phone: '13300000000' },
      ]);
      expect(await sql`select note from change order by id`).toEqual([{ note: null }, { note: '张三来电' }]);
      expect(
        await sql`select (select count(*)::int from household_past) as households,
        (select count(*)::int from resident_past) as residents, (select count(*)::int from need_tag_past) as tags`,
      ).toEqual([{ households: 1, residents: 1, tags: 1 }]);
      expect(await applyRules(sql, now)).toEqual({ removed: [], error: null });
    });
  });

  it('keep as long as they are set to, over several batches', async () => {
    await rolledBack(async (sql) => {
      await sql`insert into audit_event (kind, happened_at) select 'sign_in', '2026-01-01' from generate_series(1, 10001)`;
      await sql`update retention_rule set keep_days = 10 where rule = 'audit_event'`;
      await sql`update retention_rule set keep_days = 36500 where rule <> 'audit_event'`;
      expect(await applyRules(sql, new Date('2026-01-10T00:00:00Z'))).toEqual({ removed: [], error: null });
      const { removed } = await applyRules(sql, new Date('2026-01-12T00:00:00Z'));
      expect(removed).toEqual([{ rule: 'audit_event', count: 10_001 }]);
    });
  });
});

describe('a run', () => {
  let made: MadeDatabase | undefined;
  let database: OpenDatabase;

  // Its reports are committed: a database that no other file looks at, where files run side by side.
  beforeAll(async () => {
    if (!inject('database').databaseUrl) {
      database = await testDatabase();
      return;
    }
    made = await createTestDatabase();
    database = await openDatabase({ databaseUrl: made.url, dataFolder: '' });
    await migrate(database.sql);
  });
  afterAll(async () => {
    await database.sql`delete from retention_run`;
    await database.sql`delete from retention_rule where rule = 'broken'`;
    if (!made) return;
    await database.close();
    await made.drop();
  });
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
  const runs = () => database.sql`select night::text, asked_by, removed, error, ran_at is not null as done
    from retention_run order by id`;

  it('is due from the first night after the rules came, once a night', async () => {
    const { sql } = database;
    expect(await runRetention(sql, inDays(-1), zone)).toBe(null);
    const first = inDays(2);
    expect(await runRetention(sql, first, zone)).toEqual({ removed: [], error: null });
    expect(await runRetention(sql, first, zone)).toBe(null);
    expect(await runs()).toEqual([
      { night: nightOf(first, zone), asked_by: null, removed: [], error: null, done: true },
    ]);
    expect(await runRetention(sql, inDays(3), zone)).toEqual({ removed: [], error: null });
    expect(await runs()).toHaveLength(2);
  });

  it('that fails in one rule applies the others and says so in its report', async () => {
    const { sql } = database;
    await sql`insert into retention_rule (rule, table_name, keep_days, overdue, position)
      values ('broken', 'visit', 1, 'no_such_column < $1', 0)`;
    await sql`insert into audit_event (kind, happened_at) values ('sign_in', '2001-01-01')`;
    const outcome = await runRetention(sql, inDays(4), zone);
    expect(outcome).toEqual({
      removed: [{ rule: 'audit_event', count: 1 }],
      error: 'broken: column "no_such_column" does not exist',
    });
    expect((await runs()).at(-1)).toMatchObject({ ...outcome, done: true });
    await sql`delete from retention_rule where rule = 'broken'`;
  });

  it('that was cut off is told as such by the next', async () => {
    const { sql } = database;
    await sql`insert into retention_run (night, started_at) values ('2020-01-01', '2020-01-01')`;
    await runRetention(sql, inDays(5), zone);
    const [cut] = await sql`select error, ran_at is not null as done from retention_run where night = '2020-01-01'`;
    expect(cut).toEqual({ error: 'it was cut off; the next run does the rest', done: true });
  });

  if (inject('database').databaseUrl) {
    it('is one run where two servers look at once', async () => {
      const before = (await runs()).length;
      const outcomes = await Promise.all([1, 2, 3].map(() => runRetention(database.sql, inDays(6), zone)));
      expect(outcomes.filter((outcome) => outcome !== null)).toEqual([{ removed: [], error: null }]);
      expect(await runs()).toHaveLength(before + 1);
    });
  }
});

it.each([
  ['2026-11-21T18:59:59Z', '2026-11-21', '2026-11-21T19:00:00.000Z'],
  ['2026-11-21T19:00:00Z', '2026-11-22', '2026-11-22T19:00:00.000Z'],
])('the night of %s in Shanghai is %s, the next run at %s', async (moment, night, next) => {
  expect(nightOf(new Date(moment), zone)).toBe(night);
  expect(await nextRun((await testDatabase()).sql, new Date(moment), zone)).toBe(next);
});
