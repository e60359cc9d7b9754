import { describe, expect, it } from 'vitest';
import { remoteCodeOf } from '../../../../server/api/walls/remote.ts';
import type { RemoteWalls, Wall } from '../../../../server/api/walls/schema.ts';
import type { Database } from '../../../../server/db/open.ts';
import { townNow } from '../../../fixtures/town.ts';
import { type TownLogin, townWall } from '../../../fixtures/town-accounts.ts';
import { townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { ask, send } from '../../../helpers/fakes.ts';
import { testSealer } from '../../../helpers/sealer.ts';

const street = '990106001';
const sent = async (sql: Database, login: TownLogin, ...request: [Parameters<typeof send>[1], string, unknown?]) => {
  const { status, body } = await send(await townApp(sql, login), ...request);
  return { status, wall: body as Wall, error: (body as { error?: { field?: string; message: string } } | null)?.error };
};
const make = async (sql: Database, body: object = {}) =>
  (
    await sent(sql, 'leader', 'POST', '/api/walls', {
      ...{ name: '街道大屏', area_code: street, column_count: 2, row_count: 2 },
      ...body,
    })
  ).wall;
const listed = async (sql: Database, login: TownLogin) =>
  ((await ask(await townApp(sql, login), '/api/walls')).body as RemoteWalls).walls;

describe('walls', () => {
  it('are made, changed and removed by who looks after their area, each on record', async () => {
    await rolledBack(async (sql) => {
      const wall = await make(sql);
      expect(wall).toMatchObject({
        ...{ name: '街道大屏', area_code: street, column_count: 2, row_count: 2, plan: null, version: 1 },
        ...{ area_name: '清河街道', has_emergency: false, screens: [] },
      });
      const plan = { entries: [{ days: 'every', from: null, to: null, scenes: ['night'] }], emergency: ['emergency'] };
      const changed = await sent(sql, 'street', 'PATCH', `/api/walls/${wall.id}`, { name: '东墙', row_count: 1, plan });
      expect(changed.wall).toEqual({ ...wall, name: '东墙', row_count: 1, plan, version: 2 });
      const renamed = await sent(sql, 'street', 'PATCH', `/api/walls/${wall.id}`, { name: '西墙' });
      expect(renamed.wall).toMatchObject({ name: '西墙', row_count: 1, plan });
      const again = await sent(sql, 'street', 'PATCH', `/api/walls/${wall.id}`, { plan: null });
      expect(again.wall).toMatchObject({ name: '西墙', plan: null });
      expect((await listed(sql, 'street')).map(({ id }) => id)).toEqual([wall.id]);
      expect((await listed(sql, 'leader')).map(({ id }) => id)).toEqual([townWall, wall.id]);
      expect((await sent(sql, 'street', 'DELETE', `/api/walls/${wall.id}`)).status).toBe(204);
      expect(await listed(sql, 'street')).toEqual([]);
      const told =
        await sql`select kind, account_id, area_code, detail from audit_event where kind like 'wall%' order by id`;
      expect(told).toEqual([
        { kind: 'wall_made', account_id: 301, area_code: street, detail: { wall: '街道大屏' } },
        {
          kind: 'wall_changed',
          account_id: 305,
          area_code: street,
          detail: { wall: '街道大屏', changed: ['name', 'row_count', 'plan'] },
        },
        { kind: 'wall_changed', account_id: 305, area_code: street, detail: { wall: '东墙', changed: ['name'] } },
        { kind: 'wall_changed', account_id: 305, area_code: street, detail: { wall: '西墙', changed: ['plan'] } },
        { kind: 'wall_deleted', account_id: 305, area_code: street, detail: { wall: '西墙' } },
      ]);
    });
  });

  it('say what is wrong, at the field', async () => {
    await rolledBack(async (sql) => {
      const wall = await make(sql);
      const scenes = ['today', 'disco'];
      const plan = { entries: [{ days: 'every', from: null, to: null, scenes }], emergency: [] };
      const path = `/api/walls/${wall.id}`;
      const refused = [
        await sent(sql, 'leader', 'POST', '/api/walls', {
          name: '墙',
          area_code: '990199',
          column_count: 1,
          row_count: 1,
        }),
        await sent(sql, 'leader', 'POST', '/api/walls', {
          name: '墙',
          area_code: '990106009',
          column_count: 1,
          row_count: 1,
        }),
        await sent(sql, 'street', 'POST', '/api/walls', {
          name: '墙',
          area_code: '990106',
          column_count: 1,
          row_count: 1,
        }),
        await sent(sql, 'street', 'PATCH', path, { column_count: 5 }),
        await sent(sql, 'street', 'PATCH', path, { plan }),
        await sent(sql, 'street', 'POST', `${path}/screens`, { code: '123456', part: 5 }),
        await sent(sql, 'street', 'POST', `${path}/commands`, { command: 'show', scene: 'disco' }),
        await sent(sql, 'street', 'POST', `${path}/commands`, { command: 'focus', area_code: '990106' }),
        await sent(sql, 'street', 'POST', `${path}/commands`, { command: 'focus', area_code: '990106001009' }),
      ];
      expect(refused.map(({ status, error }) => `${status} ${error?.field} ${error?.message}`)).toEqual([
        '400 area_code 「area_code」有误：没有区域 990199。',
        '400 area_code 「area_code」有误：没有区域 990106009。',
        '403 area_code 「area_code」有误：该区域不在您的职责范围内。',
        '400 column_count 「column_count」有误：一面大屏至多8块屏。',
        '400 plan.entries.0.scenes.1 「plan.entries.0.scenes.1」有误：没有场景“disco”。',
        '400 part 「part」有误：这面大屏只有4块屏。',
        '400 scene 「scene」有误：没有场景“disco”。',
        '400 area_code 「area_code」有误：这面大屏只能看清河街道范围内的区域。',
        '400 area_code 「area_code」有误：这面大屏只能看清河街道范围内的区域。',
      ]);
    });
  });
});

describe('a command', () => {
  it('is in force half a second later, and tells the screens by the version', async () => {
    await rolledBack(async (sql) => {
      const at_ms = (await townNow(sql)).getTime() + 500;
      const wall = await make(sql);
      const path = `/api/walls/${wall.id}/commands`;
      await sql`delete from outbox`;
      const shown = await sent(sql, 'street', 'POST', path, { command: 'show', scene: 'replay' });
      expect(shown.wall).toMatchObject({ version: 2, state: { turn: { scene: 'replay', at_ms }, from_ms: at_ms } });
      const looked = await sent(sql, 'street', 'POST', path, { command: 'focus', area_code: '990106001001001' });
      expect(looked.wall.state).toMatchObject({
        turn: { scene: 'replay' },
        focus: { at_ms, until_ms: at_ms + 30_000 },
      });
      expect(looked.wall.state.focus?.bounds).toEqual([112.1, 32.0036, 112.1042, 32.0072]);
      expect(await sql`select topic, area_code, body from outbox order by id`).toEqual([
        { topic: 'wall', area_code: street, body: { wall_id: wall.id, version: 2 } },
        { topic: 'wall', area_code: street, body: { wall_id: wall.id, version: 3 } },
      ]);
      expect(await sql`select detail from audit_event where kind = 'wall_steered' order by id`).toEqual([
        { detail: { wall: '街道大屏', command: 'show', scene: 'replay' } },
        { detail: { wall: '街道大屏', command: 'focus', area_code: '990106001001001' } },
      ]);
    });
  });
});

describe('the code that a wall shows', () => {
  it('lets whoever has any duty over it steer it for twelve hours, and nothing else', async () => {
    await rolledBack(async (sql) => {
      const now_ms = (await townNow(sql)).getTime();
      const wall = await make(sql);
      const { code } = remoteCodeOf(testSealer, wall.id, now_ms);
      const identify = { command: 'identify' };
      const path = `/api/walls/${wall.id}`;
      expect(await listed(sql, 'worker')).toEqual([]);
      expect((await sent(sql, 'worker', 'POST', `${path}/commands`, identify)).status).toBe(404);
      const taken = await sent(sql, 'worker', 'POST', '/api/walls/remote', { code });
      expect(taken.wall).toMatchObject({ id: wall.id, screens: [] });
      expect((await listed(sql, 'worker')).map(({ id }) => id)).toEqual([wall.id]);
      expect((await sent(sql, 'worker', 'POST', `${path}/commands`, identify)).status).toBe(200);
      expect((await sent(sql, 'worker', 'PATCH', path, { name: '我的' })).status).toBe(403);
      expect((await sent(sql, 'secretary', 'POST', '/api/walls/remote', { code })).status).toBe(200);
      expect((await sent(sql, 'secretary', 'PATCH', path, { name: '我的' })).status).toBe(404);
      expect((await sent(sql, 'secretary', 'DELETE', path)).status).toBe(404);
      expect((await sent(sql, 'head', 'POST', `${path}/commands`, identify)).status).toBe(404);
      const [held] = await sql`select round(extract(epoch from expires_at - now()))::int as left_s from wall_remote
        where account_id = 309 and wall_id = ${wall.id}`;
      expect(held).toEqual({ left_s: 43_200 });
      await sql`update wall_remote set expires_at = now()`;
      expect((await sent(sql, 'worker', 'POST', `${path}/commands`, identify)).status).toBe(404);
      expect(
        await sql`select account_id, area_code from audit_event where kind = 'wall_remote_taken' order by id`,
      ).toEqual([
        { account_id: 309, area_code: street },
        { account_id: 306, area_code: street },
      ]);
    });
  });

  it('is no other wall’s, and ends with the duty that touched its area', async () => {
    await rolledBack(async (sql) => {
      const now_ms = (await townNow(sql)).getTime();
      const south = await make(sql, { name: '南区', area_code: '990106001002' });
      const { code } = remoteCodeOf(testSealer, south.id, now_ms);
      const wrong = await sent(sql, 'worker', 'POST', '/api/walls/remote', { code });
      expect([wrong.status, wrong.error?.field]).toEqual([400, 'code']);
      expect(wrong.error?.message).toMatch(/^没有大屏正在显示这组数字/);
      const wall = await make(sql);
      const own = remoteCodeOf(testSealer, wall.id, now_ms);
      expect((await sent(sql, 'worker', 'POST', '/api/walls/remote', { code: own.code })).status).toBe(200);
      await sql`update account_grant set area_code = '990106001002002' where account_id = 309`;
      expect((await listed(sql, 'worker')).map(({ id }) => id)).toEqual([wall.id]);
      await sql`update account_grant set ends_on = starts_on where account_id = 309`;
      expect(await listed(sql, 'worker')).toEqual([]);
    });
  });
});

describe('screens', () => {
  it('are shut out: their token is over, and the wall tells', async () => {
    await rolledBack(async (sql) => {
      const wall = (await townApp(sql, 'wall')).request('/api/wall');
      expect((await wall).status).toBe(200);
      const [screen] = (await listed(sql, 'leader'))[0]!.screens;
      expect(screen).toMatchObject({ name: '指挥大屏', part: 1, seen_at: null, report: null });
      const path = `/api/walls/${townWall}/screens/${screen!.token_id}`;
      const shut = await sent(sql, 'leader', 'DELETE', path);
      expect(shut.wall).toMatchObject({ version: 2, screens: [] });
      expect((await (await townApp(sql, 'wall')).request('/api/wall')).status).toBe(401);
      expect((await sent(sql, 'leader', 'DELETE', path)).status).toBe(404);
    });
  });
});
