import { describe, expect, it } from 'vitest';
import type { PatrolPlan, PlannedStop, PlanSheets } from '../../../../server/api/patrol-plans/schema.ts';
import type { ActivePatrol } from '../../../../server/api/patrol-walk/schema.ts';
import { PlanRuns } from '../../../../server/planning/runs.ts';
import { townId, townNow } from '../../../fixtures/town.ts';
import { townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { ask, send } from '../../../helpers/fakes.ts';
import { draftPlan, issuedPlan, patrolApp } from '../../../helpers/patrols.ts';

const { gate, square } = townId.patrolPoint;
const { fullTime, volunteer } = townId.squad;
const fault = (body: unknown) => (body as { error: { code: string; field?: string; message: string } }).error;
const visitOf = ({ kind, id, visit }: PlannedStop) => `${kind} ${id}.${visit}`;
const stopsOf = ({ result }: PatrolPlan, squadId: number) =>
  result!.routes.filter(({ squad_id }) => squad_id === squadId).flatMap(({ stops }) => stops.map(visitOf));

describe('a repair', () => {
  it('keeps what a squad did that drops out, and is a draft of its own', () =>
    rolledBack(async (sql) => {
      const { plan } = await issuedPlan(sql);
      await sql`insert into patrol_check_in (key, walk_id, point_id, visit, at, way)
        select gen_random_uuid(), id, ${gate}, 1, ${await townNow(sql)}, 'button' from patrol_walk`;
      const app = await patrolApp(sql);
      const cause = { kind: 'squad_out', squad_id: fullTime, at_min: 715 };
      const { status, body } = await send(app, 'POST', `/api/patrol-plans/${plan.id}/repair`, cause);
      const repaired = body as PatrolPlan;
      expect(status).toBe(201);
      expect(repaired).toMatchObject({
        state: 'draft',
        from_plan_id: plan.id,
        name: '午间巡逻（调整）',
        outdated: false,
        stale: false,
      });
      expect(repaired.input.squads.find(({ squad_id }) => squad_id === fullTime)!.to_min).toBe(715);
      expect(stopsOf(repaired, fullTime)).toEqual([`point ${gate}.1`]);
      const { routes, unserved, wanted_count } = repaired.result!;
      const told = [...routes.flatMap(({ stops }) => stops), ...unserved.flatMap(({ visits }) => visits)];
      expect([told.length, wanted_count]).toEqual([4, 4]);
      expect((await ask(app, `/api/patrol-plans/${plan.id}`)).body).toMatchObject({ state: 'issued', version: 2 });
    }));

  it('takes the place of its plan also where the squad that dropped out was the only one to walk', () =>
    rolledBack(async (sql) => {
      await sql`update squad set ends_anywhere = true`;
      const { plan } = await issuedPlan(sql);
      const app = await patrolApp(sql);
      const cause = { kind: 'squad_out', squad_id: fullTime, at_min: 600 };
      const repaired = (await send(app, 'POST', `/api/patrol-plans/${plan.id}/repair`, cause)).body as PatrolPlan;
      expect(repaired.input.squads.map(({ squad_id }) => squad_id)).not.toContain(fullTime);
      expect((await send(app, 'POST', `/api/patrol-plans/${repaired.id}/issue`, {})).status).toBe(200);
      expect((await ask(app, `/api/patrol-plans/${plan.id}`)).body).toMatchObject({ state: 'withdrawn' });
    }));

  it('stays repaired when it is refreshed and planned again', () =>
    rolledBack(async (sql) => {
      await sql`update patrol_point set geometry = 'SRID=4326;POINT(112.1042 32.005)' where id = ${square}`;
      await sql`update squad set ends_anywhere = true`;
      const { plan } = await issuedPlan(sql);
      const runs = new PlanRuns((error) => {
        throw error;
      });
      const app = await patrolApp(sql, { runs });
      const cause = { kind: 'squad_out', squad_id: fullTime, at_min: 715 };
      const { id } = (await send(app, 'POST', `/api/patrol-plans/${plan.id}/repair`, cause)).body as PatrolPlan;
      const refreshed = (await send(app, 'POST', `/api/patrol-plans/${id}/refresh`, {})).body as PatrolPlan;
      expect(refreshed).toMatchObject({ stale: true, outdated: false });
      expect(refreshed.input.squads.map(({ squad_id, from_min, to_min }) => [squad_id, from_min, to_min])).toEqual([
        [fullTime, 660, 715],
        [volunteer, 660, 840],
      ]);
      await send(app, 'POST', `/api/patrol-plans/${id}/runs`, { seconds: 1 });
      await runs.settled(id);
      const again = (await ask(app, `/api/patrol-plans/${id}`)).body as PatrolPlan;
      expect(again.stale).toBe(false);
      expect(stopsOf(again, fullTime)).toEqual([`point ${gate}.1`]);
      const later = again.result!.routes.find(({ squad_id }) => squad_id === volunteer)!.stops;
      expect(later.length).toBeGreaterThan(0);
      expect(Math.min(...later.map(({ begin_min }) => begin_min))).toBeGreaterThanOrEqual(715);
    }));

  it('leaves a squad out for good that had not begun, and takes its walk back', () =>
    rolledBack(async (sql) => {
      await sql`update squad set ends_anywhere = true`;
      const { plan } = await issuedPlan(sql);
      const app = await patrolApp(sql);
      const cause = { kind: 'squad_out', squad_id: fullTime, at_min: 600 };
      const { id } = (await send(app, 'POST', `/api/patrol-plans/${plan.id}/repair`, cause)).body as PatrolPlan;
      const refreshed = (await send(app, 'POST', `/api/patrol-plans/${id}/refresh`, {})).body as PatrolPlan;
      expect(refreshed.input.squads.map(({ squad_id }) => squad_id)).toEqual([volunteer]);
      expect(refreshed.outdated).toBe(false);
      await sql`update patrol_plan set stale = false where id = ${id}`;
      expect((await send(app, 'POST', `/api/patrol-plans/${id}/issue`, {})).status).toBe(200);
      expect((await ask(app, `/api/patrol-plans/${plan.id}`)).body).toMatchObject({ state: 'withdrawn' });
      const shift_ids = [71, 72];
      await sql`update patrol_plan set state = 'draft' where id = ${id}`;
      const named = (await send(app, 'POST', `/api/patrol-plans/${id}/refresh`, { shift_ids })).body as PatrolPlan;
      expect(named.input.squads.map(({ squad_id }) => squad_id)).toEqual([fullTime, volunteer]);
    }));

  it('sends a squad to an incident, by its kind and number alone', () =>
    rolledBack(async (sql) => {
      // The town's streets do not all meet: on this one squads walk.
      await sql`update incident set geometry = 'SRID=4326;POINT(112.1042 32.005)' where id = 201`;
      await sql`update squad set ends_anywhere = true`;
      const { plan, pass } = await issuedPlan(sql);
      const [incident] = await sql<{ id: number; incident_code: string; title: string }[]>`
        select id, incident_code, title from incident where id = 201 and not is_about_home(category)`;
      const { id, incident_code, title } = incident!;
      const app = await patrolApp(sql);
      const cause = { kind: 'incident', incident_id: id, at_min: 715 };
      const repaired = (await send(app, 'POST', `/api/patrol-plans/${plan.id}/repair`, cause)).body as PatrolPlan;
      const sent = repaired.input.points.find((point) => point.id === -id)!;
      expect(sent).toMatchObject({ priority: 5, optional: false, dwell_min: 10, windows: [[715, 745]] });
      expect(sent.name.endsWith(` ${incident_code}`)).toBe(true);
      expect(JSON.stringify(repaired)).not.toContain(title);
      const all = repaired.result!.routes.flatMap(({ stops }) => stops.map(visitOf));
      expect(repaired.result!.unserved.filter((each) => each.id === -id)).toEqual([]);
      expect(all).toContain(`point ${-id}.1`);

      // Whoever walks it checks in there like anywhere.
      expect((await send(app, 'POST', `/api/patrol-plans/${repaired.id}/issue`, {})).status).toBe(200);
      const item = { key: '8f14e45f-ceea-467f-a8d5-000000009999', kind: 'point', id: -id, visit: 1, way: 'button' };
      const phone = await patrolApp(sql, { login: null });
      const answer = await phone.request('/api/patrol-walk/check-ins', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Jingwei-Pass': pass },
        body: JSON.stringify({ items: [{ ...item, at: (await townNow(sql)).toISOString() }] }),
      });
      expect(await answer.json()).toMatchObject({ items: [{ state: 'taken' }], version: 2 });
    }));

  it('shows a wall no line that leads to an incident, of which it has the building alone', () =>
    rolledBack(async (sql) => {
      await sql`update incident set geometry = 'SRID=4326;POINT(112.1042 32.005)' where id = 201`;
      await sql`update squad set ends_anywhere = true`;
      const { plan } = await issuedPlan(sql);
      const app = await patrolApp(sql);
      const cause = { kind: 'incident', incident_id: 201, at_min: 715 };
      const repaired = (await send(app, 'POST', `/api/patrol-plans/${plan.id}/repair`, cause)).body as PatrolPlan;
      expect((await send(app, 'POST', `/api/patrol-plans/${repaired.id}/issue`, {})).status).toBe(200);
      const route = repaired.result!.routes.find(({ stops }) => stops.some(({ id }) => id === -201))!;
      const door = route.legs[route.stops.findIndex(({ id }) => id === -201)]!.line.at(-1)!;
      const leadsThere = async (asked: typeof app) => {
        const { items } = (await ask(asked, '/api/patrol-active?area_code=990106001')).body as {
          items: ActivePatrol[];
        };
        const walk = items.find(({ squad_id }) => squad_id === route.squad_id)!;
        expect(walk.stops.map(({ id }) => id)).toContain(-201);
        return walk.line.some(([lon, lat]) => lon === door[0] && lat === door[1]);
      };
      expect(await leadsThere(app)).toBe(true);
      expect(await leadsThere(await townApp(sql, 'wall'))).toBe(false);
    }));

  it('shows nothing of an incident that turns out to be about persons at home, and is not put in force with it', () =>
    rolledBack(async (sql) => {
      await sql`update incident set geometry = 'SRID=4326;POINT(112.1042 32.005)' where id = 201`;
      await sql`update squad set ends_anywhere = true`;
      const { plan } = await issuedPlan(sql);
      const app = await patrolApp(sql);
      const cause = { kind: 'incident', incident_id: 201, at_min: 715 };
      const repaired = (await send(app, 'POST', `/api/patrol-plans/${plan.id}/repair`, cause)).body as PatrolPlan;
      const { name } = repaired.input.points.find(({ id }) => id === -201)!;
      expect((await send(app, 'POST', `/api/patrol-plans/${repaired.id}/issue`, {})).status).toBe(200);
      const phone = await patrolApp(sql, { login: null });
      const { walks } = (await ask(app, `/api/patrol-plans/${repaired.id}/sheets`)).body as PlanSheets;
      const shows = async (answer: Response) => [answer.status, (await answer.text()).includes(name)];
      const onPhones = async () => {
        const seen: unknown[] = [];
        for (const { pass } of walks) {
          seen.push(await shows(await phone.request('/api/patrol-walk', { headers: { 'Jingwei-Pass': pass } })));
        }
        return seen;
      };
      const told = async () => [
        await shows(await app.request(`/api/patrol-plans/${repaired.id}/sheets`)),
        await shows(await app.request(`/api/patrol-plans/${repaired.id}/export?format=geojson`)),
        await shows(await app.request('/api/patrol-active?area_code=990106001')),
      ];
      const { id: again } = (await send(app, 'POST', `/api/patrol-plans/${repaired.id}/copy`, {})).body as PatrolPlan;
      expect(await onPhones()).toContainEqual([200, true]);
      expect((await told()).slice(0, 2)).toEqual(Array(2).fill([200, true]));
      await sql`update incident set category = 'dispute' where id = 201`;
      expect(await onPhones()).toEqual(walks.map(() => [200, false]));
      expect(await told()).toEqual(Array(3).fill([200, false]));
      const refused = await send(app, 'POST', `/api/patrol-plans/${again}/issue`, { anyway: true });
      expect([refused.status, fault(refused.body).message]).toEqual([409, expect.stringContaining('居民家中')]);
    }));

  it('sends nobody to persons at home, nor to what is not there, and mends only what is in force', () =>
    rolledBack(async (sql) => {
      const draft = await draftPlan(sql);
      const app = await patrolApp(sql);
      const repair = (id: number, cause: object) => send(app, 'POST', `/api/patrol-plans/${id}/repair`, cause);
      expect((await repair(draft.id, { kind: 'squad_out', squad_id: fullTime, at_min: 715 })).status).toBe(409);
      await sql`delete from patrol_plan`;
      await sql`delete from patrol_shift`;
      const { plan } = await issuedPlan(sql);
      const [home] = await sql<{ id: number }[]>`
        update incident set category = 'dispute' where id = (select min(id) from incident where area_code ^@ '990106001001') returning id`;
      const refused = await repair(plan.id, { kind: 'incident', incident_id: home!.id, at_min: 715 });
      expect([refused.status, fault(refused.body).field]).toEqual([400, 'incident_id']);
      expect(fault(refused.body).message).toContain('请联系网格员');
      const sentTo = async (id: number) => {
        const { status, body } = await repair(plan.id, { kind: 'incident', incident_id: id, at_min: 715 });
        return [status, fault(body).field, fault(body).message];
      };
      expect(await sentTo(204)).toEqual([400, 'incident_id', '这件事已经处置完毕，不必再派巡逻队。']);
      const elsewhere = '这件事不在本方案的区域内，请由当地的巡逻队处置。';
      expect(await sentTo(209)).toEqual([400, 'incident_id', elsewhere]);
      expect((await repair(plan.id, { kind: 'incident', incident_id: 999_999, at_min: 715 })).status).toBe(404);
      const nobody = await repair(plan.id, { kind: 'squad_out', squad_id: 999, at_min: 715 });
      expect([nobody.status, fault(nobody.body).field]).toEqual([400, 'squad_id']);
    }));
});
