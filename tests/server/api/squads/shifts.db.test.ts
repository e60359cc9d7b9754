import { describe, expect, it } from 'vitest';
import { addDays, dayOf } from '../../../../server/api/calendar.ts';
import type { PatrolShift } from '../../../../server/api/squads/schema.ts';
import type { Database } from '../../../../server/db/open.ts';
import { townArea, townId, townNow } from '../../../fixtures/town.ts';
import { type AskedApp, townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { allPages, ask, send } from '../../../helpers/fakes.ts';

const { fullTime, volunteer } = townId.squad;

async function todayOf(sql: Database): Promise<string> {
  return dayOf(await townNow(sql), 'Asia/Shanghai');
}

async function make(app: AskedApp, body: object): Promise<PatrolShift> {
  const answer = await send(app, 'POST', '/api/patrol-shifts', body);
  expect(answer).toMatchObject({ status: 201 });
  return answer.body as PatrolShift;
}

const night = { squad_id: volunteer, day: '2026-05-01', starts_at: '20:00', ends_at: '02:00' };

describe('a shift', () => {
  it('belongs to the area of its squad, has all its people, and may run over midnight', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql, 'patrol');
      const { id, ...shift } = await make(app, night);
      expect(id).toBeGreaterThan(0);
      expect(shift).toEqual({
        ...{ ...night, squad_name: '红袖章队', area_code: townArea.north, people: 20 },
        ...{ purpose: 'routine', purpose_reason: null, note: null, version: 1, handovers: [] },
      });
    });
  });

  it.each([
    ['2026-05-01', '20:00', '23:00', '2026-05-01 20:00–次日02:00'],
    ['2026-05-02', '01:59', '05:00', '2026-05-01 20:00–次日02:00'],
    ['2026-04-30', '22:00', '20:01', '2026-05-01 20:00–次日02:00'],
  ])('does not overlap another of its squad: %s %s–%s', async (day, starts_at, ends_at, other) => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql, 'patrol');
      await make(app, night);
      const answer = await send(app, 'POST', '/api/patrol-shifts', { ...night, day, starts_at, ends_at });
      expect(answer.body).toEqual({
        error: { code: 'conflict', field: 'starts_at', message: `「红袖章队」在 ${other} 已有班次，时间重叠。` },
      });
    });
  });

  it('may follow at once, and another squad may be on duty with it', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql, 'street');
      await make(app, night);
      await make(app, { ...night, day: '2026-05-02', starts_at: '02:00', ends_at: '04:00' });
      await make(app, { ...night, squad_id: fullTime });
    });
  });

  it('is refused by the database as well where two are made at once', async () => {
    const twice = rolledBack(async (sql) => {
      await sql`insert into patrol_shift (squad_id, day, starts_at, ends_at, people) values
        (${volunteer}, '2026-05-01', '20:00', '02:00', 2), (${volunteer}, '2026-05-02', '01:00', '03:00', 2)`;
    });
    await expect(twice).rejects.toThrow(/exclusion constraint/);
  });

  it('is changed by its latest version, also in place of itself', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql, 'patrol');
      const { id } = await make(app, night);
      const later = await send(app, 'PATCH', `/api/patrol-shifts/${id}`, {
        version: 1,
        starts_at: '21:00',
        people: 6,
        note: '带手电',
      });
      expect(later.body).toMatchObject({ starts_at: '21:00', ends_at: '02:00', people: 6, note: '带手电', version: 2 });
      const stale = await send(app, 'PATCH', `/api/patrol-shifts/${id}`, { version: 1, people: 5 });
      expect(stale).toMatchObject({ status: 409, body: { error: { field: 'version' } } });
      expect((await send(app, 'DELETE', `/api/patrol-shifts/${id}`)).status).toBe(204);
      expect((await send(app, 'DELETE', `/api/patrol-shifts/${id}`)).status).toBe(404);
    });
  });

  it.each([
    [{ ...night, people: 21 }, 400, 'people'],
    [{ ...night, squad_id: 999 }, 400, 'squad_id'],
    [{ ...night, squad_id: fullTime }, 403, 'squad_id'],
    [{ ...night, day: '2026-02-30' }, 400, 'day'],
    [{ ...night, starts_at: '8:00' }, 400, 'starts_at'],
    [{ ...night, purpose: 'safety' }, 400, 'purpose_reason'],
    [{ ...night, purpose: 'drill' }, 400, 'purpose'],
  ])('%j is refused', async (body, status, field) => {
    await rolledBack(async (sql) => {
      const answer = await send(await townApp(sql, 'patrol'), 'POST', '/api/patrol-shifts', body);
      expect(answer).toMatchObject({ status, body: { error: { field } } });
    });
  });
});

