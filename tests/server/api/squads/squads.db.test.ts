import { describe, expect, it } from 'vitest';
import type { KeptSquad } from '../../../../server/api/squads/schema.ts';
import type { Database } from '../../../../server/db/open.ts';
import { townArea, townId, townNow } from '../../../fixtures/town.ts';
import { townDays } from '../../../fixtures/town-households.ts';
import { townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { ask, send } from '../../../helpers/fakes.ts';

const { fullTime, volunteer } = townId.squad;
/** Label points of the north community and the street: where squads without a start begin. */
const northMiddle = [112.1042, 32.0054];

async function insertWalk(sql: Database, squadId: number, endsIn: string): Promise<void> {
  await sql`insert into patrol_plan (id, area_code, name, day, state, input) overriding system value
    values (1, ${townArea.north}, '今夜', current_date, 'issued', '{}')`;
  await sql`insert into patrol_walk (plan_id, squad_id, area_code, starts_at, ends_at, route)
    select 1, ${squadId}, ${townArea.north}, generated_at - interval '3 hours', generated_at + ${endsIn}::interval, '{}' from deployment`;
}

describe('a squad', () => {
  it('starts in the middle of its area and ends there, unless something else is said', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql, 'patrol');
      const body = { area_code: townArea.north, kind: 'enterprise', name: '厂区联防队', member_count: 12 };
      const made = await send(app, 'POST', '/api/squads', body);
      expect(made.status).toBe(201);
      const { id, start } = made.body as KeptSquad;
      expect(made.body).toEqual({ id, ...body, mode: 'foot', start, end: start, version: 1 });
      expect(start[0]).toBeCloseTo(northMiddle[0]!, 4);
      expect(start[1]).toBeCloseTo(northMiddle[1]!, 4);
      const gate = [112.1018, 32.004];
      const moved = await send(app, 'PATCH', `/api/squads/${id}`, { version: 1, start: gate, mode: 'bicycle' });
      expect(moved.body).toMatchObject({ start: gate, end: gate, mode: 'bicycle', version: 2 });
      const anywhere = await send(app, 'PATCH', `/api/squads/${id}`, { version: 2, end: null });
      expect(anywhere.body).toMatchObject({ start: gate, end: null, version: 3 });
      const { body: list } = await ask(app, `/api/squads?area_code=${townArea.north}`);
      expect((list as { items: KeptSquad[] }).items.map((squad) => squad.id)).toEqual([volunteer, id]);
    });
  });

  it('takes its shifts to come along when it moves', async () => {
    await rolledBack(async (sql) => {
      await sql`insert into patrol_shift (squad_id, day, starts_at, ends_at, people) values
        (${volunteer}, current_date - 3, '18:00', '20:00', 2), (${volunteer}, current_date + 3, '18:00', '20:00', 2)`;
      const app = await townApp(sql, 'street');
      const moved = await send(app, 'PATCH', `/api/squads/${volunteer}`, { version: 1, area_code: townArea.south });
      expect(moved.status).toBe(200);
      expect(await sql`select area_code from patrol_shift order by day`).toEqual([
        { area_code: townArea.north },
        { area_code: townArea.south },
      ]);
    });
  });

  it('lets go of its points and shifts to come when it ends, and keeps what it did', async () => {
    await rolledBack(async (sql) => {
      await insertWalk(sql, volunteer, '-1 hour');
      const { today } = townDays(await townNow(sql));
      await sql`insert into patrol_shift (squad_id, day, starts_at, ends_at, people) values
        (${volunteer}, ${today}, '18:00', '20:00', 2), (${volunteer}, ${today}::date + 1, '18:00', '20:00', 2)`;
      const app = await townApp(sql, 'patrol');
      expect((await send(app, 'DELETE', `/api/squads/${volunteer}`)).status).toBe(204);
      expect((await ask(app, `/api/squads?area_code=${townArea.north}`)).body).toEqual({ items: [], next: null });
      expect((await send(app, 'PATCH', `/api/squads/${volunteer}`, { version: 2, name: '新名' })).status).toBe(404);
      expect(await sql`select id from patrol_point where squad_id = ${volunteer}`).toEqual([]);
      expect(await sql`select day::text as day from patrol_shift`).toEqual([{ day: today }]);
      expect(await sql`select squad_id from patrol_walk`).toEqual([{ squad_id: volunteer }]);
    });
  });

  it('cannot end while an issued plan has it walk', async () => {
    await rolledBack(async (sql) => {
      await insertWalk(sql, volunteer, '1 hour');
      const answer = await send(await townApp(sql, 'patrol'), 'DELETE', `/api/squads/${volunteer}`);
      expect(answer.status).toBe(409);
      expect(answer.body).toEqual({
        error: {
          code: 'conflict',
          message: '「红袖章队」在已下发的方案「今夜」中还有巡逻任务，请先撤回方案或等巡逻结束。',
        },
      });
    });
  });

  it.each([
    ['POST', '', { area_code: '990106001009', kind: 'volunteer', name: '甲队', member_count: 4 }, 400, 'area_code'],
    ['POST', '', { area_code: townArea.south, kind: 'volunteer', name: '甲队', member_count: 4 }, 403, 'area_code'],
    ['POST', '', { area_code: townArea.north, kind: 'volunteer', name: '红袖章队', member_count: 4 }, 409, 'name'],
    ['POST', '', { area_code: townArea.north, kind: 'police', name: '甲队', member_count: 4 }, 400, 'kind'],
    ['POST', '', { area_code: townArea.north, kind: 'volunteer', name: '甲队', member_count: 0 }, 400, 'member_count'],
    ['PATCH', `/${volunteer}`, { version: 1, mode: 'train' }, 400, 'mode'],
    ['PATCH', `/${volunteer}`, { mode: 'car' }, 400, 'version'],
    ['PATCH', `/${volunteer}`, { version: 7, mode: 'car' }, 409, 'version'],
    ['PATCH', `/${volunteer}`, { version: 1, area_code: townArea.south }, 403, 'area_code'],
    ['PATCH', `/${fullTime}`, { version: 1, mode: 'car' }, 403, undefined],
  ] as const)('%s %s %j is refused', async (method, path, body, status, field) => {
    await rolledBack(async (sql) => {
      const answer = await send(await townApp(sql, 'patrol'), method, `/api/squads${path}`, body);
      expect(answer.status).toBe(status);
      expect((answer.body as { error: { field?: string } }).error.field).toBe(field);
    });
  });
});
