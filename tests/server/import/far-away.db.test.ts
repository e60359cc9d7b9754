import { expect, test } from 'vitest';
import { gatherStatistics } from '../../../server/db/statistics.ts';
import { importFile } from '../../../server/import/index.ts';
import { rolledBack } from './database.ts';
import { temporaryFile } from './files.ts';

test('a large layer is loaded whose points lie half a world away from every area', async () => {
  await rolledBack(async (sql) => {
    await gatherStatistics(sql, ['area', 'incident', 'facility']);
    const lines = Array.from({ length: 1500 }, (_, i) => `站点${i},toilet,${-95 - (i % 40) / 100},${29 + i / 10_000}`);
    const file = temporaryFile('far.csv', ['name,kind,longitude,latitude', ...lines].join('\n'));
    const report = await importFile(sql, { kind: 'facilities', file, source: 'far' });
    expect(report).toMatchObject({ loaded: true, read: 1500, new: 1500, outside_grids: 1500 });
    // And once more beside the figures that the first load left.
    const changed = temporaryFile(
      'far.csv',
      ['name,kind,longitude,latitude', ...lines.map((line) => line.replace('toilet', 'clinic'))].join('\n'),
    );
    expect((await importFile(sql, { kind: 'facilities', file: changed, source: 'farther' })).new).toBe(1500);
  });
});
