import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Feature, FeatureCollection } from 'geojson';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixture } from '../files.ts';
import { readWhole } from './reading.ts';

// Files of another program's making. Nothing here needs a database; the suite is where GDAL is at hand.

const run = promisify(execFile);
const source = fixture('readers/places.geojson');
const { features } = JSON.parse(readFileSync(source, 'utf8')) as FeatureCollection;
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'jingwei-gdal-readers-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Has GDAL write the places, or another file, in some format; returns the path. */
async function written(format: string, name: string, more: string[] = [], from = source): Promise<string> {
  const file = path.join(folder, name);
  await run('ogr2ogr', ['-f', format, file, from, '-nln', 'places', ...more]);
  return file;
}

const expected = features.map(({ properties, geometry }) => ({ properties, geometry }));

test.each([
  ['GPKG', 'places.gpkg', []],
  ['ESRI Shapefile', 'gbk.shp', ['-lco', 'ENCODING=GBK']],
  ['ESRI Shapefile', 'gb18030.shp', ['-lco', 'ENCODING=GB18030']],
  ['ESRI Shapefile', 'big.shp', ['-lco', 'ENCODING=UTF-8', '-lco', 'SHPT=POINTZM', '-dim', 'XYZM']],
  ['GeoJSONSeq', 'places.geojsonl', []],
  ['GeoJSON', 'seven.geojson', ['-lco', 'RFC7946=YES']],
])('%s (%s) gives what was written', async (format, name, more) => {
  const { rows } = await readWhole(await written(format, name, more));
  const read = rows.map(({ properties: { fid: _fid, ...properties }, geometry }) => ({ properties, geometry }));
  expect(read).toEqual(expected);
});

test.each([
  ['KML', 'places.kml', '名称'],
  ['LIBKML', 'places.kmz', '名称'],
])('%s (%s) gives names and places', async (format, name, column) => {
  const { rows } = await readWhole(await written(format, name, format === 'KML' ? ['-dsco', 'NameField=名称'] : []));
  const read = rows.map(({ properties, geometry }) => [properties[column] ?? properties.name, geometry]);
  expect(read).toEqual(features.map(({ properties, geometry }) => [properties!.名称, geometry]));
});

test('GPX gives names and places', async () => {
  const { rows } = await readWhole(
    await written('GPX', 'places.gpx', ['-sql', 'select "名称" as name from places'], source),
  );
  expect(rows.map(({ properties, geometry }) => [properties.name, geometry])).toEqual(
    features.map(({ properties, geometry }) => [properties!.名称, geometry]),
  );
});

test('DXF gives lines', async () => {
  const lines = [
    [
      [1, 2],
      [3, 4],
      [5, 5],
    ],
    [
      [0, 0],
      [9, 1],
    ],
  ];
  const file = path.join(folder, 'lines.geojson');
  writeFileSync(
    file,
    lines
      .map((coordinates) =>
        JSON.stringify({ type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates } }),
      )
      .join('\n'),
  );
  const { rows, opened } = await readWhole(await written('DXF', 'lines.dxf', [], file));
  expect(rows.map(({ geometry }) => geometry)).toEqual(
    lines.map((coordinates) => ({ type: 'LineString', coordinates })),
  );
  expect(opened.tables[0]!.name).toBe('0');
});

test('XLSX gives texts, numbers and days', async () => {
  const { opened, rows } = await readWhole(await written('XLSX', 'places.xlsx'));
  expect(rows.map(({ properties }) => properties)).toEqual(features.map(({ properties }) => properties));
  expect(opened.tables[0]).toMatchObject({ name: 'places', rows: features.length });
});

test('CSV gives texts', async () => {
  const { rows } = await readWhole(await written('CSV', 'places.csv', ['-lco', 'SEPARATOR=SEMICOLON']));
  const texts = ({ properties }: Feature) =>
    Object.fromEntries(Object.entries(properties!).map(([name, value]) => [name, String(value).replaceAll('-', '/')]));
  expect(rows.map(({ properties }) => properties)).toEqual(features.map(texts));
});

test('areas with holes and islands survive a shapefile', async () => {
  const outer = [
    [0, 0],
    [10, 0],
    [10, 10],
    [0, 10],
    [0, 0],
  ];
  const hole = [
    [2, 2],
    [2, 4],
    [4, 4],
    [4, 2],
    [2, 2],
  ];
  const island = [
    [2.5, 2.5],
    [3.5, 2.5],
    [3.5, 3.5],
    [2.5, 3.5],
    [2.5, 2.5],
  ];
  const geometry = { type: 'MultiPolygon', coordinates: [[outer, hole], [island]] };
  const file = path.join(folder, 'areas.geojson');
  writeFileSync(file, JSON.stringify({ type: 'Feature', properties: { a: 1 }, geometry }));
  const { rows } = await readWhole(await written('ESRI Shapefile', 'areas.shp', [], file));
  const { coordinates } = rows[0]!.geometry as { coordinates: number[][][][] };
  const sizes = coordinates.map((rings) => rings.map((ring) => ring.length));
  expect(sizes.toSorted((a, b) => a.length - b.length)).toEqual([[5], [5, 5]]);
  expect(coordinates.map((rings) => Math.max(...rings[0]!.map(([x]) => x!))).toSorted()).toEqual([10, 3.5]);
});
