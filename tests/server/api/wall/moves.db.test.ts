import { describe, expect, it } from 'vitest';
import { readMoves } from '../../../../server/api/wall/moves-sql.ts';
import type { WallMoves } from '../../../../server/api/wall/schema.ts';
import type { Database } from '../../../../server/db/open.ts';
import { townArea, townNow } from '../../../fixtures/town.ts';
import { daysBefore } from '../../../fixtures/town-households.ts';
import { townApp } from '../../../helpers/app.ts';
import { enterAs, rolledBack } from '../../../helpers/database.ts';
import { ask } from '../../../helpers/fakes.ts';

/** Writes an event of an incident some hours before the town's noon, with words that no wall may show. */
async function happened(
  sql: Database,
  incident: number,
  version: number,
  kind: string,
  hours: number,
  status = 'handling',
) {
  const at = daysBefore(await townNow(sql), hours / 24);
  const [row] = await sql<[{ id: number }]>`
    insert into incident_event (incident_id, version, kind, happened_at, actor, to_status, text, photos)
    values (${incident}, ${version}, ${kind}, ${at}, 'rule', ${status}, '张伟，13800001234', '{}') returning id::float8 as id`;
  return row.id;
}
async function moves(sql: Database, query = ''): Promise<WallMoves> {
  const { status, body } = await ask(await townApp(sql, 'wall'), `/api/wall/moves${query}`);
  expect(status).toBe(200);
  return body as WallMoves;
}
const northWest = { area_code: townArea.northWest, place: ['清河社区', '第一网格'] };

describe('GET /api/wall/moves', () => {
  it('tells what happened in the last hours, oldest first, without a word of what was said', () =>
    rolledBack(async (sql) => {
      const later = await happened(sql, 202, 2, 'accepted', 1, 'accepted');
      const earlier = await happened(sql, 201, 2, 'dispatched', 20, 'dispatched');
      await happened(sql, 203, 2, 'accepted', 24.1);
      const now = await townNow(sql);
      expect(await moves(sql)).toEqual({
        items: [
          {
            ...{
              id: earlier,
              incident_id: 201,
              kind: 'dispatched',
              at: daysBefore(now, 20 / 24).toISOString(),
              status: 'dispatched',
            },
            ...{ category: 'environment', item: null, severity: 'normal', ...northWest, centre: [112.1016, 32.00526] },
          },
          {
            ...{
              id: later,
              incident_id: 202,
              kind: 'accepted',
              at: daysBefore(now, 1 / 24).toISOString(),
              status: 'accepted',
            },
            ...{ category: 'safety', item: null, severity: 'high', ...northWest, centre: [112.1016, 32.00526] },
          },
        ],
        count: 2,
        now_ms: now.getTime(),
      });
      const ids = async (query: string) => (await moves(sql, query)).items.map(({ id }) => id);
      expect([await ids('?hours=2'), await ids(`?after=${later}`), await ids(`?after=${later - 1}&hours=24`)]).toEqual([
        [later],
        [earlier],
        [later, earlier].reverse(),
      ]);
    }));

  it('leaves out what is said among colleagues, what an import wrote, and what lies outside the wall’s area', () =>
    rolledBack(async (sql) => {
      for (const [version, kind] of [
        'found',
        'verified',
        'noted',
        'corrected',
        'reminded',
        'joined',
        'withdrawn',
        'imported',
      ].entries())
        await happened(sql, 201, version + 2, kind, 1);
      await happened(sql, 212, 2, 'accepted', 1);
      expect(await moves(sql)).toMatchObject({ items: [], count: 0 });
      for (const [version, kind] of ['whistled', 'arrived', 'merged', 'reopened'].entries())
        await happened(sql, 202, version + 2, kind, 1);
      expect((await moves(sql)).count).toBe(4);
    }));

  it('shows a quarrel and a request for help at their grid only', () =>
    rolledBack(async (sql) => {
      await sql`update incident set category = 'welfare', geometry = ST_SetSRID(ST_MakePoint(112.1058, 32.003), 4326) where id = 201`;
      // The change itself is one of an import.
      await happened(sql, 201, 3, 'accepted', 1);
      const { items } = await moves(sql);
      const [label] = await sql`select lon_lat(label_point) as point from area where area_code = ${townArea.southEast}`;
      expect(items.map(({ place, centre }) => ({ place, centre }))).toEqual([
        { place: ['机床社区', '第四网格'], centre: label!.point },
      ]);
    }));

  it('gives the newest where there are too many, and says how many there were', () =>
    rolledBack(async (sql) => {
      const hours = [3, 1, 2, 4];
      const ids: number[] = [];
      for (const [index, hour] of hours.entries()) ids.push(await happened(sql, 202, index + 2, 'accepted', hour));
      await enterAs(sql, 'wall');
      const question = { area_code: '990106', since: daysBefore(await townNow(sql), 1) };
      const { items, count } = await readMoves(sql, question, 2);
      expect([items.map(({ id }) => id), count]).toEqual([[ids[2], ids[1]], 4]);
    }));

  it.each([
    ['hours=0', 'hours'],
    ['hours=25', 'hours'],
    ['hours=1.5', 'hours'],
    ['after=-1', 'after'],
    ['after=x', 'after'],
  ])('names what is wrong with ?%s', async (query, field) => {
    const { status, body } = await ask(await townApp(undefined, 'wall'), `/api/wall/moves?${query}`);
    expect([status, body]).toEqual([400, expect.objectContaining({ error: expect.objectContaining({ field }) })]);
  });
});
