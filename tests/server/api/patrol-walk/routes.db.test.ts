import { describe, expect, it } from 'vitest';
import type {
  ActivePatrol,
  ActivePatrols,
  CheckInAnswer,
  Walk,
  WalkAnswer,
  WalkCheckIn,
} from '../../../../server/api/patrol-walk/schema.ts';
import type { WallFigures } from '../../../../server/api/wall/schema.ts';
import type { Database } from '../../../../server/db/open.ts';
import { townId, townNow } from '../../../fixtures/town.ts';
import { townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { ask, send } from '../../../helpers/fakes.ts';
import { issuedPlan, patrolApp } from '../../../helpers/patrols.ts';

const { gate, square, works } = townId.patrolPoint;
const HOUR = 60;

/** What a phone with a pass and no account asks, so many minutes after the town's noon. */
async function byPass(
  sql: Database,
  pass: string | null,
  path = '',
  { body, after_min = 0 }: { body?: unknown; after_min?: number } = {},
): Promise<{ status: number; body: unknown }> {
  const app = await patrolApp(sql, { login: null, after_min });
  const headers: Record<string, string> = { 'Accept-Language': 'en', ...(pass !== null && { 'Jingwei-Pass': pass }) };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const init = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) };
  const response = await app.request(`/api/patrol-walk${path}`, init);
  return { status: response.status, body: await response.json() };
}

let number = 0;
/** A check-in so many minutes after the town's noon. */
async function checkIn(sql: Database, id: number, visit: number, after_min: number): Promise<WalkCheckIn> {
  number += 1;
  const at = new Date((await townNow(sql)).getTime() + after_min * 60_000).toISOString();
  const key = `8f14e45f-ceea-467f-a8d5-${String(number).padStart(12, '0')}`;
  return { key, kind: 'point', id, visit, at, way: 'button' };
}
const checkedIn = async (sql: Database, pass: string, items: readonly object[], after_min = 0) =>
  (await byPass(sql, pass, '/check-ins', { body: { items }, after_min })).body as CheckInAnswer;
const active = async (sql: Database, after_min = 0) => {
  const { body } = await ask(await patrolApp(sql, { after_min }), '/api/patrol-active?area_code=990106001');
  return (body as { items: ActivePatrol[] }).items;
};

describe('a walk by its pass', () => {
  it('opens places and times of that walk, without an account', () =>
    rolledBack(async (sql) => {
      const { plan, pass } = await issuedPlan(sql);
      const { status, body } = await byPass(sql, pass);
      const walk = body as Walk;
      expect(status).toBe(200);
      expect(walk).toMatchObject({
        ...{
          plan_id: plan.id,
          plan_name: '午间巡逻',
          day: plan.day,
          time_zone: 'Asia/Shanghai',
          from_min: 660,
          to_min: 840,
        },
        squad: { id: townId.squad.fullTime, name: '清河专职队', mode: 'foot', people: 4 },
        ...{ check_ins: [], tracked: false, version: 1, over: false },
      });
      const [signed] = await sql<[{ digest: string }]>`
        select encode(sha256(convert_to(code, 'UTF8')), 'hex') as digest from patrol_point where id = ${gate}`;
      expect(walk.stops.map(({ name, visit, code_digest }) => [name, visit, code_digest === signed.digest])).toEqual([
        ['花园南门', 1, true],
        ['清河广场', 1, false],
        ['花园南门', 2, true],
      ]);
      expect(walk.streets[0]).toMatchObject({ kind: 'secondary', name: '清河路' });
      expect(JSON.stringify(walk)).not.toContain('测试');
    }));

  it('sends streets once a version, and finds no place but those of its own route', () =>
    rolledBack(async (sql) => {
      const { pass } = await issuedPlan(sql);
      const streetsBy = async (query: string) => ((await byPass(sql, pass, query)).body as WalkAnswer).streets;
      expect(await streetsBy('?streets_of=1')).toBeNull();
      expect((await streetsBy('?streets_of=2'))!.length).toBeGreaterThan(0);
      const wrong = await byPass(sql, pass, '?streets_of=x');
      expect([wrong.status, (wrong.body as { error: { field: string } }).error.field]).toEqual([400, 'streets_of']);
      // The plan has both points, this walk the gate alone.
      await sql`update patrol_walk set route = jsonb_set(route, '{stops}', (
        select jsonb_agg(stop) from jsonb_array_elements(route -> 'stops') stop where (stop ->> 'id')::int = ${gate}))`;
      const [digest] = await sql<[{ pass_digest: Buffer }]>`select pass_digest from patrol_walk`;
      const [own] = await sql<[{ points: { id: number }[]; streets: unknown[] }]>`
        select points, streets from route_of_pass(${digest.pass_digest}, ${await townNow(sql)})`;
      expect([own.points.map(({ id }) => id), own.streets]).toEqual([[gate], []]);
    }));

  it('is a walk to nobody else: no pass, a wrong one, too early, too late', () =>
    rolledBack(async (sql) => {
      const { pass } = await issuedPlan(sql);
      expect((await byPass(sql, null)).status).toBe(401);
      expect((await byPass(sql, 'x'.repeat(22))).status).toBe(404);
      // It begins an hour before noon and ends two hours after it.
      const statuses = async (...minutes: number[]) =>
        Promise.all(minutes.map(async (after_min) => (await byPass(sql, pass, '', { after_min })).status));
      expect(await statuses(-13 * HOUR - 1)).toEqual([404]);
      expect(await statuses(-13 * HOUR)).toEqual([200]);
      expect(await statuses(14 * HOUR)).toEqual([200]);
      expect(await statuses(14 * HOUR + 1)).toEqual([404]);
    }));

  it('says that it is over when the plan was withdrawn', () =>
    rolledBack(async (sql) => {
      const { plan, pass } = await issuedPlan(sql);
      await send(await patrolApp(sql), 'POST', `/api/patrol-plans/${plan.id}/withdraw`);
      expect((await byPass(sql, pass)).body).toMatchObject({ over: true, version: 2 });
      expect(await active(sql)).toEqual([]);
    }));
});

