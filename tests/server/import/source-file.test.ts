import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { openBytes } from '../../../server/import/readers/bytes.ts';
import { osmFormatOf, sourceName } from '../../../server/import/source-file.ts';
import { temporaryFile } from './files.ts';

const open = (name: string, content: string | Uint8Array) => openBytes(temporaryFile(name, content));

test('gzip is known by its content, not by its name', async () => {
  const text = '{"type":"FeatureCollection","features":[]}';
  for (const name of ['a.geojson', 'a.geojson.gz']) {
    const file = await open(name, gzipSync(text));
    const parts: Buffer[] = [];
    for await (const part of file.chunks()) parts.push(part);
    expect(Buffer.concat(parts).toString()).toBe(text);
    expect(file.bytesRead()).toBe(file.sizeBytes);
  }
});

test.each([
  ['<?xml version="1.0"?>\n<osm version="0.6"></osm>', 'osm-xml'],
  ['\uFEFF<osm>', 'osm-xml'],
  ['<gpx></gpx>', null],
  ['{"osm": "<osm>"}', null],
  ['\0\0\0\x0d\x0a\x09OSMHeader', 'pbf'],
  ['', null],
])('the format of %j is %s', (content, format) => {
  expect(osmFormatOf(Buffer.from(content))).toBe(format);
});

test('a missing file and an empty one are refused', async () => {
  await expect(openBytes('/nowhere/town.csv')).rejects.toThrow('town.csv');
  await expect(openBytes(import.meta.dirname)).rejects.toThrow(path.basename(import.meta.dirname));
  await expect(open('town.csv.gz', gzipSync(''))).rejects.toThrow('town.csv.gz is empty.');
});

test('a gzip file that is cut short is refused while it is read', async () => {
  const packed = gzipSync(Array.from({ length: 50_000 }, (_value, i) => (i * 7919) % 9973).join(','));
  const file = await open('cut.csv.gz', packed.subarray(0, packed.length - 9));
  const drain = async () => {
    for await (const _part of file.chunks());
  };
  await expect(drain()).rejects.toThrow('cut.csv.gz is incomplete or damaged');
});

test('a source is named after its file', () => {
  expect(
    ['/x/nanjing.osm.pbf', 'b.geojsonl.gz', 'points', 'v1.2.csv', '楼栋.xlsx', '房屋.v2.zip'].map(sourceName),
  ).toEqual(['nanjing', 'b', 'points', 'v1.2', '楼栋', '房屋.v2']);
});
