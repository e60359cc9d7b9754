import { describe, expect, it } from 'vitest';
import type { IncidentPage } from '../../../../server/api/work-list/schema.ts';
import type { Database } from '../../../../server/db/open.ts';
import { townArea } from '../../../fixtures/town.ts';
import { townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { allPages, ask } from '../../../helpers/fakes.ts';

const ids = (body: unknown) => (body as IncidentPage).items.map(({ id }) => id);
const list = async (query: string, sql?: Database, login: Parameters<typeof townApp>[1] = 'leader') =>
  ask(await townApp(sql, login), `/api/incidents?${query}`);

/** In every order, all the town's incidents; 203 stands still. */
const orders = {
  newest: [201, 202, 211, 203, 204, 206, 207, 205, 208, 209, 210, 212],
  oldest: [212, 210, 209, 208, 205, 207, 206, 204, 203, 211, 202, 201],
  // Overdue first (209, 206, 202), then as it comes due; the stopped clock; what is done by number.
  due: [209, 206, 202, 201, 211, 207, 203, 204, 205, 208, 210, 212],
  // Urgent, high, then normal by time of report; low; what is done in the same way.
  severity: [206, 202, 201, 211, 207, 209, 203, 204, 205, 210, 212, 208],
};
const stopClock = (sql: Database) =>
  sql`update incident set status = 'suspended', due_at = null, clock_left_min = 60 where id = 203`;

describe('the orders of the work list', () => {
  it.each(Object.entries(orders))('%s, whole and page by page', async (sort, expected) => {
    await rolledBack(async (sql) => {
      await stopClock(sql);
      const { body } = await list(`sort=${sort}`, sql);
      expect(ids(body)).toEqual(expected);
      for (const limit of [1, 5]) {
        const rows = await allPages(await townApp(sql), `/api/incidents?sort=${sort}&limit=${limit}`, limit);
        expect(rows.map((row) => (row as { id: number }).id)).toEqual(expected);
      }
    });
  });

  it.each(['due', 'severity'] as const)('%s keeps to a status', async (sort) => {
    await rolledBack(async (sql) => {
      await stopClock(sql);
      const open = [201, 202, 203, 206, 207, 209, 211];
      const only = (wanted: boolean) => orders[sort].filter((id) => open.includes(id) === wanted);
      expect(ids((await list(`sort=${sort}&status=open`, sql)).body)).toEqual(only(true));
      expect(ids((await list(`sort=${sort}&status=done`, sql)).body)).toEqual(only(false));
      expect(ids((await list(`sort=${sort}&status=overdue`, sql)).body).sort()).toEqual([202, 206, 209]);
    });
  });

  it('refuses a page of another order, and an order that there is none of', async () => {
    const { body } = await list('sort=due&limit=2');
    const { next } = body as IncidentPage;
    for (const [query, field] of [
      [`sort=newest&page=${next}`, 'page'],
      ['sort=best', 'sort'],
      ['holder=others', 'holder'],
      ['severity=grave', 'severity'],
      ['item=%3Cb%3E', 'item'],
    ]) {
      const answer = await list(query!);
      expect([answer.status, answer.body]).toMatchObject([400, { error: { code: 'bad_input', field } }]);
    }
  });
});

describe('what the work list tells', () => {
  it('counts all that match on the first page, and on that alone', async () => {
    const first = (await list('limit=5&status=open')).body as IncidentPage;
    expect([first.count, first.items.length]).toEqual([7, 5]);
    const second = (await list(`limit=5&status=open&page=${first.next}`)).body as IncidentPage;
    expect([second.count, second.next, second.items.length]).toEqual([null, null, 2]);
  });

  it('names the grid and whose hands it is in', async () => {
    await rolledBack(async (sql) => {
      await sql`update incident set holder_code = ${townArea.north}, department = 'urban_management' where id = 202`;
      const { items } = (await list(`area_code=${townArea.northWest}`, sql)).body as IncidentPage;
      const [grid] = await sql`select name from area where area_code = ${townArea.northWest}`;
      const [community] = await sql`select name from area where area_code = ${townArea.north}`;
      const shown = items.map(({ id, area_name, holder_name, department }) => ({
        id,
        area_name,
        holder_name,
        department,
      }));
      expect(shown.slice(0, 2)).toEqual([
        { id: 201, area_name: grid!.name, holder_name: null, department: null },
        { id: 202, area_name: grid!.name, holder_name: community!.name, department: 'urban_management' },
      ]);
    });
  });

  it.each([
    ['severity=high', [202]],
    ['q=SJ0206', [206]],
    ['q=%E6%B8%85%E6%B2%B3%E8%B7%AF', [201]],
    ['q=%E4%BA%8B%E4%BB%B620&status=open', [201, 202, 203, 206, 207, 209]],
    ['q=%25', []],
    ['q=_', []],
    ["q=' or true --", []],
    ['q=%20%20', orders.newest],
  ])('narrows by %s', async (query, expected) => {
    expect(ids((await list(query)).body)).toEqual(expected);
  });

  it('narrows by matter and department', async () => {
    await rolledBack(async (sql) => {
      await sql`update incident set item = 'environment.waste.litter', department = 'housing' where id in (201, 208)`;
      expect(ids((await list('item=environment.waste.litter', sql)).body)).toEqual([201, 208]);
      expect(ids((await list('department=housing&status=open', sql)).body)).toEqual([201]);
    });
  });

  it('mine is what lies with the very area or department that one works for', async () => {
    await rolledBack(async (sql) => {
      await sql`update incident set holder_code = area_code where id in (201, 202, 204, 206)`;
      await sql`update incident set holder_code = ${townArea.north} where id = 203`;
      await sql`update incident set holder_code = ${townArea.north}, department = 'urban_management' where id = 202`;
      const mine = async (login: Parameters<typeof townApp>[1]) => ids((await list('holder=mine', sql, login)).body);
      // 204 is settled; 206 lies in another grid.
      expect(await mine('worker')).toEqual([201]);
      expect(await mine('secretary')).toEqual([203]);
      expect(await mine('officer')).toEqual([202]);
      expect(await mine('street')).toEqual([]);
    });
  });
});