describe('a safety or emergency shift', () => {
  const audited = (sql: Database) =>
    sql`select kind, account_id, area_code, detail ->> 'reason' as reason from audit_event where kind like 'shift%' order by id`;

  it('is declared with a reason while it is still to end, which is written down', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql, 'patrol');
      const day = await todayOf(sql);
      const { id } = await make(app, { ...night, day, purpose: 'safety', purpose_reason: '灯会安保' });
      const kept = await send(app, 'PATCH', `/api/patrol-shifts/${id}`, { version: 1, note: '带手电' });
      expect(kept.body).toMatchObject({ purpose: 'safety', purpose_reason: '灯会安保' });
      const routine = await send(app, 'PATCH', `/api/patrol-shifts/${id}`, { version: 2, purpose: 'routine' });
      expect(routine.body).toMatchObject({ purpose: 'routine', purpose_reason: null });
      expect(await audited(sql)).toEqual([
        { kind: 'shift_declared', account_id: 308, area_code: townArea.north, reason: '灯会安保' },
        { kind: 'shift_routine', account_id: 308, area_code: townArea.north, reason: null },
      ]);
      expect(await sql`select declared_by from patrol_shift where id = ${id}`).toEqual([{ declared_by: null }]);
    });
  });

  it('cannot be made of one that is over', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql, 'patrol');
      const yesterday = addDays(await todayOf(sql), -1);
      const { id } = await make(app, { ...night, day: yesterday });
      const late = await send(app, 'PATCH', `/api/patrol-shifts/${id}`, {
        version: 1,
        purpose: 'emergency',
        purpose_reason: '暴雨',
      });
      expect(late).toMatchObject({ status: 409, body: { error: { field: 'purpose' } } });
      expect(await audited(sql)).toEqual([]);
    });
  });
});

describe('the roster', () => {
  it('is read in order of time, page by page', async () => {
    await rolledBack(async (sql) => {
      await sql`insert into patrol_shift (squad_id, day, starts_at, ends_at, people)
        select squad_id, day, starts_at::time, '23:00', 2 from unnest(array[${fullTime}::int, ${volunteer}::int]) squad_id,
          unnest(array['2026-05-02', '2026-05-01', '2026-05-03']::date[]) day, unnest(array['20:00', '08:00']) starts_at
        where not (starts_at = '08:00')`;
      const app = await townApp(sql, 'street');
      const list = '/api/patrol-shifts?area_code=990106001&from=2026-05-01&to=2026-05-02';
      const rows = (await allPages(app, `${list}&limit=1`, 1)) as PatrolShift[];
      expect(rows.map(({ day, squad_id }) => [day, squad_id])).toEqual([
        ['2026-05-01', fullTime],
        ['2026-05-01', volunteer],
        ['2026-05-02', fullTime],
        ['2026-05-02', volunteer],
      ]);
      expect(rows).toEqual(((await ask(app, list)).body as { items: PatrolShift[] }).items);
    });
  });

  it.each(['from=2026-05-02&to=2026-05-01', 'from=2026-01-01&to=2026-05-01', 'from=2026-05-01'])(
    '%s is refused',
    async (query) => {
      expect(await ask(await townApp(), `/api/patrol-shifts?area_code=990106&${query}`)).toMatchObject({
        status: 400,
        body: { error: { field: 'to' } },
      });
    },
  );

  it('copies a week to another, without what is there already', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql, 'patrol');
      await make(app, { ...night, day: '2026-05-04', note: '带手电' });
      await make(app, { ...night, day: '2026-05-10', ends_at: '23:00' });
      await make(app, { ...night, day: '2026-05-12', starts_at: '01:00', ends_at: '03:00' });
      const copied = await send(app, 'POST', '/api/patrol-shifts/copy', {
        area_code: townArea.north,
        from: '2026-05-04',
        to: '2026-05-11',
      });
      // The night of Monday the 11th would last into the shift that is there.
      expect(copied).toMatchObject({ status: 200, body: { made: 1, skipped: 1 } });
      const { body } = await ask(app, `/api/patrol-shifts?area_code=${townArea.north}&from=2026-05-11&to=2026-05-17`);
      expect(
        (body as { items: PatrolShift[] }).items.map(({ day, starts_at, ends_at, note }) => [
          day,
          starts_at,
          ends_at,
          note,
        ]),
      ).toEqual([
        ['2026-05-12', '01:00', '03:00', null],
        ['2026-05-17', '20:00', '23:00', null],
      ]);
    });
  });

  it.each([
    [{ area_code: townArea.north, from: '2026-05-05', to: '2026-05-11' }, 400, 'from'],
    [{ area_code: townArea.north, from: '2026-05-04', to: '2026-05-04' }, 400, 'to'],
    [{ area_code: townArea.south, from: '2026-05-04', to: '2026-05-11' }, 403, 'area_code'],
  ])('%j is not copied', async (body, status, field) => {
    await rolledBack(async (sql) => {
      const answer = await send(await townApp(sql, 'patrol'), 'POST', '/api/patrol-shifts/copy', body);
      expect(answer).toMatchObject({ status, body: { error: { field } } });
    });
  });

  it('hands over what is to be known to who plans, and to nobody else', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql, 'patrol');
      const { id } = await make(app, { ...night, note: '带手电' });
      const noted = await send(app, 'POST', `/api/patrol-shifts/${id}/handovers`, { body: '北门灯不亮' });
      expect(noted.status).toBe(201);
      const [handover] = (noted.body as PatrolShift).handovers;
      expect(handover).toMatchObject({ author: '测试patrol', body: '北门灯不亮' });
      const list = '/api/patrol-shifts?area_code=990106&from=2026-05-01&to=2026-05-01';
      for (const [login, handovers, note] of [
        ['secretary', [handover], '带手电'],
        ['officer', [], null],
        ['wall', [], null],
      ] as const) {
        const { body } = await ask(await townApp(sql, login), list);
        expect((body as { items: PatrolShift[] }).items).toMatchObject([{ id, handovers, note }]);
      }
    });
  });
});
