import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { MadeDatabase } from '../../../scripts/own-database.ts';
import { applyRules, nextRun, nightOf, runRetention } from '../../../server/access/retention.ts';
import { migrate } from '../../../server/db/migrate.ts';
import { type Database, type OpenDatabase, openDatabase } from '../../../server/db/open.ts';
import { rolledBack, testDatabase } from '../../helpers/database.ts';
import { createTestDatabase } from '../../helpers/postgres.ts';
import { testSealer } from '../../helpers/sealer.ts';

const now = new Date('2040-06-15T04:00:00Z');
const zone = 'Asia/Shanghai';

/** What each rule is applied to: two rows a rule, the first over its days by one day, the second not yet by one. */
async function insertOldRows(sql: Database): Promise<void> {
  // Nothing of the fixture town is in the way.
  await sql`truncate session, token, need_tag, visit, visit_duty, diary_entry, duty_holder, incident, opening, access_alert,
    audit_event, account_grant, hand_over, retention_run restart identity cascade`;
  const moments = (keep: number) => [keep + 1, keep - 1].map((days) => new Date(now.getTime() - days * 86_400_000));
  const each = async (keep: number, insert: Insert) => {
    for (const [n, at] of moments(keep).entries()) await insert(at.toISOString(), at.toISOString().slice(0, 10), n + 1);
  };
  await each(
    30,
    (at, _, n) => sql`insert into session (digest, account_id, idle_s, last_used_at, expires_at)
    values (${Buffer.from([n])}, 301, 7200, ${at}::timestamptz - interval '2 hours', now() + interval '30 years')`,
  );
  await each(
    30,
    (at, _, n) => sql`insert into session (digest, account_id, idle_s, last_used_at, expires_at, revoked_at)
    values (${Buffer.from([9, n])}, 301, 2000000000, now(), now() + interval '30 years', ${at})`,
  );
  await each(
    365,
    (at, _, n) => sql`insert into token (digest, kind, name, account_id, area_code, rights, expires_at)
    values (${Buffer.from([n])}, 'api', '甲', 301, '990106', '{map}', ${at})`,
  );
  await each(
    365,
    (_, day) => sql`insert into need_tag (household_id, tag, purpose, basis, starts_on, expires_on)
    values (41, 'support', '走访', ${testSealer.seal('need_tag.basis', '甲')}, ${day}::date - 9, ${day})`,
  );
  await each(1825, (at) => sql`insert into visit (household_id, visited_at, outcome) values (41, ${at}, 'met')`);
  // A visit as old whose duty is younger stays with it.
  await sql`insert into visit (household_id, visited_at, outcome) values (45, '2030-01-01', 'met')`;
  await sql`insert into visit_duty (household_id, duty, due_on, visit_id)
    select 45, 'support', ${now.toISOString()}::date - 5, max(id) from visit`;
  await each(
    730,
    (_, day) => sql`insert into visit_duty (household_id, duty, due_on, visit_id)
    select 41, 'support', ${day}, max(id) from visit`,
  );
  await each(730, (_, day) => sql`insert into visit_duty (household_id, duty, due_on) values (46, 'support', ${day})`);
  await each(
    730,
    (at) => sql`insert into diary_entry (area_code, author, written_at, body)
    values ('990106', '甲', ${at}, ${testSealer.seal('diary_entry.body', '甲')})`,
  );
  await each(
    365,
    (_, day) => sql`insert into duty_holder (area_code, role, name, phone, starts_on, ends_on)
    values ('990106', 'grid_worker', '甲', '13300000000', '2020-01-01', ${day})`,
  );
  await each(
    365,
    (_, day) => sql`insert into duty_body (kind, area_code, name, phone, starts_on, ends_on)
    values ('party_branch', '990106', '支部', '13300000000', '2020-01-01', ${day})`,
  );
  await each(
    1825,
    (at, _, n) => sql`insert into incident (incident_code, category, title, description, address, status, channel,
      reported_at, due_at, closed_at, geometry)
    values (${`X${n}`}, 'noise', '张三家漏水', '说明', '1幢', 'closed', 'public', ${at}::timestamptz - interval '2 days', ${at}, ${at},
      ST_SetSRID(ST_MakePoint(0, 0), 4326))`,
  );
  await each(
    1825,
    (
      at,
      _,
      n,
    ) => sql`insert into incident_event (incident_id, version, kind, happened_at, actor, to_status, text, photos)
    select id, 2, 'noted', ${at}, 'rule', 'closed', '张三来电', ${['a'.repeat(64)]} from incident where incident_code = ${`X${n}`}`,
  );
  await each(
    90,
    (
      at,
      _,
      n,
    ) => sql`insert into incident (incident_code, category, title, status, channel, reported_at, closed_at, geometry, reporter_contact)
    values (${`Y${n}`}, 'noise', '噪声', 'closed', 'public', ${at}, ${at}, ST_SetSRID(ST_MakePoint(0, 0), 4326),
      ${testSealer.seal('incident.reporter_contact', '张三')})`,
  );
  await each(
    1825,
    (at, _, n) => sql`with made as (insert into mediation_case (area_code, kind, stage, closed_at, case_code)
      values ('990106001001', 'neighbour', 'closed', ${at}, ${`Z${n}`}) returning id)
    insert into mediation_paper (case_id, version, part, body)
    select id, 1, 'matter', ${testSealer.seal('mediation_paper.body', '张三')} from made`,
  );
  await each(
    1825,
    (at, _, n) => sql`with made as (insert into emergency (plan, grade, area_code, reason, ended_at, summary)
      values ('fire', 1, ${`99010600${n}`}, '张三报告', ${at}, '李四说明') returning id),
    ordered as (insert into emergency_order (emergency_id, text, department) select id, '请张三到场', 'fire' from made)
    insert into emergency_event (emergency_id, version, kind, text) select id, 1, 'declared', '张三报告' from made`,
  );
  await each(
    1095,
    (at) => sql`insert into opening (household_id, account_id, role, purpose, opened_at, expires_at)
    values (41, 301, 'street_leader', 'visit', ${at}::timestamptz - interval '5 minutes', ${at})`,
  );
  await each(
    1095,
    (at) => sql`insert into access_alert (kind, account_id, area_code, raised_at, detail, handled_at)
    values ('openings_bulk', 301, '', ${at}, '{}', ${at})`,
  );
  await sql`insert into access_alert (kind, account_id, area_code, raised_at, detail) values ('open', 301, '', '2020-01-01', '{}')`;
  await each(1095, (at) => sql`insert into audit_event (kind, happened_at) values ('sign_in', ${at})`);
  await each(
    1825,
    (_, day) => sql`insert into account_grant (account_id, role, area_code, starts_on, ends_on)
    values (301, 'grid_worker', '', '2020-01-01', ${day})`,
  );
  await each(
    1825,
    (_, day) => sql`insert into hand_over (role, area_code, from_account_id, to_account_id, effective_on)
    values ('grid_worker', '', 301, 302, ${day})`,
  );
  await each(1095, (at) => sql`insert into retention_run (asked_by, started_at, ran_at) values (302, ${at}, ${at})`);
  await each(
    365,
    (at) => sql`insert into geocode_review (area_code, text, decision, asked_at, decided_at)
    values ('990106', '某处', 'no_place', '2020-01-01', ${at})`,
  );
  await insertOldPatrols(sql, each);
  await insertOldPasts(sql, each);
  await insertOldImports(sql, each);
  await each(
    1,
    (at) => sql`insert into diary_entry (area_code, author, written_at, deleted_at, body)
    values ('990106', '甲', ${now}, ${at}, ${testSealer.seal('diary_entry.body', '甲')})`,
  );
  await each(
    365,
    (_, day) => sql`with made as (insert into campaign (area_code, name, purpose, starts_on, ends_on, doors)
      values ('990106', '核实', '核实', '2020-01-01', ${day}, 'all') returning id)
    insert into campaign_door (campaign_id, household_id, building_id, area_code) select id, 41, 21, '990106001001001' from made`,
  );
}

