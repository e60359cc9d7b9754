import { readFileSync } from 'node:fs';
import path from 'node:path';
import sqlite from 'node-sqlite3-wasm';
import { describe, expect, it, test } from 'vitest';
import { temporaryFile } from '../files.ts';
import { readContent, readWhole, reasonsOf, refusal } from './reading.ts';

let made = 0;

/** A GeoPackage with the tables that we look at (OGC 12-128r18, annex C) and what else is asked for; its path. */
function geopackage(sql: string, values: Record<string, Buffer> = {}): string {
  const file = temporaryFile(`made-${++made}.gpkg`, '');
  const database = new sqlite.Database(file);
  database.exec(`
    create table gpkg_spatial_ref_sys (srs_name text, srs_id integer primary key, organization text, organization_coordsys_id integer, definition text);
    create table gpkg_contents (table_name text primary key, data_type text, srs_id integer);
    create table gpkg_geometry_columns (table_name text, column_name text, geometry_type_name text, srs_id integer, z integer, m integer);
    insert into gpkg_spatial_ref_sys values ('CGCS2000', 4549, 'EPSG', 4549, ''), ('local', 100, 'NONE', 0, 'LOCAL_CS["town"]');
    create table places (fid integer primary key, geom blob, name text, open boolean, day date, photo blob, code integer);
    insert into gpkg_contents values ('places', 'features', 4549);
    insert into gpkg_geometry_columns values ('places', 'geom', 'GEOMETRY', 4549, 2, 2);
    ${sql}`);
  for (const [name, geometry] of Object.entries(values))
    database.run('insert into places (geom, name) values (?, ?)', [geometry, name]);
  database.close();
  return file;
}

/** A geometry behind the head of a GeoPackage. */
function blob(wkb: Buffer, flags = 1, box = 0): Buffer {
  const head = Buffer.alloc(8 + box);
  head.write('GP');
  head[3] = flags;
  return Buffer.concat([head, wkb]);
}

/** Well-known binary, little endian, of counts and numbers. */
function wkb(type: number, ...values: (number | { count: number } | Buffer)[]): Buffer {
  const head = Buffer.alloc(5);
  head[0] = 1;
  head.writeUInt32LE(type, 1);
  const parts = values.map((value) => {
    if (Buffer.isBuffer(value)) return value;
    const bytes = Buffer.alloc(typeof value === 'number' ? 8 : 4);
    if (typeof value === 'number') bytes.writeDoubleLE(value);
    else bytes.writeUInt32LE(value.count);
    return bytes;
  });
  return Buffer.concat([head, ...parts]);
}

const n = (count: number) => ({ count });

test('rows have their keys and values as they stand', async () => {
  const file = geopackage(`
    insert into places values (7, null, '甲', 1, '2025-03-01', x'ff', 9007199254740993);
    insert into places values (9, null, '', 0, null, null, 5);
    create table notes (id integer primary key, text text);
    insert into notes values (1, '乙');
    insert into gpkg_contents values ('notes', 'attributes', null), ('pictures', 'tiles', 4326);`);
  const { opened, tables } = await readWhole(file);
  expect(opened.tables).toEqual([
    { name: 'notes', columns: ['id', 'text'], rows: 1, geometry: null, crs: null, encoding: null },
    {
      ...{ name: 'places', columns: ['fid', 'name', 'open', 'day', 'code'], rows: 2 },
      ...{ geometry: 'mixed', crs: { epsg: 4549 }, encoding: null },
    },
  ]);
  expect(tables.places).toEqual([
    {
      row: 7,
      properties: { fid: 7, name: '甲', open: true, day: '2025-03-01', code: '9007199254740993' },
      geometry: null,
    },
    { row: 9, properties: { fid: 9, name: null, open: false, day: null, code: 5 }, geometry: null },
  ]);
  expect(opened.notes.map(({ en }) => en)).toEqual([
    'Columns photo of layer "places" hold pictures or other files and were not read.',
  ]);
  expect(opened.bytesRead()).toBe(opened.sizeBytes);
});

