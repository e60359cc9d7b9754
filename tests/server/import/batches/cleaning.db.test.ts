import { existsSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { cleanUploads } from '../../../../server/import/batches/cleaning.ts';
import { uploadFolder, uploadPath } from '../../../../server/import/batches/files.ts';
import { rolledBack } from '../database.ts';
import { dataFolder, stateOf, uploaded } from './batch.ts';

test('an uploaded file is deleted after seven days, and what nobody has at once', async () => {
  await rolledBack(async (sql) => {
    const given = { kind: 'places' as const, name: '点.csv', source: '旧', content: '编号,名称\n' };
    const [old, fresh, applied] = [await uploaded(sql, given), await uploaded(sql, given), await uploaded(sql, given)];
    const now = new Date('2026-06-10T12:00:00Z');
    const at = (id: number, text: string) =>
      utimesSync(uploadPath(dataFolder, id, '点.csv'), new Date(text), new Date(text));
    at(old, '2026-06-03T11:00:00Z');
    at(fresh, '2026-06-03T13:00:00Z');
    at(applied, '2026-06-01T13:00:00Z');
    await sql`update import_batch set state = 'applied', applied_at = now() where id = ${applied}`;
    const stray = path.join(uploadFolder(dataFolder), '999999999.csv');
    writeFileSync(stray, 'x');
    const gone = await cleanUploads(sql, { dataFolder }, now);
    expect(gone.sort()).toEqual([old, applied, 999_999_999].sort());
    expect([old, fresh, applied].map((id) => existsSync(uploadPath(dataFolder, id, '点.csv')))).toEqual([
      false,
      true,
      false,
    ]);
    expect(existsSync(stray)).toBe(false);
    expect(await stateOf(sql, old)).toMatchObject({ state: 'discarded', has_file: false });
    expect(await stateOf(sql, fresh)).toMatchObject({ state: 'uploading', has_file: true });
    expect(await stateOf(sql, applied)).toMatchObject({ state: 'applied', has_file: false });
  });
});
