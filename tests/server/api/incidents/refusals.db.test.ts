import { describe, expect, it } from 'vitest';
import { insertPhoto, photoName, reportBody, townMatter } from '../../../fixtures/loop-reports.ts';
import { townArea, townNow } from '../../../fixtures/town.ts';
import { townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { send } from '../../../helpers/fakes.ts';
import { fault, kindsOf, walkOf } from './walking.ts';

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

it.each(['零\u0000字节', '半个\ud800字'])('refuses a text that no database can hold (%j)', async (text) => {
  await rolledBack(async (sql) => {
    const walk = await walkOf(sql, 201);
    expect(fault(await walk.act('worker', 'noted', { text }))).toMatchObject({ status: 400, field: 'text' });
  });
  await rolledBack(async (sql) => {
    const answer = await send(await townApp(sql, 'worker'), 'POST', '/api/incidents', reportBody({ title: text }));
    expect(fault(answer)).toMatchObject({ status: 400, field: 'title' });
  });
});
