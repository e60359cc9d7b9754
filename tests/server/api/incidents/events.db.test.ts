import { describe, expect, it } from 'vitest';
import type { IncidentDetail } from '../../../../server/api/incidents/schema.ts';
import type { Database } from '../../../../server/db/open.ts';
import { insertPhoto, photoName, reportBody, townMatter, townSpot } from '../../../fixtures/loop-reports.ts';
import { townArea, townNow } from '../../../fixtures/town.ts';
import type { TownLogin } from '../../../fixtures/town-accounts.ts';
import { daysBefore } from '../../../fixtures/town-households.ts';
import { townPath } from '../../../fixtures/town-summaries.ts';
import { townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { ask, send } from '../../../helpers/fakes.ts';

type Answer = Awaited<ReturnType<typeof send>>;

/** A walk of one incident through the loop, by several people. */
async function walkOf(sql: Database, id: number) {
  const apps = new Map<TownLogin, Awaited<ReturnType<typeof townApp>>>();
  const appOf = async (login: TownLogin) => {
    if (!apps.has(login)) apps.set(login, await townApp(sql, login));
    return apps.get(login)!;
  };
  const detail = async (login: TownLogin = 'leader') =>
    (await ask(await appOf(login), `/api/incidents/${id}`)).body as IncidentDetail;
  return {
    id,
    appOf,
    detail,
    /** Does something as somebody, on the version that stands. */
    async act(login: TownLogin, kind: string, more: object = {}): Promise<Answer & { body: IncidentDetail }> {
      const { version } = (await detail()).incident;
      const answer = await send(await appOf(login), 'POST', `/api/incidents/${id}/events`, { kind, version, ...more });
      return answer as Answer & { body: IncidentDetail };
    },
  };
}

/** What an answer says went wrong. */
const fault = ({ status, body }: { status: number; body: unknown }) => {
  const { code, field, message } = (body as { error: { code: string; field?: string; message: string } }).error;
  return { status, code, field, message };
};

const kindsOf = ({ events }: IncidentDetail) => events.map(({ kind }) => kind);

describe('GET /api/incidents/:id', () => {
  it('shows one in full, with what happened to it and what the caller can do', async () => {
    await rolledBack(async (sql) => {
      const now = await townNow(sql);
      const reported_at = daysBefore(now, 13 / 24).toISOString();
      const { body } = await ask(await townApp(sql), '/api/incidents/201');
      expect(body).toEqual({
        path: townPath.northWest,
        centre: [112.1016, 32.0052],
        bounds: [112.1016, 32.0052, 112.1016, 32.0052],
        incident: {
          ...{
            id: 201,
            incident_code: 'SJ0201',
            area_code: townArea.northWest,
            category: 'environment',
            title: '事件201',
          },
          ...{ address: '清河路18号1幢', severity: 'normal', status: 'reported', overdue: false, reported_at },
          ...{ due_at: daysBefore(now, -0.5).toISOString(), closed_at: null, centre: [112.1016, 32.0052] },
          ...{ channel: 'worker', item: null, holder_code: null, department: null, version: 1, found_at: null },
          ...{
            description: '楼前垃圾未清运',
            settled_at: null,
            holder_name: null,
            hand_count: 0,
            clock_left_min: null,
          },
          ...{ rating: null, merged_into: null, joined_count: 0, own: false },
        },
        events: [
          {
            ...{
              version: 1,
              kind: 'imported',
              happened_at: reported_at,
              device_at: null,
              actor: 'import',
              actor_name: null,
            },
            ...{ from_status: null, to_status: 'reported', from_holder: null, to_holder: null, text: null, photos: [] },
            changes: {
              ...{ status: 'reported', category: 'environment', severity: 'normal' },
              due_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
            },
          },
        ],
        whistles: [],
        moves: ['dispatched', 'merged', 'escalated', 'withdrawn', 'noted', 'corrected', 'whistled', 'reminded'],
        callable: ['urban_management'],
        similar: [],
        reply: null,
      } satisfies IncidentDetail);
    });
  });

  it('shows what lies outside every area, and does not find what is not there', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql);
      expect((await ask(app, '/api/incidents/212')).body).toMatchObject({
        ...{ path: [], incident: { area_code: null, settled_at: 'district', overdue: false } },
        ...{ callable: [], moves: ['reopened', 'noted'] },
      });
      const { status, body } = await ask(app, '/api/incidents/999', 'en');
      expect({ status, body }).toEqual({
        status: 404,
        body: { error: { code: 'not_found', message: 'There is no incident 999.' } },
      });
    });
  });
});

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

