import { spawn } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Database } from '../../../server/db/open.ts';
import { ImportRefused, type ImportReport, type ImportRequest, importFile } from '../../../server/import/index.ts';
import { townArea } from '../../fixtures/town.ts';
import { ownDatabase, rolledBack } from './database.ts';
import { fixture, temporaryFile } from './files.ts';

type Properties = Record<string, unknown>;

/** A GeoJSON file of unit squares of 0.0001° at given columns of an empty spot far from the fixture town. */
function squares(name: string, rows: [column: number, properties: Properties][]): string {
  const features = rows.map(([column, properties]) => {
    const [west, south, side] = [100 + column * 1e-4, 20, 1e-4];
    const ring = [
      [west, south],
      [west + side, south],
      [west + side, south + side],
      [west, south + side],
      [west, south],
    ];
    return { type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: [ring] } };
  });
  return temporaryFile(name, JSON.stringify({ type: 'FeatureCollection', features }));
}

function counts({ read, new: added, changed, same, rejected }: ImportReport) {
  return { read, new: added, changed, same, rejected };
}

async function tileVersion(sql: Database, layer: string): Promise<number> {
  const [row] = await sql<{ version: number }[]>`select version::int from tile_layer_version where layer = ${layer}`;
  return row?.version ?? 0;
}

test('an extract fills its tables, and again changes nothing', async () => {
  await rolledBack(async (sql) => {
    const request: ImportRequest = { kind: 'osm', file: fixture('town.osm'), source: 'extract' };
    const first = await importFile(sql, request);
    expect(counts(first)).toEqual({ read: 9, new: 6, changed: 0, same: 0, rejected: 3 });
    expect(first.incomplete).toBe(3);
    expect(first.tables).toMatchObject({
      building: { new: 1 },
      road: { new: 1 },
      waterway: { new: 1 },
      land: { new: 1 },
      place: { new: 2 },
      boundary: { new: 0 },
    });
    expect(await sql`select text from attribution where source = 'extract'`).toEqual([
      { text: '© OpenStreetMap contributors, ODbL' },
    ]);
    const before = await sql`select id, updated_at, xmin::text from building where source = 'extract'`;
    const version = await tileVersion(sql, 'building');
    const again = await importFile(sql, request);
    expect(counts(again)).toEqual({ read: 9, new: 0, changed: 0, same: 6, rejected: 3 });
    expect(await sql`select id, updated_at, xmin::text from building where source = 'extract'`).toEqual(before);
    expect(await tileVersion(sql, 'building')).toBe(version);
  });
});

test('new, changed, same and absent rows are told apart', async () => {
  await rolledBack(async (sql) => {
    const first = squares('blocks.geojson', [
      [1, { id: 'a', name: '甲' }],
      [2, { id: 'b', name: '乙' }],
      [3, { id: 'c', name: '丙' }],
    ]);
    await importFile(sql, { kind: 'buildings', file: first, source: 'blocks' });
    await sql`update building set confirmed_on = '2026-01-02' where source = 'blocks'`;
    const second = squares('blocks.geojson', [
      [1, { id: 'a', name: '甲' }],
      [2, { id: 'b', name: '乙座' }],
      [4, { id: 'd', name: '丁' }],
    ]);
    const report = await importFile(sql, { kind: 'buildings', file: second, source: 'blocks' });
    expect(counts(report)).toEqual({ read: 3, new: 1, changed: 1, same: 1, rejected: 0 });
    expect(report.absent).toBe(1);
    // What the file does not hold stays: the day on which somebody confirmed it.
    expect(
      await sql`select source_id, name, confirmed_on::text from building where source = 'blocks' order by source_id`,
    ).toEqual([
      { source_id: 'a', name: '甲', confirmed_on: '2026-01-02' },
      { source_id: 'b', name: '乙座', confirmed_on: '2026-01-02' },
      { source_id: 'c', name: '丙', confirmed_on: '2026-01-02' },
      { source_id: 'd', name: '丁', confirmed_on: null },
    ]);
  });
});

