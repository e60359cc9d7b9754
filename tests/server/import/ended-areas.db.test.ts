import { expect, test } from 'vitest';
import { applyReorganisation } from '../../../server/areas/applying.ts';
import { readLimits } from '../../../server/areas/limits.ts';
import { importFile } from '../../../server/import/index.ts';
import { townArea } from '../../fixtures/town.ts';
import { rolledBack } from './database.ts';
import { temporaryFile } from './files.ts';

test('an old file of areas does not bring back what was merged since, unless that was taken back', async () => {
  await rolledBack(async (sql) => {
    const old = await sql<{ code: string; name: string; geometry: object }[]>`
      select area_code as code, name, ST_AsGeoJSON(geometry, 9)::json as geometry from area
      where parent_code = ${townArea.north} order by area_code`;
    const features = old.map(({ geometry, ...properties }) => ({ type: 'Feature', properties, geometry }));
    const file = temporaryFile('old-areas.geojson', JSON.stringify({ type: 'FeatureCollection', features }));
    const [{ today }] = await sql<[{ today: string }]>`select current_date::text as today`;
    const codes = [townArea.northWest, townArea.northEast];
    const { id } = await applyReorganisation(
      sql,
      { kind: 'merge', area_codes: codes, name: '北格', given: {}, shared: [] },
      { limits: readLimits(), today },
    );
    const report = await importFile(sql, { kind: 'areas', file, keepGood: true });
    const reason = (code: string) =>
      `area_code ${code} has ended and became ${townArea.north}003 北格; codes are never used twice`;
    expect(report).toMatchObject({ read: 2, new: 0, rejected: 2 });
    expect(report.rejects.map(({ row, reason: { en } }) => [row, en])).toEqual(
      codes.map((code, at) => [at + 1, reason(code)]),
    );
    expect(await sql`select area_code from area where parent_code = ${townArea.north}`).toEqual([
      { area_code: `${townArea.north}003` },
    ]);
    await sql`select undo_reorganisation(${id}, null)`;
    await sql`delete from area where area_code = any (${codes})`;
    expect(await importFile(sql, { kind: 'areas', file, keepGood: true })).toMatchObject({ new: 2, rejected: 0 });
  });
});