describe('check-ins', () => {
  it('come in once, in any order, days later, and each hears what became of it', () =>
    rolledBack(async (sql) => {
      const { pass } = await issuedPlan(sql);
      const second = await checkIn(sql, square, 1, 12);
      const first = await checkIn(sql, gate, 1, -28);
      const extra = await checkIn(sql, square, 2, 20);
      const answer = await checkedIn(sql, pass, [second, first, second, extra], 70 * HOUR);
      expect(answer.items.map(({ state }) => state)).toEqual(['taken', 'taken', 'known', 'taken']);
      const again = await checkedIn(sql, pass, [first, second], 71 * HOUR);
      expect(again.items).toEqual([first, second].map(({ key }) => ({ key, state: 'known', sentence: null })));
      const rows = await sql`select point_id, visit from patrol_check_in order by at`;
      expect([...rows]).toEqual([
        { point_id: gate, visit: 1 },
        { point_id: square, visit: 1 },
        { point_id: square, visit: 2 },
      ]);
      const told = (await byPass(sql, pass)).body as Walk;
      expect(told.check_ins.map(({ key, id, visit }) => [key, id, visit])).toEqual([
        [first.key, gate, 1],
        [second.key, square, 1],
        [extra.key, square, 2],
      ]);
      expect((await byPass(sql, pass, '/check-ins', { body: { items: [first] }, after_min: 75 * HOUR })).status).toBe(
        404,
      );
    }));

  it('are refused with a reason, and the good ones beside them taken', () =>
    rolledBack(async (sql) => {
      const { pass } = await issuedPlan(sql);
      const elsewhere = await checkIn(sql, works, 1, 0);
      const early = await checkIn(sql, gate, 1, -181);
      const ahead = await checkIn(sql, gate, 1, 30);
      const good = await checkIn(sql, gate, 1, 5);
      const { items } = await checkedIn(sql, pass, [elsewhere, early, ahead, good]);
      expect(items.map(({ state, sentence }) => [state, sentence])).toEqual([
        ['refused', 'This place is not part of the plan.'],
        ['refused', 'The time lies more than 2 hours outside the shift.'],
        ['refused', "The phone's clock is ahead. Set it right and check in again."],
        ['taken', null],
      ]);
      const wrong = await byPass(sql, pass, '/check-ins', { body: { items: [{ ...good, key: 'no key' }] } });
      expect([wrong.status, (wrong.body as { error: { field: string } }).error.field]).toEqual([400, 'items.0.key']);
    }));

  it('tell open screens that the patrol moved on, and nothing of what happened', () =>
    rolledBack(async (sql) => {
      const { pass } = await issuedPlan(sql);
      await sql`delete from outbox`;
      await checkedIn(sql, pass, [await checkIn(sql, gate, 1, 0)]);
      const [walk] = await sql<[{ id: number }]>`select id from patrol_walk`;
      const rows = await sql`select topic, area_code, body from outbox`;
      expect([...rows]).toEqual([
        { topic: 'patrol', area_code: '990106001001', body: { walk_id: walk.id, version: 1 } },
      ]);
    }));
});

