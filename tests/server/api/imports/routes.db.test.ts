import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportBatch, ImportPlaces, ImportRows } from '../../../../server/api/imports/schema.ts';
import { createApp } from '../../../../server/app.ts';
import { previewRows } from '../../../../server/import/batches/preview.ts';
import { ImportRuns } from '../../../../server/import/batches/runs.ts';
import { doTask } from '../../../../server/import/batches/work.ts';
import { toGcj02 } from '../../../../server/import/crs/shifted.ts';
import { openTables } from '../../../../server/import/readers/index.ts';
import { townNow } from '../../../fixtures/town.ts';
import type { TownLogin } from '../../../fixtures/town-accounts.ts';
import { type AskedApp, signedIn } from '../../../helpers/app.ts';
import { fakeTiles, testConfig } from '../../../helpers/fakes.ts';
import { testSealer } from '../../../helpers/sealer.ts';
import { forget } from '../../import/batches/batch.ts';
import { ownDatabase } from '../../import/database.ts';
import { temporaryFile } from '../../import/files.ts';

const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'jingwei-imports-'));
let app: AskedApp;
let runs: ImportRuns;

beforeAll(async () => {
  const { sql } = await ownDatabase();
  const place = { sql, sealer: testSealer, dataFolder };
  runs = new ImportRuns({
    run: (task, hear, signal) => doTask(task, { ...place, hear, signal }),
    preview: (task, signal) => previewRows(task, { ...place, signal }),
    close: async () => {},
  });
  const now = await townNow(sql);
  const config = { ...testConfig, dataFolder };
  app = createApp({ sql, config, tiles: fakeTiles(), sealer: testSealer, importRuns: runs, now: () => now });
});
afterAll(async () => {
  const { sql } = await ownDatabase();
  await sql`delete from import_batch where parent_id is not null`;
  await forget(sql, '设施');
  await sql`delete from import_batch`;
  rmSync(dataFolder, { recursive: true, force: true });
});

async function ask<Answer>(
  method: string,
  address: string,
  body?: object | Uint8Array,
  login: TownLogin = 'registrar',
): Promise<{ status: number; answer: Answer }> {
  const binary = body instanceof Uint8Array;
  const response = await signedIn(app, login).request(`/api/imports${address}`, {
    method,
    ...(body && {
      headers: { 'Content-Type': binary ? 'application/octet-stream' : 'application/json' },
      body: binary ? (body as BodyInit) : JSON.stringify(body),
    }),
  });
  return { status: response.status, answer: (await response.json()) as Answer };
}

const bytes = (text: string) => new TextEncoder().encode(text);
const csv = bytes(
  '编号,名称,类型,核实日期,经度,纬度\n1,东公厕,公共厕所,2026-05-01,112.101,32.005\n2,西公厕,旱厕,上周,112.102,32.005\n',
);

/** A batch whose file was uploaded as a whole. */
async function uploaded(content: Uint8Array, more: object = {}): Promise<ImportBatch> {
  const made = await ask<ImportBatch>('POST', '', {
    ...{ kind: 'facilities', file_name: '设施.csv', size_bytes: content.length, ...more },
  });
  expect(made.status).toBe(201);
  await ask('PUT', `/${made.answer.id}/content?offset=0`, content);
  return made.answer;
}

/** Asks for something to be done and waits for its end. */
async function done(address: string, body?: object): Promise<ImportBatch> {
  const { status, answer } = await ask<ImportBatch>('POST', address, body);
  expect(status, JSON.stringify(answer)).toBe(202);
  await runs.settled();
  return (await ask<ImportBatch>('GET', `/${answer.id}`)).answer;
}