test('rows without an id are known by their content, also when two are equal', async () => {
  await rolledBack(async (sql) => {
    const file = squares('plain.geojson', [
      [1, { name: '甲' }],
      [1, { name: '甲' }],
      [2, { name: '甲' }],
    ]);
    expect(counts(await importFile(sql, { kind: 'buildings', file }))).toEqual({
      read: 3,
      new: 3,
      changed: 0,
      same: 0,
      rejected: 0,
    });
    expect(counts(await importFile(sql, { kind: 'buildings', file }))).toEqual({
      read: 3,
      new: 0,
      changed: 0,
      same: 3,
      rejected: 0,
    });
  });
});

test('pieces with one id are joined; other content under the same id is rejected', async () => {
  await rolledBack(async (sql) => {
    const tags = { '@id': 7, '@type': 'way', building: 'retail' };
    const file = squares('pieces.geojson', [
      [1, tags],
      [2, tags],
      [9, { '@id': 8, '@type': 'way', building: 'yes' }],
      [4, { '@id': 8, '@type': 'way', building: 'house' }],
    ]);
    await expect(importFile(sql, { kind: 'buildings', file })).rejects.toThrow(/^1 of 4 rows were rejected/);
    const report = await importFile(sql, { kind: 'buildings', file, keepGood: true });
    expect(report).toMatchObject({
      read: 4,
      new: 2,
      united: 1,
      rejected: 1,
      rejects: [{ row: 4, reason: { en: 'the id way/8 already stands at 3 with other content' } }],
    });
    expect(
      await sql`select source_id, kind, ST_NumGeometries(geometry) as parts, round(ST_Area(geometry)::numeric * 1e8, 3)::float8 as size
      from building where source = 'pieces' order by source_id`,
    ).toEqual([
      { source_id: 'way/7', kind: 'retail', parts: 1, size: 2 },
      { source_id: 'way/8', kind: 'yes', parts: 1, size: 1 },
    ]);
  });
});

test('a broken shape is mended, and one of which nothing is left is rejected', async () => {
  await rolledBack(async (sql) => {
    const feature = (id: string, ring: number[][]) => ({
      type: 'Feature',
      id,
      properties: {},
      geometry: { type: 'Polygon', coordinates: [ring] },
    });
    const bowTie = feature('bow', [
      [100, 20],
      [100.001, 20.001],
      [100.001, 20],
      [100, 20.001],
      [100, 20],
    ]);
    const flat = feature('flat', [
      [100, 20],
      [101, 20],
      [102, 20],
      [100, 20],
    ]);
    const file = temporaryFile(
      'broken.geojson',
      JSON.stringify({ type: 'FeatureCollection', features: [bowTie, flat] }),
    );
    const report = await importFile(sql, { kind: 'buildings', file, keepGood: true });
    expect(report.rejects).toEqual([
      {
        row: 2,
        reason: { 'zh-CN': '图形修复后没有面积', en: 'nothing of its shape is left that has an area' },
      },
    ]);
    expect(
      await sql`select source_id, ST_NumGeometries(geometry) as parts from building where source = 'broken'`,
    ).toEqual([{ source_id: 'bow', parts: 2 }]);
  });
});

test('one reject means that nothing is loaded, unless the good rows are wanted', async () => {
  await rolledBack(async (sql) => {
    const file = temporaryFile(
      'points.csv',
      'name,type,lon,lat\n甲,toilet,112.1,32.001\n乙,toilet,,\n丙,,112.1,32.002\n',
    );
    const all: unknown[] = [];
    const failure = await importFile(sql, { kind: 'facilities', file, onReject: (reject) => all.push(reject) }).catch(
      (error) => error,
    );
    expect(failure).toBeInstanceOf(ImportRefused);
    expect(failure.sentence.en).toBe(
      '2 of 3 rows were rejected, so nothing was loaded (3: it has no place: lon is empty). Correct the file, or add --keep-good to load the other rows.',
    );
    expect(all).toEqual([
      {
        row: 3,
        column: 'lon',
        reason: { 'zh-CN': '没有位置：「lon」没有填写', en: 'it has no place: lon is empty' },
      },
      { row: 4, column: 'kind', reason: { 'zh-CN': '「类型」没有填写', en: 'kind is missing' } },
    ]);
    expect(await sql`select 1 from facility where source = 'points'`).toEqual([]);
    const report = await importFile(sql, { kind: 'facilities', file, keepGood: true });
    expect(counts(report)).toEqual({ read: 3, new: 1, changed: 0, same: 0, rejected: 2 });
  });
});