describe('a track', () => {
  const fixes = async (sql: Database) => {
    const noon = (await townNow(sql)).getTime();
    return [0, 10, 20].map((second) => ({
      recorded_at: new Date(noon + second * 1000).toISOString(),
      centre: [112.1018 + second / 100_000, 32.004],
      accuracy_m: 5,
    }));
  };

  it('exists in a declared shift alone', () =>
    rolledBack(async (sql) => {
      const { pass } = await issuedPlan(sql);
      const body = { items: await fixes(sql) };
      const refused = await byPass(sql, pass, '/track', { body });
      expect([refused.status, (refused.body as { error: { message: string } }).error.message]).toEqual([
        403,
        'No track is kept: this shift was not declared a safety or emergency shift.',
      ]);
      expect(await sql`select 1 from patrol_track`).toHaveLength(0);
      await sql`update patrol_shift set purpose = 'safety', purpose_reason = '节日安保' where id = 71`;
      expect((await byPass(sql, pass)).body).toMatchObject({ tracked: true });
      expect(await byPass(sql, pass, '/track', { body })).toEqual({ status: 200, body: { taken_count: 3 } });
      expect(await byPass(sql, pass, '/track', { body })).toEqual({ status: 200, body: { taken_count: 0 } });
    }));

  it('ends with the plan', () =>
    rolledBack(async (sql) => {
      const { plan, pass } = await issuedPlan(sql);
      await sql`update patrol_shift set purpose = 'safety', purpose_reason = '节日安保' where id = 71`;
      await send(await patrolApp(sql), 'POST', `/api/patrol-plans/${plan.id}/withdraw`);
      expect((await byPass(sql, pass)).body).toMatchObject({ tracked: false, over: true });
    }));
});

describe('patrols under way', () => {
  it('show squad and stops, with what is done and late', () =>
    rolledBack(async (sql) => {
      const { plan, pass } = await issuedPlan(sql);
      const [now] = await active(sql);
      expect(now).toMatchObject({
        ...{ plan_id: plan.id, squad_id: townId.squad.fullTime, squad_name: '清河专职队', kind: 'full_time' },
        ...{ from_min: 660, to_min: 840, done_count: 0, late_count: 1, stop_count: 3 },
        next: { kind: 'point', id: gate, name: '花园南门', begin_min: 690, late: true },
      });
      expect(now!.stops.map(({ state }) => state)).toEqual(['late', 'due', 'due']);
      expect(now!.line).toEqual([
        [112.1018, 32.004],
        [112.1056, 32.0048],
        [112.1018, 32.004],
      ]);
      await checkedIn(sql, pass, [await checkIn(sql, gate, 1, 0)]);
      const [after] = await active(sql);
      expect(after).toMatchObject({ done_count: 1, late_count: 0, next: { id: square, begin_min: 730, late: false } });
      expect(await active(sql, 121)).toEqual([]);
      expect(await active(sql, -61)).toEqual([]);
    }));

  it('are for a wall, too, and never name a person', () =>
    rolledBack(async (sql) => {
      await issuedPlan(sql);
      const { status, body } = await ask(await townApp(sql, 'wall'), '/api/patrol-active?area_code=990106');
      expect(status).toBe(200);
      const { items } = body as { items: ActivePatrol[] };
      expect(items.map(({ squad_name }) => squad_name)).toEqual(['清河专职队']);
      expect(JSON.stringify(body)).not.toContain('测试');
      expect(Object.keys(items[0]!).sort()).toEqual(
        'done_count from_min kind late_count line next plan_id squad_id squad_name stop_count stops to_min walk_id'.split(
          ' ',
        ),
      );
      const { patrol } = (await ask(await townApp(sql, 'wall'), '/api/wall/figures')).body as WallFigures;
      expect(patrol.walks).toEqual([
        {
          ...{ squad_id: townId.squad.fullTime, name: '清河专职队', ends_at: '14:00', done_count: 0, late_count: 1 },
          ...{ stop_count: 3, next: { name: '花园南门', begins_at: '11:30', late: true } },
        },
      ]);
      expect((await ask(await townApp(sql, 'auditor'), '/api/patrol-active?area_code=990106')).status).toBe(403);
      expect((await ask(await patrolApp(sql), '/api/patrol-active?area_code=990106001002')).body).toEqual({
        items: [],
        more: false,
      });
    }));

  it('say so where there are more than are looked at', () =>
    rolledBack(async (sql) => {
      const { plan } = await issuedPlan(sql);
      const add = (from: number, to: number) => sql`
        with made as (
          insert into patrol_plan (id, area_code, name, day, state, input) overriding system value
          select n, area_code, name, day, state, input
          from patrol_plan, generate_series(${from}::int, ${to}::int) n where id = ${plan.id} returning id)
        insert into patrol_walk (plan_id, squad_id, area_code, starts_at, ends_at, route)
        select made.id, squad_id, area_code, starts_at, ends_at, route from patrol_walk, made where plan_id = ${plan.id}`;
      const asked = async () => {
        const { body } = await ask(await patrolApp(sql), '/api/patrol-active?area_code=990106001');
        const { items, more } = body as ActivePatrols;
        return [items.length, more];
      };
      // With the one that is there already it makes as many as are listed.
      await add(9001, 9299);
      expect(await asked()).toEqual([300, false]);
      await add(9300, 9300);
      expect(await asked()).toEqual([300, true]);
      const { patrol } = (await ask(await townApp(sql, 'wall'), '/api/wall/figures')).body as WallFigures;
      expect([patrol.walks.length, patrol.under_way]).toEqual([
        60,
        { squad_count: 300, done_count: 0, stop_count: 900, late_count: 300, more: true },
      ]);
    }));
});