describe('uploading', () => {
  it('takes pieces in order; what comes twice or too early changes nothing, and the answer says what is there', async () => {
    const content = randomBytes(1000);
    const { answer: made } = await ask<ImportBatch>('POST', '', {
      ...{ kind: 'facilities', file_name: '设施.xlsx', size_bytes: 1000 },
    });
    expect(made).toMatchObject({ state: 'uploading', received_bytes: 0, source: '设施', made_by: '测试registrar' });
    const send = (offset: number, to: number) =>
      ask('PUT', `/${made.id}/content?offset=${offset}`, content.subarray(offset, to));
    expect(await send(0, 600)).toEqual({ status: 200, answer: { received_bytes: 600 } });
    expect(await send(0, 600)).toEqual({ status: 200, answer: { received_bytes: 600 } });
    expect(await send(700, 1000)).toEqual({ status: 200, answer: { received_bytes: 600 } });
    expect((await ask('POST', `/${made.id}/read`)).status).toBe(409);
    expect(await send(600, 1000)).toEqual({ status: 200, answer: { received_bytes: 1000 } });
    expect((await ask<ImportBatch>('GET', `/${made.id}`)).answer.received_bytes).toBe(1000);
  });

  it('refuses what is no piece, too much, and files that are too large', async () => {
    const made = await uploaded(csv);
    expect((await ask('PUT', `/${made.id}/content?offset=0`, { a: 1 })).status).toBe(400);
    const { answer: small } = await ask<ImportBatch>('POST', '', {
      ...{ kind: 'facilities', file_name: 'a.csv', size_bytes: 10 },
    });
    expect((await ask('PUT', `/${small.id}/content?offset=0`, csv)).status).toBe(400);
    const big = { kind: 'facilities', file_name: 'a.csv', size_bytes: 2 ** 31 + 1 };
    expect((await ask('POST', '', big)).status).toBe(400);
    expect((await ask('POST', '', { ...big, size_bytes: 10, file_name: '../a.csv' })).status).toBe(400);
  });
});