/** Batches of imports: their rejected rows, what rows said before them, and themselves. */
async function insertOldImports(sql: Database, each: Each): Promise<void> {
  const batch = (at: string, applied_at: string | null) => sql`insert into import_batch
    (kind, file_name, source, size_bytes, state, made_at, applied_at)
    values ('places', '地名.csv', '地名', 1, ${applied_at ? 'applied' : 'read'}, ${at}, ${applied_at}) returning id`;
  await each(
    90,
    (at) => sql`with made as (${batch(at, null)})
    insert into import_reject (batch_id, row_label, zh, en) select id, '2', '“张三”不是日期', 'no date' from made`,
  );
  await each(
    365,
    (at) => sql`with made as (${batch(at, at)})
    insert into import_before (batch_id, table_name, row_id, deleted, before) select id, 'place', 1, false, '{}' from made`,
  );
  await each(1825, (at) => batch(at, null));
}

/** What the registers said before, and notes on why it was changed. */
async function insertOldPasts(sql: Database, each: Each): Promise<void> {
  await sql`truncate household_past, resident_past, need_tag_past, duty_holder_past, duty_body_past, change restart identity cascade`;
  await each(3650, (at) => sql`insert into household_past (id, true_to, known_to) values (41, ${at}, ${at})`);
  await each(1825, (at) => sql`insert into resident_past (id, true_to, known_to) values (51, ${at}, ${at})`);
  await each(
    365,
    (at) => sql`insert into need_tag_past (id, expires_on, true_to, known_to) values (61, '2050-01-01', ${at}, ${at})`,
  );
  await each(
    365,
    (at) => sql`insert into duty_holder_past (id, phone, true_to, known_to) values (221, '13300000000', ${at}, ${at})`,
  );
  await each(1825, (at) => sql`insert into change (kind, note, made_at) values ('edit', '张三来电', ${at})`);
  await each(
    365,
    (at) => sql`insert into duty_body_past (id, phone, true_to, known_to) values (1, '13300000000', ${at}, ${at})`,
  );
  await sql`truncate joined_record`;
  await each(
    730,
    (at, _, n) => sql`insert into joined_record (household_id, kept_id, table_name, row_id, was, joined_at)
    values (41, 42, 'visit_duty', ${n}, '{"duty": "support"}', ${at})`,
  );
}

