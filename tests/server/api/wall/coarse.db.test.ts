import { latLngToCell } from 'h3-js';
import { describe, expect, it } from 'vitest';
import { readPointColumns } from '../../../../client/map/point-columns.ts';
import type { IncidentCells } from '../../../../server/api/incidents/schema.ts';
import type { WallFigures, WallMoves } from '../../../../server/api/wall/schema.ts';
import type { Database } from '../../../../server/db/open.ts';
import { moveOutbox, readFeed, readMissed } from '../../../../server/live/feed.ts';
import { changesText } from '../../../../server/live/frames.ts';
import { townNow } from '../../../fixtures/town.ts';
import { point } from '../../../fixtures/town-rows.ts';
import { townApp } from '../../../helpers/app.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { ask } from '../../../helpers/fakes.ts';

const exact = [112.1011, 32.00465] as const;
/** Words that no wall may show, in every column that holds some. */
const words = ['张伟', '13800001234', '三楼漏水', '清河路18号1幢501'];

/** The only incidents: one in the tower and a quarrel there, each just reported. Answers their coarse places, by id. */
async function seed(sql: Database): Promise<Map<number, [number, number]>> {
  await sql`delete from incident`;
  await sql`delete from outbox`;
  await sql`delete from feed`;
  const now = await townNow(sql);
  for (const [id, category] of [
    [901, 'property'],
    [902, 'dispute'],
  ] as const) {
    await sql`insert into incident (id, incident_code, category, title, description, address, reported_at, due_at, geometry)
      overriding system value
      values (${id}, ${`T${id}`}, ${category}, ${words.join()}, ${words.join()}, ${words[3]!}, ${now}, ${now}, ${point(...exact)})`;
    await sql`insert into incident_event (incident_id, version, kind, happened_at, actor, to_status, text, photos)
      values (${id}, 2, 'reported', ${now}, 'rule', 'reported', ${words.join()}, ${['photo-of-a-door']})`;
  }
  const rows = await sql<
    { id: number; place: [number, number] }[]
  >`select id, lon_lat(coarse) as place from incident order by id`;
  return new Map(rows.map(({ id, place }) => [id, place]));
}
const get = async (sql: Database, path: string) => (await townApp(sql, 'wall')).request(path);

describe('a display never gets a place but the coarse one', () => {
  it('as points, also by a box', () =>
    rolledBack(async (sql) => {
      const coarse = await seed(sql);
      const read = async (query: string) => {
        const { id, position } = readPointColumns(
          await (await get(sql, `/api/incidents/points?${query}`)).arrayBuffer(),
        );
        return [...id].map((number, index) => [number, [position[2 * index]! / 1e7, position[2 * index + 1]! / 1e7]]);
      };
      expect(await read('')).toEqual([...coarse]);
      const around = ([lon, lat]: readonly [number, number]) =>
        `bbox=${lon - 1e-5},${lat - 1e-5},${lon + 1e-5},${lat + 1e-5}`;
      expect(await read(around(coarse.get(901)!))).toEqual([[901, coarse.get(901)]]);
      expect(await read(around(exact))).toEqual([]);
    }));

  it('as cells', () =>
    rolledBack(async (sql) => {
      const coarse = await seed(sql);
      const { body } = await ask(await townApp(sql, 'wall'), '/api/incidents/cells?resolution=11');
      const { cell, count } = body as IncidentCells;
      const wanted = [...coarse.values()].map(([lon, lat]) => latLngToCell(lat, lon, 11));
      expect([cell.toSorted(), count]).toEqual([wanted.toSorted(), [1, 1]]);
    }));

  it('as moves and as figures, and not a word of what anybody wrote', () =>
    rolledBack(async (sql) => {
      const coarse = await seed(sql);
      const moves = await (await get(sql, '/api/wall/moves')).text();
      expect((JSON.parse(moves) as WallMoves).items.map(({ incident_id, centre }) => [incident_id, centre])).toEqual([
        ...coarse,
      ]);
      const figures = await (await get(sql, '/api/wall/figures')).text();
      expect((JSON.parse(figures) as WallFigures).oldest.map(({ id, centre }) => [id, centre])).toEqual([
        [901, coarse.get(901)],
      ]);
      for (const text of [moves, figures])
        expect([...words, 'photo-of-a-door'].filter((word) => text.includes(word))).toEqual([]);
    }));

  it('in the feed, at once and after a break, while people get the exact one', () =>
    rolledBack(async (sql) => {
      const coarse = await seed(sql);
      await moveOutbox(sql, 100);
      const [newest, missed] = [
        await readFeed(sql, 0, 100),
        await readMissed(sql, { after: 0, upTo: 2 ** 40, areas: [''], most: 100 }),
      ];
      const centres = (text: string) =>
        new Map(
          [...text.matchAll(/^data: (\{.*\})$/gm)].map(([, data]) => {
            const { id, centre } = JSON.parse(data!);
            return [id, centre];
          }),
        );
      for (const rows of [newest, missed]) {
        const [wall, person] = [
          changesText({ areas: [''], coarse: true }, rows),
          changesText({ areas: [''], coarse: false }, rows),
        ];
        expect(centres(wall)).toEqual(coarse);
        expect([...centres(person).values()]).toEqual([exact, exact]);
        expect([...words, 'coarse'].filter((word) => (wall + person).includes(word))).toEqual([]);
      }
    }));
});