test('shapes of all kinds come without heights', async () => {
  const line = wkb(2, n(2), 1, 2, 3, 4);
  const bigPoint = Buffer.from('00000000013ff00000000000004000000000000000', 'hex');
  const file = geopackage('', {
    point: blob(wkb(1, 1, 2)),
    'big endian': blob(bigPoint),
    box: blob(wkb(1, 1, 2), 3, 32),
    height: blob(wkb(1001, 1, 2, 3)),
    'height and measure': blob(wkb(3002, n(2), 1, 2, 9, 9, 3, 4, 9, 9)),
    'extended height': blob(wkb(0x80000001, 1, 2, 3)),
    area: blob(wkb(3, n(1), n(4), 0, 0, 1, 0, 1, 1, 0, 0)),
    lines: blob(wkb(5, n(2), line, line)),
    points: blob(wkb(1004, n(1), wkb(1001, 5, 6, 7))),
    areas: blob(wkb(6, n(1), wkb(3, n(1), n(4), 0, 0, 1, 0, 1, 1, 0, 0))),
    collection: blob(wkb(7, n(2), wkb(1, 1, 2), line)),
    'empty point': blob(wkb(1, Number.NaN, Number.NaN)),
    'empty area': blob(wkb(3, n(0))),
  });
  const { rows } = await readWhole(file);
  const ring = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 0],
  ];
  const byName = Object.fromEntries(rows.map(({ properties, geometry }) => [properties.name, geometry]));
  const at = { type: 'Point', coordinates: [1, 2] };
  const straight = {
    type: 'LineString',
    coordinates: [
      [1, 2],
      [3, 4],
    ],
  };
  expect(byName).toEqual({
    ...{ point: at, 'big endian': at, box: at, height: at, 'extended height': at },
    'height and measure': straight,
    area: { type: 'Polygon', coordinates: [ring] },
    lines: { type: 'MultiLineString', coordinates: [straight.coordinates, straight.coordinates] },
    points: { type: 'MultiPoint', coordinates: [[5, 6]] },
    areas: { type: 'MultiPolygon', coordinates: [[ring]] },
    collection: { type: 'GeometryCollection', geometries: [at, straight] },
    ...{ 'empty point': null, 'empty area': null },
  });
});

test('shapes that cannot be read are refused by themselves', async () => {
  const file = geopackage('', {
    curve: blob(wkb(8, n(3), 0, 0, 1, 1, 2, 0)),
    short: blob(wkb(2, n(1000), 1, 2)),
    deep: blob(Array.from({ length: 12 }).reduce<Buffer>((inner) => wkb(7, n(1), inner), wkb(1, 1, 2))),
    mixed: blob(wkb(4, n(1), wkb(2, n(1), 1, 2))),
    foreign: Buffer.from('no shape at all'),
    good: blob(wkb(1, 1, 2)),
  });
  const { rows } = await readWhole(file);
  const damaged =
    'The shape of this row is damaged and cannot be read. Repair or delete it in the GIS and export the file anew.';
  expect(reasonsOf(rows)).toEqual([
    [
      1,
      'The shape of this row has curves, which cannot be read. Convert them to straight segments in the GIS and export the file anew.',
    ],
    ...[2, 3, 4, 5].map((row) => [row, damaged]),
  ]);
});

describe('layers', () => {
  it('have names of any kind and their own coordinate systems', async () => {
    const file = geopackage(`
      create table "楼栋 ""a""" (fid integer primary key, shape blob);
      insert into "楼栋 ""a""" values (1, null);
      insert into gpkg_contents values ('楼栋 "a"', 'features', 100);
      insert into gpkg_geometry_columns values ('楼栋 "a"', 'shape', 'MULTIPOLYGON', 100, 0, 0);`);
    const { opened, tables } = await readWhole(file);
    expect(opened.tables[1]).toMatchObject({ name: '楼栋 "a"', geometry: 'area', crs: { wkt: 'LOCAL_CS["town"]' } });
    expect(tables['楼栋 "a"']).toHaveLength(1);
  });

  it('that are views are told of and not run', async () => {
    const file = geopackage(`
      insert into places (name) values ('甲');
      create view endless as with recursive r(x) as (select 1 union all select x + 1 from r) select x as fid from r;
      insert into gpkg_contents values ('endless', 'attributes', null);`);
    const { opened } = await readWhole(file);
    expect(opened.tables.map(({ name }) => name)).toEqual(['places']);
    expect(opened.notes.map(({ en }) => en)[0]).toBe(
      '"endless" is a view and was not read. If it is needed, save it as a layer in the GIS.',
    );
  });
});

test('a file in write-ahead mode, as an open QGIS leaves it, is read', async () => {
  const content = readFileSync(geopackage("insert into places (name) values ('甲');"));
  content.fill(2, 18, 20);
  expect((await readContent('wal.gpkg', content)).rows.map(({ properties }) => properties.name)).toEqual(['甲']);
});

test('another database, one without layers and one that is cut off are refused', async () => {
  const file = temporaryFile('other.gpkg', '');
  const database = new sqlite.Database(file);
  database.exec('create table a (b text)');
  database.close();
  expect((await refusal(readWhole(file))).en).toMatch(/^other.gpkg is an SQLite database but no GeoPackage/);
  const empty = geopackage('delete from gpkg_contents;');
  expect((await refusal(readWhole(empty))).en).toBe(
    `${path.basename(empty)} holds no layers or tables, perhaps only images. Export a GeoPackage with vector layers.`,
  );
  const whole = readFileSync(geopackage("insert into places (name) values ('甲');"));
  for (const share of [0.01, 0.5, 0.95])
    expect((await refusal(readContent('cut.gpkg', whole.subarray(0, whole.length * share)))).en).toMatch(
      /^cut.gpkg is incomplete or damaged/,
    );
  const damaged = Buffer.from(whole);
  damaged.fill(0xaa, 4096, whole.length);
  expect((await refusal(readContent('damaged.gpkg', damaged))).en).toMatch(/^damaged.gpkg is incomplete or damaged/);
});
