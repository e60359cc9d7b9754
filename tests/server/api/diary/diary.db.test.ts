import { describe, expect, it } from 'vitest';
import type { DiaryEntry, DiaryPage } from '../../../../server/api/diary/schema.ts';
import type { Database } from '../../../../server/db/open.ts';
import type { TownLogin } from '../../../fixtures/town-accounts.ts';
import { townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { ask, send } from '../../../helpers/fakes.ts';

const key = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

async function write(sql: Database, n: number, text: string, more: object = {}, login: TownLogin = 'worker') {
  return send(await townApp(sql, login), 'POST', '/api/diary', { key: key(n), text, ...more });
}
async function listed(sql: Database, login: TownLogin = 'worker', query = ''): Promise<DiaryPage> {
  return (await ask(await townApp(sql, login), `/api/diary${query}`)).body as DiaryPage;
}
async function looked(sql: Database, login: TownLogin, area_code: string) {
  const body = { area_code, from: '2020-01-01', to: '2098-01-01' };
  return send(await townApp(sql, login), 'POST', '/api/diary/looks', body);
}

describe('a diary', () => {
  it('is written once a key, paged newest first, and searched in what it says', async () => {
    await rolledBack(async (sql) => {
      const first = await write(sql, 1, '上午走访三户，路灯不亮。', { household_id: 41 });
      expect(first.status).toBe(201);
      expect(first.body).toMatchObject({
        household_id: 41,
        building_id: 21,
        area_code: '990106001001001',
        incident: null,
      });
      expect((await write(sql, 1, '上午走访三户，路灯不亮。')).status).toBe(200);
      await write(sql, 2, '下午巡查');
      await write(sql, 3, '晚上调解');
      const page = await listed(sql, 'worker', '?limit=2');
      expect(page.items.map(({ text }) => text)).toEqual(['晚上调解', '下午巡查']);
      const rest = await listed(sql, 'worker', `?limit=2&page=${page.next}`);
      expect(rest.items.map(({ text }) => text)).toEqual(['上午走访三户，路灯不亮。']);
      expect(rest.next).toBeNull();
      const found = await listed(sql, 'worker', `?q=${encodeURIComponent('路灯')}`);
      expect(found).toMatchObject({ searched_count: 3, items: [{ text: '上午走访三户，路灯不亮。' }] });
      expect((await listed(sql, 'worker', '?to=2020-01-01')).items).toEqual([]);
      const [stored] = await sql`select body from diary_entry where key = ${key(1)}`;
      expect(Buffer.from(stored!.body).includes('路灯')).toBe(false);
    });
  });

  it('is nobody’s but the writer’s and, looked into and written down, the supervisor’s', async () => {
    await rolledBack(async (sql) => {
      const { body } = await write(sql, 1, '只有我和书记知道');
      const { id } = body as DiaryEntry;
      for (const login of ['secretary', 'street', 'leader'] as const) {
        expect((await listed(sql, login)).items).toEqual([]);
        expect((await looked(sql, login, '990106001001')).body).toMatchObject({
          items: [{ id, text: '只有我和书记知道' }],
        });
      }
      for (const login of ['worker', 'district', 'officer', 'patrol', 'registrar', 'auditor', 'head', 'wall'] as const)
        expect([login, (await looked(sql, login, '990106001001')).status]).toEqual([login, 403]);
      expect((await looked(sql, 'secretary', '990106001002')).status).toBe(403);
      const looks = await sql`select account_id, area_code from audit_event where kind = 'diary_looked' order by id`;
      expect(looks.map(({ account_id }) => account_id)).toEqual([306, 305, 301]);
      // The secretary's own diary is the street's to look into, not the worker's.
      await write(sql, 2, '社区的一天', {}, 'secretary');
      expect((await listed(sql)).items.map((entry) => entry.text)).toEqual(['只有我和书记知道']);
      const app = await townApp(sql, 'secretary');
      expect(
        (await send(app, 'PATCH', `/api/diary/${id}`, { updated_at: '2020-01-01T00:00:00Z', text: '改' })).status,
      ).toBe(404);
      expect((await send(app, 'DELETE', `/api/diary/${id}`)).status).toBe(404);
    });
  });

  it('is mended as it was read, taken away and brought back by its writer', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql, 'worker');
      const { id, updated_at } = (await write(sql, 1, '初稿')).body as DiaryEntry;
      const mended = await send(app, 'PATCH', `/api/diary/${id}`, { updated_at, text: '定稿' });
      expect(mended).toMatchObject({ status: 200, body: { text: '定稿' } });
      expect((await send(app, 'PATCH', `/api/diary/${id}`, { updated_at, text: '旧稿' })).status).toBe(409);
      expect((await send(app, 'DELETE', `/api/diary/${id}`)).status).toBe(204);
      expect((await listed(sql)).items).toEqual([]);
      expect((await looked(sql, 'secretary', '990106001001')).body).toEqual({ items: [] });
      expect((await send(app, 'POST', `/api/diary/${id}/restore`)).body).toMatchObject({ text: '定稿' });
      expect((await listed(sql)).items).toHaveLength(1);
    });
  });

  it('becomes an incident in one step, once, with the words that were confirmed and no others', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql, 'worker');
      const { id } = (await write(sql, 1, '三单元门口路灯不亮。张家说了三次。', { building_id: 21 }))
        .body as DiaryEntry;
      const { body: proposal } = await ask(app, `/api/diary/${id}/proposal`);
      expect(proposal).toMatchObject({ title: '三单元门口路灯不亮', category: 'public_works' });
      const given = { ...(proposal as object), report_key: key(9) };
      const made = await send(app, 'POST', `/api/diary/${id}/incident`, given);
      expect(made).toMatchObject({ status: 201, body: { again: false } });
      const again = await send(app, 'POST', `/api/diary/${id}/incident`, { ...given, report_key: key(10) });
      expect(again).toMatchObject({ status: 200, body: { again: true, id: (made.body as { id: number }).id } });
      const rows = await sql`select title, description, reporter_account_id from incident where report_key = ${key(9)}`;
      expect(rows.map((row) => ({ ...row }))).toEqual([
        { title: '三单元门口路灯不亮', description: null, reporter_account_id: 309 },
      ]);
      expect((await listed(sql)).items[0]!.incident).toMatchObject({ id: (made.body as { id: number }).id });
      const outside = (await write(sql, 2, '南边的事')).body as DiaryEntry;
      const far = { ...given, report_key: key(11), centre: [112.1016, 32.0014] };
      expect((await send(app, 'POST', `/api/diary/${outside.id}/incident`, far)).status).toBe(403);
    });
  });
});
