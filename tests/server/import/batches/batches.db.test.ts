import { existsSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../../server/db/open.ts';
import { uploadPath } from '../../../../server/import/batches/files.ts';
import { previewRows } from '../../../../server/import/batches/preview.ts';
import { sheetOf } from '../../../../server/import/mapping/index.ts';
import { testSealer } from '../../../helpers/sealer.ts';
import { ownDatabase } from '../database.ts';
import { applied, dataFolder, forget, settle, stateOf, uploaded, work } from './batch.ts';

// These commit, as what was changed since is told by the moment of a transaction.
const source = '批次测试';
afterEach(async () => forget((await ownDatabase()).sql, source));

const header = '事件编号,事件类型,标题,上报时间,经度,纬度\n';
const incident = (code: string, title: string, lon = 112.1016) =>
  `${code},环境卫生,${title},2026-03-01 08:00,${lon},32.0052\n`;
const incidents = (...rows: string[]) => ({
  kind: 'incidents' as const,
  name: '事件.csv',
  source,
  content: header + rows.join(''),
});
const facilities = (...rows: string[]) => ({
  ...{ kind: 'facilities' as const, name: '设施.csv', source },
  content: `编号,名称,类型,经度,纬度\n${rows.join('\n')}\n`,
});
const places = (...rows: string[]) => ({
  ...{ kind: 'places' as const, name: '地名.csv', source },
  content: `编号,名称,类型,经度,纬度\n${rows.join('\n')}\n`,
});

/** Whole rows of a table, but for what an incident's record counts. */
async function rowsOf(sql: Database, table: string): Promise<object[]> {
  const rows = await sql<{ row: object }[]>`
    select to_jsonb(t) - '{version,last_kind}'::text[] as row from ${sql(table)} t where source = ${source} order by source_id`;
  return rows.map(({ row }) => row);
}

describe('a batch', () => {
  it('is looked into, counted without being done, applied and remembered', async () => {
    const { sql } = await ownDatabase();
    const id = await uploaded(sql, incidents(incident('A1', '垃圾'), incident('A2', '乱堆'), incident('A3', '油烟')));
    await work(sql, { work: 'read', batch_id: id, account_id: 302 });
    const { settings } = await stateOf(sql, id);
    expect(settings.mapping).toEqual({
      incident_code: '事件编号',
      category: '事件类型',
      title: '标题',
      reported_at: '上报时间',
      lon: '经度',
      lat: '纬度',
    });
    await work(sql, { work: 'check', batch_id: id, account_id: 302 });
    const checked = await stateOf(sql, id);
    expect(checked).toMatchObject({ state: 'checked', counts: { read: 3, new: 3, changed: 0, same: 0, rejected: 0 } });
    expect(await rowsOf(sql, 'incident')).toEqual([]);
    await work(sql, { work: 'apply', batch_id: id, account_id: 302, seen: checked.counts! });
    expect(await stateOf(sql, id)).toMatchObject({ state: 'applied', has_file: false, change_id: null });
    expect(await sql`select distinct batch_id from incident where source = ${source}`).toEqual([{ batch_id: id }]);
    expect(existsSync(uploadPath(dataFolder, id, '事件.csv'))).toBe(false);
    const sheet = sheetOf(Object.values(settings.mapping));
    expect(await sql`select field, meaning, times from import_memory where given = '事件类型' order by field`).toEqual([
      { field: '', meaning: 'category', times: 1 },
      { field: sheet, meaning: 'category', times: 1 },
    ]);
    expect(
      await sql`select account_id, detail from audit_event where kind = 'import_applied' and detail ->> 'batch_id' = ${String(id)}`,
    ).toEqual([{ account_id: 302, detail: { batch_id: id, kind: 'incidents', source } }]);
  });

  it('is taken out as a whole: every row says again what it said', async () => {
    const { sql } = await ownDatabase();
    const first = await uploaded(
      sql,
      incidents(incident('A1', '垃圾'), incident('A2', '乱堆'), incident('A3', '油烟')),
    );
    await applied(sql, first);
    const before = await rowsOf(sql, 'incident');
    const second = await uploaded(
      sql,
      incidents(incident('A1', '垃圾'), incident('A2', '改了', 112.1017), incident('A4', '新的')),
    );
    expect(await applied(sql, second)).toMatchObject({ new: 1, changed: 1, same: 1, absent: 1, deleted: 0 });
    expect(await rowsOf(sql, 'incident')).not.toEqual(before);
    await work(sql, { work: 'undo', batch_id: second, account_id: 302, note: null });
    expect(await rowsOf(sql, 'incident')).toEqual(before);
    expect(await stateOf(sql, second)).toMatchObject({ state: 'undone' });
    await work(sql, { work: 'undo', batch_id: first, account_id: 302, note: null });
    expect(await rowsOf(sql, 'incident')).toEqual([]);
    expect(await sql`select row_id from import_before where batch_id in (${first}, ${second})`).toEqual([]);
  });

  it('stays where its undoing is cancelled', async () => {
    const { sql } = await ownDatabase();
    const id = await uploaded(sql, incidents(incident('A1', '垃圾'), incident('A2', '乱堆')));
    await applied(sql, id);
    const before = await rowsOf(sql, 'incident');
    const control = new AbortController();
    control.abort(new Error('cancelled'));
    const undoing = work(sql, { work: 'undo', batch_id: id, account_id: 302, note: null }, control.signal);
    await expect(undoing).rejects.toThrow('cancelled');
    expect(await stateOf(sql, id)).toMatchObject({ state: 'applied' });
    expect(await rowsOf(sql, 'incident')).toEqual(before);
  });

  it('is not undone where somebody has changed a row since: it is named', async () => {
    const { sql } = await ownDatabase();
    const id = await uploaded(sql, incidents(incident('A1', '垃圾'), incident('A2', '乱堆')));
    await applied(sql, id);
    const [row] = await sql<[{ id: number }]>`
      update incident set title = '别人改的', updated_at = now() where source = ${source} and incident_code = 'A2' returning id`;
    const undoing = work(sql, { work: 'undo', batch_id: id, account_id: 302, note: null });
    await expect(undoing).rejects.toMatchObject({
      code: 'conflict',
      sentence: { 'zh-CN': expect.stringContaining(`事件 ${row.id}`) },
    });
    expect(await stateOf(sql, id)).toMatchObject({
      state: 'applied',
      failure: { en: expect.stringContaining(`incident ${row.id}`) },
    });
    expect(await rowsOf(sql, 'incident')).toHaveLength(2);
  });

  it('of a register is one change, which either way of undoing takes back', async () => {
    const { sql } = await ownDatabase();
    const content = facilities('f1,东公厕,toilet,112.101,32.005', 'f2,西公厕,toilet,112.102,32.005');
    const id = await uploaded(sql, content);
    await applied(sql, id);
    const { change_id } = await stateOf(sql, id);
    expect(await sql`select kind, source, account_id from change where id = ${change_id}`).toEqual([
      { kind: 'import', source, account_id: 302 },
    ]);
    expect(await sql`select distinct change_id::int from facility where source = ${source}`).toEqual([{ change_id }]);
    await work(sql, { work: 'undo', batch_id: id, account_id: 302, note: '重复' });
    expect(await rowsOf(sql, 'facility')).toEqual([]);
    expect(await sql`select kind, account_id, note from change where undoes = ${change_id}`).toEqual([
      { kind: 'undo', account_id: 302, note: '重复' },
    ]);
    const again = await uploaded(sql, content);
    await applied(sql, again);
    await sql`select undo_change(${(await stateOf(sql, again)).change_id}::bigint)`;
    expect(await stateOf(sql, again)).toMatchObject({ state: 'undone' });
    await expect(work(sql, { work: 'undo', batch_id: again, account_id: 302, note: null })).rejects.toThrow(
      'was not applied',
    );
  });

  it('of a register is not undone while something new leans on its rows', async () => {
    const { sql } = await ownDatabase();
    const ring = [
      [100, 20],
      [100.001, 20],
      [100.001, 20.001],
      [100, 20.001],
      [100, 20],
    ];
    const feature = {
      type: 'Feature',
      properties: { id: 'b1', name: '新楼' },
      geometry: { type: 'Polygon', coordinates: [ring] },
    };
    const id = await uploaded(sql, {
      ...{ kind: 'buildings' as const, name: '楼栋.geojson', source },
      content: JSON.stringify({ type: 'FeatureCollection', features: [feature] }),
    });
    await applied(sql, id);
    const [{ building }] = await sql<
      [{ building: number }]
    >`select id as building from building where source = ${source}`;
    await sql`insert into unit (building_id, unit_no, name) values (${building}, 1, '1单元')`;
    await expect(work(sql, { work: 'undo', batch_id: id, account_id: 302, note: null })).rejects.toThrow(
      `building ${building}`,
    );
    await sql`delete from unit where building_id = ${building}`;
    await work(sql, { work: 'undo', batch_id: id, account_id: 302, note: null });
    expect(await rowsOf(sql, 'building')).toEqual([]);
  });

  it('deletes what the file has no more where that was settled, and brings it back', async () => {
    const { sql } = await ownDatabase();
    for (const [kind, table, given] of [
      ['places', 'place', places],
      ['facilities', 'facility', facilities],
    ] as const) {
      await applied(sql, await uploaded(sql, given('1,甲,square,112.101,32.005', '2,乙,square,112.102,32.005')));
      const before = await rowsOf(sql, table);
      const id = await uploaded(sql, given('1,甲,square,112.101,32.005'));
      expect(await applied(sql, id, { absent: 'delete' })).toMatchObject({ same: 1, absent: 1, deleted: 1 });
      expect(await rowsOf(sql, table), kind).toHaveLength(1);
      await work(sql, { work: 'undo', batch_id: id, account_id: 302, note: null });
      const kept = (rows: object[]) =>
        rows.map((row) => ({ ...row, version: 0, change_id: 0, known_from: 0, updated_at: 0 }));
      expect(kept(await rowsOf(sql, table)), kind).toEqual(kept(before));
    }
  });

  it('deletes nothing while rows are rejected, and no reports', async () => {
    const { sql } = await ownDatabase();
    await applied(sql, await uploaded(sql, places('1,甲,square,112.101,32.005', '2,乙,square,112.102,32.005')));
    const broken = await uploaded(sql, places('1,,square,112.101,32.005'));
    expect(await applied(sql, broken, { absent: 'delete', keep_good: true })).toMatchObject({
      rejected: 1,
      absent: 2,
      deleted: 0,
    });
    await applied(sql, await uploaded(sql, incidents(incident('A1', '垃圾'), incident('A2', '乱堆'))));
    const fewer = await uploaded(sql, incidents(incident('A1', '垃圾')));
    expect(await applied(sql, fewer, { absent: 'delete' })).toMatchObject({ absent: 1, deleted: 0 });
  });

  it('is applied only as it was counted', async () => {
    const { sql } = await ownDatabase();
    const id = await uploaded(sql, places('1,甲,square,112.101,32.005'));
    const seen = { new: 2, changed: 0, deleted: 0, rejected: 0 };
    await work(sql, { work: 'read', batch_id: id, account_id: 302 });
    await expect(work(sql, { work: 'apply', batch_id: id, account_id: 302, seen })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await rowsOf(sql, 'place')).toEqual([]);
    expect(await stateOf(sql, id)).toMatchObject({ state: 'read' });
  });

  it('that is cancelled leaves nothing', async () => {
    const { sql } = await ownDatabase();
    const id = await uploaded(sql, places('1,甲,square,112.101,32.005'));
    await work(sql, { work: 'read', batch_id: id, account_id: 302 });
    const control = new AbortController();
    control.abort(new Error('enough'));
    const seen = { new: 1, changed: 0, deleted: 0, rejected: 0 };
    await expect(work(sql, { work: 'apply', batch_id: id, account_id: 302, seen }, control.signal)).rejects.toThrow(
      'enough',
    );
    expect(await rowsOf(sql, 'place')).toEqual([]);
  });

  it('keeps what it rejects in both languages, and reads a mended cell instead', async () => {
    const { sql } = await ownDatabase();
    const id = await uploaded(sql, {
      ...{ kind: 'facilities' as const, name: '设施.csv', source },
      content: '名称,类型,查看日期,经度,纬度\n公厕,toilet,昨天,112.101,32.005\n',
    });
    await work(sql, { work: 'read', batch_id: id, account_id: 302 });
    await settle(sql, id, ({ mapping }) => ({ mapping: { ...mapping, confirmed_on: '查看日期' } }));
    await work(sql, { work: 'check', batch_id: id, account_id: 302 });
    expect(await stateOf(sql, id)).toMatchObject({ counts: { new: 0, rejected: 1 } });
    expect(await sql`select row_label, column_name, zh, en from import_reject where batch_id = ${id}`).toEqual([
      {
        ...{ row_label: '2', column_name: '查看日期' },
        zh: '「查看日期」“昨天”看不出是什么时间，请写成 2024-05-01 08:30',
        en: '查看日期 "昨天" cannot be read as a time',
      },
    ]);
    const seen = { new: 0, changed: 0, deleted: 0, rejected: 1 };
    await expect(work(sql, { work: 'apply', batch_id: id, account_id: 302, seen })).rejects.toThrow(
      '1 of 1 rows were rejected',
    );
    await sql`insert into import_fix (batch_id, row_label, column_name, value)
      values (${id}, '2', '查看日期', ${testSealer.seal('import_fix.value', '2026-05-01')})`;
    await work(sql, { work: 'check', batch_id: id, account_id: 302 });
    expect(await stateOf(sql, id)).toMatchObject({ counts: { new: 1, rejected: 0 } });
  });

  it('keeps a kind that no catalogue knows, and takes what people said of another', async () => {
    const { sql } = await ownDatabase();
    const id = await uploaded(sql, facilities('f1,石狮,雕塑,112.101,32.005', 'f2,西公厕,茅厕,112.102,32.005'));
    expect(await applied(sql, id, { codes: { kind: { 茅厕: 'toilet' } } })).toMatchObject({ new: 2, rejected: 0 });
    expect(await sql`select kind from facility where source = ${source} order by source_id`).toEqual([
      { kind: '雕塑' },
      { kind: 'toilet' },
    ]);
    // Proposed the next time, where other words stand beside it.
    const next = await uploaded(sql, facilities('f3,南公厕,茅厕,112.103,32.005'));
    await work(sql, { work: 'read', batch_id: next, account_id: 302 });
    const [{ values }] = await sql<[{ values: object[] }]>`
      select findings -> 'codes' -> 0 -> 'values' as values from import_batch where id = ${next}`;
    expect(values).toMatchObject([{ value: '茅厕', code: 'toilet', reason: { 'zh-CN': '以前这样对应过' } }]);
  });

  it('proposes for the same sheet what was settled for it, and leaves out what was left out', async () => {
    const { sql } = await ownDatabase();
    const given = (name: string) => ({
      ...{ kind: 'facilities' as const, name: '设施.csv', source },
      content: `牌子,名称,类型,经度,纬度\n${name},旧名,toilet,112.101,32.005\n`,
    });
    const id = await uploaded(sql, given('东公厕'));
    await work(sql, { work: 'read', batch_id: id, account_id: 302 });
    await settle(sql, id, ({ mapping }) => ({ mapping: { ...mapping, name: '牌子' } }));
    await work(sql, { work: 'check', batch_id: id, account_id: 302 });
    await work(sql, { work: 'apply', batch_id: id, account_id: 302, seen: (await stateOf(sql, id)).counts! });
    const next = await uploaded(sql, given('西公厕'));
    await work(sql, { work: 'read', batch_id: next, account_id: 302 });
    expect((await stateOf(sql, next)).settings.mapping).toEqual({
      name: '牌子',
      kind: '类型',
      lon: '经度',
      lat: '纬度',
    });
  });

  it('never holds a column of identity numbers, whatever it is called', async () => {
    const { sql } = await ownDatabase();
    const content = 'F1,名称,类型,经度,纬度\n99010619900307101X,公厕,toilet,112.101,32.005\n';
    const id = await uploaded(sql, { ...{ kind: 'facilities' as const, name: '设施.csv', source }, content });
    const counts = await applied(sql, id);
    expect(counts).toMatchObject({ new: 1, dropped_columns: ['F1'] });
    const [{ found }] = await sql<
      [{ found: string }]
    >`select findings::text as found from import_batch where id = ${id}`;
    expect(found).not.toContain('99010619900307101X');
    expect(await sql`select given from import_memory where given = 'F1'`).toEqual([]);
    const again = await uploaded(sql, { ...{ kind: 'facilities' as const, name: '设施.csv', source }, content });
    await work(sql, { work: 'read', batch_id: again, account_id: 302 });
    const place = { sql, sealer: testSealer, dataFolder, signal: new AbortController().signal };
    expect(await previewRows({ work: 'rows', batch_id: again, offset: 0, limit: 3 }, place)).toEqual({
      columns: ['名称', '类型', '经度', '纬度'],
      items: [{ row: 2, cells: ['公厕', 'toilet', '112.101', '32.005'], mended: [], problems: [] }],
      more: false,
    });
    await settle(sql, again, ({ mapping }) => ({ mapping: { ...mapping, address: 'F1' } }));
    await expect(work(sql, { work: 'check', batch_id: again, account_id: 302 })).rejects.toThrow(
      'The column F1 is information that Jingwei must never hold',
    );
  });

  it('says what is wrong with a file by the name that people know', async () => {
    const { sql } = await ownDatabase();
    const id = await uploaded(sql, { kind: 'places', name: '年报.pdf', source, content: '%PDF-1.4 …' });
    await expect(work(sql, { work: 'read', batch_id: id, account_id: 302 })).rejects.toThrow('年报.pdf');
    const { state, failure } = await stateOf(sql, id);
    expect(state).toBe('failed');
    expect(failure?.['zh-CN']).toContain('年报.pdf');
  });
});
