import { describe, expect, it } from 'vitest';
import type { HouseholdDetail } from '../../../../server/api/households/schema.ts';
import type { Opening } from '../../../../server/api/openings/schema.ts';
import type { Page } from '../../../../server/api/wire.ts';
import type { Database } from '../../../../server/db/open.ts';
import { townAccounts } from '../../../fixtures/town-accounts.ts';
import { townSecrets } from '../../../fixtures/town-households.ts';
import { insertOpenings } from '../../../fixtures/town-openings.ts';
import { townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { allPages, ask, send } from '../../../helpers/fakes.ts';

describe('POST /api/households/:id/openings', () => {
  it('opens the file for the minutes of the purpose and writes who, as what, when, why', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql, 'worker');
      const answer = await send(app, 'POST', '/api/households/41/openings', { purpose: 'visit', note: ' 送通知 ' });
      expect(answer.status).toBe(201);
      const [moment] = await sql<{ now: string; end: string; id: number }[]>`select iso_time(now()) as now,
        iso_time(now() + interval '20 minutes') as end, max(id) as id from opening`;
      expect(answer.body).toEqual({
        id: moment!.id,
        household_id: 41,
        area_code: '990106001001001',
        area_name: '第一网格',
        address: '清河路18号1幢1单元101',
        account_id: townAccounts.worker.id,
        account_name: '测试worker',
        role: 'grid_worker',
        purpose: 'visit',
        note: '送通知',
        opened_at: moment!.now,
        ends_at: moment!.end,
      } satisfies Opening);
      expect((await ask(app, '/api/households/41')).body).toMatchObject({
        opening: { id: moment!.id, purpose: 'visit', opened_at: moment!.now, expires_at: moment!.end },
      });
    });
  });

  it('gives the same opening for the same purpose; another purpose takes its place', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql, 'worker');
      const open = (purpose: string) => send(app, 'POST', '/api/households/41/openings', { purpose });
      const first = await open('visit');
      expect(await open('visit')).toMatchObject({ status: 200, body: first.body });
      const second = await open('service');
      expect(second.status).toBe(201);
      expect((await ask(app, '/api/households/41')).body).toMatchObject({ opening: { purpose: 'service' } });
      const { items } = (await ask(app, '/api/households/41/openings')).body as Page<Opening>;
      expect(items.map(({ purpose, opened_at, ends_at }) => [purpose, ends_at === opened_at])).toEqual([
        ['service', false],
        ['visit', true],
      ]);
    });
  });

  it('is a look of its own for everybody', async () => {
    await rolledBack(async (sql) => {
      await send(await townApp(sql, 'worker'), 'POST', '/api/households/41/openings', { purpose: 'visit' });
      expect((await ask(await townApp(sql, 'secretary'), '/api/households/41')).body).toMatchObject({
        opening: null,
        file: null,
      });
    });
  });

  it.each([
    ['worker', 999, { purpose: 'visit' }, 404, '没有找到住户 999。'],
    ['worker', 48, { purpose: 'visit' }, 404, '没有找到住户 48。'],
    ['head', 47, { purpose: 'visit' }, 404, '没有找到住户 47。'],
    ['worker', 41, {}, 400, '「purpose」有误：请选择查看目的。'],
    ['worker', 41, { purpose: 'curiosity' }, 400, '「purpose」有误：没有“curiosity”这一查看目的。'],
    ['worker', 41, { purpose: 'visit', note: '字'.repeat(201) }, 400, '「note」有误：说明至多200个字。'],
    ['worker', 41, { purpose: 'subject_request' }, 403, '您的职责不能以“本人申请查阅更正”为目的打开这一户的档案。'],
    ['head', 41, { purpose: 'check' }, 403, '您的职责不能以“信息核对”为目的打开这一户的档案。'],
    ['registrar', 41, { purpose: 'visit' }, 403, '您的职责不能以“走访”为目的打开这一户的档案。'],
    ['auditor', 41, { purpose: 'visit' }, 403, '您的职责不包含这项操作。如有需要，请联系本级管理员授权。'],
    ['wall', 41, { purpose: 'visit' }, 403, '您的职责不包含这项操作。如有需要，请联系本级管理员授权。'],
  ] as const)('refuses the %s household %i for %o with %i', async (login, id, body, status, message) => {
    await rolledBack(async (sql) => {
      const answer = await send(await townApp(sql, login), 'POST', `/api/households/${id}/openings`, body);
      expect(answer).toMatchObject({ status, body: { error: { message } } });
      expect(await sql`select 1 from opening`).toHaveLength(0);
    });
  });

  it('tells one who sees the door but does not answer for it that the file is not theirs', async () => {
    await rolledBack(async (sql) => {
      // A worker of the east who may see the doors of the whole street, as a registrar does.
      await sql`update account_grant set area_code = '990106001001002' where account_id = 309`;
      await sql`insert into role_right values ('department_officer', 'doors')`;
      await sql`insert into account_grant (account_id, role, area_code, starts_on)
        values (309, 'department_officer', '990106001', '2025-01-01')`;
      const app = await townApp(sql, 'worker');
      const sentence = { error: { message: '这一户不在您的责任范围内，不能打开档案。' } };
      const attempt = await send(app, 'POST', '/api/households/41/openings', { purpose: 'visit' });
      expect(attempt).toMatchObject({ status: 403, body: sentence });
      expect(await ask(app, '/api/households/41/openings')).toMatchObject({ status: 403, body: sentence });
      expect((await ask(app, '/api/households/41')).body).toMatchObject({ purposes: [], opening: null, file: null });
    });
  });
});

