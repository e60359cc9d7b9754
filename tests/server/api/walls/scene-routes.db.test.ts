import { expect, it } from 'vitest';
import { readWallCatalogue } from '../../../../server/api/walls/catalogue.ts';
import type { KeptScene } from '../../../../server/api/walls/schema.ts';
import type { Database } from '../../../../server/db/open.ts';
import { townWall } from '../../../fixtures/town-accounts.ts';
import { townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { ask, send } from '../../../helpers/fakes.ts';

const [today] = readWallCatalogue().scenes;
const put = async (sql: Database, scene: string, body: object) =>
  send(await townApp(sql), 'PUT', `/api/wall-scenes/${scene}`, body);
const drop = async (sql: Database, scene: string) => send(await townApp(sql), 'DELETE', `/api/wall-scenes/${scene}`);
const listed = async (sql: Database) => (await ask(await townApp(sql), '/api/wall-scenes')).body as KeptScene[];

it('are changed and made, shown by every wall at once, and go back to the product’s', async () => {
  await rolledBack(async (sql) => {
    const before = await listed(sql);
    expect(before.map(({ origin }) => origin)).toEqual(Array(8).fill('product'));
    const changed = await put(sql, 'today', { ...today, duration_s: 90 });
    expect(changed.body).toEqual({ ...today, duration_s: 90, origin: 'changed' });
    expect((await put(sql, 'bridge', { ...today, id: 'bridge', zh: '大桥' })).body).toMatchObject({ origin: 'own' });
    expect((await listed(sql)).map(({ id, origin }) => `${id} ${origin}`)).toContain('bridge own');
    expect((await listed(sql))[0]).toMatchObject({ id: 'today', duration_s: 90, origin: 'changed' });
    const [wall] = await sql`select version from wall where id = ${townWall}`;
    expect(wall!.version).toBeGreaterThan(1);
    const [told] = await sql`select body from outbox where topic = 'wall' order by id desc limit 1`;
    expect(told!.body).toEqual({ wall_id: townWall, version: wall!.version });
    expect((await drop(sql, 'today')).status).toBe(204);
    expect((await drop(sql, 'bridge')).status).toBe(204);
    expect(await listed(sql)).toEqual(before);
    expect((await drop(sql, 'today')).status).toBe(404);
    expect((await drop(sql, 'bridge')).status).toBe(404);
    expect(await sql`select kind, detail from audit_event where kind like 'scene%' order by id`).toEqual([
      { kind: 'scene_changed', detail: { scene: 'today' } },
      { kind: 'scene_changed', detail: { scene: 'bridge' } },
      { kind: 'scene_reset', detail: { scene: 'today' } },
      { kind: 'scene_reset', detail: { scene: 'bridge' } },
    ]);
  });
});

it('stay while a plan names them, which says whose', async () => {
  await rolledBack(async (sql) => {
    await put(sql, 'bridge', { ...today, id: 'bridge' });
    const plan = { entries: [{ days: 'every', from: null, to: null, scenes: ['today', 'bridge'] }], emergency: [] };
    await send(await townApp(sql), 'PATCH', `/api/walls/${townWall}`, { plan });
    expect(await drop(sql, 'bridge')).toMatchObject({
      status: 409,
      body: {
        error: { field: 'scene', message: '这些大屏的计划仍在使用该场景，请先从计划中移除：指挥大屏。' },
      },
    });
    await send(await townApp(sql), 'PATCH', `/api/walls/${townWall}`, { plan: null });
    expect((await drop(sql, 'bridge')).status).toBe(204);
  });
});

it('are no more than 60 made here, and named as their address says', async () => {
  await rolledBack(async (sql) => {
    expect(await put(sql, 'bridge', today!)).toMatchObject({ status: 400, body: { error: { field: 'id' } } });
    await sql`insert into wall_scene (scene, definition) select 'own' || n,
      ${sql.json({ ...today } as never)}::jsonb || jsonb_build_object('id', 'own' || n) from generate_series(1, 60) n`;
    expect((await put(sql, 'bridge', { ...today, id: 'bridge' })).status).toBe(409);
    expect((await put(sql, 'own7', { ...today, id: 'own7' })).status).toBe(200);
    expect((await put(sql, 'today', today!)).status).toBe(200);
  });
});

it('are kept by who looks after the whole deployment', async () => {
  await rolledBack(async (sql) => {
    const { status, body } = await send(await townApp(sql, 'street'), 'PUT', '/api/wall-scenes/today', today);
    expect([status, (body as { error: { message: string } }).error.message]).toEqual([
      403,
      '场景由全区所有大屏共用，只有负责全区大屏的人可以修改。',
    ]);
  });
});