describe('what is refused', () => {
  it('tells the second of two who was quicker, and with what', async () => {
    await rolledBack(async (sql) => {
      const walk = await walkOf(sql, 202);
      await walk.act('leader', 'dispatched', { holder_code: townArea.north });
      await walk.act('secretary', 'accepted');
      const late = await send(await walk.appOf('street'), 'POST', '/api/incidents/202/events', {
        kind: 'accepted',
        version: 2,
      });
      expect(fault(late)).toEqual({
        ...{ status: 409, code: 'conflict', field: 'version' },
        message: '测试secretary刚刚已「签收」，请核对后再提交。',
      });
      expect(kindsOf(await walk.detail())).toEqual(['imported', 'dispatched', 'accepted']);
    });
  });

  it('names what can be done where a move is not possible, or not the sender’s', async () => {
    await rolledBack(async (sql) => {
      expect(fault(await (await walkOf(sql, 201)).act('secretary', 'closed'))).toEqual({
        ...{ status: 409, code: 'conflict', field: 'kind' },
        message: '该事件现在是「待分流」，不能「归档」。您现在可以：分流、合并、提级、撤销、备注、更正、吹哨、提醒。',
      });
      expect(fault(await (await walkOf(sql, 201)).act('worker', 'dispatched'))).toEqual({
        ...{ status: 403, code: 'forbidden', field: 'kind' },
        message: '「分流」不在您对该事件的职责之内。您现在可以：提级、备注、更正、吹哨。',
      });
    });
  });

  it('keeps everybody to their own: a worker to their grid, an officer to their department, a reporter to their report', async () => {
    await rolledBack(async (sql) => {
      const walk = await walkOf(sql, 202);
      await walk.act('leader', 'dispatched', { holder_code: townArea.street, department: 'urban_management' });
      // It lies with a department of the street: neither the grid's worker nor the street's own people hold it.
      expect((await walk.act('worker', 'accepted')).status).toBe(403);
      expect((await walk.act('street', 'accepted')).status).toBe(403);
      expect((await walk.act('officer', 'accepted')).status).toBe(200);
      await walk.act('leader', 'returned', { text: '改派' });
      await walk.act('leader', 'dispatched', { holder_code: townArea.street, department: 'fire' });
      expect((await walk.act('officer', 'accepted')).status).toBe(403);
      expect((await walk.act('patrol', 'noted', { text: '路过' })).status).toBe(404);
      expect((await walk.act('head', 'noted', { text: '路过' })).status).toBe(403);
      await sql`update incident set reporter_account_id = 308 where id = 204`;
      const rated = await walkOf(sql, 204);
      expect((await rated.detail('patrol')).moves).toEqual(['evaluated', 'reopened', 'noted']);
      expect((await rated.act('worker', 'evaluated', { rating: 5 })).status).toBe(403);
      expect((await rated.act('patrol', 'evaluated', { rating: 5 })).status).toBe(200);
    });
  });

  it('wants an approval for what is no duty of grids, and a holder that holds the place', async () => {
    await rolledBack(async (sql) => {
      const walk = await walkOf(sql, 201);
      const gate = fault(await walk.act('secretary', 'dispatched', { holder_code: townArea.northWest }));
      expect(gate).toMatchObject({ status: 400, field: 'approval_ref' });
      expect(fault(await walk.act('secretary', 'dispatched', {}))).toMatchObject({ status: 400, field: 'holder_code' });
      const [other, unknown] = [
        { holder_code: townArea.southWest },
        { holder_code: townArea.north, department: 'weather' },
      ];
      expect(fault(await walk.act('secretary', 'dispatched', other))).toMatchObject({
        status: 400,
        field: 'holder_code',
      });
      expect(fault(await walk.act('secretary', 'dispatched', unknown))).toMatchObject({
        status: 400,
        field: 'department',
      });
      const passed = await walk.act('secretary', 'dispatched', {
        holder_code: townArea.northWest,
        approval_ref: '准入12',
      });
      expect(passed.body.events.at(-1)!.changes).toMatchObject({ approval_ref: '准入12' });
    });
  });

  it('wants the evidence that the matter asks for, and photos that are there', async () => {
    await rolledBack(async (sql) => {
      await sql`update incident set item = ${townMatter.litter} where id = 203`;
      await insertPhoto(sql, photoName('b'), 'secretary');
      const walk = await walkOf(sql, 203);
      expect(fault(await walk.act('worker', 'resolved', { text: '' }))).toMatchObject({ status: 400, field: 'text' });
      expect(fault(await walk.act('worker', 'resolved', { text: '好了' }))).toMatchObject({
        status: 400,
        field: 'photos',
      });
      // One that is not there, and one that a colleague has not shown to anybody.
      for (const letter of ['c', 'b']) {
        const photos = [photoName(letter)];
        expect(fault(await walk.act('worker', 'resolved', { text: '好了', photos }))).toMatchObject({
          status: 400,
          field: 'photos',
        });
      }
      expect((await walk.act('secretary', 'resolved', { text: '好了', photos: [photoName('b')] })).status).toBe(200);
    });
  });

  it('keeps a device’s time only where it is off', async () => {
    await rolledBack(async (sql) => {
      const walk = await walkOf(sql, 201);
      const now = await townNow(sql);
      const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000).toISOString();
      await walk.act('worker', 'noted', { text: '一', device_at: at(2) });
      await walk.act('worker', 'noted', { text: '二', device_at: at(-90) });
      const times = (await walk.detail()).events.slice(1).map(({ device_at }) => device_at);
      expect(times).toEqual([null, at(-90)]);
    });
  });
});

