import { describe, expect, it } from 'vitest';
import { readActivities } from '../../../../server/api/register/activities.ts';
import type { DataClasses, ProcessingActivity, RetentionReport } from '../../../../server/api/register/schema.ts';
import { townAccounts } from '../../../fixtures/town-accounts.ts';
import { townSecrets } from '../../../fixtures/town-households.ts';
import { insertOpenings } from '../../../fixtures/town-openings.ts';
import { townApp } from '../../../helpers/app.ts';
import { rolledBack, testDatabase } from '../../../helpers/database.ts';
import { ask, send } from '../../../helpers/fakes.ts';

const others = ['leader', 'district', 'street', 'secretary', 'officer', 'patrol', 'worker', 'head', 'wall'] as const;

it.each(['/api/data-classes', '/api/retention', '/api/processing-record', '/api/processing-record/assessment'])(
  '%s is for the registrar, the classes for the auditor too',
  async (path) => {
    await rolledBack(async (sql) => {
      expect((await (await townApp(sql, 'registrar')).request(path)).status).toBe(200);
      const auditor = await (await townApp(sql, 'auditor')).request(path);
      expect(auditor.status).toBe(path === '/api/data-classes' ? 200 : 403);
      for (const login of others) {
        expect([login, (await (await townApp(sql, login)).request(path)).status]).toEqual([login, 403]);
      }
    });
  },
);

describe('GET /api/data-classes', () => {
  it('has every table with its columns in order', async () => {
    await rolledBack(async (sql) => {
      const { tables } = (await ask(await townApp(sql, 'auditor'), '/api/data-classes')).body as DataClasses;
      const names = tables.map(({ table_name }) => table_name);
      expect(names).toEqual([...names].sort());
      expect(tables.find(({ table_name }) => table_name === 'need_tag')?.columns).toEqual([
        { column_name: 'basis', class: 'sensitive' },
        { column_name: 'change_id', class: 'internal' },
        { column_name: 'expires_on', class: 'personal' },
        { column_name: 'household_id', class: 'internal' },
        { column_name: 'id', class: 'internal' },
        { column_name: 'known_from', class: 'internal' },
        { column_name: 'purpose', class: 'personal' },
        { column_name: 'starts_on', class: 'personal' },
        { column_name: 'tag', class: 'personal' },
        { column_name: 'true_from', class: 'internal' },
        { column_name: 'version', class: 'internal' },
      ]);
    });
  });
});

describe('/api/retention', () => {
  it('tells the rules with what is over them, and the runs, newest first', async () => {
    await rolledBack(async (sql) => {
      await sql`insert into retention_run (night, started_at, ran_at, removed, error) values
        ('2026-01-01', '2026-01-01', '2026-01-01T19:00:05Z', '[{"rule": "visit", "count": 3}]', null),
        ('2026-01-02', '2026-01-02', '2026-01-02T19:00:05Z', '[]', 'visit: it failed')`;
      const app = await townApp(sql, 'registrar');
      const body = (await ask(app, '/api/retention')).body as RetentionReport;
      expect(body.rules.map(({ rule, keep_days }) => [rule, keep_days])).toEqual([
        ['session', 30],
        ['token', 365],
        ['need_tag', 365],
        ['visit_duty', 730],
        ['visit', 1825],
        ['diary_entry', 730],
        ['duty_holder', 365],
        ['incident', 1825],
        ['opening', 1095],
        ['access_alert', 1095],
        ['audit_event', 1095],
        ['account_grant', 1825],
        ['hand_over', 1825],
        ['retention_run', 1095],
        ['incident_event', 1825],
        ['reporter_contact', 90],
        ['mediation_paper', 1825],
        ['emergency', 1825],
        ['emergency_order', 1825],
        ['emergency_event', 1825],
        ['patrol_track', 30],
        ['patrol_handover', 365],
        ['patrol_shift', 365],
        ['patrol_check_in', 1095],
        ['patrol_pass', 7],
        ['household_past', 3650],
        ['resident_past', 1825],
        ['need_tag_past', 365],
        ['duty_holder_past', 365],
        ['change', 1825],
        ['diary_deleted', 1],
        ['campaign_door', 365],
        ['duty_body', 365],
        ['duty_body_past', 365],
        ['joined_record', 730],
        ['import_reject', 90],
        ['import_before', 365],
        ['import_batch', 1825],
        ['geocode_review', 365],
      ]);
      expect(body.rules.every(({ due_count }) => due_count === 0)).toBe(true);
      expect(body.runs.map(({ ran_at, removed, error }) => [ran_at, removed, error])).toEqual([
        ['2026-01-02T19:00:05.000Z', [], 'visit: it failed'],
        ['2026-01-01T19:00:05.000Z', [{ rule: 'visit', count: 3 }], null],
      ]);
      expect(body.waiting).toBe(false);
      expect(body.next_run_at).toMatch(/T19:00:00\.000Z$/);
    });
  });

  it('changes the days of a rule, and writes it down', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql, 'registrar');
      const { status, body } = await send(app, 'PUT', '/api/retention/visit', { keep_days: 39 });
      expect(status).toBe(200);
      // Visits 82 and 83 are 40 and 100 days old.
      expect((body as RetentionReport).rules.find(({ rule }) => rule === 'visit')).toEqual({
        ...{ rule: 'visit', table_name: 'visit', keep_days: 39, due_count: 2 },
      });
      expect(await sql`select kind, account_id, detail from audit_event where kind like 'retention%'`).toEqual([
        {
          kind: 'retention_changed',
          account_id: townAccounts.registrar.id,
          detail: { rule: 'visit', before: 1825, keep_days: 39 },
        },
      ]);
      expect((await send(app, 'PUT', '/api/retention/nothing', { keep_days: 39 })).status).toBe(404);
      for (const keep_days of [0, 36_501, 1.5, 'x']) {
        const answer = await send(app, 'PUT', '/api/retention/visit', { keep_days });
        expect(answer).toMatchObject({ status: 400, body: { error: { field: 'keep_days' } } });
      }
      for (const login of ['leader', 'auditor', 'worker'] as const) {
        const answer = await send(await townApp(sql, login), 'PUT', '/api/retention/visit', { keep_days: 1 });
        expect([login, answer.status]).toEqual([login, 403]);
      }
    });
  });

  it('asks for a run once, which the job then makes', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql, 'registrar');
      for (const _ of [1, 2]) {
        const answer = await send(app, 'POST', '/api/retention/run');
        expect(answer).toMatchObject({ status: 202, body: { waiting: true } });
      }
      expect(await sql`select asked_by, night, started_at from retention_run`).toEqual([
        { asked_by: townAccounts.registrar.id, night: null, started_at: null },
      ]);
      expect((await send(await townApp(sql, 'leader'), 'POST', '/api/retention/run')).status).toBe(403);
    });
  });
});

