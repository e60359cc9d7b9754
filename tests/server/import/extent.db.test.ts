import { expect, test } from 'vitest';
import { importFile } from '../../../server/import/index.ts';
import { rolledBack } from './database.ts';
import { temporaryFile } from './files.ts';

test('a report says where the rows lie, but for the few that lie far off', async () => {
  await rolledBack(async (sql) => {
    const rows = Array.from({ length: 100 }, (_, at) => `厕所${at},toilet,${112.1 + at / 10_000},32`);
    const file = temporaryFile('row.csv', `name,type,lon,lat\n${rows.join('\n')}\n厕所,toilet,12,82\n`);
    const report = await importFile(sql, { kind: 'facilities', file, dry: true });
    expect(report.extent).toEqual([112.1001, 32, 112.1097, 32].map((edge) => expect.closeTo(edge, 6)));
    const names = temporaryFile('heads.csv', 'name,type,经度（高德）,高德_纬度\n厕所,toilet,112.1,32\n');
    const gcj02 = { kind: 'gcj02' } as const;
    expect((await importFile(sql, { kind: 'facilities', file: names, crs: gcj02 })).extent![0]).toBeCloseTo(112.095, 2);
    const none = temporaryFile('none.csv', 'name,type,lon,lat\n厕所,,112,32\n');
    expect((await importFile(sql, { kind: 'facilities', file: none, dry: true })).extent).toBeNull();
  });
});