describe('the way of a batch', () => {
  it('goes from the file to the register and out again, rejected rows mended in place or in a sheet', async () => {
    const { id } = await uploaded(csv);
    const read = await done(`/${id}/read`);
    expect(read).toMatchObject({ state: 'read', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(read.findings?.columns.map(({ column, field }) => [column, field])).toEqual([
      ['编号', 'source_id'],
      ['名称', 'name'],
      ['类型', 'kind'],
      ['核实日期', 'confirmed_on'],
      ['经度', 'lon'],
      ['纬度', 'lat'],
    ]);
    expect(read.findings?.codes[0]?.values.map(({ value, code }) => [value, code])).toEqual([
      ['公共厕所', 'toilet'],
      ['旱厕', null],
    ]);
    expect((await ask('POST', `/${id}/check`)).answer).toMatchObject({ error: { field: 'crs' } });
    await ask('PUT', `/${id}/settings`, {
      crs: { kind: 'wgs84' },
      codes: { kind: { 旱厕: 'toilet' } },
      keep_good: true,
    });
    expect(await done(`/${id}/check`)).toMatchObject({ state: 'checked', counts: { new: 1, rejected: 1 } });
    const rows = await ask<ImportRows>('GET', `/${id}/rows`);
    expect(rows.answer).toMatchObject({
      columns: ['编号', '名称', '类型', '核实日期', '经度', '纬度'],
      items: [
        { row: 2, problems: [] },
        { row: 3, cells: ['2', '西公厕', '旱厕', '上周', '112.102', '32.005'], problems: [{ column: '核实日期' }] },
      ],
      more: false,
    });
    const seen = { new: 1, changed: 0, deleted: 0, rejected: 1 };
    expect(await done(`/${id}/apply`, { seen })).toMatchObject({ state: 'applied', has_file: true, failure: null });

    const sheet = await signedIn(app, 'registrar').request(`/api/imports/${id}/rejects/sheet`, { method: 'POST' });
    expect(sheet.status).toBe(200);
    const content = new Uint8Array(await sheet.arrayBuffer());
    const opened = await openTables(temporaryFile('rejected.xlsx', content));
    const [table] = opened.tables;
    expect(table?.columns).toEqual(['原行号', '编号', '名称', '类型', '核实日期', '经度', '纬度', '退回原因']);
    for await (const found of opened.read(table!.name)) {
      expect(found).toHaveLength(1);
      expect(String(found[0]!.properties.退回原因)).toContain('看不出是什么时间');
    }
    await opened.close();

    const child = await uploaded(content, { file_name: '退回.xlsx', parent_id: id });
    await done(`/${child.id}/read`);
    expect(
      (await ask('PUT', `/${child.id}/fixes`, { items: [{ row: 2, column: '核实日期', value: '2026-05-02' }] })).status,
    ).toBe(200);
    const counted = await done(`/${child.id}/check`);
    expect(counted).toMatchObject({ parent_id: id, source: '设施', fix_count: 1, counts: { new: 1, rejected: 0 } });
    await done(`/${child.id}/apply`, { seen: { new: 1, changed: 0, deleted: 0, rejected: 0 } });
    const { sql } = await ownDatabase();
    expect(await sql`select source_id, name, kind from facility where source = '设施' order by source_id`).toEqual([
      { source_id: '1', name: '东公厕', kind: 'toilet' },
      { source_id: '2', name: '西公厕', kind: 'toilet' },
    ]);
    expect(await done(`/${child.id}/undo`, {})).toMatchObject({ state: 'undone', undone_by: '测试registrar' });
    expect(await done(`/${id}/undo`, {})).toMatchObject({ state: 'undone' });
    expect(await sql`select id from facility where source = '设施'`).toEqual([]);
  });

  it('shows places over the streets as a coordinate system would put them', async () => {
    const { id } = await uploaded(csv);
    await done(`/${id}/read`);
    const { answer } = await ask<{ items: { place: number[] }[] }>('POST', `/${id}/places`, { crs: { kind: 'gcj02' } });
    expect(answer.items).toHaveLength(2);
    // GCJ-02 lies some 500 m south-east of WGS 84 there.
    expect(answer.items[0]!.place[0]).toBeGreaterThan(112.094);
    expect(answer.items[0]!.place[0]).toBeLessThan(112.0965);
  });

  it('has control points weighed before they are confirmed', async () => {
    const { id } = await uploaded(csv);
    await done(`/${id}/read`);
    // A point at 10 km east and 20 km north of nowhere, its northing first.
    const points = [
      { x: 20_000, y: 10_000, lon: 112.1, lat: 32 },
      { x: 20_000, y: 10_945, lon: 112.11, lat: 32 },
      { x: 21_109, y: 10_945, lon: 112.11, lat: 32.01 },
    ];
    const tried = (given: object[]) =>
      ask<ImportPlaces>('POST', `/${id}/places`, { crs: { kind: 'local', points: given } });
    const { answer } = await tried(points);
    expect(answer.fit).toMatchObject({
      mirrored: true,
      residuals_m: [expect.any(Number), expect.any(Number), expect.any(Number)],
    });
    expect(answer.fit!.notes[0]!.en).toContain('axes of the file are mirrored');
    expect((await tried(points.slice(0, 2))).answer.fit).toMatchObject({ worst: null, rms_m: expect.any(Number) });
    expect((await tried([points[0]!, points[0]!])).answer).toMatchObject({ error: { field: 'crs' } });
    const { answer: xian } = await ask<ImportPlaces>('POST', `/${id}/places`, {
      crs: { kind: 'gauss-kruger', width: 3, meridian: 111, prefix: false, datum: 'xian80' },
    });
    expect(xian.note?.['zh-CN']).toContain('没有做基准转换');
  });

  it('keeps in words what its coordinates were taken for, until they come from elsewhere', async () => {
    const [lon, lat] = toGcj02([112.101, 32.005]);
    const content = bytes(
      `编号,名称,类型,核实日期,经度,纬度,lon2\n1,甲,toilet,2026-05-01,${lon},${lat},0\n2,乙,toilet,上周,${lon},${lat},0\n`,
    );
    const { id } = await uploaded(content);
    const { settings } = await done(`/${id}/read`);
    const put = async (body: object) => (await ask<ImportBatch>('PUT', `/${id}/settings`, body)).answer.settings;
    const gcj02 = { kind: 'gcj02' };
    expect(await put({ crs: gcj02, swapped: true })).toMatchObject({
      crs: gcj02,
      crs_words: { line: { 'zh-CN': 'GCJ-02 经纬度（高德、腾讯），x、y 对调' } },
    });
    const other = { mapping: { ...settings.mapping, lon: 'lon2' } };
    expect(await put(other)).toMatchObject({ crs: null, swapped: false, crs_words: null });
    expect((await ask('POST', `/${id}/check`)).answer).toMatchObject({ error: { field: 'crs' } });
    expect(await put({ mapping: settings.mapping, crs: gcj02, keep_good: true })).toMatchObject({ crs: gcj02 });
    expect(await put({ mapping: { ...settings.mapping, name: '编号' } })).toMatchObject({ crs: gcj02 });
    expect((await put({ table: 'another' })).crs).toBeNull();
    expect((await put({ table: settings.table, mapping: settings.mapping, crs: gcj02 })).crs_words).not.toBeNull();
    for (const wrong of [
      { crs_words: null },
      { crs: { kind: 'utm', zone: 61 } },
      { crs: { kind: 'local', points: [] } },
    ])
      expect((await ask('PUT', `/${id}/settings`, wrong)).status).toBe(400);

    await done(`/${id}/check`);
    await done(`/${id}/apply`, { seen: { new: 1, changed: 0, deleted: 0, rejected: 1 } });
    const sheet = await signedIn(app, 'registrar').request(`/api/imports/${id}/rejects/sheet`, { method: 'POST' });
    const child = await uploaded(new Uint8Array(await sheet.arrayBuffer()), { file_name: '退回.xlsx', parent_id: id });
    expect(child.settings).toMatchObject({ crs: gcj02, crs_words: { line: { en: 'GCJ-02 degrees (AMap, Tencent)' } } });
    await done(`/${child.id}/read`);
    await ask('PUT', `/${child.id}/fixes`, { items: [{ row: 2, column: '核实日期', value: '2026-05-02' }] });
    await done(`/${child.id}/check`);
    await done(`/${child.id}/apply`, { seen: { new: 1, changed: 0, deleted: 0, rejected: 0 } });
    const { sql } = await ownDatabase();
    const places = await sql<{ lon: number; lat: number }[]>`
      select ST_X(geometry) as lon, ST_Y(geometry) as lat from facility where source = '设施'`;
    expect(places).toHaveLength(2);
    for (const place of places)
      expect([place.lon.toFixed(7), place.lat.toFixed(7)]).toEqual(['112.1010000', '32.0050000']);
    await done(`/${child.id}/undo`, {});
    await done(`/${id}/undo`, {});
  });

  it('whose rows stand by their address has those of its mended sheet stand so, too', async () => {
    const { id } = await uploaded(bytes('名称,类型,地址\n甲,toilet,清河路18号1幢\n'), { file_name: '设施.csv' });
    await done(`/${id}/read`);
    await ask('PUT', `/${id}/settings`, { by_address: true });
    const child = await uploaded(csv, { parent_id: id });
    expect(child.settings).toMatchObject({ by_address: true, crs: null });
  });

  it('with shapes leaves the places of its mended sheet to be confirmed', async () => {
    const geometry = { type: 'Point', coordinates: [112.101, 32.005] };
    const feature = { type: 'Feature', properties: { 名称: '甲' }, geometry };
    const { id } = await uploaded(bytes(JSON.stringify({ type: 'FeatureCollection', features: [feature] })), {
      file_name: '设施.geojson',
    });
    await done(`/${id}/read`);
    await ask('PUT', `/${id}/settings`, { crs: { kind: 'gcj02' } });
    const child = await uploaded(csv, { parent_id: id });
    expect(child.settings).toMatchObject({ crs: null, crs_words: null });
  });

  it('is thrown away with its file', async () => {
    const { id } = await uploaded(csv);
    expect((await ask('POST', `/${id}/discard`)).answer).toMatchObject({ state: 'discarded', has_file: false });
    expect((await ask('POST', `/${id}/discard`)).status).toBe(409);
    expect((await ask('GET', `/${id}/rows`)).status).toBe(409);
  });

  it('is worked on one at a time, and says how far it is', async () => {
    const { id } = await uploaded(csv);
    const other = await uploaded(csv);
    const both = await Promise.all([id, other.id].map((each) => ask<ImportBatch>('POST', `/${each}/read`)));
    expect(both.map(({ status }) => status).sort()).toEqual([202, 409]);
    const begun = both.find(({ status }) => status === 202)!;
    expect(begun.answer.progress).toMatchObject({ rows_total: null, seconds_left: null });
    await runs.settled();
  });
});

describe('who imports', () => {
  it('is a registrar of the whole deployment', async () => {
    for (const login of ['leader', 'district', 'auditor', 'worker'] as const)
      expect((await ask('GET', '', undefined, login)).status, login).toBe(403);
    expect((await ask('GET', '')).status).toBe(200);
    const layers = await ask<{ items: { kind: string; fields: { name: string }[] }[] }>('GET', '/layers');
    expect(layers.answer.items.find(({ kind }) => kind === 'facilities')?.fields.map(({ name }) => name)).toContain(
      'lon',
    );
  });
});
