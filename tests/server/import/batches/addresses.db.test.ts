import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { ReviewCandidate } from '../../../../server/api/geocode/schema.ts';
import type { Database } from '../../../../server/db/open.ts';
import { loadAsBatch } from '../../../../server/import/batches/direct.ts';
import { previewRows } from '../../../../server/import/batches/preview.ts';
import { testSealer } from '../../../helpers/sealer.ts';
import { ownDatabase } from '../database.ts';
import { dataFolder, forget, stateOf, uploaded, work } from './batch.ts';

const source = '按地址的设施';
afterEach(async () => {
  const { sql } = await ownDatabase();
  await sql`delete from geocode_review`;
  await sql`delete from geocode_synonym`;
  await forget(sql, source);
});

const content = [
  '名称,类型,详细地址,经度,纬度',
  '东门岗亭,toilet,清河路18号1幢,,',
  '宿舍灭火器,hydrant,机床路三号１栋,,',
  '后排水泵,hydrant,红砖后面第二排,,',
  '有坐标的,toilet,红砖后面第二排,112.1013,32.0052',
  '没写地址的,toilet,,,',
].join('\n');
const mapping = { name: '名称', kind: '类型', address: '详细地址', lon: '经度', lat: '纬度' };

async function made(sql: Database): Promise<number> {
  const settings = { by_address: true, keep_good: true, mapping };
  return uploaded(sql, { kind: 'facilities', name: '设施.csv', source, content, settings });
}
const run = (sql: Database, batch_id: number, task: 'check' | 'undo') =>
  work(
    sql,
    task === 'undo' ? { work: task, batch_id, account_id: 302, note: null } : { work: task, batch_id, account_id: 302 },
  );
const listQuestions = (sql: Database, id: number) =>
  sql<{ text: string; candidates: ReviewCandidate[]; decision: string | null }[]>`
    select text, candidates, decision from geocode_review where batch_id = ${id} order by text`;
const whereIs = async (sql: Database, name: string) =>
  (
    await sql<
      { place: number[] }[]
    >`select lon_lat(geometry) as place from facility where source = ${source} and name = ${name}`
  )[0]?.place;

test('rows without coordinates stand where their address says; who is doubtful is asked about', async () => {
  const { sql } = await ownDatabase();
  const id = await made(sql);
  await run(sql, id, 'check');
  const { counts } = await stateOf(sql, id);
  expect(counts).toMatchObject({ read: 5, new: 3, rejected: 2 });
  expect(counts!.warnings).toContainEqual({
    sentence: { 'zh-CN': '按地址定位', en: 'placed by their address' },
    ...{ rows: 2, first: 2 },
  });
  const rejects = await sql<{ row_label: string; column_name: string; zh: string }[]>`
    select row_label, column_name, zh from import_reject where batch_id = ${id} order by id`;
  expect(rejects).toMatchObject([
    { row_label: '4', column_name: '详细地址', zh: expect.stringContaining('「详细地址」“红砖后面第二排”') },
    { row_label: '6', column_name: '详细地址', zh: '没有坐标，「详细地址」也是空的' },
  ]);
  expect(rejects[0]!.zh).toContain('已列入地址核对');
  // Nothing is in the register yet, and the question is asked once.
  await run(sql, id, 'check');
  expect(await listQuestions(sql, id)).toMatchObject([{ text: '红砖后面第二排', decision: null }]);
  expect(await whereIs(sql, '东门岗亭')).toBe(undefined);
});

test('what a person decided places the row at the next check; undoing takes out all of it and the open questions', async () => {
  const { sql } = await ownDatabase();
  const id = await made(sql);
  await run(sql, id, 'check');
  const place = [112.1021, 32.0021];
  await sql`update geocode_review set decision = 'placed', chosen = ${sql.json({ place })}, decided_at = now() where batch_id = ${id}`;
  await run(sql, id, 'check');
  const { counts } = await stateOf(sql, id);
  expect(counts).toMatchObject({ new: 4, rejected: 1 });
  await work(sql, { work: 'apply', batch_id: id, account_id: 302, seen: counts! });
  expect(await whereIs(sql, '后排水泵')).toEqual(place);
  expect(await whereIs(sql, '有坐标的')).toEqual([112.1013, 32.0052]);
  const [building] = await sql<{ inside: boolean }[]>`
    select ST_DWithin(b.geometry::geography, f.geometry::geography, 30) as inside from facility f, building b
    where f.source = ${source} and f.name = '东门岗亭' and b.address = '清河路18号1幢'`;
  expect(building).toEqual({ inside: true });
  await sql`insert into geocode_review (area_code, text, batch_id) values ('990106', '还没问完的', ${id})`;
  await run(sql, id, 'undo');
  expect(await whereIs(sql, '后排水泵')).toBe(undefined);
  expect(await listQuestions(sql, id)).toMatchObject([{ text: '红砖后面第二排', decision: 'placed' }]);
});