test('incidents get a title, a due day, a code and their grid; history without a status is closed', async () => {
  await rolledBack(async (sql) => {
    const file = temporaryFile(
      'calls.csv',
      '类别,上报时间,经度,纬度,地址\n环境卫生,2026-03-01 08:00,112.101,32.001,清河路\ntheft,2026-03-02 09:30:00+00:00,0,0,\n',
    );
    const report = await importFile(sql, { kind: 'incidents', file, timeZone: 'Asia/Shanghai' });
    expect(report).toMatchObject({ new: 2, rejected: 0, outside_grids: 1 });
    const rows =
      await sql`select category, title, status, closed_at, address, area_code, reported_at, due_at, incident_code ~ '^IMP-[0-9A-F]{16}$' as coded
      from incident where source = 'calls' order by reported_at`;
    expect(rows).toEqual([
      {
        category: 'environment',
        title: '环境卫生',
        status: 'closed',
        closed_at: null,
        address: '清河路',
        area_code: townArea.southWest,
        reported_at: new Date('2026-03-01T00:00:00Z'),
        due_at: new Date('2026-03-08T00:00:00Z'),
        coded: true,
      },
      {
        category: 'theft',
        title: 'theft',
        status: 'closed',
        closed_at: null,
        address: null,
        area_code: null,
        reported_at: new Date('2026-03-02T09:30:00Z'),
        due_at: new Date('2026-03-09T09:30:00Z'),
        coded: true,
      },
    ]);
  });
});

test('areas come in any order, find their parents, and move what lies in them', async () => {
  await rolledBack(async (sql) => {
    const rows: [number, Properties][] = [
      [1, { code: '100000001001001', name: '一网格' }],
      [1, { code: '100000', name: '新区' }],
      [1, { code: '100000001001', name: '一社区' }],
      [1, { code: '100000001', name: '一街道' }],
      [2, { code: '100000009001', name: '无主社区' }],
    ];
    const building = squares('house.geojson', [[1, { id: 1 }]]);
    expect((await importFile(sql, { kind: 'buildings', file: building })).outside_grids).toBe(1);
    const file = squares('areas.geojson', rows);
    const report = await importFile(sql, { kind: 'areas', file, keepGood: true });
    expect(report).toMatchObject({
      read: 5,
      new: 4,
      rejected: 1,
      reassigned: 1,
      rejects: [{ row: 5, reason: { en: 'its parent 100000009 is neither in the file nor in the database' } }],
    });
    expect(await sql`select area_code from building where source = 'house'`).toEqual([
      { area_code: '100000001001001' },
    ]);
    expect(await sql`select level from area where source = 'areas' order by area_code`).toEqual(
      ['district', 'street', 'community', 'grid'].map((level) => ({ level })),
    );
    expect(await importFile(sql, { kind: 'areas', file, keepGood: true })).toMatchObject({
      new: 0,
      changed: 0,
      same: 4,
      reassigned: 0,
    });
    const taken = await importFile(sql, { kind: 'areas', file, source: 'other', keepGood: true });
    expect(taken).toMatchObject({ new: 0, rejected: 5 });
    expect(taken.rejects[0]).toEqual({
      row: 1,
      column: 'area_code',
      reason: {
        'zh-CN': '「编码」100000001001001 已属于来源“areas”的一行',
        en: 'area_code 100000001001001 already belongs to a row of the source areas',
      },
    });
  });
});

test('swapped coordinates are found out, also where both ways lie in the world', async () => {
  await rolledBack(async (sql) => {
    const header = 'name,type,lat,lon\n';
    const east = temporaryFile(
      'east.csv',
      `${header}甲,toilet,112.1,32.001\n乙,toilet,112.1,32.002\n丙,toilet,32.003,112.1\n`,
    );
    await expect(importFile(sql, { kind: 'facilities', file: east, keepGood: true })).rejects.toThrow(
      /east.csv has longitude and latitude swapped/,
    );
    await sql`insert into area (area_code, level, name, geometry)
      values ('880000', 'district', '西区', ST_Multi(ST_MakeEnvelope(20, 50, 21, 51, 4326)))`;
    await sql`delete from area where area_code not like '88%'`;
    const west = temporaryFile('west.csv', `${header}甲,toilet,20.5,50.5\n乙,toilet,20.6,50.6\n`);
    await expect(importFile(sql, { kind: 'facilities', file: west })).rejects.toThrow(
      /west.csv has longitude and latitude swapped/,
    );
  });
});