describe('DELETE /api/openings/:id', () => {
  it('closes an own opening before its time, and takes a second time as done', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql, 'worker');
      const { body } = await send(app, 'POST', '/api/households/41/openings', { purpose: 'visit' });
      const address = `/api/openings/${(body as Opening).id}`;
      expect((await send(app, 'DELETE', address)).status).toBe(204);
      expect((await ask(app, '/api/households/41')).body).toMatchObject({ opening: null, file: null });
      expect((await send(app, 'DELETE', address)).status).toBe(204);
    });
  });

  it('leaves an opening alone whose time is over', async () => {
    await rolledBack(async (sql) => {
      await insertOpenings(sql, 'worker', 41, [10]);
      const [row] = await sql<{ id: number }[]>`select id from opening`;
      expect((await send(await townApp(sql, 'worker'), 'DELETE', `/api/openings/${row!.id}`)).status).toBe(204);
      expect(await sql`select 1 from opening where closed_at is not null`).toHaveLength(0);
    });
  });

  it('finds only what is one’s own', async () => {
    await rolledBack(async (sql) => {
      await insertOpenings(sql, 'worker', 41, [5]);
      const [row] = await sql<{ id: number }[]>`select id from opening`;
      const answer = await send(await townApp(sql, 'leader'), 'DELETE', `/api/openings/${row!.id}`);
      expect(answer).toMatchObject({
        status: 404,
        body: { error: { message: `没有找到本人的查看记录 ${row!.id}。` } },
      });
      expect(await sql`select 1 from opening where closed_at is null`).toHaveLength(1);
    });
  });
});

/** Looks in three grids of two communities, oldest first, as [who, household]. */
async function insertLooks(sql: Database): Promise<void> {
  await insertOpenings(sql, 'worker', 41, [50]);
  await insertOpenings(sql, 'head', 42, [40]);
  await insertOpenings(sql, 'secretary', 47, [30]);
  await insertOpenings(sql, 'leader', 48, [20]);
  await insertOpenings(sql, 'leader', 41, [11]);
}
const looksOf = (body: unknown) => (body as Page<Opening>).items.map((look) => [look.account_id, look.household_id]);

