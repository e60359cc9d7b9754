import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readGeojson } from '../../../server/import/geojson.ts';
import { FeatureScanner, repeatedMember } from '../../../server/import/json-scanner.ts';
import { openSourceFile } from '../../../server/import/source-file.ts';
import type { SourceItem } from '../../../server/import/types.ts';
import { collect, fixture, temporaryFile } from './files.ts';

function read(name: string, content: string): Promise<SourceItem[]> {
  return collect(readGeojson(openSourceFile(temporaryFile(name, content))));
}

/** What is said of a file: a failure of the whole file, or reasons and warnings of its features. */
async function complaints(file: string): Promise<string[]> {
  try {
    const items = await collect(readGeojson(openSourceFile(file)));
    return items.flatMap(({ row, reason, warnings }) => [
      ...(reason ? [`${row}: ${reason.en}`] : []),
      ...(warnings ?? []).map(({ en }) => `warning: ${en}`),
    ]);
  } catch (error) {
    return [(error as Error).message.replace(/^[\w-]+\.geojson (is not valid GeoJSON: )?/, 'file: ')];
  }
}

const finer = 'warning: coordinates with more than nine decimals, finer than anything that is measured';
const expected: Record<string, string[]> = {
  'bbox-short': ['1: "bbox" should have 4 or 6 numbers, but has 2'],
  'bbox-text': ['1: every value of "bbox" should be a number'],
  'broken-feature': ["1: not JSON: Expected ':' after property name (line 1, column 45), counted from line 2"],
  'collection-member': ['1: a geometry should be an object, but is a number'],
  'collection-single': ['warning: a GeometryCollection with a single geometry should be that geometry'],
  'coordinates-missing': ['1: "coordinates" is missing'],
  'cut-short': ['file: it ends in line 4 in the middle of an object or list.'],
  'deep-multipoint': ['1: MultiPoint: every part of a position should be a number, but one is a list'],
  'features-missing': ['file: "features" is missing.'],
  'features-object': ['file: "features" should be a list, but is an object.'],
  'flat-multipolygon': ['1: MultiPolygon: coordinates should be nested more deeply'],
  'geometry-missing': ['1: "geometry" is missing'],
  'geometry-type-unknown': ['1: "type" of a geometry is "Circle", which is none that GeoJSON knows'],
  'geometry-with-properties': ['1: a geometry cannot hold "properties"'],
  'id-object': ['1: "id" should be text or a number, but is an object (line 2)'],
  'inner-ring-direction': ['warning: a ring runs against the right-hand rule; it is read as if it did not'],
  'no-comma': ["file: Expected ',' or '}' after property value (line 3, column 3)."],
  'not-json': ["file: Unexpected token 'a'."],
  'number-for-position': ['1: MultiPolygon: a position should be a list, but is a number'],
  'one-number': ['1: Point: a position needs two or more numbers'],
  'open-ring': ['1: Polygon: the first and last position of a ring should be the same'],
  'other-crs': [
    'file: has the coordinate system urn:ogc:def:crs:EPSG::3857; only longitude and latitude (WGS 84 or CGCS2000) can be read.',
  ],
  precision: [finer],
  'properties-list': ['1: "properties" should be an object, but is a list'],
  'properties-missing': ['1: "properties" is missing'],
  'repeated-member': ['file: the member "type" stands twice in one object.'],
  'repeated-property': ['1: the member "name" stands twice in one object (line 2)'],
  'root-list': ['file: a GeoJSON file should hold an object, but holds a list.'],
  'root-null': ['file: a GeoJSON file should hold an object, but holds null.'],
  'root-text': ['file: a GeoJSON file should hold an object, but holds a string.'],
  'shallow-polygon': ['1: Polygon: a position should be a list, but is a number (line 2)'],
  'short-line': ['1: LineString: a line needs two or more positions'],
  'short-ring': ['1: Polygon: a ring needs four or more positions, the last like the first'],
  'text-coordinate': ['1: Point: every part of a position should be a number, but one is a string (line 2)'],
  'type-misspelt': ['1: "type" should be "Feature", but is "feature" (line 2)'],
  'type-unknown': ['file: "type" is "Topology", which is no GeoJSON type.'],
};

