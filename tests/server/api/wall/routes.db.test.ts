import { describe, expect, it } from 'vitest';
import type { OwnWall } from '../../../../server/api/wall/schema.ts';
import { readWallCatalogue } from '../../../../server/api/walls/catalogue.ts';
import { remoteCodeOf } from '../../../../server/api/walls/remote.ts';
import { type RemoteWalls, restingState } from '../../../../server/api/walls/schema.ts';
import { townNow } from '../../../fixtures/town.ts';
import { townWall } from '../../../fixtures/town-accounts.ts';
import { townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { ask, send } from '../../../helpers/fakes.ts';
import { testSealer } from '../../../helpers/sealer.ts';

const report = {
  ...{ scene: 'today', width_px: 3840, height_px: 2160, feed_age_s: 2, rebuilt_count: 1, up_s: 90, heap_mb: 61 },
  ...{ clock_ms: 12, clock_error_ms: 3 },
};

describe('what a screen begins with', () => {
  it('is its wall, the scenes and the plan, and nothing of a person', async () => {
    await rolledBack(async (sql) => {
      const now_ms = (await townNow(sql)).getTime();
      const { scenes, plan } = readWallCatalogue();
      const { body } = await ask(await townApp(sql, 'wall'), '/api/wall');
      const { holidays, worked_weekends, expires_at, ...own } = body as OwnWall;
      expect(own).toEqual({
        wall: {
          ...{ id: townWall, name: '指挥大屏', area_code: '990106', column_count: 1, row_count: 1, plan: null },
          ...{ state: restingState, version: 1 },
        },
        part: 1,
        area: { area_code: '990106', name: '清河区', level: 'district', bounds: expect.any(Array) },
        scenes: scenes.map((scene) => ({ ...scene, origin: 'product' })),
        product_plan: plan,
        emergencies: [],
        remote: remoteCodeOf(testSealer, townWall, now_ms),
        now_ms,
      });
      expect(holidays).toContain('2026-10-01');
      expect(worked_weekends).toContain('2026-10-10');
      expect(Date.parse(expires_at)).toBeGreaterThan(now_ms);
    });
  });

  it('is a part that the wall has, however it was split since', async () => {
    await rolledBack(async (sql) => {
      await sql`update token set part = 7 where wall_id = ${townWall}`;
      await sql`update wall set column_count = 3 where id = ${townWall}`;
      expect((await ask(await townApp(sql, 'wall'), '/api/wall')).body).toMatchObject({ part: 3 });
    });
  });
});

describe('what a screen says of itself', () => {
  it('is shown to who looks after the wall, is no change of the wall, and is kept once a screen', async () => {
    await rolledBack(async (sql) => {
      const wall = await townApp(sql, 'wall');
      const [before] =
        await sql`select (select count(*) from outbox) as told, (select count(*) from state_change) as changed`;
      expect((await send(wall, 'POST', '/api/wall/report', report)).status).toBe(204);
      expect((await send(wall, 'POST', '/api/wall/report', { ...report, scene: 'replay' })).status).toBe(204);
      expect(
        await sql`select (select count(*) from outbox) as told, (select count(*) from state_change) as changed`,
      ).toEqual([before]);
      const { walls } = (await ask(await townApp(sql), '/api/walls')).body as RemoteWalls;
      expect(walls[0]!.screens).toMatchObject([{ part: 1, report: { ...report, scene: 'replay' } }]);
      expect(walls[0]!.screens[0]!.seen_at).toMatch(/^\d{4}-.*Z$/);
      expect(await sql`select count(*)::int from wall_screen`).toEqual([{ count: 1 }]);
    });
  });

  it('is refused where it is none', async () => {
    await rolledBack(async (sql) => {
      const wall = await townApp(sql, 'wall');
      const { status, body } = await send(wall, 'POST', '/api/wall/report', { ...report, scene: '<b>' });
      expect([status, (body as { error: { field: string } }).error.field]).toEqual([400, 'scene']);
    });
  });
});

it('asks the clock without being anybody, and leaves by itself', async () => {
  await rolledBack(async (sql) => {
    const now_ms = (await townNow(sql)).getTime();
    const app = await townApp(sql, 'wall');
    const { body, headers } = await ask(app, '/api/wall/clock');
    expect([body, headers.get('Cache-Control')]).toEqual([{ now_ms }, 'no-store']);
    const left = await send(app, 'POST', '/api/wall/leave');
    expect([left.status, left.headers.get('Set-Cookie')]).toEqual([
      204,
      'jingwei-wall=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict',
    ]);
  });
});
