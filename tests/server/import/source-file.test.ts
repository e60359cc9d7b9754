import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { openSourceFile, sourceName } from '../../../server/import/source-file.ts';
import { temporaryFile } from './files.ts';

const open = (name: string, content: string | Uint8Array) => openSourceFile(temporaryFile(name, content));
const json = '{"type":"FeatureCollection","features":[]}';
const osm = '<?xml version="1.0"?><osm version="0.6"></osm>';

test('gzip is known by its content, not by its name', async () => {
  for (const name of ['a.geojson', 'a.geojson.gz']) {
    const file = open(name, gzipSync(json));
    expect(file.format).toBe('geojson');
    const parts: Buffer[] = [];
    for await (const part of file.chunks()) parts.push(part);
    expect(Buffer.concat(parts).toString()).toBe(json);
    expect(file.bytesRead()).toBe(file.sizeBytes);
  }
  expect(open('b.csv.gz', 'lon,lat\n').format).toBe('csv');
});

test.each([
  ['town.osm.pbf', osm, 'town.osm.pbf is not an OSM PBF file: it looks like OSM XML.'],
  ['town.osm', json, 'town.osm is not an OSM XML file: it looks like JSON.'],
  ['town.osm', '<gpx></gpx>', 'town.osm is not an OSM XML file: it looks like XML of another kind.'],
  ['town.geojson', osm, 'town.geojson is not a GeoJSON file: it looks like OSM XML.'],
  ['town.geojson', '<!doctype html><p>Not found', 'town.geojson is not a GeoJSON file: it looks like a web page.'],
  ['town.csv', json, 'town.csv is not a CSV file: it looks like JSON.'],
  ['town.csv', 'PK\x03\x04 \0\0', 'town.csv is not a CSV file: it looks like a ZIP archive (or XLSX).'],
  ['town.csv', 'a\0b', 'town.csv is not a CSV file: it looks like binary data.'],
  [
    'town.shp',
    '\0\0\x27\x0a\0\0',
    'town.shp has a format that cannot be read: it looks like binary data. Readable are .osm.pbf, .osm, .geojson, .geojsonl and .csv.',
  ],
  ['town.csv', '', 'town.csv is empty.'],
  ['town.csv.gz', gzipSync(''), 'town.csv.gz is empty.'],
])('%s holding %j is refused', (name, content, message) => {
  expect(() => open(name, content)).toThrow(message);
});

test('a missing file and a folder are refused', () => {
  expect(() => openSourceFile('/nowhere/town.csv')).toThrow('There is no file town.csv.');
  expect(() => openSourceFile(import.meta.dirname)).toThrow(`${path.basename(import.meta.dirname)} is not a file.`);
});

test('a gzip file that is cut short is refused while it is read', async () => {
  const packed = gzipSync(Array.from({ length: 50_000 }, (_value, i) => (i * 7919) % 9973).join(','));
  const file = open('cut.csv.gz', packed.subarray(0, packed.length - 9));
  const drain = async () => {
    for await (const _part of file.chunks());
  };
  await expect(drain()).rejects.toThrow('cut.csv.gz is cut short: its gzip data end too early.');
});

test('a source is named after its file', () => {
  expect(['/x/nanjing.osm.pbf', 'b.geojsonl.gz', 'points', 'v1.2.csv'].map(sourceName)).toEqual([
    'nanjing',
    'b',
    'points',
    'v1.2',
  ]);
});
