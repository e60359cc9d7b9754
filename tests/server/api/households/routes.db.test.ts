import { describe, expect, it } from 'vitest';
import type { HouseholdDetail } from '../../../../server/api/households/schema.ts';
import { townNow } from '../../../fixtures/town.ts';
import { daysBefore, townDays } from '../../../fixtures/town-households.ts';
import { townPath } from '../../../fixtures/town-summaries.ts';
import { townApp } from '../../../helpers/app.ts';
import { rolledBack, testDatabase } from '../../../helpers/database.ts';
import { ask } from '../../../helpers/fakes.ts';

describe('GET /api/households/:id', () => {
  it('shows a household masked: no expired tag, no duty that is done or not yet due', async () => {
    const now = await townNow((await testDatabase()).sql);
    const days = townDays(now);
    const { status, body } = await ask(await townApp(), '/api/households/41');
    expect(status).toBe(200);
    expect(body).toEqual({
      path: townPath.northWest,
      centre: [112.1012, 32.0047],
      bounds: [112.101, 32.0046, 112.1014, 32.0048],
      household: {
        id: 41,
        building_id: 21,
        building_name: '1幢',
        unit_id: 31,
        unit_no: 1,
        unit_name: '1单元',
        floor: 1,
        door: '101',
        door_state: 'occupied',
        address: '清河路18号1幢1单元101',
        confirmed_on: '2026-03-03',
      },
      residents: [
        {
          name: '张*',
          relation: 'head',
          sex: 'male',
          birth_year: 1955,
          phone: '138****1234',
          registered_here: true,
          lives_here: true,
        },
        {
          name: '李*',
          relation: 'spouse',
          sex: 'female',
          birth_year: 1957,
          phone: null,
          registered_here: true,
          lives_here: true,
        },
      ],
      need_tags: [{ tag: 'living_alone', purpose: '每月上门', basis: '本人申请', expires_on: days.inAYear }],
      duties: [
        { duty: 'hardship', due_on: days.lastDayOfLastMonth },
        { duty: 'living_alone', due_on: days.lastDayOfMonth },
      ],
      visits: [
        { visited_at: daysBefore(now, 40).toISOString(), outcome: 'no_answer' },
        { visited_at: daysBefore(now, 100).toISOString(), outcome: 'met' },
      ],
    } satisfies HouseholdDetail);
  });

  it('shows who is registered but lives elsewhere, with a compound surname kept', async () => {
    const app = await townApp();
    expect((await ask(app, '/api/households/43')).body).toMatchObject({
      household: { floor: 3, door_state: 'empty' },
      residents: [{ name: '王*', registered_here: true, lives_here: false }],
    });
    expect((await ask(app, '/api/households/42')).body).toMatchObject({
      residents: [{ name: '欧阳*', birth_year: 1990, phone: '139****5678', registered_here: false, lives_here: true }],
    });
  });

  it('owes no visit where it was done or falls into next month', async () => {
    const app = await townApp();
    expect(await ask(app, '/api/households/45')).toMatchObject({ body: { duties: [], visits: [{ outcome: 'met' }] } });
    expect((await ask(app, '/api/households/46')).body).toMatchObject({ duties: [], need_tags: [] });
  });

  it('shows a door without people or address', async () => {
    await rolledBack(async (sql) => {
      await sql`update building set address = null where id = 21`;
      const { body } = await ask(await townApp(sql), '/api/households/44');
      expect(body).toMatchObject({
        household: { floor: -1, door: 'B101', address: null },
        residents: [],
        need_tags: [],
        duties: [],
        visits: [],
      });
    });
  });

  it('lets a tag go on the day on which it expires', async () => {
    await rolledBack(async (sql) => {
      const { today, yesterday } = townDays(await townNow(sql));
      await sql`update need_tag set expires_on = ${today} where id = 61`;
      expect((await ask(await townApp(sql), '/api/households/41')).body).toMatchObject({ need_tags: [] });
      await sql`update need_tag set starts_on = ${yesterday}, expires_on = ${today}::date + 1 where id = 61`;
      expect((await ask(await townApp(sql), '/api/households/41')).body).toMatchObject({
        need_tags: [{ tag: 'living_alone' }],
      });
    });
  });

  it('shows the ten newest visits', async () => {
    await rolledBack(async (sql) => {
      await sql`insert into visit (household_id, visited_at, outcome)
        select 47, '2026-01-01T00:00:00Z'::timestamptz + day * interval '1 day', 'met' from generate_series(1, 12) day`;
      const { visits } = (await ask(await townApp(sql), '/api/households/47')).body as HouseholdDetail;
      expect(visits.map((visit) => visit.visited_at.slice(0, 10))).toEqual(
        [13, 12, 11, 10, '09', '08', '07', '06', '05', '04'].map((day) => `2026-01-${day}`),
      );
    });
  });

  it.each([
    ['999', 404, '没有找到住户 999。'],
    ['-1', 400, '「id」有误：编号从1开始。'],
    ['41%27', 400, '「id」有误：编号应为整数。'],
  ])('answers %s with %i', async (id, status, message) => {
    const answer = await ask(await townApp(), `/api/households/${id}`);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ error: { message } });
  });
});
