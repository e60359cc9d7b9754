import { describe, expect, it } from 'vitest';
import type { PatrolPlan, PlanRun, PlanSheets, PlanSummary } from '../../../../server/api/patrol-plans/schema.ts';
import type { Page } from '../../../../server/api/wire.ts';
import type { Database } from '../../../../server/db/open.ts';
import { PlanRuns } from '../../../../server/planning/runs.ts';
import { townArea, townId } from '../../../fixtures/town.ts';
import { townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { ask, send } from '../../../helpers/fakes.ts';
import {
  draftPlan,
  insertShifts,
  issuedPlan,
  passOf,
  patrolApp,
  planned,
  townDay,
  townResult,
} from '../../../helpers/patrols.ts';

const at = (id: number, rest = '') => `/api/patrol-plans/${id}${rest}`;
const post = async (sql: Database, path: string, body: unknown = {}) => send(await patrolApp(sql), 'POST', path, body);
const planOf = async (sql: Database, id: number) => (await ask(await patrolApp(sql), at(id))).body as PatrolPlan;
const fault = (body: unknown) => (body as { error: { code: string; field?: string; message: string } }).error;

describe('a plan', () => {
  it('copies the points of its area and the squads of its shifts, in minutes of its day', () =>
    rolledBack(async (sql) => {
      const plan = await draftPlan(sql);
      const { gate, square } = townId.patrolPoint;
      const { fullTime, volunteer } = townId.squad;
      expect(plan).toMatchObject({
        name: '午间巡逻',
        state: 'draft',
        version: 1,
        result: null,
        outdated: false,
        stale: false,
      });
      expect(plan.input.points.map(({ id, windows }) => [id, windows])).toEqual([
        [gate, [[600, 960]]],
        [square, [[600, 960]]],
      ]);
      expect(plan.input.points[0]).toEqual({
        ...{ id: gate, name: '花园南门', centre: [112.1018, 32.004], area_code: townArea.northWest, dwell_min: 5 },
        ...{
          wanted_visits: 2,
          gap_min: 60,
          priority: 3,
          optional: false,
          people: 1,
          squad_id: fullTime,
          windows: [[600, 960]],
        },
      });
      expect(
        plan.input.squads.map((squad) => [squad.shift_id, squad.squad_id, squad.from_min, squad.to_min, squad.people]),
      ).toEqual([
        [71, fullTime, 660, 840, 4],
        [72, volunteer, 660, 840, 2],
      ]);
      expect(plan.input.settings).toEqual({
        ...{
          cover_m: 30,
          evenness: 0.3,
          pairs_from_min: 1320,
          differ_nights: 3,
          differ_share: 0.3,
          seed: 1,
          seconds: 8,
        },
      });
      const list = (await ask(await patrolApp(sql), '/api/patrol-plans?area_code=990106001')).body as Page<PlanSummary>;
      expect(list.items.map(({ id, squad_count, wanted_count }) => [id, squad_count, wanted_count])).toEqual([
        [plan.id, 2, null],
      ]);
    }));

  it('names what it cannot take', () =>
    rolledBack(async (sql) => {
      await insertShifts(sql);
      const day = await townDay(sql);
      const body = { area_code: townArea.north, day, shift_ids: [71] };
      const cases: [object, number, string, string][] = [
        [{ ...body, shift_ids: [71, 999] }, 400, 'shift_ids', '999'],
        [{ ...body, point_ids: [townId.patrolPoint.works] }, 400, 'point_ids', '183'],
        [{ ...body, day: '2020-01-01' }, 400, 'shift_ids', '不在方案当天或次日之内'],
        [{ ...body, settings: { evenness: 2 } }, 400, 'settings.evenness', '均衡程度应在0至1之间'],
        [{ ...body, area_code: '990106' }, 403, 'area_code', '职责'],
      ];
      for (const [wish, status, field, words] of cases) {
        const answer = await post(sql, '/api/patrol-plans', wish);
        expect([answer.status, fault(answer.body).field]).toEqual([status, field]);
        expect(fault(answer.body).message).toContain(words);
      }
    }));

  it('is not made over a change of the clock, behind which its minutes would show another time', () =>
    rolledBack(async (sql) => {
      // In Berlin the clock goes back at three o'clock of the 25th.
      await sql`insert into patrol_shift (id, squad_id, day, starts_at, ends_at, people) overriding system value
        values (81, ${townId.squad.fullTime}, '2026-10-24', '20:00', '06:00', 4),
          (82, ${townId.squad.volunteer}, '2026-10-24', '20:00', '02:30', 4)`;
      const plan = (shift: number, timeZone?: string) =>
        patrolApp(sql, timeZone === undefined ? {} : { timeZone }).then((app) =>
          send(app, 'POST', '/api/patrol-plans', { area_code: townArea.north, day: '2026-10-24', shift_ids: [shift] }),
        );
      const refused = await plan(81, 'Europe/Berlin');
      expect([refused.status, fault(refused.body).field]).toEqual([400, 'shift_ids']);
      expect(fault(refused.body).message).toContain('清河专职队下班之前，当天的时钟要调整');
      expect((await plan(81)).status).toBe(201);
      const made = await plan(82, 'Europe/Berlin');
      expect(made.status).toBe(201);
      const { id } = made.body as PatrolPlan;
      const longer = { version: 1, squads: [{ squad_id: townId.squad.volunteer, to_min: 1800 }] };
      const late = await send(await patrolApp(sql, { timeZone: 'Europe/Berlin' }), 'PATCH', at(id), longer);
      expect([late.status, fault(late.body).field]).toEqual([400, 'squads']);
    }));

  it('is outdated when what it copied changed, and as it was after a refresh', () =>
    rolledBack(async (sql) => {
      const { id } = await draftPlan(sql);
      await sql`update patrol_point set dwell_min = 9, version = version + 1 where id = ${townId.patrolPoint.gate}`;
      expect(await planOf(sql, id)).toMatchObject({ outdated: true });
      const refreshed = (await post(sql, at(id, '/refresh'))).body as PatrolPlan;
      expect(refreshed).toMatchObject({ outdated: false, stale: false, version: 2 });
      expect(refreshed.input.points[0]!.dwell_min).toBe(9);
      // It took all points of its area: a new one counts, and one that is gone.
      await sql`insert into patrol_point (id, name, geometry) overriding system value
        values (199, '北门', 'SRID=4326;POINT(112.1016 32.0052)')`;
      expect(await planOf(sql, id)).toMatchObject({ outdated: true });
      await sql`delete from patrol_point where id = 199`;
      expect(await planOf(sql, id)).toMatchObject({ outdated: false });
      await sql`delete from patrol_shift where id = 72`;
      expect(await planOf(sql, id)).toMatchObject({ outdated: true });
      const left = (await post(sql, at(id, '/refresh'))).body as PatrolPlan;
      expect(left.input.squads.map(({ shift_id }) => shift_id)).toEqual([71]);
    }));

  it('is edited by one at a time', () =>
    rolledBack(async (sql) => {
      const { id } = await draftPlan(sql);
      await planned(sql, id);
      const patch = async (body: object) => send(await patrolApp(sql), 'PATCH', at(id), body);
      const points = [{ id: townId.patrolPoint.gate, priority: 5 }];
      const edited = await patch({ version: 1, name: '新名', points });
      expect(edited.body).toMatchObject({ version: 2, name: '新名', stale: true, result: { served_count: 3 } });
      const late = await patch({ version: 1, name: '旧名' });
      expect([late.status, fault(late.body).field]).toEqual([409, 'version']);
      const wrong = await patch({ version: 2, points: [{ id: 999, priority: 1 }] });
      expect([wrong.status, fault(wrong.body).field]).toEqual([400, 'points']);
      expect((await post(sql, at(id, '/issue'))).status).toBe(409);
    }));

  it('is copied with its result for the same day, without for another', () =>
    rolledBack(async (sql) => {
      const { id, day } = await draftPlan(sql);
      await planned(sql, id);
      const same = (await post(sql, at(id, '/copy'), { name: '副本' })).body as PatrolPlan;
      expect(same).toMatchObject({ name: '副本', from_plan_id: id, day, result: { served_count: 3 } });
      await sql`insert into patrol_shift (id, squad_id, day, starts_at, ends_at, people) overriding system value
        values (73, ${townId.squad.volunteer}, ${day}::date + 1, '20:00', '23:00', 6)`;
      const [tomorrow] = await sql<[{ day: string }]>`select (${day}::date + 1)::text as day`;
      const next = (await post(sql, at(id, '/copy'), { day: tomorrow.day })).body as PatrolPlan;
      expect(next).toMatchObject({ day: tomorrow.day, result: null, outdated: false });
      expect(next.input.squads.map(({ shift_id, people }) => [shift_id, people])).toEqual([[73, 6]]);
    }));
});

describe('a plan in force', () => {
  it('gives each squad with something to do a walk with a pass', () =>
    rolledBack(async (sql) => {
      const { plan, pass } = await issuedPlan(sql);
      expect(plan).toMatchObject({ state: 'issued', version: 2 });
      expect(pass).toMatch(/^[\w-]{22}$/);
      const walks =
        await sql`select squad_id, shift_id, area_code, version, starts_at, ends_at from patrol_walk where plan_id = ${plan.id}`;
      const day = await townDay(sql);
      expect([...walks]).toEqual([
        {
          ...{ squad_id: townId.squad.fullTime, shift_id: 71, area_code: townArea.north, version: 1 },
          ...{ starts_at: new Date(`${day}T11:00:00+08:00`), ends_at: new Date(`${day}T14:00:00+08:00`) },
        },
      ]);
      const { body } = await ask(await patrolApp(sql), at(plan.id, '/sheets'));
      const { walks: sheets, streets, time_zone } = body as PlanSheets;
      expect([sheets.length, time_zone, sheets[0]!.pass]).toEqual([1, 'Asia/Shanghai', pass]);
      expect(
        sheets[0]!.stops.map(({ name, begin_min, until_min, address }) => [name, begin_min, until_min, address]),
      ).toEqual([
        ['花园南门', 690, 960, '清河路18号'],
        ['清河广场', 730, 960, null],
        ['花园南门', 760, 960, '清河路18号'],
      ]);
      expect(streets.map(({ kind, name }) => `${kind} ${name}`)).toContain('secondary 清河路');
      const told =
        await sql`select kind, detail ->> 'name' as name from audit_event where kind like 'patrol_%' order by id`;
      // Each look at the sheets is one.
      expect(told.map(({ kind }) => kind)).toEqual(['patrol_issued', 'patrol_sheets', 'patrol_sheets']);
    }));

  it('stays as it is', () =>
    rolledBack(async (sql) => {
      const { plan } = await issuedPlan(sql);
      const app = await patrolApp(sql);
      const edits = [
        await send(app, 'PATCH', at(plan.id), { version: 2, name: '改名' }),
        await send(app, 'DELETE', at(plan.id)),
        await send(app, 'POST', at(plan.id, '/refresh'), {}),
        await send(app, 'POST', at(plan.id, '/runs'), {}),
        await send(app, 'POST', at(plan.id, '/issue'), {}),
      ];
      expect(edits.map(({ status }) => status)).toEqual([409, 409, 409, 409, 409]);
      expect((await send(app, 'POST', at(plan.id, '/withdraw'))).body).toMatchObject({
        state: 'withdrawn',
        version: 3,
      });
      expect((await send(app, 'POST', at(plan.id, '/withdraw'))).status).toBe(409);
    }));

  it('is put in force outdated only where somebody says so', () =>
    rolledBack(async (sql) => {
      const { id } = await draftPlan(sql);
      expect(fault((await post(sql, at(id, '/issue'))).body).message).toContain('还没有编排');
      await planned(sql, id);
      await sql`update patrol_point set version = version + 1 where id = ${townId.patrolPoint.gate}`;
      const refused = await post(sql, at(id, '/issue'));
      expect([refused.status, fault(refused.body).field]).toEqual([409, 'anyway']);
      expect((await post(sql, at(id, '/issue'), { anyway: true })).status).toBe(200);
    }));

  it('makes room for the one that it was repaired into: pass and check-ins stay', () =>
    rolledBack(async (sql) => {
      const { plan, pass } = await issuedPlan(sql);
      const { id } = (await post(sql, at(plan.id, '/copy'))).body as PatrolPlan;
      const result = townResult();
      const shorter = {
        ...result.routes[0]!,
        stops: result.routes[0]!.stops.slice(0, 2),
        legs: result.routes[0]!.legs.slice(0, 2),
      };
      await planned(sql, id, { ...result, routes: [shorter, result.routes[1]!] });
      expect((await post(sql, at(id, '/issue'))).body).toMatchObject({ state: 'issued', from_plan_id: plan.id });
      expect(await planOf(sql, plan.id)).toMatchObject({ state: 'withdrawn' });
      expect(await passOf(sql, id)).toBe(pass);
      const walks =
        await sql`select plan_id, version, jsonb_array_length(route -> 'stops') as stop_count from patrol_walk`;
      expect([...walks]).toEqual([{ plan_id: id, version: 2, stop_count: 2 }]);
    }));

  it('is not replaced by a stranger that nobody meant to replace it', () =>
    rolledBack(async (sql) => {
      const { plan, pass } = await issuedPlan(sql);
      const body = { area_code: townArea.north, day: await townDay(sql), name: '另一个', shift_ids: [71] };
      const { id } = (await post(sql, '/api/patrol-plans', body)).body as PatrolPlan;
      await planned(sql, id);
      const refused = await post(sql, at(id, '/issue'));
      expect(fault(refused.body)).toMatchObject({
        code: 'conflict',
        field: 'anyway',
        message: expect.stringContaining('午间巡逻'),
      });
      expect(await planOf(sql, plan.id)).toMatchObject({ state: 'issued' });
      expect((await post(sql, at(id, '/issue'), { anyway: true })).status).toBe(200);
      expect(await planOf(sql, plan.id)).toMatchObject({ state: 'withdrawn' });
      expect(await passOf(sql, id)).toBe(pass);
    }));
});

describe('a walk of another area', () => {
  it('is neither replaced nor left without its squad by who does not plan there', () =>
    rolledBack(async (sql) => {
      await sql`update squad set area_code = ${townArea.north}`;
      const { plan } = await issuedPlan(sql);
      await sql`update patrol_plan set area_code = ${townArea.street}`;
      await sql`update patrol_walk set area_code = ${townArea.street}`;
      const app = await patrolApp(sql, { login: 'patrol' });
      const body = { area_code: townArea.north, day: await townDay(sql), name: '另一个', shift_ids: [71] };
      const { id } = (await send(app, 'POST', '/api/patrol-plans', body)).body as PatrolPlan;
      await planned(sql, id);
      const refused = await send(app, 'POST', at(id, '/issue'), { anyway: true });
      expect([refused.status, fault(refused.body).message]).toEqual([403, expect.stringContaining('午间巡逻')]);
      expect(await planOf(sql, plan.id)).toMatchObject({ state: 'issued' });
      expect(await planOf(sql, id)).toMatchObject({ state: 'draft' });
      for (const path of ['/api/patrol-shifts/71', `/api/squads/${townId.squad.fullTime}`]) {
        const kept = await send(app, 'DELETE', path);
        expect([kept.status, fault(kept.body).message]).toEqual([409, expect.stringContaining('午间巡逻')]);
      }
    }));
});

describe('a plan leaves the house', () => {
  it('as a file with a name in Chinese', () =>
    rolledBack(async (sql) => {
      const { plan } = await issuedPlan(sql);
      const app = await patrolApp(sql, { login: 'patrol' });
      const types = { gpx: 'application/gpx+xml', geojson: 'application/geo+json', ics: 'text/calendar' };
      for (const [format, type] of Object.entries(types)) {
        const response = await app.request(at(plan.id, `/export?format=${format}&squad_id=${townId.squad.fullTime}`));
        expect(response.headers.get('Content-Type')).toBe(`${type}; charset=utf-8`);
        const name = encodeURIComponent(`巡逻-午间巡逻-${plan.day}-清河专职队.${format}`);
        expect(response.headers.get('Content-Disposition')).toBe(
          `attachment; filename="patrol-${plan.day}.${format}"; filename*=UTF-8''${name}`,
        );
        expect(await response.text()).toContain('花园南门');
      }
      const english = await app.request(at(plan.id, '/export?format=gpx'), { headers: { 'Accept-Language': 'en' } });
      expect(english.headers.get('Content-Disposition')).toContain(`UTF-8''patrol-`);
      expect(await english.text()).toContain('(by ');
      const none = await ask(app, at(plan.id, '/export?format=gpx&squad_id=999'));
      expect([none.status, fault(none.body).field]).toEqual([400, 'squad_id']);
    }));
});

describe('a run', () => {
  it('needs somebody to go and somewhere to go to', () =>
    rolledBack(async (sql) => {
      const { id } = await draftPlan(sql);
      const drop = [71, 72].map((_, index) => ({
        kind: 'squad',
        id: [townId.squad.fullTime, townId.squad.volunteer][index]!,
      }));
      await send(await patrolApp(sql), 'PATCH', at(id), { version: 1, drop });
      const refused = await post(sql, at(id, '/runs'));
      expect([refused.status, fault(refused.body).message.slice(0, 9)]).toEqual([409, '方案里还没有队伍，']);
      expect((await ask(await patrolApp(sql), at(id, '/run'))).body).toBeNull();
    }));

  it('is not begun for more visits than can be planned', () =>
    rolledBack(async (sql) => {
      const { id } = await draftPlan(sql);
      await sql`update patrol_plan set input = jsonb_set(input, '{points}', (
        select jsonb_agg(point || '{"wanted_visits": 48}')
        from generate_series(1, 40), jsonb_array_elements(input -> 'points') point)) where id = ${id}`;
      const refused = await post(sql, at(id, '/runs'));
      expect([refused.status, fault(refused.body).field]).toEqual([409, 'points']);
      expect(fault(refused.body).message).toContain('3840');
    }));

  it('plans the town, and keeps what comes of it', () =>
    rolledBack(async (sql) => {
      const { id } = await draftPlan(sql);
      const runs = new PlanRuns((error) => {
        throw error;
      });
      const app = await patrolApp(sql, { runs });
      const begun = await send(app, 'POST', at(id, '/runs'), { seconds: 1 });
      expect(begun.status).toBe(202);
      await runs.settled(id);
      expect((await ask(app, at(id, '/run'))).body as PlanRun).toMatchObject({
        state: 'done',
        progress: 1,
        sentence: null,
      });
      const { result, stale, version } = await planOf(sql, id);
      expect([stale, version]).toEqual([false, 2]);
      const served = result!.routes.flatMap(({ stops }) => stops).length;
      const left = result!.unserved.flatMap(({ visits }) => visits).length;
      expect([result!.wanted_count, served, served + left]).toEqual([4, result!.served_count, 4]);
    }));

  it('drops what no longer fits a plan that was changed meanwhile', () =>
    rolledBack(async (sql) => {
      const { id } = await draftPlan(sql);
      const runs = new PlanRuns();
      const app = await patrolApp(sql, { runs });
      await send(app, 'POST', at(id, '/runs'), { seconds: 1 });
      await sql`update patrol_plan set version = version + 1 where id = ${id}`;
      await runs.settled(id);
      expect((await ask(app, at(id, '/run'))).body).toMatchObject({
        state: 'failed',
        sentence: expect.stringContaining('已放弃'),
      });
      expect(await planOf(sql, id)).toMatchObject({ result: null });
    }));
});

describe('who sees plans', () => {
  it('is nobody at a wall, and nobody elsewhere', () =>
    rolledBack(async (sql) => {
      const { plan } = await issuedPlan(sql);
      expect((await ask(await townApp(sql, 'wall'), at(plan.id))).status).toBe(403);
      expect((await ask(await townApp(sql, 'wall'), '/api/patrol-plans?area_code=990106')).status).toBe(403);
      expect((await ask(await townApp(sql, 'officer'), at(plan.id))).status).toBe(200);
      expect((await send(await townApp(sql, 'officer'), 'POST', at(plan.id, '/withdraw'))).status).toBe(403);
      expect((await ask(await townApp(sql, 'worker'), at(plan.id))).status).toBe(404);
    }));
});
