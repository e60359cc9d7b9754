import { describe, expect, it } from 'vitest';
import type { CampaignDoor, CampaignProgress } from '../../../../server/api/campaigns/schema.ts';
import type { Database } from '../../../../server/db/open.ts';
import type { TownLogin } from '../../../fixtures/town-accounts.ts';
import { townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { ask, send } from '../../../helpers/fakes.ts';

const key = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const north = '990106001001';
const plan = {
  ...{ area_code: north, doors: 'all', name: '人口核实', purpose: '依据年度核实计划' },
  ...{ starts_on: '2020-01-01', ends_on: '2098-01-01' },
};

async function begin(sql: Database, more: object = {}, login: TownLogin = 'secretary') {
  return send(await townApp(sql, login), 'POST', '/api/campaigns', { ...plan, ...more });
}
async function progress(sql: Database, id: number, login: TownLogin): Promise<CampaignProgress> {
  return (await ask(await townApp(sql, login), `/api/campaigns/${id}`)).body as CampaignProgress;
}
async function knock(
  sql: Database,
  id: number,
  n: number,
  household_id: number,
  state: string,
  login: TownLogin = 'worker',
) {
  return send(await townApp(sql, login), 'POST', `/api/campaigns/${id}/knocks`, { key: key(n), household_id, state });
}

describe('a campaign', () => {
  it('tells how many doors it would have before it begins', async () => {
    await rolledBack(async (sql) => {
      const size = async (login: TownLogin, body: object) =>
        send(await townApp(sql, login), 'POST', '/api/campaigns/preview', { area_code: north, ...body });
      expect((await size('secretary', { doors: 'all' })).body).toEqual({
        door_count: 7,
        building_count: 2,
        exact: true,
      });
      expect((await size('secretary', { doors: 'let' })).body).toMatchObject({ door_count: 1 });
      expect((await size('secretary', { doors: 'unknown' })).body).toMatchObject({ door_count: 1 });
      expect((await size('secretary', { doors: 'tag', tag: 'living_alone' })).body).toMatchObject({ door_count: 2 });
      // What has expired counts nowhere.
      expect((await size('secretary', { doors: 'tag', tag: 'hardship' })).body).toMatchObject({ door_count: 0 });
      expect((await size('secretary', { doors: 'buildings', building_ids: [22] })).body).toMatchObject({
        door_count: 1,
      });
      // Who sees no doors is not told of few, and names no buildings.
      expect((await size('district', { doors: 'all' })).body).toEqual({
        door_count: null,
        building_count: null,
        exact: false,
      });
      expect((await size('district', { doors: 'buildings', building_ids: [22] })).status).toBe(403);
      expect(await size('secretary', { doors: 'tag' })).toMatchObject({
        status: 400,
        body: { error: { field: 'tag' } },
      });
    });
  });

  it('wants a purpose, an area of one’s own and doors', async () => {
    await rolledBack(async (sql) => {
      expect(await begin(sql, { purpose: ' ' })).toMatchObject({ status: 400, body: { error: { field: 'purpose' } } });
      expect((await begin(sql, { area_code: '990106001002' })).status).toBe(403);
      expect((await begin(sql, {}, 'worker')).status).toBe(403);
      expect(await begin(sql, { doors: 'tag', tag: 'disabled' })).toMatchObject({
        status: 400,
        body: { error: { field: 'doors' } },
      });
      expect(await begin(sql, { questions: ['shoe_size'] })).toMatchObject({
        status: 400,
        body: { error: { field: 'questions' } },
      });
      expect(await begin(sql, { starts_on: '2098-02-01' })).toMatchObject({
        status: 400,
        body: { error: { field: 'ends_on' } },
      });
      expect(await begin(sql, { starts_on: '2020-01-01', ends_on: '2020-02-01' })).toMatchObject({ status: 400 });
    });
  });

  it('freezes its doors, and shows how far it is by building to who sees them', async () => {
    await rolledBack(async (sql) => {
      const { id } = (await begin(sql)).body as CampaignProgress;
      await sql`insert into household (building_id, unit_id, floor, door) values (21, 31, 4, '401')`;
      expect((await knock(sql, id, 1, 41, 'met')).status).toBe(200);
      await knock(sql, id, 2, 42, 'no_answer');
      await knock(sql, id, 3, 45, 'refused');
      const seen = await progress(sql, id, 'secretary');
      expect(seen).toMatchObject({ state: 'running', exact: true, door_count: 7, done_count: 3 });
      expect(seen.parts.find(({ building_id }) => building_id === 21)).toMatchObject({
        ...{ door_count: 6, done_count: 3, outcomes: { met: 1, no_answer: 1, refused: 1, moved: 0 } },
      });
      // The worker sees their own grid alone; a district leader sees tens, and nothing of few.
      expect((await progress(sql, id, 'worker')).parts.map(({ building_id }) => building_id)).toEqual([21, 22]);
      const tens = await progress(sql, id, 'district');
      expect(tens).toMatchObject({ exact: false, door_count: null });
      expect(tens.parts.every(({ outcomes, building_id }) => outcomes === null && building_id === null)).toBe(true);
      const { body } = await ask(await townApp(sql, 'worker'), `/api/campaigns/${id}/buildings/21`);
      const doors = (body as { items: CampaignDoor[] }).items;
      expect(
        doors
          .filter(({ state }) => state !== 'to_do')
          .map(({ household_id }) => household_id)
          .sort(),
      ).toEqual([41, 42, 45]);
      expect(JSON.stringify(body)).not.toContain('account');
    });
  });

  it('visits who is met, and takes the visit back with the knock', async () => {
    await rolledBack(async (sql) => {
      const { id } = (await begin(sql)).body as CampaignProgress;
      const owed = async () =>
        (await sql`select id from visit_duty where household_id = 41 and visit_id is null`).length;
      const before = await owed();
      await knock(sql, id, 1, 41, 'met');
      expect(await owed()).toBeLessThan(before);
      // The same again is the same knock.
      expect((await knock(sql, id, 1, 41, 'met')).status).toBe(200);
      expect(await sql`select id from visit where key = ${key(1)}`).toHaveLength(1);
      await knock(sql, id, 2, 41, 'to_do');
      expect(await owed()).toBe(before);
      expect(await sql`select id from visit where key = ${key(1)}`).toHaveLength(0);
      expect(await progress(sql, id, 'secretary')).toMatchObject({ done_count: 0 });
      expect((await knock(sql, id, 3, 48, 'met')).status).toBe(404);
    });
  });

  it('is paused, goes on and ends by who arranges it; then nothing is entered any more', async () => {
    await rolledBack(async (sql) => {
      const { id } = (await begin(sql)).body as CampaignProgress;
      const turn = async (version: number, status: string, login: TownLogin = 'secretary') =>
        send(await townApp(sql, login), 'PATCH', `/api/campaigns/${id}`, { version, status });
      expect((await turn(1, 'paused', 'worker')).status).toBe(403);
      expect((await turn(1, 'paused')).body).toMatchObject({ state: 'paused', version: 2 });
      expect((await knock(sql, id, 1, 41, 'met')).status).toBe(409);
      expect((await turn(1, 'running')).status).toBe(409);
      expect((await turn(2, 'running')).body).toMatchObject({ state: 'running' });
      expect((await turn(3, 'ended')).body).toMatchObject({ state: 'ended' });
      expect((await turn(4, 'running')).status).toBe(409);
      expect((await knock(sql, id, 1, 41, 'met')).status).toBe(409);
      const kinds = await sql`select kind from audit_event where kind like 'campaign%' order by id`;
      expect(kinds.map(({ kind }) => kind)).toEqual(['campaign_begun', 'campaign_ended']);
      const later = (await begin(sql, { name: '明年', starts_on: '2098-01-01' })).body as CampaignProgress;
      expect(later.state).toBe('coming');
    });
  });
});
