import { describe, expect, it } from 'vitest';
import type { HouseholdDetail, HouseholdFile } from '../../../../server/api/households/schema.ts';
import type { Database } from '../../../../server/db/open.ts';
import { townNow } from '../../../fixtures/town.ts';
import type { TownLogin } from '../../../fixtures/town-accounts.ts';
import { daysBefore, townDays } from '../../../fixtures/town-households.ts';
import { townPath } from '../../../fixtures/town-summaries.ts';
import { townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { ask, send } from '../../../helpers/fakes.ts';

/** A household's file as somebody sees it who has just opened it. */
async function openedFile(
  sql: Database,
  id: number,
  purpose = 'service',
  login: TownLogin = 'leader',
): Promise<HouseholdFile> {
  const app = await townApp(sql, login);
  const { status } = await send(app, 'POST', `/api/households/${id}/openings`, { purpose });
  if (status !== 201) throw new Error(`household ${id} was not opened: ${status}`);
  return ((await ask(app, `/api/households/${id}`)).body as HouseholdDetail).file!;
}

describe('GET /api/households/:id', () => {
  it('shows place and door of a closed household, the purposes that may be stated, and nobody who lives there', async () => {
    const answer = await ask(await townApp(), '/api/households/41');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    expect(answer.body).toEqual({
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
      purposes: ['visit', 'check', 'service', 'complaint', 'emergency'],
      opening: null,
      file: null,
    } satisfies HouseholdDetail);
  });

  it('shows an open file: no expired tag, no duty that is done or not yet due', async () => {
    await rolledBack(async (sql) => {
      const now = await townNow(sql);
      const days = townDays(now);
      expect(await openedFile(sql, 41)).toEqual({
        residents: [
          {
            id: 51,
            name: '张伟',
            relation: 'head',
            sex: 'male',
            birth_year: 1955,
            birth_date: '1955-03-02',
            phone: '13800001234',
            registered_here: true,
            lives_here: true,
          },
          {
            id: 52,
            name: '李秀英',
            relation: 'spouse',
            sex: 'female',
            birth_year: 1957,
            birth_date: '1957-08-11',
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
      });
    });
  });

  it.each([
    ['visit', 'worker', { name: '张伟', phone: '13800001234', birth_date: null, birth_year: 1955 }, '***'],
    ['check', 'worker', { name: '张伟', phone: '138****1234', birth_date: '1955-03-02' }, '***'],
    ['complaint', 'secretary', { name: '张伟', phone: '13800001234', birth_date: null }, '***'],
    ['emergency', 'head', { name: '张伟', phone: '13800001234', birth_date: '1955-03-02' }, '本人申请'],
    ['subject_request', 'registrar', { name: '张伟', phone: '13800001234', birth_date: '1955-03-02' }, '本人申请'],
  ] as const)('for %s shows the %s what that needs', async (purpose, login, resident, basis) => {
    await rolledBack(async (sql) => {
      const file = await openedFile(sql, 41, purpose, login);
      expect(file.residents[0]).toMatchObject(resident);
      expect(file.need_tags.map((tag) => tag.basis)).toEqual([basis]);
    });
  });

  it('reveals nothing for a purpose that has left the catalogue, with a compound surname kept', async () => {
    await rolledBack(async (sql) => {
      await openedFile(sql, 42);
      await sql`update opening set purpose = 'abolished' where household_id = 42`;
      const { body } = await ask(await townApp(sql), '/api/households/42');
      expect(body).toMatchObject({
        opening: { purpose: 'abolished' },
        file: { residents: [{ name: '欧阳*', birth_year: 1990, birth_date: null, phone: '139****5678' }] },
      });
    });
  });

  it('shows who is registered but lives elsewhere', async () => {
    await rolledBack(async (sql) => {
      expect(await openedFile(sql, 43)).toMatchObject({
        residents: [{ name: '王强', registered_here: true, lives_here: false }],
      });
    });
  });

  it('owes no visit where it was done or falls into next month', async () => {
    await rolledBack(async (sql) => {
      expect(await openedFile(sql, 45)).toMatchObject({ duties: [], visits: [{ outcome: 'met' }] });
      expect(await openedFile(sql, 46)).toMatchObject({ duties: [], need_tags: [] });
    });
  });

  it('shows a door without people or address', async () => {
    await rolledBack(async (sql) => {
      await sql`update building set address = null where id = 21`;
      expect(await openedFile(sql, 44)).toEqual({ residents: [], need_tags: [], duties: [], visits: [] });
      expect((await ask(await townApp(sql), '/api/households/44')).body).toMatchObject({
        household: { floor: -1, door: 'B101', address: null },
      });
    });
  });

  it('lets a tag go on the day on which it expires', async () => {
    await rolledBack(async (sql) => {
      const { today, yesterday } = townDays(await townNow(sql));
      await sql`update need_tag set expires_on = ${today} where id = 61`;
      expect(await openedFile(sql, 41)).toMatchObject({ need_tags: [] });
      await sql`update need_tag set starts_on = ${yesterday}, expires_on = ${today}::date + 1 where id = 61`;
      const { body } = await ask(await townApp(sql), '/api/households/41');
      expect(body).toMatchObject({ file: { need_tags: [{ tag: 'living_alone' }] } });
    });
  });

  it('shows the ten newest visits', async () => {
    await rolledBack(async (sql) => {
      await sql`insert into visit (household_id, visited_at, outcome)
        select 47, '2026-01-01T00:00:00Z'::timestamptz + day * interval '1 day', 'met' from generate_series(1, 12) day`;
      const { visits } = await openedFile(sql, 47);
      expect(visits.map((visit) => visit.visited_at.slice(0, 10))).toEqual(
        [13, 12, 11, 10, '09', '08', '07', '06', '05', '04'].map((day) => `2026-01-${day}`),
      );
    });
  });

  it('closes the file when its time is over, when it is closed, and when the duty ends', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql, 'worker');
      const isOpen = async () => ((await ask(app, '/api/households/41')).body as HouseholdDetail).file !== null;
      await openedFile(sql, 41, 'visit', 'worker');
      expect(await isOpen()).toBe(true);
      await sql`update opening set opened_at = now() - interval '20 minutes', expires_at = now()`;
      expect(await isOpen()).toBe(false);
      await sql`update opening set expires_at = now() + interval '1 minute', closed_at = now()`;
      expect(await isOpen()).toBe(false);
      await sql`update opening set closed_at = null`;
      expect(await isOpen()).toBe(true);
      await sql`update account_grant set role = 'patrol_coordinator' where account_id = 309`;
      expect((await ask(app, '/api/households/41')).status).toBe(403);
    });
  });

  it.each([
    ['leader', 200, ['visit', 'check', 'service', 'complaint', 'emergency']],
    ['worker', 200, ['visit', 'check', 'service', 'complaint', 'emergency']],
    ['head', 200, ['visit', 'emergency']],
    ['registrar', 200, ['subject_request']],
    ['district', 403, undefined],
    ['auditor', 403, undefined],
    ['officer', 403, undefined],
    ['patrol', 403, undefined],
    ['wall', 403, undefined],
  ] as const)('answers the %s with %i', async (login, status, purposes) => {
    const answer = await ask(await townApp(undefined, login), '/api/households/41');
    expect(answer.status).toBe(status);
    expect((answer.body as HouseholdDetail).purposes).toEqual(purposes);
  });

  it.each([
    ['worker', 48],
    ['secretary', 48],
    ['head', 47],
  ] as const)('the %s does not find household %i, which is outside', async (login, id) => {
    expect((await ask(await townApp(undefined, login), `/api/households/${id}`)).status).toBe(404);
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

it('shows nothing of a value that stands where it was not sealed for', async () => {
  await rolledBack(async (sql) => {
    await openedFile(sql, 41);
    await sql`update resident set name = phone where id = 51`;
    expect((await ask(await townApp(sql), '/api/households/41')).status).toBe(500);
  });
});