type Each = (keep: number, insert: Insert) => Promise<void>;
type Insert = (at: string, day: string, n: number) => PromiseLike<unknown>;

/** A walk without a pass in a declared shift, so long that there can be tracks of it, and what the rules of patrols are applied to. */
async function insertOldPatrols(sql: Database, each: Each): Promise<void> {
  const area_code = '990106001001';
  await sql`insert into squad (id, area_code, kind, name, member_count) overriding system value values (991, ${area_code}, 'full_time', '北队', 4)`;
  await sql`insert into patrol_shift (id, squad_id, day, starts_at, ends_at, people, purpose, purpose_reason) overriding system value
    values (991, 991, '2040-06-15', '18:00', '06:00', 2, 'safety', '节日值守')`;
  await sql`insert into patrol_plan (id, area_code, name, day, input) overriding system value
    values (991, ${area_code}, '今夜', '2040-06-15', '{}')`;
  await sql`insert into patrol_walk (id, plan_id, squad_id, shift_id, area_code, starts_at, ends_at, route) overriding system value
    values (991, 991, 991, 991, ${area_code}, '2040-05-01', '2040-06-15', '{}')`;
  const geometry = 'SRID=4326;POINT(112.1 32)';
  await each(
    30,
    (at) => sql`insert into patrol_track (walk_id, area_code, recorded_at, geometry)
    values (991, ${area_code}, ${at}, ${geometry}::geometry)`,
  );
  await each(
    365,
    (at) => sql`insert into patrol_handover (shift_id, body, written_at) values (991, '北门灯不亮', ${at})`,
  );
  await each(
    365,
    (_, day) => sql`insert into patrol_shift (squad_id, day, starts_at, ends_at, people, note)
    values (991, ${day}, '18:00', '22:00', 2, '带手电')`,
  );
  await each(
    1095,
    (at) => sql`insert into patrol_check_in (key, walk_id, point_id, visit, at, way)
    values (gen_random_uuid(), 991, 181, 1, ${at}, 'button')`,
  );
  // A week after it opens nothing any more, which is three days after the walk.
  await each(
    10,
    (
      at,
      _,
      n,
    ) => sql`insert into patrol_walk (plan_id, squad_id, area_code, pass_digest, pass_sealed, starts_at, ends_at, route)
    values (991, ${170 + n}, ${area_code}, ${Buffer.from([n])}, ${testSealer.seal('patrol_walk.pass_sealed', '甲')},
      ${at}::timestamptz - interval '6 hours', ${at}, '{}')`,
  );
}

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