describe('/api/processing-record', () => {
  it('names what is processed, by whom, how long and how it is protected', async () => {
    await rolledBack(async (sql) => {
      await sql`update retention_rule set keep_days = 200 where rule = 'need_tag'`;
      const app = await townApp(sql, 'registrar');
      const { items } = (await ask(app, '/api/processing-record')).body as { items: ProcessingActivity[] };
      expect(items.map(({ activity }) => activity)).toEqual(readActivities().map(({ id }) => id));
      expect(items.find(({ activity }) => activity === 'need_tag')).toMatchObject({
        name: '服务需求登记',
        data: ['need_tag', 'need_tag_past'].map((table_name) => ({
          ...{ table_name, personal: ['expires_on', 'purpose', 'starts_on', 'tag'], sensitive: ['basis'] },
        })),
        roles: ['registrar', 'street_leader', 'community_secretary', 'grid_worker', 'building_head'],
        kept: '需求标签：到期后 200天；需求标签的旧内容：到期或被更新后 365天',
        safeguards: expect.arrayContaining(['敏感字段加密存储（AES-256-GCM）']),
      });
      const english = (await ask(app, '/api/processing-record', 'en')).body as { items: ProcessingActivity[] };
      expect(english.items[1]).toMatchObject({
        name: 'Service needs',
        kept: expect.stringMatching(/^Need tags, after they expired 200 days/),
      });
    });
  });

  it('holds every table with something personal and every rule about one', async () => {
    const { sql } = await testDatabase();
    const named = new Set(readActivities().flatMap(({ tables }) => tables));
    const rows = await sql<{ table_name: string }[]>`
      select distinct table_name from data_class where class in ('personal', 'sensitive') order by 1`;
    // Counts by grid, which no person can be read from but by those who see the doors.
    expect(rows.map((row) => row.table_name).filter((table) => !named.has(table))).toEqual(['area_tally']);
    const rules = await sql<
      { rule: string }[]
    >`select rule from retention_rule where rule <> 'retention_run' order by 1`;
    expect(rules.map(({ rule }) => rule)).toEqual(
      readActivities()
        .flatMap((activity) => activity.rules)
        .sort(),
    );
  });

  it('is downloaded as a table for spreadsheets and as Markdown', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql, 'registrar');
      const csv = await app.request('/api/processing-record?format=csv&language=en');
      expect(csv.headers.get('Content-Disposition')).toBe('attachment; filename="processing-record.csv"');
      const lines = Buffer.from(await csv.arrayBuffer())
        .toString()
        .split('\r\n');
      expect(lines[0]).toBe(
        '\uFEFF"Activity","Purpose","Basis","Personal","Sensitive","Roles","Recipients","Kept","Safeguards"',
      );
      expect(lines).toHaveLength(readActivities().length + 2);
      const markdown = await (await app.request('/api/processing-record?format=md')).text();
      expect(markdown).toMatch(/^# 个人信息处理活动记录\n/);
      expect(markdown).toContain('| 住户档案管理 |');
      expect((await app.request('/api/processing-record?format=pdf')).status).toBe(400);
    });
  });

  it('gives an impact assessment with the measures in force and counts of looks, and nobody’s name', async () => {
    await rolledBack(async (sql) => {
      await insertOpenings(sql, 'worker', 41, [30, 60, 90]);
      await insertOpenings(sql, 'worker', 41, [91 * 24 * 60]);
      await sql`insert into access_alert (kind, account_id, area_code, detail, handled_at) values
        ('openings_bulk', 309, '990106001', '{}', now()), ('openings_bulk', 309, '990106001', '{}', null)`;
      const app = await townApp(sql, 'registrar');
      const text = await (await app.request('/api/processing-record/assessment')).text();
      expect(text).toMatch(/^# 个人信息保护影响评估\n/);
      expect(text).toContain('| 统计小数保护：低于此数不公布 | 10 |');
      expect(text).toContain('| 加密密钥编号 | 1 |');
      expect(text).toContain('| 必须启用动态验证码的角色 | 数据登记员, 审计员 |');
      expect(text).toContain('| 走访 | 3 |');
      expect(text).toContain('| openings_bulk | 2 | 1 |');
      expect(townSecrets.filter((secret) => text.includes(secret))).toEqual([]);
      const english = await (await app.request('/api/processing-record/assessment?language=en')).text();
      expect(english).toContain('| Visit | 3 |');
    });
  });
});
