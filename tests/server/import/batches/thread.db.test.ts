import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { uploadPath } from '../../../../server/import/batches/files.ts';
import { ImportRuns } from '../../../../server/import/batches/runs.ts';
import { inThread } from '../../../../server/import/batches/threaded.ts';
import { testDataKeys } from '../../../helpers/sealer.ts';
import { ownDatabase } from '../database.ts';
import { forget, stateOf, uploaded, work } from './batch.ts';

const source = '线程测试';
let open: ImportRuns | undefined;
afterEach(async () => {
  await open?.close();
  await forget((await ownDatabase()).sql, source);
});

/** So many points in a table. */
const points = (count: number) =>
  `编号,名称,类型,经度,纬度\n${Array.from({ length: count }, (_, at) => `${at},点${at},square,${112.1 + at * 1e-6},32.005`).join('\n')}\n`;

/** A batch whose file lies where the thread looks for it, checked; and runs in threads. */
async function prepared(count: number) {
  const { sql, address } = await ownDatabase();
  const content = points(count);
  const id = await uploaded(sql, { kind: 'places', name: '点.csv', source, content });
  await work(sql, { work: 'read', batch_id: id, account_id: null });
  await work(sql, { work: 'check', batch_id: id, account_id: null });
  const file = uploadPath(address.dataFolder, id, '点.csv');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  const config = { ...address, dataKeys: testDataKeys, dataKeyFile: '/nowhere' };
  const faults: unknown[] = [];
  const runs = new ImportRuns(inThread(config), (error) => faults.push(error));
  open = runs;
  return { sql, id, faults, runs };
}

test('a batch is applied in a thread, which tells how far it is', async () => {
  const { sql, id, runs, faults } = await prepared(3000);
  const seen = { new: 3000, changed: 0, deleted: 0, rejected: 0 };
  runs.begin({ work: 'apply', batch_id: id, account_id: 302, seen });
  expect(() => runs.begin({ work: 'undo', batch_id: id, account_id: 302, note: null })).toThrow('Another batch');
  expect(runs.progressOf(id)).toMatchObject({ phase: 'waiting' });
  await runs.settled();
  expect(faults).toEqual([]);
  expect(await stateOf(sql, id)).toMatchObject({ state: 'applied' });
  expect(await sql`select count(*)::int as rows from place where source = ${source} and batch_id = ${id}`).toEqual([
    { rows: 3000 },
  ]);
  runs.begin({ work: 'undo', batch_id: id, account_id: 302, note: null });
  await runs.settled();
  expect(await stateOf(sql, id)).toMatchObject({ state: 'undone' });
  expect(await sql`select id from place where source = ${source}`).toEqual([]);
});

test('what the thread refuses is told in both languages, and what is cancelled leaves nothing', async () => {
  const { sql, id, runs } = await prepared(20_000);
  const seen = { new: 1, changed: 0, deleted: 0, rejected: 0 };
  runs.begin({ work: 'apply', batch_id: id, account_id: 302, seen });
  await runs.settled();
  expect(runs.failureOf(id)?.['zh-CN']).toContain('试算之后数据有变化');
  runs.begin({ work: 'apply', batch_id: id, account_id: 302, seen: { ...seen, new: 20_000 } });
  expect(runs.cancel(id)).toBe(true);
  await runs.settled();
  expect(runs.failureOf(id)?.en).toContain('Cancelled');
  expect(await stateOf(sql, id)).toMatchObject({ state: 'checked' });
  expect(await sql`select id from place where source = ${source}`).toEqual([]);
});

test('a thread that has done its task does the next one; one that failed does not', async () => {
  const { sql, id, runs } = await prepared(300);
  const threads = () => process.getActiveResourcesInfo().filter((name) => name === 'MessagePort').length;
  const look = { work: 'rows', batch_id: id, offset: 0, limit: 5 } as const;
  expect(await runs.preview(look)).toMatchObject({ items: { length: 5 } });
  const one = threads();
  const rows = await Promise.all([runs.preview(look), runs.preview({ ...look, offset: 5 })]);
  expect(rows.map((each) => ('columns' in each ? each.items[0]!.row : null))).toEqual([2, 7]);
  await expect(runs.preview({ ...look, batch_id: 999_999 })).rejects.toThrow();
  expect(await runs.preview(look)).toMatchObject({ items: { length: 5 } });
  expect(threads()).toBe(one);
  const seen = { new: 300, changed: 0, deleted: 0, rejected: 0 };
  runs.begin({ work: 'apply', batch_id: id, account_id: 302, seen });
  await runs.settled();
  expect(await stateOf(sql, id)).toMatchObject({ state: 'applied' });
});
