import { describe, expect, it } from 'vitest';
import type { PatrolPoint } from '../../../../server/api/patrol/schema.ts';
import type { Database } from '../../../../server/db/open.ts';
import { townArea, townId } from '../../../fixtures/town.ts';
import { type AskedApp, townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { ask, send } from '../../../helpers/fakes.ts';

const { gate } = townId.patrolPoint;
const { fullTime, volunteer } = townId.squad;

async function pointOf(app: AskedApp, id: number): Promise<PatrolPoint> {
  return ((await ask(app, `/api/patrol-points/${id}`)).body as { patrol_point: PatrolPoint }).patrol_point;
}

async function tilesOf(sql: Database): Promise<number> {
  const [row] = await sql`select version::int as version from tile_layer_version where layer = 'patrol_point'`;
  return row!.version;
}

describe('a patrol point', () => {
  it('is added with what new ones have where nothing is said, and shown on the map', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql, 'patrol');
      const before = await tilesOf(sql);
      const { status, body } = await send(app, 'POST', '/api/patrol-points', {
        name: '北门',
        centre: [112.1016, 32.0052],
      });
      expect(status).toBe(201);
      const { id, code, ...rest } = body as PatrolPoint;
      expect(id).toBeGreaterThan(1000);
      expect(code).toMatch(/^[0-9A-F]{12}$/);
      expect(rest).toEqual({
        ...{ area_code: townArea.northWest, name: '北门', address: null, centre: [112.1016, 32.0052], squad: null },
        ...{ window_start: '18:00', window_end: '06:00', dwell_min: 5, wanted_visits: 1 },
        ...{ priority: 3, optional: false, gap_min: 60, people: 1, version: 1 },
      });
      expect(await tilesOf(sql)).toBe(before + 1);
    });
  });

  it('is changed in part, by who saw its latest version', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql, 'patrol');
      const change = { version: 1, centre: [112.1056, 32.005], priority: 5, squad_id: volunteer, gap_min: 0 };
      const { status, body } = await send(app, 'PATCH', `/api/patrol-points/${gate}`, change);
      expect(status).toBe(200);
      expect(body).toMatchObject({
        ...{ name: '花园南门', priority: 5, gap_min: 0, version: 2, area_code: townArea.northEast },
        ...{ centre: [112.1056, 32.005], squad: { id: volunteer } },
      });
      const late = await send(app, 'PATCH', `/api/patrol-points/${gate}`, { version: 1, priority: 1 });
      expect(late.status).toBe(409);
      expect(late.body).toEqual({
        error: { code: 'conflict', field: 'version', message: '「花园南门」刚刚被别人改过，请看过最新内容再改。' },
      });
      expect((await pointOf(app, gate)).priority).toBe(5);
    });
  });

  it('is the same again when it is brought back, number, sign and place in its route', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql, 'patrol');
      await sql`update patrol_point set priority = 5, optional = true, version = 3 where id = ${gate}`;
      const before = await pointOf(app, gate);
      const restore = () => send(app, 'POST', `/api/patrol-points/${gate}/restore`);
      expect((await restore()).status).toBe(404);
      await send(app, 'DELETE', `/api/patrol-points/${gate}`);
      expect(await restore()).toMatchObject({ status: 201, body: before });
      expect(before).toMatchObject({ id: gate, code: 'POINT0000181', version: 3, squad: { id: fullTime } });
      const { body } = await ask(app, `/api/patrol-routes/${townId.patrolRoute.evening}`);
      expect((body as { patrol_route: { stops: object[] } }).patrol_route.stops).toHaveLength(2);
      // Its squad is no more; it went too long ago; an import has brought it again.
      await send(app, 'DELETE', `/api/patrol-points/${gate}`);
      await sql`update squad set ended_at = now() where id = ${fullTime}`;
      expect((await restore()).body).toMatchObject({ id: gate, squad: null });
      await send(app, 'DELETE', `/api/patrol-points/${gate}`);
      await sql`update patrol_point_gone set gone_at = now() - interval '31 days'`;
      expect((await restore()).status).toBe(404);
      await sql`update patrol_point_gone set gone_at = now()`;
      await sql`insert into patrol_point (name, geometry, source, source_id)
        select name, geometry, source, source_id from patrol_point_gone where id = ${gate}`;
      expect((await restore()).status).toBe(404);
    });
  });

  it('goes for good; what was done there stays', async () => {
    await rolledBack(async (sql) => {
      await sql`insert into patrol_plan (id, area_code, name, day, input) overriding system value
        values (1, ${townArea.north}, '今夜', current_date, '{}')`;
      await sql`insert into patrol_walk (id, plan_id, squad_id, area_code, starts_at, ends_at, route) overriding system value
        values (1, 1, ${fullTime}, ${townArea.north}, now(), now(), '{}')`;
      await sql`insert into patrol_check_in (key, walk_id, point_id, visit, at, way)
        values (gen_random_uuid(), 1, ${gate}, 1, now(), 'button')`;
      const app = await townApp(sql, 'patrol');
      expect((await send(app, 'DELETE', `/api/patrol-points/${gate}`)).status).toBe(204);
      expect((await ask(app, `/api/patrol-points/${gate}`)).status).toBe(404);
      expect(await sql`select point_id from patrol_check_in`).toEqual([{ point_id: gate }]);
      const route = (await ask(app, `/api/patrol-routes/${townId.patrolRoute.evening}`)).body as {
        patrol_route: { stops: object[] };
      };
      expect(route.patrol_route.stops).toHaveLength(1);
    });
  });

  it('shows what its sign says to who plans there, and to nobody else', async () => {
    for (const [login, code] of [
      ['patrol', 'POINT0000181'],
      ['street', 'POINT0000181'],
      ['worker', null],
      ['wall', null],
    ] as const) {
      expect((await pointOf(await townApp(undefined, login), gate)).code).toBe(code);
    }
  });

  it.each([
    [{ name: '北门', centre: [112.2, 32.2] }, 400, 'centre', '该位置不在任何网格内。'],
    [
      { name: '南门', centre: [112.1016, 32.0014] },
      403,
      'centre',
      '这里不在您的职责区域内，由所在街道、社区的巡逻负责人维护。',
    ],
    [{ name: '北门', centre: [112.1016, 32.0052], squad_id: 999 }, 400, 'squad_id', '没有巡逻队 999。'],
    [{ name: '北门', centre: [112.1016, 32.0052], wanted_visits: 49 }, 400, 'wanted_visits', '应为1至48的整数'],
    [{ name: '北门', centre: [112.1016, 32.0052], window_start: '6:00' }, 400, 'window_start', '时间应为HH:MM'],
    [{ name: ' ', centre: [112.1016, 32.0052] }, 400, 'name', '请填写名称'],
    [{ centre: [112.1016, 32.0052] }, 400, 'name', '缺少「name」。'],
  ])('%j is refused', async (body, status, field, words) => {
    await rolledBack(async (sql) => {
      const answer = await send(await townApp(sql, 'patrol'), 'POST', '/api/patrol-points', body);
      expect(answer.status).toBe(status);
      expect(answer.body).toMatchObject({ error: { field } });
      expect((answer.body as { error: { message: string } }).error.message).toContain(words);
    });
  });

  it('cannot be given to a squad of elsewhere', async () => {
    await rolledBack(async (sql) => {
      await sql`update squad set area_code = ${townArea.south} where id = ${volunteer}`;
      const answer = await send(await townApp(sql, 'patrol'), 'PATCH', `/api/patrol-points/${gate}`, {
        version: 1,
        squad_id: volunteer,
      });
      expect(answer.body).toMatchObject({
        error: { code: 'bad_input', field: 'squad_id', message: '「squad_id」有误：「红袖章队」不在这一带。' },
      });
    });
  });
});
