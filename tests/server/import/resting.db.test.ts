import { expect, test } from 'vitest';
import type { Database } from '../../../server/db/open.ts';
import { layers } from '../../../server/import/layers.ts';
import { Loader } from '../../../server/import/loader.ts';
import { makeIndexes, restIndexes } from '../../../server/import/resting-sql.ts';
import { toHexWkb } from '../../../server/import/wkb.ts';
import { townArea } from '../../fixtures/town.ts';
import { ownDatabase, rolledBack } from './database.ts';

const indexesOf = async (sql: Database) =>
  (
    await sql<{ made_by: string }[]>`
      select pg_get_indexdef(indexrelid) as made_by from pg_index where indrelid = 'place'::regclass order by 1`
  ).map(({ made_by }) => made_by);

test('indexes that only speed reading up are made anew for a nearly empty table, and are as they were', async () => {
  await rolledBack(async (sql) => {
    await sql`delete from place`;
    const before = await indexesOf(sql);
    const resting = await restIndexes(sql, layers.places, 50_000);
    expect(resting.length).toBeGreaterThan(0);
    const left = await indexesOf(sql);
    expect([...left, ...resting].sort()).toEqual([...before].sort());
    expect(left.every((index) => index.includes('UNIQUE'))).toBe(true);
    await makeIndexes(sql, resting);
    expect(await indexesOf(sql)).toEqual(before);
    expect(await restIndexes(sql, layers.places, 49_999)).toEqual([]);
  });
});

test('indexes stay where the table has a tenth of the rows, and while somebody reads it', async () => {
  const { sql: pool, address } = await ownDatabase();
  await rolledBack(async (sql) => {
    await sql`insert into place (kind, name, geometry)
      select 'square', '点' || i, ST_SetSRID(ST_MakePoint(100, 20), 4326) from generate_series(1, 5000) i`;
    expect(await restIndexes(sql, layers.places, 50_000)).toEqual([]);
  });
  // The embedded database serves one transaction after the other.
  if (!address.databaseUrl) return;
  await pool.begin(async (reader) => {
    await reader`select count(*) from place`;
    await rolledBack(async (sql) => {
      await sql`select 1`;
      expect(await restIndexes(sql, layers.places, 500_000)).toEqual([]);
      expect(await sql`select current_setting('lock_timeout') as wait`).toEqual([{ wait: '0' }]);
    });
  });
});

test('grids that are looked up while a file is read are those of shapes as they are in the end', async () => {
  await rolledBack(async (sql) => {
    const loader = await Loader.open(sql, layers.land, 'pieces', null, 1000);
    const square = (west: number, south: number, side: number) =>
      toHexWkb({
        type: 'Polygon',
        coordinates: [
          [
            [west, south],
            [west + side, south],
            [west + side, south + side],
            [west, south + side],
            [west, south],
          ],
        ],
      });
    const add = (row: number, sourceId: string, hexWkb: string) =>
      loader.add({
        table: 'land',
        hexWkb,
        row: { row, sourceId, values: { kind: 'grass' }, geometry: { type: 'Point', coordinates: [] } },
      });
    // Its first piece lies in the west; the larger one, in the east, comes after the first look.
    await add(1, 'both', square(112.1041, 32.0002, 0.0001));
    for (let i = 2; i <= 2400; i++)
      await add(i, `s${i}`, square(112.0996 + (i % 40) * 2.2e-4, 31.9996 + i * 3.2e-6, 1e-5));
    await add(2401, 'both', square(112.1042, 32.0002, 0.003));
    const { united } = await loader.check();
    expect(united).toBe(1);
    expect(await loader.compare(false)).toMatchObject({ new: 2400 });
    const { outside_grids } = await loader.write();
    expect(await sql`select area_code from land where source = 'pieces' and source_id = 'both'`).toEqual([
      { area_code: townArea.southEast },
    ]);
    const [counted] = await sql`select count(*)::int as outside, (select count(distinct area_code)::int from land
      where source = 'pieces') as grids from land where source = 'pieces' and area_code is null`;
    expect(counted).toMatchObject({ outside: outside_grids, grids: 4 });
    expect(await sql`select reassign_area_codes()::int as moved`).toEqual([{ moved: 0 }]);
  });
});