test.each(readdirSync(fixture('bad')))('every fault has its reason: %s', async (file) => {
  expect(await complaints(fixture(`bad/${file}`))).toEqual(expected[file.replace('.geojson', '')]);
});

const point = (lon: number) => ({
  type: 'Feature',
  properties: { n: lon },
  geometry: { type: 'Point', coordinates: [lon, 30] },
});

test('a collection, a feature, a geometry and lines are read alike', async () => {
  const item = { row: 1, properties: { n: 120 }, geometry: { type: 'Point', coordinates: [120, 30] }, id: undefined };
  expect(await read('a.json', JSON.stringify({ type: 'FeatureCollection', features: [point(120)] }))).toEqual([item]);
  expect(await read('b.geojson', `\uFEFF${JSON.stringify(point(120), null, 2)}`)).toEqual([item]);
  expect(await read('c.geojson', '{"type":"Point","coordinates":[120,30]}')).toEqual([
    { row: 1, properties: {}, geometry: item.geometry },
  ]);
  const lines = `${JSON.stringify(point(120))}\n\n\x1e${JSON.stringify(point(121))}`;
  for (const name of ['d.geojsonl', 'e.ndjson', 'f.geojson', 'g.json'])
    expect((await read(name, lines)).map(({ row, properties }) => [row, properties])).toEqual([
      [1, { n: 120 }],
      [3, { n: 121 }],
    ]);
  // The name says lines, the content is one collection.
  expect(
    await read('h.geojsonl', JSON.stringify({ type: 'FeatureCollection', features: [point(120)] }, null, 1)),
  ).toEqual([item]);
});

test('null geometry and null properties are items, not faults', async () => {
  const features = [{ type: 'Feature', properties: null, geometry: null, id: 7 }];
  expect(await read('null.geojson', JSON.stringify({ type: 'FeatureCollection', features }))).toEqual([
    { row: 1, properties: {}, geometry: null, id: 7 },
  ]);
});

test('a broken line takes no other line with it', async () => {
  const items = await read('broken.geojsonl', `{"type":"Feature",\n${JSON.stringify(point(121))}\n`);
  expect(items.map(({ row, reason }) => [row, reason !== undefined])).toEqual([
    [1, true],
    [2, false],
  ]);
});

test('text that is not UTF-8 is refused', async () => {
  const file = temporaryFile('gbk.geojson', Buffer.from([0x7b, 0x22, 0xc3, 0xfb, 0x22, 0x3a, 0x31, 0x7d]));
  await expect(collect(readGeojson(openSourceFile(file)))).rejects.toThrow(
    'gbk.geojson is not UTF-8 text, which GeoJSON must be.',
  );
});

test('the scanner finds the features of any document, however it is cut', () => {
  const document = fc.record({ a: fc.jsonValue(), features: fc.array(fc.jsonValue()), z: fc.jsonValue() });
  fc.assert(
    fc.property(
      document,
      fc.boolean(),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
      (value, pretty, steps) => {
        const text = JSON.stringify(value, null, pretty ? 2 : 0);
        const scanner = new FeatureScanner();
        const found: unknown[] = [];
        for (let at = 0, step = 0; at < text.length; step++) {
          const length = steps[step % steps.length]!;
          for (const element of scanner.push(text.slice(at, at + length))) found.push(JSON.parse(element.text));
          at += length;
        }
        const plain = JSON.parse(text);
        expect(found).toEqual(plain.features);
        expect(JSON.parse(scanner.skeleton)).toEqual({ ...plain, features: [] });
        expect(scanner.end().unfinished).toBe(false);
      },
    ),
  );
});

test('what JSON.stringify writes never repeats a member', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => repeatedMember(JSON.stringify(value)) === null));
  expect(repeatedMember('{"a":{"b":1,"c":[{"d":1},{"d":2}],"b":2}}')).toBe('b');
});
