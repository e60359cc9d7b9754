import { describe, expect, it } from 'vitest';
import { insertPhoto, photoName, reportBody, townMatter, townSpot } from '../../../fixtures/loop-reports.ts';
import { townArea, townNow } from '../../../fixtures/town.ts';
import { townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { send } from '../../../helpers/fakes.ts';
import { fault, kindsOf, walkOf } from './walking.ts';

describe('the loop of one incident', () => {
  it('goes from reported to closed by four people, each step with who made it', async () => {
    await rolledBack(async (sql) => {
      await insertPhoto(sql, photoName('a'), 'worker');
      const made = await send(await townApp(sql, 'patrol'), 'POST', '/api/incidents', reportBody());
      expect(made).toMatchObject({ status: 201, body: { again: false } });
      const walk = await walkOf(sql, (made.body as { id: number }).id);

      const dispatched = await walk.act('secretary', 'dispatched');
      expect(dispatched).toMatchObject({
        status: 200,
        body: {
          incident: {
            ...{
              status: 'dispatched',
              holder_code: townArea.northWest,
              holder_name: '第一网格',
              department: null,
              hand_count: 1,
            },
            version: 3,
          },
        },
      });
      const resolved = await walk.act('worker', 'resolved', { text: '已清扫', photos: [photoName('a')] });
      expect(resolved).toMatchObject({
        status: 200,
        body: { incident: { status: 'resolved', settled_at: 'grid', version: 6 } },
      });
      expect(await walk.act('patrol', 'evaluated', { rating: 5, text: '很快' })).toMatchObject({ status: 200 });
      await walk.act('secretary', 'closed');

      const detail = await walk.detail();
      expect(
        detail.events.map(({ kind, actor_name, text, photos }) => [kind, actor_name, text, photos.length]),
      ).toEqual([
        ['found', '测试patrol', null, 0],
        ['reported', '测试patrol', null, 0],
        ['dispatched', '测试secretary', null, 0],
        ['accepted', '测试worker', null, 0],
        ['handling', '测试worker', null, 0],
        ['resolved', '测试worker', '已清扫', 1],
        ['verified', '测试patrol', null, 0],
        ['evaluated', '测试patrol', '很快', 0],
        ['closed', '测试secretary', null, 0],
      ]);
      expect(detail).toMatchObject({
        incident: { status: 'closed', rating: 5, overdue: false },
        moves: ['reopened', 'noted'],
      });
      const steps =
        await sql`select status, left_at is null as now from incident_step where incident_id = ${walk.id} order by position`;
      expect(steps.map(({ status, now }) => (now ? `${status} now` : status))).toEqual([
        ...['found', 'reported', 'dispatched', 'accepted', 'handling', 'resolved', 'verified', 'evaluated'],
        'closed now',
      ]);
    });
  });

  it('comes back by itself after a low rating, and its clock begins anew', async () => {
    await rolledBack(async (sql) => {
      const walk = await walkOf(sql, 204);
      await sql`update incident set reporter_account_id = 305 where id = 204`;
      const { status, body } = await walk.act('street', 'evaluated', { rating: 2, text: '还在响' });
      expect(status).toBe(200);
      expect(kindsOf(body).slice(-3)).toEqual(['verified', 'evaluated', 'returned']);
      expect(body.incident).toMatchObject({ status: 'returned', closed_at: null, settled_at: null, holder_code: null });
      expect(body.incident.due_at! > (await townNow(sql)).toISOString()).toBe(true);
      expect(body.events.at(-1)).toMatchObject({
        actor: 'rule',
        actor_name: null,
        text: '评价为2分，自动退回重新处理',
      });
    });
  });

  it('stops its clock while it is suspended', async () => {
    await rolledBack(async (sql) => {
      const walk = await walkOf(sql, 203);
      const { body } = await walk.act('worker', 'suspended', { text: '等业主回来' });
      expect(body.incident).toMatchObject({ status: 'suspended', due_at: null, overdue: false });
      expect(body.incident.clock_left_min).toBeGreaterThan(0);
      const resumed = (await walk.act('worker', 'resumed')).body.incident;
      expect(resumed).toMatchObject({ status: 'handling', clock_left_min: null });
      expect(resumed.due_at).not.toBeNull();
    });
  });

  it('goes up level by level, and no further than the top', async () => {
    await rolledBack(async (sql) => {
      const walk = await walkOf(sql, 202);
      for (const [holder_code, hand_count] of [
        [townArea.north, 1],
        [townArea.street, 2],
        [townArea.district, 3],
      ] as const) {
        const { body } = await walk.act('leader', 'escalated', { text: '需上级协调' });
        expect(body.incident).toMatchObject({ status: 'dispatched', holder_code, department: null, hand_count });
      }
      expect(fault(await walk.act('leader', 'escalated', { text: '再上' }))).toMatchObject({
        status: 409,
        field: 'kind',
      });
    });
  });

  it('is corrected: another matter is another deadline, another place another grid and holder', async () => {
    await rolledBack(async (sql) => {
      const walk = await walkOf(sql, 201);
      await walk.act('secretary', 'dispatched', {
        holder_code: townArea.northWest,
        approval_ref: '清河网格准入2026-7',
      });
      const before = (await walk.detail()).incident;
      const { body } = await walk.act('secretary', 'corrected', {
        item: townMatter.litter,
        centre: townSpot.northEast,
      });
      expect(body.incident).toMatchObject({
        ...{ item: townMatter.litter, category: 'environment', severity: 'low', status: 'dispatched' },
        ...{
          area_code: townArea.northEast,
          holder_code: townArea.northEast,
          hand_count: 2,
          centre: townSpot.northEast,
        },
      });
      expect(body.incident.due_at).not.toBe(before.due_at);
      expect(fault(await walk.act('secretary', 'corrected', {}))).toMatchObject({ status: 400, field: 'category' });
      expect(fault(await walk.act('secretary', 'corrected', { item: 'noise.no.such' }))).toMatchObject({
        status: 400,
        field: 'item',
      });
      expect(fault(await walk.act('secretary', 'corrected', { centre: townSpot.southWest }))).toMatchObject({
        status: 403,
        field: 'centre',
      });
      expect(fault(await walk.act('leader', 'corrected', { centre: townSpot.far }))).toMatchObject({
        status: 400,
        field: 'centre',
      });
    });
  });

  it('has departments called and coming, each for itself', async () => {
    await rolledBack(async (sql) => {
      const walk = await walkOf(sql, 203);
      const strange = fault(await walk.act('worker', 'whistled', { departments: ['fire', 'urban_management'] }));
      expect(strange).toEqual({
        ...{ status: 400, code: 'bad_input', field: 'departments' },
        message: '「departments」有误：消防救援在这里没有报到人员。可呼叫：城市管理执法。',
      });
      const called = (await walk.act('worker', 'whistled', { departments: ['urban_management'] })).body;
      const now = await townNow(sql);
      expect(called.whistles).toEqual([
        {
          ...{ department: 'urban_management', arrived_at: null },
          arrive_by: new Date(now.getTime() + 30 * 60_000).toISOString(),
          called_at: expect.stringMatching(/Z$/),
        },
      ]);
      expect((await walk.detail('officer')).moves).toEqual(['noted', 'arrived']);
      const came = await walk.act('officer', 'arrived', { department: 'urban_management' });
      expect(came.body.whistles[0]!.arrived_at).toMatch(/Z$/);
      expect(fault(await walk.act('officer', 'arrived', { department: 'urban_management' }))).toMatchObject({
        status: 403,
      });
      expect((await walk.detail('leader')).moves).not.toContain('arrived');
    });
  });

  it('is merged into another, which counts it, and stands for itself again when that is undone', async () => {
    await rolledBack(async (sql) => {
      const walk = await walkOf(sql, 201);
      const { body } = await walk.act('secretary', 'merged', { into: 203, text: '同一件' });
      expect(body.incident).toMatchObject({ status: 'merged', merged_into: 203 });
      const target = await walkOf(sql, 203);
      expect(await target.detail()).toMatchObject({
        incident: { joined_count: 1, status: 'handling' },
        events: [{}, { kind: 'joined', changes: { joined: 201 } }],
      });
      expect((await walk.act('secretary', 'reopened', { text: '不是一件' })).body.incident).toMatchObject({
        ...{ status: 'reported', merged_into: null, closed_at: null },
      });
      expect((await target.detail()).incident.joined_count).toBe(0);
      expect(fault(await walk.act('secretary', 'merged', { into: 201 }))).toMatchObject({ status: 400, field: 'into' });
      expect(fault(await walk.act('secretary', 'merged', { into: 205 }))).toMatchObject({ status: 400, field: 'into' });
      // The south is not the secretary's.
      expect(fault(await walk.act('secretary', 'merged', { into: 209 }))).toMatchObject({ status: 400, field: 'into' });
      expect((await walk.detail()).incident).toMatchObject({ status: 'reported' });
    });
  });
});