describe('GET /api/openings', () => {
  const all = [
    [301, 41],
    [301, 48],
    [306, 47],
    [310, 42],
    [309, 41],
  ];
  it.each([
    ['leader', all],
    ['district', all],
    ['auditor', all],
    ['street', all],
    // Over the northern community; the look into 48 is in the south.
    ['secretary', all.filter(([, household]) => household !== 48)],
    // Without the supervisor's right: one's own.
    ['worker', [[309, 41]]],
    ['head', [[310, 42]]],
    ['registrar', []],
  ] as const)('shows the %s the looks that are theirs to see, newest first', async (login, looks) => {
    await rolledBack(async (sql) => {
      await insertLooks(sql);
      const { status, body } = await ask(await townApp(sql, login), '/api/openings');
      expect(status).toBe(200);
      expect(looksOf(body)).toEqual(looks);
      const text = JSON.stringify(body);
      expect(townSecrets.filter((secret) => text.includes(secret))).toEqual([]);
    });
  });

  it('names the door also to those who may not see doors', async () => {
    await rolledBack(async (sql) => {
      await insertLooks(sql);
      const { items } = (await ask(await townApp(sql, 'auditor'), '/api/openings')).body as Page<Opening>;
      expect(items.map(({ address }) => address)).toEqual([
        '清河路18号1幢1单元101',
        '机床路3号1幢1单元101',
        '清河路18号2幢1单元101',
        '清河路18号1幢1单元201',
        '清河路18号1幢1单元101',
      ]);
      await sql`delete from household where id = 41`;
      const later = (await ask(await townApp(sql, 'auditor'), '/api/openings')).body as Page<Opening>;
      expect(later.items[0]).toMatchObject({ household_id: 41, address: null, area_name: '第一网格' });
    });
  });

  it.each([
    ['area_code=990106001002', [[301, 48]]],
    ['account_id=301', [all[0], all[1]]],
    ['household_id=41', [all[0], all[4]]],
    ['account_id=301&household_id=41', [all[0]]],
    ['account_id=301&area_code=990106001002', [all[1]]],
    ['account_id=999', []],
  ] as const)('takes %s', async (filter, looks) => {
    await rolledBack(async (sql) => {
      await insertLooks(sql);
      expect(looksOf((await ask(await townApp(sql), `/api/openings?${filter}`)).body)).toEqual(looks);
    });
  });

  it('takes days of the time zone, both included', async () => {
    await rolledBack(async (sql) => {
      await insertOpenings(sql, 'worker', 41, [5, 6, 7, 8]);
      // 2026-03-02 in Shanghai begins at 16:00 of the day before in UTC.
      await sql`update opening set opened_at = moment, expires_at = moment + interval '1 minute'
        from unnest(array(select id from opening order by id), array['2026-03-01T15:59:59Z', '2026-03-01T16:00:00Z',
          '2026-03-02T15:59:59Z', '2026-03-02T16:00:00Z']::timestamptz[]) given (numbered, moment) where id = numbered`;
      const app = await townApp(sql);
      const count = async (filter: string) =>
        ((await ask(app, `/api/openings?${filter}`)).body as Page<Opening>).items.length;
      expect(await count('from=2026-03-02&to=2026-03-02')).toBe(2);
      expect(await count('from=2026-03-02')).toBe(3);
      expect(await count('to=2026-03-02')).toBe(3);
    });
  });

  it('comes in pages', async () => {
    await rolledBack(async (sql) => {
      await insertLooks(sql);
      const rows = (await allPages(await townApp(sql), '/api/openings?limit=2', 2)) as Opening[];
      expect(rows.map((look) => [look.account_id, look.household_id])).toEqual(all);
    });
  });

  it('shows a worker one household’s list, and of others’ looks elsewhere nothing', async () => {
    await rolledBack(async (sql) => {
      await insertLooks(sql);
      const app = await townApp(sql, 'worker');
      expect(looksOf((await ask(app, '/api/openings?household_id=41')).body)).toEqual([all[0], all[4]]);
      expect(looksOf((await ask(app, '/api/openings?household_id=48')).body)).toEqual([]);
      expect(looksOf((await ask(app, '/api/openings?account_id=301')).body)).toEqual([]);
    });
  });

  it.each([
    ['leader', 'page=abc', 400],
    ['leader', 'from=2026-13-01', 400],
    ['leader', 'area_code=880000', 404],
    ['officer', '', 403],
    ['patrol', '', 403],
    ['wall', '', 403],
  ] as const)('answers the %s asking %s with %i', async (login, query, status) => {
    expect((await ask(await townApp(undefined, login), `/api/openings?${query}`)).status).toBe(status);
  });
});

describe('GET /api/households/:id/openings', () => {
  it.each([
    [
      'leader',
      200,
      [
        [301, 41],
        [309, 41],
      ],
    ],
    [
      'worker',
      200,
      [
        [301, 41],
        [309, 41],
      ],
    ],
    [
      'head',
      200,
      [
        [301, 41],
        [309, 41],
      ],
    ],
    [
      'registrar',
      200,
      [
        [301, 41],
        [309, 41],
      ],
    ],
    ['auditor', 403, undefined],
    ['wall', 403, undefined],
  ] as const)('answers the %s with %i', async (login, status, looks) => {
    await rolledBack(async (sql) => {
      await insertLooks(sql);
      const answer = await ask(await townApp(sql, login), '/api/households/41/openings');
      expect(answer.status).toBe(status);
      if (looks) expect(looksOf(answer.body)).toEqual(looks);
    });
  });

  it('comes in pages, and not from outside', async () => {
    await rolledBack(async (sql) => {
      await insertLooks(sql);
      const rows = await allPages(await townApp(sql), '/api/households/41/openings?limit=1', 1);
      expect(rows).toHaveLength(2);
      expect((await ask(await townApp(sql, 'worker'), '/api/households/48/openings')).status).toBe(404);
    });
  });
});

it('shows in the household’s answer only one’s own opening', async () => {
  await rolledBack(async (sql) => {
    await insertOpenings(sql, 'leader', 41, [1]);
    const detail = (await ask(await townApp(sql, 'worker'), '/api/households/41')).body as HouseholdDetail;
    expect(detail.opening).toBeNull();
  });
});