describe('POST /api/incidents/events', () => {
  it('does each by itself and tells which were refused', async () => {
    await rolledBack(async (sql) => {
      const incidents = [201, 206, 205, 209, 207].map((id) => ({ id, version: id === 207 ? 9 : 1 }));
      const body = { incidents, kind: 'dispatched', holder_code: townArea.north };
      const { status, body: result } = await send(
        await townApp(sql, 'secretary'),
        'POST',
        '/api/incidents/events',
        body,
      );
      expect(status).toBe(200);
      expect(result).toEqual({
        done: [201, 206],
        refused: [
          { id: 205, message: '该事件现在是「已归档」，不能「分流」。您现在可以：重办、备注。' },
          { id: 209, message: '没有找到事件 209。' },
          { id: 207, message: expect.stringMatching(/^数据导入[78]天前已「导入」，请核对后再提交。$/) },
        ],
      });
      const rows =
        await sql`select id from incident where status = 'dispatched' and holder_code = ${townArea.north} order by id`;
      expect(rows.map(({ id }) => id)).toEqual([201, 206]);
    });
  });

  it('takes 200 at most, and only what can be done with many', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql, 'secretary');
      const many = Array.from({ length: 201 }, (_, id) => ({ id: id + 1, version: 1 }));
      expect(
        fault(await send(app, 'POST', '/api/incidents/events', { incidents: many, kind: 'closed' })),
      ).toMatchObject({ field: 'incidents' });
      const one = [{ id: 201, version: 1 }];
      expect(
        fault(await send(app, 'POST', '/api/incidents/events', { incidents: one, kind: 'withdrawn' })),
      ).toMatchObject({ field: 'kind' });
    });
  });
});

describe('PUT /api/incidents/:id/reply', () => {
  const reply = { question: '楼前垃圾几天没人清？', answer: '已于当日清运，并增加一次清扫。' };

  it('publishes an answer under the community, changes and hides it', async () => {
    await rolledBack(async (sql) => {
      const app = await townApp(sql, 'secretary');
      const { status, body } = await send(app, 'PUT', '/api/incidents/201/reply', reply);
      expect([status, (body as IncidentDetail).reply]).toEqual([200, { ...reply, hidden: false }]);
      const again = await send(app, 'PUT', '/api/incidents/201/reply', { ...reply, answer: '已清运。', hidden: true });
      expect((again.body as IncidentDetail).reply).toEqual({
        question: reply.question,
        answer: '已清运。',
        hidden: true,
      });
      const rows = await sql`select area_code, category, published_by, hidden_at is null as shown from reply`;
      expect([...rows]).toEqual([
        { area_code: townArea.north, category: 'environment', published_by: 306, shown: false },
      ]);
      // Whoever only handles sees no hidden answer.
      expect((await ask(await townApp(sql, 'worker'), '/api/incidents/201')).body).toMatchObject({ reply: null });
    });
  });

  it.each([
    ['question', { question: '王先生 138 1234 5678 反映' }, '电话号码「138 1234 5678」'],
    ['answer', { answer: '身份证11010519491231002X已核对' }, '身份证号「11010519491231002X」'],
    ['answer', { answer: '请写信至 wang@example.cn' }, '电子邮箱「wang@example.cn」'],
  ])('refuses what tells who somebody is in the %s', async (field, changes, named) => {
    await rolledBack(async (sql) => {
      const answer = await send(await townApp(sql, 'secretary'), 'PUT', '/api/incidents/201/reply', {
        ...reply,
        ...changes,
      });
      expect(fault(answer)).toMatchObject({ status: 400, field });
      expect(fault(answer).message).toContain(named);
    });
  });
});
