import { describe, expect, it } from 'vitest';
import type { IncidentDetail } from '../../../../server/api/incidents/schema.ts';
import { townArea, townNow } from '../../../fixtures/town.ts';
import { daysBefore } from '../../../fixtures/town-households.ts';
import { townPath } from '../../../fixtures/town-summaries.ts';
import { townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { ask, send } from '../../../helpers/fakes.ts';
import { fault } from './walking.ts';

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