test('a missing column is named beside those that are there', async () => {
  await rolledBack(async (sql) => {
    const file = temporaryFile('calls2.csv', 'what,when,lon,lat\nx,2026-01-01,112.1,32.001\n');
    await expect(importFile(sql, { kind: 'incidents', file })).rejects.toThrow(
      'The file has no column for category; its columns are what, when. Name it with --map category=COLUMN.',
    );
    await expect(
      importFile(sql, { kind: 'incidents', file, mapping: { category: 'what', title: 'why' }, timeColumn: 'when' }),
    ).rejects.toThrow('The file has no column why; its columns are what, when.');
    await expect(importFile(sql, { kind: 'incidents', file, mapping: { kind: 'what' } })).rejects.toThrow(
      /There is no field kind to map to; the fields are incident_code, category/,
    );
    expect(
      await importFile(sql, { kind: 'incidents', file, mapping: { category: 'what' }, timeColumn: 'when' }),
    ).toMatchObject({ new: 1 });
  });
});

test('many rows at once get the grids that each would get by itself, and later rows still get theirs', async () => {
  await rolledBack(async (sql) => {
    const rows = Array.from(
      { length: 1600 },
      (_value, i) => `p${i},toilet,${112.0995 + (i % 40) * 0.00025},${31.9995 + Math.floor(i / 40) * 0.0002}`,
    );
    const file = (more: string) =>
      temporaryFile('many.csv', `id,type,lon,lat,name\n${rows.map((row) => `${row},${more}\n`).join('')}`);
    const report = await importFile(sql, { kind: 'facilities', file: file('甲') });
    expect(report.new).toBe(1600);
    const spread =
      await sql`select area_code, count(*)::int as rows from facility where source = 'many' group by area_code order by area_code`;
    expect(spread.map(({ area_code }) => area_code)).toEqual([
      townArea.northWest,
      townArea.northEast,
      townArea.southWest,
      townArea.southEast,
      null,
    ]);
    expect(spread.at(-1)!.rows).toBe(report.outside_grids);
    expect(await sql`select reassign_area_codes()::int as moved`).toEqual([{ moved: 0 }]);
    await sql`update facility set area_code = null where source = 'many'`;
    expect(await importFile(sql, { kind: 'facilities', file: file('乙') })).toMatchObject({
      changed: 1600,
      outside_grids: report.outside_grids,
    });
    await sql`insert into facility (kind, name, geometry, source, source_id)
      values ('toilet', '丙', ST_SetSRID(ST_MakePoint(112.101, 32.001), 4326), 'by hand', '1')`;
    expect(await sql`select area_code from facility where source = 'by hand'`).toEqual([
      { area_code: townArea.southWest },
    ]);
  });
});

async function runKilled(file: string, rowsWritten: number): Promise<NodeJS.Signals | null> {
  const { address } = await ownDatabase();
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', path.join(import.meta.dirname, 'killed-import.ts'), file, 'killed', String(rowsWritten)],
    {
      env: { ...process.env, KILLED_DATABASE: JSON.stringify(address) },
      stdio: 'ignore',
    },
  );
  return new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal)));
}

test('a killed import leaves the data whole', async () => {
  const { sql } = await ownDatabase();
  // Land, waterway and road are written, buildings are about to be.
  expect(await runKilled(fixture('town.osm'), 3)).toBe('SIGKILL');
  await rolledBack(async (transaction) => {
    // Waits until the database has undone what the dead one left behind.
    const report = await importFile(transaction, { kind: 'osm', file: fixture('town.osm'), source: 'killed' });
    expect(counts(report)).toEqual({ read: 9, new: 6, changed: 0, same: 0, rejected: 3 });
  });
  const [left] =
    await sql`select (select count(*) from land where source = 'killed')::int as land, (select count(*) from road where source = 'killed')::int as road`;
  expect(left).toEqual({ land: 0, road: 0 });
});
