import { describe, expect, it } from 'vitest';
import type { DutySets } from '../../../../server/api/duties/schema.ts';
import type { NeedTag } from '../../../../server/api/need-tags/schema.ts';
import type { Database } from '../../../../server/db/open.ts';
import { generateDuties } from '../../../../server/duties/generation.ts';
import { townApp } from '../../../helpers/app.ts';
import { ask, send } from '../../../helpers/fakes.ts';
import { inTown, lines, owed } from './town-duties.ts';

describe('need tags', () => {
  const opened = async (sql: Database, purpose = 'service') => {
    const app = await townApp(sql, 'worker');
    await send(app, 'POST', '/api/households/41/openings', { purpose });
    return app;
  };
  const given = { household_id: 41, tag: 'disabled', purpose: '协助办理辅具申领', basis: '残疾人证已核验' };

  it(
    'are kept while the file is open, with purpose and basis, and make what is owed',
    inTown(async ({ sql, days }) => {
      const closed = await townApp(sql, 'worker');
      expect(await send(closed, 'POST', '/api/need-tags', given)).toMatchObject({
        status: 409,
        body: { error: { field: 'household_id' } },
      });
      const app = await opened(sql);
      for (const field of ['purpose', 'basis'] as const)
        expect(await send(app, 'POST', '/api/need-tags', { ...given, [field]: ' ' })).toMatchObject({
          status: 400,
          body: { error: { field } },
        });
      const { status, body } = await send(app, 'POST', '/api/need-tags', given);
      expect([status, body]).toMatchObject([201, { ...given, starts_on: days.today }]);
      expect(await lines(owed(sql, sql`duty = 'disabled'`))).toEqual(['41 disabled open']);
      expect(await send(app, 'POST', '/api/need-tags', given)).toMatchObject({
        status: 409,
        body: { error: { field: 'tag' } },
      });
      const { body: list } = (await ask(app, '/api/need-tags?household_id=41')) as { body: { items: NeedTag[] } };
      expect(list.items.map(({ tag, basis }) => [tag, basis]).sort()).toEqual([
        ['disabled', '残疾人证已核验'],
        ['living_alone', '本人申请'],
      ]);
    }),
  );

  it(
    'hide their basis where the stated purpose does not need it',
    inTown(async ({ sql }) => {
      const { body } = await ask(await opened(sql, 'visit'), '/api/need-tags?household_id=41');
      expect(body).toMatchObject({ items: [{ tag: 'living_alone', basis: '***' }] });
    }),
  );

  it(
    'are of the catalogue, and last no longer than it says',
    inTown(async ({ sql, days }) => {
      const app = await opened(sql);
      const refused = async (change: object) =>
        (await send(app, 'POST', '/api/need-tags', { ...given, ...change })).body;
      expect(await refused({ tag: 'petitioner' })).toMatchObject({ error: { field: 'tag' } });
      expect(await refused({ expires_on: days.today })).toMatchObject({ error: { field: 'expires_on' } });
      expect(await refused({ expires_on: '2199-01-01' })).toMatchObject({ error: { field: 'expires_on' } });
    }),
  );

  it(
    'end early and are renewed, and what is owed goes with them',
    inTown(async ({ sql, days }) => {
      const app = await opened(sql);
      const { body } = (await send(app, 'POST', '/api/need-tags', given)) as { body: NeedTag };
      const longer = { expires_on: new Date(Date.parse(days.today) + 99 * 86_400_000).toISOString().slice(0, 10) };
      expect(await send(app, 'PATCH', `/api/need-tags/${body.id}`, longer)).toMatchObject({
        status: 200,
        body: longer,
      });
      const until = () => sql`select ends_on::text from visit_duty where household_id = 41 and duty = 'disabled'`;
      expect([...(await until())]).toEqual([{ ends_on: longer.expires_on }]);
      expect((await send(app, 'DELETE', `/api/need-tags/61`)).status).toBe(204);
      expect([...(await sql`select expires_on::text from need_tag where id = 61`)]).toEqual([
        { expires_on: days.today },
      ]);
      expect(await lines(owed(sql, sql`id = 71`))).toEqual(['41 living_alone expired']);
      expect((await send(app, 'DELETE', `/api/need-tags/61`)).status).toBe(404);
    }),
  );
});

describe('sets of duties', () => {
  const four = {
    area_code: '990106001001',
    name: '四必访',
    tags: ['living_alone'],
    period: 'week',
    every: 1,
    due_day: 7,
  };

  it(
    'are shown with those to begin with, and made by whoever arranges all of their area',
    inTown(async ({ sql }) => {
      const app = await townApp(sql, 'secretary');
      const made = await send(app, 'POST', '/api/duties/sets', four);
      expect(made).toMatchObject({
        status: 201,
        body: { ...four, area_name: '清河社区', version: 1, may_change: true },
      });
      expect((await send(app, 'POST', '/api/duties/sets', four)).status).toBe(409);
      expect((await send(app, 'POST', '/api/duties/sets', { ...four, area_code: '990106001' })).status).toBe(403);
      const { body } = (await ask(app, '/api/duties/sets')) as { body: DutySets };
      expect(body.items.map(({ name, may_change }) => [name, may_change])).toEqual([
        ['六必访', false],
        ['四必访', true],
      ]);
      expect(body.templates.length).toBe(2);
    }),
  );

  it(
    'are changed by one at a time, and owe nothing more when they end',
    inTown(async ({ sql, days }) => {
      const app = await townApp(sql, 'leader');
      const { body } = (await send(app, 'POST', '/api/duties/sets', { ...four, starts_on: days.today })) as {
        body: { id: number };
      };
      await generateDuties(sql, { month: days.today, today: days.today });
      const { area_code: _, ...rule } = four;
      const change = { ...rule, version: 1, ends_on: days.today };
      expect(await send(app, 'PATCH', `/api/duties/sets/${body.id}`, change)).toMatchObject({
        status: 200,
        body: { version: 2 },
      });
      expect((await send(app, 'PATCH', `/api/duties/sets/${body.id}`, change)).status).toBe(409);
      await generateDuties(sql, { month: days.today, today: days.today });
      const left = await sql`select from visit_duty where set_id = ${body.id} and cancelled_at is null`;
      expect(left.length).toBe(0);
      expect(
        (await send(await townApp(sql, 'secretary'), 'PATCH', '/api/duties/sets/1', { ...change, name: '六' })).status,
      ).toBe(403);
    }),
  );

  it.each([
    [{ tags: [] }, 'tags'],
    [{ due_day: 8 }, 'due_day'],
    [{ every: 0 }, 'every'],
  ])('refuses %j', async (change, field) => {
    const answer = await send(await townApp(undefined, 'leader'), 'POST', '/api/duties/sets', { ...four, ...change });
    expect(answer).toMatchObject({ status: 400, body: { error: { field } } });
  });
});
