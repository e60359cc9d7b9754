import { expect, test } from 'vitest';
import type { Database } from '../../../server/db/open.ts';
import { importFile } from '../../../server/import/index.ts';
import { rolledBack } from './database.ts';
import { temporaryFile } from './files.ts';

/** So many incidents that their grids are found in one join: every other one in the town's tower, the rest to the west of it. */
const file = (category: string) => {
  const rows = Array.from(
    { length: 1200 },
    (_value, i) =>
      `${i},${category},某事,2026-01-05 10:00,${i % 2 === 0 ? '112.1011' : '112.1003'},${32.00461 + i * 1e-7}`,
  );
  return temporaryFile('coarse.csv', `id,category,title,reported_at,lon,lat\n${rows.join('\n')}\n`);
};
const places = (sql: Database) => sql`
  select lon_lat(coarse) as place, count(*)::int as count from incident where source = 'coarse' group by 1 order by 2 desc, 1`;

test('many incidents at once get the coarse places that each would get by itself, also when they change', async () => {
  await rolledBack(async (sql) => {
    expect(await importFile(sql, { kind: 'incidents', file: file('noise') })).toMatchObject({
      new: 1200,
      outside_grids: 0,
    });
    const [tower] = await places(sql);
    expect(tower).toEqual({ place: [112.1012, 32.0047], count: 600 });
    const wrong = sql`select id from incident where coarse is distinct from coarse_place(geometry, category, area_code)`;
    expect(await wrong).toEqual([]);
    expect(await importFile(sql, { kind: 'incidents', file: file('dispute') })).toMatchObject({ changed: 1200 });
    const [label] = await sql`select lon_lat(label_point) as place from area where area_code = '990106001001001'`;
    expect(await places(sql)).toEqual([{ ...label, count: 1200 }]);
  });
});

test('buildings that come after the incidents in them show these at the buildings', async () => {
  await rolledBack(async (sql) => {
    await importFile(sql, { kind: 'incidents', file: file('noise') });
    const ring = [
      [112.1002, 32.0046],
      [112.1004, 32.0046],
      [112.1004, 32.0048],
      [112.1002, 32.0048],
      [112.1002, 32.0046],
    ];
    const feature = { type: 'Feature', properties: { id: 'new' }, geometry: { type: 'Polygon', coordinates: [ring] } };
    const buildings = temporaryFile('new.geojson', JSON.stringify({ type: 'FeatureCollection', features: [feature] }));
    await importFile(sql, { kind: 'buildings', file: buildings });
    expect(await places(sql)).toEqual([
      { place: [112.1003, 32.0047], count: 600 },
      { place: [112.1012, 32.0047], count: 600 },
    ]);
  });
});