test('an address that was decided to be no place of here is rejected in so many words, and asked about no more', async () => {
  const { sql } = await ownDatabase();
  const id = await made(sql);
  await run(sql, id, 'check');
  await sql`update geocode_review set decision = 'no_place', decided_at = now() where batch_id = ${id}`;
  await run(sql, id, 'check');
  const [first] = await sql<{ zh: string }[]>`select zh from import_reject where batch_id = ${id} order by id`;
  expect(first!.zh).toBe('「详细地址」“红砖后面第二排”已核对：本辖区没有这个地点');
  expect(await listQuestions(sql, id)).toHaveLength(1);
});

test('a file whose addresses are not asked any more asks no questions, and one without addresses is refused', async () => {
  const { sql } = await ownDatabase();
  const id = await made(sql);
  await run(sql, id, 'check');
  expect(await listQuestions(sql, id)).toHaveLength(1);
  await sql`update import_batch set settings = settings || '{"by_address": false, "crs": {"kind": "wgs84"}}' where id = ${id}`;
  await run(sql, id, 'check');
  expect(await listQuestions(sql, id)).toEqual([]);
  const { address: _address, ...without } = mapping;
  await sql`update import_batch set settings = settings || ${sql.json({ by_address: true, mapping: { ...without, address: '没有的列' } })} where id = ${id}`;
  await expect(run(sql, id, 'check')).rejects.toThrow('has no column of addresses');
});

test('a preview shows where addresses are, and how many are doubtful', async () => {
  const { sql } = await ownDatabase();
  const id = await made(sql);
  const task = { work: 'places', batch_id: id, crs: null, swapped: false, by_address: true } as const;
  const place = { sql, sealer: testSealer, dataFolder, signal: new AbortController().signal };
  expect(await previewRows(task, place)).toMatchObject({
    items: [{ row: 2 }, { row: 3 }],
    ...{ addressed: { found: 2, doubtful: 2 }, failed: 0, note: null, fit: null },
  });
});

test('questions come in the order of the file, and a mended address is looked for as it was mended', async () => {
  const { sql } = await ownDatabase();
  const lines = ['沿河老码头', '北门外高台', '粮站对过'].map((address, at) => `路灯${at},hydrant,${address}`);
  const given = {
    kind: 'facilities',
    name: '路灯.csv',
    source,
    content: ['名称,类型,详细地址', ...lines].join('\n'),
  } as const;
  const { lon: _lon, lat: _lat, ...named } = mapping;
  const id = await uploaded(sql, { ...given, settings: { by_address: true, mapping: named } });
  await run(sql, id, 'check');
  const inTurn = () => sql<{ text: string }[]>`select text from geocode_review where batch_id = ${id} order by turn`;
  expect((await inTurn()).map(({ text }) => text)).toEqual(['沿河老码头', '北门外高台', '粮站对过']);

  const value = testSealer.seal('import_fix.value', '清河路18号1幢');
  await sql`insert into import_fix (batch_id, row_label, column_name, value) values (${id}, '3', '详细地址', ${value})`;
  const place = { sql, sealer: testSealer, dataFolder, signal: new AbortController().signal };
  const task = { work: 'places', batch_id: id, crs: null, swapped: false, by_address: true } as const;
  expect(await previewRows(task, place)).toMatchObject({ items: [{ row: 3 }], addressed: { found: 1, doubtful: 2 } });
  await run(sql, id, 'check');
  expect((await stateOf(sql, id)).counts).toMatchObject({ new: 1, rejected: 2 });
  expect((await inTurn()).map(({ text }) => text)).toEqual(['沿河老码头', '粮站对过']);
});

test('a question that is asked again shows what may be meant by now', async () => {
  const { sql } = await ownDatabase();
  const id = await made(sql);
  await run(sql, id, 'check');
  const stale = [{ name: '已经拆了的' }];
  await sql`update geocode_review set candidates = ${sql.json(stale)} where batch_id = ${id}`;
  const [before] = await sql<{ id: number }[]>`select id from geocode_review where batch_id = ${id}`;
  await run(sql, id, 'check');
  const after = await sql<{ id: number; candidates: ReviewCandidate[] }[]>`
    select id, candidates from geocode_review where batch_id = ${id}`;
  expect(after).toEqual([{ id: before!.id, candidates: [] }]);
});

test('a file of the command line is placed by its addresses, too, and asks about the doubtful whether it is loaded or refused', async () => {
  const { sql } = await ownDatabase();
  const file = path.join(dataFolder, '命令行.csv');
  const request = { kind: 'facilities', file, source, mapping, byAddress: true } as const;
  writeFileSync(file, content);
  const dry = await loadAsBatch(sql, { ...request, dry: true }, () => {});
  expect(dry).toMatchObject({ batch: null, report: { read: 5, new: 3, rejected: 2 } });
  expect(await sql`select from geocode_review`).toHaveLength(0);
  await expect(loadAsBatch(sql, request, () => {})).rejects.toThrow();
  expect(await sql`select text from geocode_review`).toEqual([{ text: '红砖后面第二排' }]);
  const { batch, report } = await loadAsBatch(sql, { ...request, keepGood: true }, () => {});
  expect(report).toMatchObject({ new: 3, rejected: 2 });
  expect(await whereIs(sql, '东门岗亭')).toBeDefined();
  expect((await stateOf(sql, batch!)).settings.by_address).toBe(true);
  expect(await listQuestions(sql, batch!)).toMatchObject([{ text: '红砖后面第二排' }]);
});
