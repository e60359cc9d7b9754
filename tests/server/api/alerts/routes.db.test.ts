import { describe, expect, it } from 'vitest';
import type { AccessAlert } from '../../../../server/api/alerts/schema.ts';
import type { Page } from '../../../../server/api/wire.ts';
import type { Database } from '../../../../server/db/open.ts';
import { townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { allPages, ask, send } from '../../../helpers/fakes.ts';

/** Three alerts: one of the worker, one of the leader that was handled, one of the auditor. */
async function insertAlerts(sql: Database): Promise<void> {
  await sql`insert into access_alert (id, kind, account_id, area_code, raised_at, detail, handled_at, handled_by, note)
    overriding system value values
    (11, 'openings_rate', 309, '990106001001001', '2026-05-01T08:00:00Z', '{"opened_count": 23, "usual_count": 5.5}', null, null, null),
    (12, 'openings_bulk', 301, '990106001002001', '2026-05-02T08:00:00Z', '{"opened_count": 20, "usual_count": 4}',
      '2026-05-03T08:00:00Z', 304, '集中走访'),
    (13, 'openings_rate', 304, '990106001001001', '2026-05-04T08:00:00Z', '{"opened_count": 30, "usual_count": 1}', null, null, null)`;
}
const worker: AccessAlert = {
  id: 11,
  kind: 'openings_rate',
  account_id: 309,
  account_name: '测试worker',
  area_code: '990106001001001',
  area_name: '第一网格',
  raised_at: '2026-05-01T08:00:00.000Z',
  detail: { opened_count: 23, usual_count: 5.5 },
  handled_at: null,
  handled_by_name: null,
  note: null,
};
const idsOf = (body: unknown) => (body as Page<AccessAlert>).items.map(({ id }) => id);

describe('GET /api/alerts', () => {
  it('shows the auditor all of them, newest first', async () => {
    await rolledBack(async (sql) => {
      await insertAlerts(sql);
      const app = await townApp(sql, 'auditor');
      const { items, next } = (await ask(app, '/api/alerts')).body as Page<AccessAlert>;
      expect(items.map(({ id }) => id)).toEqual([13, 12, 11]);
      expect(items[2]).toEqual(worker);
      expect(items[1]).toMatchObject({
        handled_at: '2026-05-03T08:00:00.000Z',
        handled_by_name: '测试auditor',
        note: '集中走访',
      });
      expect(next).toBeNull();
      expect(idsOf((await ask(app, '/api/alerts?open=true')).body)).toEqual([13, 11]);
      expect(idsOf((await ask(app, '/api/alerts?open=false')).body)).toEqual([12]);
      expect((await allPages(app, '/api/alerts?limit=2', 2)).map((alert) => (alert as AccessAlert).id)).toEqual([
        13, 12, 11,
      ]);
    });
  });

  it('keeps to the auditor’s area', async () => {
    await rolledBack(async (sql) => {
      await insertAlerts(sql);
      await sql`update account_grant set area_code = '990106001002' where account_id = 304`;
      expect(idsOf((await ask(await townApp(sql, 'auditor'), '/api/alerts')).body)).toEqual([12]);
    });
  });

  it.each(['leader', 'registrar', 'district', 'worker', 'wall'] as const)('refuses the %s', async (login) => {
    expect((await ask(await townApp(undefined, login), '/api/alerts')).status).toBe(403);
  });
});

describe('POST /api/alerts/:id/handled', () => {
  it('writes what was found, by whom and when', async () => {
    await rolledBack(async (sql) => {
      await insertAlerts(sql);
      const [{ now }] = await sql<[{ now: string }]>`select iso_time(now()) as now`;
      const app = await townApp(sql, 'auditor');
      const answer = await send(app, 'POST', '/api/alerts/11/handled', { note: ' 月底集中走访，属实 ' });
      const handled = { ...worker, handled_at: now, handled_by_name: '测试auditor', note: '月底集中走访，属实' };
      expect(answer).toMatchObject({ status: 200, body: handled });
    });
  });

  it.each([
    ['auditor', 12, { note: '再看一次' }, 409, '这条提醒已经核查过了，请刷新查看结果。'],
    ['auditor', 13, { note: '没有问题' }, 403, '这条提醒与您本人有关，须由其他审计员核查。'],
    ['auditor', 99, { note: '没有' }, 404, '没有找到提醒 99。'],
    ['auditor', 11, { note: ' ' }, 400, '「note」有误：请填写核查结果。'],
    ['auditor', 11, {}, 400, '缺少「note」。'],
    ['leader', 11, { note: '知道了' }, 403, '您的职责不包含这项操作。如有需要，请联系本级管理员授权。'],
    ['wall', 11, { note: '知道了' }, 403, '您的职责不包含这项操作。如有需要，请联系本级管理员授权。'],
  ] as const)('answers the %s, alert %i, %o with %i', async (login, id, body, status, message) => {
    await rolledBack(async (sql) => {
      await insertAlerts(sql);
      const answer = await send(await townApp(sql, login), 'POST', `/api/alerts/${id}/handled`, body);
      expect(answer).toMatchObject({ status, body: { error: { message } } });
      expect(await sql`select 1 from access_alert where handled_at is not null`).toHaveLength(1);
    });
  });
});
