import { describe, expect, it } from 'vitest';
import type { IncidentDetail, Reported, SimilarIncident } from '../../../../server/api/incidents/schema.ts';
import { insertPhoto, photoName, reportBody, townMatter, townSpot } from '../../../fixtures/loop-reports.ts';
import { townArea, townNow } from '../../../fixtures/town.ts';
import type { TownLogin } from '../../../fixtures/town-accounts.ts';
import { insertRows } from '../../../fixtures/town-rows.ts';
import { townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { ask, send } from '../../../helpers/fakes.ts';

type Sql = Parameters<Parameters<typeof rolledBack>[0]>[0];

const report = async (sql: Sql, login: TownLogin, body: object) =>
  send(await townApp(sql, login), 'POST', '/api/incidents', body);
const made = async (sql: Sql, answer: { body: unknown }) =>
  (await ask(await townApp(sql), `/api/incidents/${(answer.body as Reported).id}`)).body as IncidentDetail;
const fault = ({ status, body }: { status: number; body: unknown }) => {
  const { field, message } = (body as { error: { field?: string; message: string } }).error;
  return { status, field, message };
};
const kindsOf = ({ events }: IncidentDetail) => events.map(({ kind }) => kind);

describe('POST /api/incidents', () => {
  it('makes an incident of what was found, to be dispatched', async () => {
    await rolledBack(async (sql) => {
      const now = await townNow(sql);
      await insertPhoto(sql, photoName('a'), 'worker');
      const found_at = new Date(now.getTime() - 3_600_000).toISOString();
      const answer = await report(
        sql,
        'worker',
        reportBody({ found_at, photos: [photoName('a')], address: '清河路18号3幢' }),
      );
      expect(answer).toMatchObject({
        status: 201,
        body: { again: false, incident_code: expect.stringMatching(/^SJ\d{8}-\d+$/) },
      });
      const detail = await made(sql, answer);
      expect(detail.incident).toMatchObject({
        ...{
          status: 'reported',
          category: 'environment',
          item: townMatter.litter,
          severity: 'low',
          channel: 'worker',
          version: 2,
        },
        ...{
          title: '楼前散落垃圾',
          description: '三号楼门口有两袋垃圾',
          address: '清河路18号3幢',
          area_code: townArea.northWest,
        },
        ...{ holder_code: null, hand_count: 0, found_at, own: false, closed_at: null },
      });
      expect(detail.incident.due_at! > now.toISOString()).toBe(true);
      expect(detail.events).toMatchObject([
        { kind: 'found', happened_at: found_at, actor_name: '测试worker', from_status: null, to_status: 'found' },
        { kind: 'reported', photos: [photoName('a')], from_status: 'found', to_status: 'reported', device_at: null },
      ]);
      const [row] =
        await sql`select catalogue_version, reporter_account_id, source from incident where id = ${detail.incident.id}`;
      expect(row).toEqual({ catalogue_version: '2026-11', reporter_account_id: 309, source: 'report' });
    });
  });

  it('is one incident, however often the same report comes', async () => {
    await rolledBack(async (sql) => {
      const body = reportBody();
      const first = await report(sql, 'worker', body);
      const second = await report(sql, 'worker', body);
      expect(second).toMatchObject({ status: 200, body: { ...(first.body as Reported), again: true } });
      const [{ count }] = await sql<[{ count: number }]>`
        select count(*)::int as count from incident where report_key = ${body.report_key}`;
      expect(count).toBe(1);
      expect(kindsOf(await made(sql, first))).toEqual(['found', 'reported']);
      expect(fault(await report(sql, 'secretary', body))).toMatchObject({ status: 409, field: 'report_key' });
    });
  });

  it('believes its own clock, and keeps a device’s that is off', async () => {
    await rolledBack(async (sql) => {
      const now = await townNow(sql);
      const off = new Date(now.getTime() + 5 * 86_400_000).toISOString();
      const ahead = await made(sql, await report(sql, 'worker', reportBody({ found_at: off, device_at: off })));
      expect(ahead.incident.found_at).toBe(now.toISOString());
      expect(ahead.events[1]).toMatchObject({ kind: 'reported', device_at: off });
      expect(Math.abs(Date.parse(ahead.incident.reported_at) - Date.now())).toBeLessThan(86_400_000);
      const long = new Date(now.getTime() - 31 * 86_400_000).toISOString();
      const old = await made(
        sql,
        await report(sql, 'worker', reportBody({ found_at: long, device_at: now.toISOString() })),
      );
      expect([old.incident.found_at, old.events[1]!.device_at]).toEqual([now.toISOString(), null]);
    });
  });

  it('is settled on the spot in one, with the evidence that the matter asks for', async () => {
    await rolledBack(async (sql) => {
      await insertPhoto(sql, photoName('a'), 'worker');
      const spot = { way: 'on_the_spot', settled_text: '当场清扫' } as const;
      expect(fault(await report(sql, 'worker', reportBody(spot)))).toMatchObject({ status: 400, field: 'photos' });
      const detail = await made(sql, await report(sql, 'worker', reportBody({ ...spot, photos: [photoName('a')] })));
      expect(kindsOf(detail)).toEqual(['found', 'reported', 'dispatched', 'accepted', 'handling', 'resolved']);
      expect(detail.incident).toMatchObject({
        ...{
          status: 'resolved',
          settled_at: 'grid',
          holder_code: townArea.northWest,
          hand_count: 1,
          overdue: false,
          version: 6,
        },
      });
      expect(detail.events.at(-1)).toMatchObject({ text: '当场清扫', photos: [photoName('a')] });
      // What is no grid's duty gives nobody work when it is settled already.
      const other = await report(
        sql,
        'worker',
        reportBody({ ...spot, item: townMatter.fraud, category: 'order', photos: [photoName('a')] }),
      );
      expect((await made(sql, other)).incident.status).toBe('resolved');
    });
  });

  it('is taken in hand at once by whoever handles matters there, at their level', async () => {
    await rolledBack(async (sql) => {
      const detail = await made(sql, await report(sql, 'secretary', reportBody({ way: 'at_once' })));
      expect(kindsOf(detail)).toEqual(['found', 'reported', 'dispatched', 'accepted', 'handling']);
      expect(detail.incident).toMatchObject({ status: 'handling', holder_code: townArea.north, hand_count: 1 });
      const gate = { way: 'at_once', item: townMatter.fraud, category: 'order' } as const;
      expect(fault(await report(sql, 'worker', reportBody(gate)))).toMatchObject({
        status: 400,
        field: 'approval_ref',
      });
      expect(fault(await report(sql, 'patrol', reportBody({ way: 'at_once' })))).toMatchObject({
        status: 403,
        field: 'way',
      });
    });
  });

  it('is merged at once into what it is the same as, and counted there', async () => {
    await rolledBack(async (sql) => {
      const body = reportBody({ merge_into: 201 });
      const answer = await report(sql, 'worker', body);
      expect((await made(sql, answer)).incident).toMatchObject({ status: 'merged', merged_into: 201 });
      expect((await report(sql, 'worker', body)).body).toMatchObject({ again: true });
      expect((await ask(await townApp(sql), '/api/incidents/201')).body).toMatchObject({
        incident: { joined_count: 1 },
      });
      // A patrol sees where 203 is and may do nothing with it: others decide.
      const suspected = await made(sql, await report(sql, 'patrol', reportBody({ merge_into: 203 })));
      expect(suspected).toMatchObject({
        incident: { status: 'reported', merged_into: null },
        similar: [{ id: 203, likeness: 1 }, { id: 201 }],
      });
      expect(fault(await report(sql, 'worker', reportBody({ merge_into: 205 })))).toMatchObject({
        status: 400,
        field: 'merge_into',
      });
      expect(fault(await report(sql, 'secretary', reportBody({ merge_into: 205 })))).toMatchObject({
        status: 400,
        field: 'into',
      });
    });
  });

  it('is told where a place outside the district belongs', async () => {
    await rolledBack(async (sql) => {
      const at = async (centre: [number, number]) => fault(await report(sql, 'leader', reportBody({ centre })));
      expect(await at([...townSpot.far])).toEqual({
        ...{ status: 400, field: 'centre' },
        message: '该位置不在清河区内，在最近的第二网格东方向约3.9公里处。请在地图上核对位置，或向当地反映。',
      });
      expect(await at([...townSpot.betweenGrids])).toMatchObject({
        status: 400,
        message: '该位置在清河区内，但不属于任何网格；最近的是第二网格东方向约60米处。请在地图上核对位置。',
      });
      await sql`insert into boundary (admin_level, name, geometry)
        values (6, '襄江区', ST_Multi(ST_MakeEnvelope(112.14, 31.9, 112.2, 32.1, 4326)))`;
      expect(await at([...townSpot.far])).toMatchObject({ message: '该位置不在清河区内，属于襄江区，请向当地反映。' });
    });
  });

  it('is told whose a place in another’s area is', async () => {
    await rolledBack(async (sql) => {
      await insertRows(sql, 'duty_holder', [
        { area_code: townArea.southWest, role: 'grid_worker', name: '罗建平', starts_on: '2026-01-01' },
      ]);
      const answer = await report(sql, 'worker', reportBody({ centre: [...townSpot.southWest] }));
      expect(fault(answer)).toEqual({
        ...{ status: 403, field: 'centre' },
        message: '该位置属于清河区 · 清河街道 · 机床社区 · 第三网格，不在您的辖区。请联系：网格员罗建平。',
      });
    });
  });

  it.each([
    ['category', { category: 'no_such' }],
    ['item', { item: 'noise.night.works' }],
    ['item', { category: 'noise', item: townMatter.litter }],
    ['photos', { photos: [photoName('d')] }],
    ['title', { title: '' }],
    ['report_key', { report_key: 'again' }],
    ['centre.0', { centre: [200, 32] }],
  ])('refuses a wrong %s', async (field, changes) => {
    await rolledBack(async (sql) => {
      expect(fault(await report(sql, 'worker', { ...reportBody(), ...changes }))).toMatchObject({ status: 400, field });
    });
  });
});

describe('GET /api/incidents/similar', () => {
  const path = (centre: readonly [number, number], more = '') =>
    `/api/incidents/similar?longitude=${centre[0]}&latitude=${centre[1]}&category=environment${more}`;

  it('finds what lies near, is of the category and open or fresh, likeliest first', async () => {
    await rolledBack(async (sql) => {
      const bag = await report(sql, 'worker', reportBody({ title: '三号楼前两袋垃圾' }));
      const far = await report(sql, 'worker', reportBody({ centre: [112.1022, 32.0061], title: '楼前散落垃圾' }));
      await report(sql, 'leader', reportBody({ centre: [...townSpot.northEast] }));
      const { body } = await ask(
        await townApp(sql, 'secretary'),
        path(townSpot.northWest, `&title=${encodeURIComponent('楼前散落垃圾')}`),
      );
      const found = body as SimilarIncident[];
      expect(found.map(({ id, distance_m }) => [id, distance_m])).toEqual([
        [(far.body as Reported).id, 115],
        [(bag.body as Reported).id, 0],
        [201, 0],
      ]);
      expect(found.map(({ likeness }) => likeness)).toEqual(
        [...found.map(({ likeness }) => likeness)].sort((a, b) => b - a),
      );
      expect(found[0]).toMatchObject({ title: '楼前散落垃圾', status: 'reported', category: 'environment' });
    });
  });

  it('leaves out what is merged, long settled, or another category; and shows words to none who may not read them', async () => {
    await rolledBack(async (sql) => {
      const seen = async (login: TownLogin) => (await ask(await townApp(sql, login), path(townSpot.northWest))).body;
      expect(await seen('patrol')).toMatchObject([{ id: 201, title: null }]);
      await sql`update incident set status = 'closed', closed_at = now() where id = 201`;
      expect(await seen('secretary')).toMatchObject([{ id: 201, title: '事件201' }]);
      const longAgo = new Date((await townNow(sql)).getTime() - 73 * 3_600_000);
      await sql`update incident set reported_at = ${longAgo} where id = 201`;
      expect(await seen('secretary')).toEqual([]);
    });
  });

  it('is asked for by those who report', async () => {
    await rolledBack(async (sql) => {
      expect((await ask(await townApp(sql, 'auditor'), path(townSpot.northWest))).status).toBe(403);
      expect((await ask(await townApp(sql), '/api/incidents/similar?latitude=32&category=noise')).status).toBe(400);
    });
  });
});
