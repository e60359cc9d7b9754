import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, test } from 'vitest';
import { fixture } from '../files.ts';
import { readContent, readWhole, refusal } from './reading.ts';

const feature = (properties: object, geometry: object | null = { type: 'Point', coordinates: [120.5, 30.25, 7] }) => ({
  type: 'Feature',
  properties,
  geometry,
});
const collection = (features: unknown[], more: object = {}) =>
  JSON.stringify({ type: 'FeatureCollection', ...more, features });
const at = { type: 'Point', coordinates: [120.5, 30.25] };

test.each([
  ['a collection', collection([{ ...feature({ 名称: '甲' }), id: 7 }])],
  ['one a line', `\u001e${JSON.stringify({ ...feature({ 名称: '甲' }), id: 7 })}\n\n`],
  ['a feature by itself', JSON.stringify({ ...feature({ 名称: '甲' }), id: 7 })],
  ['a marked text', `\uFEFF${collection([{ ...feature({ 名称: '甲' }), id: 7 }])}`],
  ['gzip', gzipSync(collection([{ ...feature({ 名称: '甲' }), id: 7 }]))],
])('%s is read, without heights', async (_name, content) => {
  const { opened, rows } = await readContent('places.geojson', content);
  expect(rows).toEqual([{ row: 1, properties: { 名称: '甲' }, geometry: at, id: 7 }]);
  expect(opened.tables).toEqual([
    { name: 'places', columns: ['名称'], rows: null, geometry: 'point', crs: { epsg: 4326 }, encoding: null },
  ]);
});

test('lines have their numbers, and one that is broken is refused by itself', async () => {
  const line = (name: string) => JSON.stringify(feature({ name }));
  const { rows } = await readContent('places.geojsonl', `${line('甲')}\n\n${line('乙').slice(0, 40)}\n${line('丙')}\n`);
  expect(rows.map(({ row, reason }) => [row, reason?.['zh-CN']])).toEqual([
    [1, undefined],
    [3, '这个要素不是完整的 JSON，可能在此处中断或缺少引号、括号。请检查，或重新导出。'],
    [4, undefined],
  ]);
});

test('columns of all first features, and kinds of shapes', async () => {
  const { opened, rows } = await readContent(
    'a.geojson',
    collection([
      feature({ a: 1 }, null),
      feature(
        { b: '2' },
        {
          type: 'LineString',
          coordinates: [
            [1, 2, 3],
            [3, 4, 5],
          ],
        },
      ),
      feature({ a: 3 }, { type: 'GeometryCollection', geometries: [{ type: 'Point', coordinates: [1, 2, 3] }] }),
    ]),
  );
  expect(opened.tables[0]).toMatchObject({ columns: ['a', 'b'], geometry: 'mixed' });
  expect(rows.map(({ geometry }) => geometry)).toEqual([
    null,
    {
      type: 'LineString',
      coordinates: [
        [1, 2],
        [3, 4],
      ],
    },
    { type: 'GeometryCollection', geometries: [{ type: 'Point', coordinates: [1, 2] }] },
  ]);
});

test.each([
  ['urn:ogc:def:crs:EPSG::4549', 4549],
  ['EPSG:4490', 4490],
  ['urn:ogc:def:crs:OGC:1.3:CRS84', 4326],
])('a coordinate system %s is declared', async (name, epsg) => {
  const crs = { type: 'name', properties: { name } };
  const { opened } = await readContent('a.geojson', collection([feature({})], { crs }));
  expect(opened.tables[0]!.crs).toEqual({ epsg });
});

test('areas that cross themselves are warned of', async () => {
  const bow = {
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [2, 2],
        [2, 0],
        [0, 2],
        [0, 0],
      ],
    ],
  };
  const { rows } = await readContent('a.geojson', collection([feature({}, bow)]));
  expect(rows[0]!.warnings!.map(({ en }) => en)).toEqual([
    'The outline of the area crosses itself at (1, 1). It will be mended when it is loaded; check its shape on the map.',
  ]);
});

describe('a broken feature', () => {
  const ring = (coordinates: unknown) => feature({}, { type: 'Polygon', coordinates });
  it.each([
    [feature({}, { type: 'Point', coordinates: [1] }), 'Point: 一个坐标至少要有两个数字'],
    [feature({}, { type: 'Point', coordinates: ['1', 2] }), 'Point: 坐标里有一个不是数字'],
    [feature({}, { type: 'Point', coordinates: 5 }), 'Point: 坐标应当是列表'],
    [feature({}, { type: 'LineString', coordinates: 5 }), 'LineString: 坐标的层数不够'],
    [feature({}, { type: 'LineString', coordinates: [] }), 'LineString: 坐标是空的'],
    [feature({}, { type: 'LineString', coordinates: [[1, 2]] }), 'LineString: 一条线至少要有两个点'],
    [
      ring([
        [
          [0, 0],
          [1, 1],
          [0, 0],
        ],
      ]),
      'Polygon: 面的边界至少要有四个点，最后一点与第一点相同',
    ],
    [
      ring([
        [
          [0, 0],
          [1, 1],
        ],
      ]),
      'Polygon: 面的边界至少要有四个点，最后一点与第一点相同',
    ],
    [
      ring([
        [
          [0, 0],
          [1, 1],
          [1, 0],
          [2, 2],
        ],
      ]),
      'Polygon: 面的边界没有闭合，最后一点应与第一点相同',
    ],
    [feature({}, { type: 'Circle' }), '"geometry" 的 "type" 是 "Circle"，GeoJSON 没有这种类型'],
    [feature({}, { type: 'Point' }), '缺少 "coordinates"'],
    [feature({}, { type: 'GeometryCollection' }), 'GeometryCollection 缺少 "geometries" 列表'],
    [feature({}, { type: 'Point', coordinates: [1, 2], features: [] }), '"geometry" 里不能有 "features"'],
    [feature({}, [] as object), '"geometry" 应当是一个对象'],
    [{ type: 'Feature', properties: [], geometry: null }, '"properties" 应当是一个对象'],
    [{ type: 'Feature', geometry: null }, '缺少 "properties"'],
    [{ type: 'Feature', properties: {} }, '缺少 "geometry"'],
    [{ ...feature({}), id: [] }, '"id" 应当是文字或数字'],
    [{ ...feature({}), features: [] }, '要素里不能有 "features"'],
    [{ ...feature({}), bbox: 5 }, '"bbox" 应当是列表'],
    [{ ...feature({}), bbox: [1] }, '"bbox" 应当有 4 或 6 个数字，现有 1 个'],
    [{ ...feature({}), bbox: ['1', 2, 3, 4] }, '"bbox" 里应当都是数字'],
    [{ type: 'Thing' }, '"type" 应当是 "Feature"，而不是 "Thing"'],
    [5, '要素应当是一个对象'],
  ])('%j is told in Chinese', async (broken, chinese) => {
    const { rows } = await readContent('a.geojson', collection([broken, feature({ n: 1 })]));
    expect(rows[0]!.reason!['zh-CN']).toBe(`不是正确的 GeoJSON 要素：${chinese}。请修正，或从 GIS 软件重新导出。`);
    expect(rows[1]!.reason).toBeUndefined();
  });

  it('may have a member twice', async () => {
    const { rows } = await readContent(
      'a.geojson',
      collection([feature({})]).replace('"properties":{}', '"properties":{"a":1,"a":2}'),
    );
    expect(rows[0]!.reason!.en).toBe(
      '"a" stands twice in this feature, so nobody can tell which one counts. Delete one of them.',
    );
  });
});

test.each([
  [
    'cut off',
    collection([feature({ a: 1 }), feature({ a: 2 })]).slice(0, -30),
    /^a.geojson is cut off: it ends in line 1/,
  ],
  ['cut off before its end', collection([feature({ a: 1 })]).slice(0, -2), /^a.geojson is cut off: it ends in line 1/],
  ['another thing', '{"type":"Topology"}', /^a.geojson is no sound GeoJSON/],
  ['a list', '[{"a":1}]', /^a.geojson is no sound GeoJSON/],
  ['empty', collection([]), /^a.geojson holds no features/],
  [
    'in GBK',
    Buffer.concat([Buffer.from('{"type":"FeatureCollection","name":"'), Buffer.from([0xbc, 0xd7]), Buffer.from('"}')]),
    /^a.geojson is not UTF-8 text/,
  ],
  [
    'of one huge feature',
    `{"type":"FeatureCollection","features":[{"type":"${'x'.repeat(34 * 1024 ** 2)}`,
    /^A feature in a.geojson has more than 32 MB/,
  ],
  [
    'of more than 512 properties',
    collection([feature(Object.fromEntries(Array.from({ length: 513 }, (_, i) => [`p${i}`, i])))]),
    /^a.geojson has 513 columns; 512 are allowed/,
  ],
])('a file that is %s is refused', async (_name, content, sentence) => {
  expect((await refusal(readContent('a.geojson', content))).en).toMatch(sentence);
});

test('a file of the product’s own is read as it was written', async () => {
  const file = fixture('readers/places.geojson');
  const { features } = JSON.parse(readFileSync(file, 'utf8'));
  const { rows } = await readWhole(file);
  expect(rows).toEqual(
    features.map(({ properties, geometry }: (typeof features)[0], i: number) => ({ row: i + 1, properties, geometry })),
  );
});
