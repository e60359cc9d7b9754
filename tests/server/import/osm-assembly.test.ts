import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assemble } from '../../../server/import/osm-assembly.ts';
import { readOsmPbf } from '../../../server/import/osm-pbf.ts';
import { OsmStore } from '../../../server/import/osm-store.ts';
import { isOfInterest } from '../../../server/import/osm-tags.ts';
import { readOsmXml } from '../../../server/import/osm-xml.ts';
import { openBytes } from '../../../server/import/readers/bytes.ts';
import { fixture, temporaryFile } from './files.ts';
import { type Element, pbfFile, recorder } from './pbf-file.ts';

async function fromXml(): Promise<OsmStore> {
  const store = new OsmStore(isOfInterest);
  for await (const _piece of readOsmXml(await openBytes(fixture('town.osm')), store));
  store.finish();
  return store;
}

async function townElements(): Promise<Element[]> {
  const sink = recorder();
  for await (const _piece of readOsmXml(await openBytes(fixture('town.osm')), sink));
  return sink.elements;
}

function summary(store: OsmStore) {
  return [...assemble(store)]
    .map((item) => ('reject' in item ? item.reject : { table: item.table, ...item.row }))
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

const closed = { foot: 'true', bicycle: 'true', motor: 'true', bridge: 'false', tunnel: 'false' };

test('the town becomes rows and reasons', async () => {
  const items = [...assemble(await fromXml())];
  expect(items).toEqual([
    {
      table: 'place',
      row: {
        row: 'node/20',
        sourceId: 'node/20',
        values: { kind: 'clinic', name: '青禾诊所' },
        geometry: { type: 'Point', coordinates: [120.004, 30.004] },
      },
    },
    {
      table: 'building',
      row: {
        row: 'way/200',
        sourceId: 'way/200',
        values: {
          kind: 'apartments',
          name: '垂柳苑1栋',
          address: '临水路18号',
          floor_count: '11',
          basement_count: '0',
          height_m: '33.5',
          built_year: null,
        },
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [120, 30.0001],
              [120.001, 30.0001],
              [120.001, 30.0005],
              [120, 30.0005],
              [120, 30.0001],
            ],
          ],
        },
      },
    },
    {
      table: 'road',
      row: {
        row: 'way/201',
        sourceId: 'way/201',
        values: { kind: 'residential', name: '临水路', oneway: 'true', ...closed, lanes: '2', width_m: null },
        // oneway=-1: turned round, so that traffic runs along the line.
        geometry: {
          type: 'LineString',
          coordinates: [
            [120.0015, 30],
            [120.0005, 30],
          ],
        },
      },
    },
    {
      reject: {
        row: 'way/205',
        reason: { 'zh-CN': '它的 2 个点有 1 个不在文件中', en: '1 of its 2 nodes are not in the file' },
      },
    },
    {
      table: 'waterway',
      row: {
        row: 'way/206',
        sourceId: 'way/206',
        values: { kind: 'canal', name: null },
        geometry: {
          type: 'LineString',
          coordinates: [
            [120.0005, 30],
            [120.0015, 30],
          ],
        },
      },
    },
    ...['land', 'place'].map((table) => ({
      table,
      row: {
        row: 'relation/900',
        sourceId: 'relation/900',
        values: { kind: 'park', name: '问渠公园' },
        geometry: {
          type: 'MultiPolygon',
          coordinates: [
            [
              [
                [120.002, 30.001],
                [120.002, 30.002],
                [120.003, 30.002],
                [120.003, 30.001],
                [120.002, 30.001],
              ],
              [
                [120.0022, 30.0012],
                [120.0028, 30.0012],
                [120.0025, 30.0018],
                [120.0022, 30.0012],
              ],
            ],
          ],
        },
      },
    })),
    {
      reject: {
        row: 'relation/901',
        reason: { 'zh-CN': '它的 2 条线有 1 条不在文件中', en: '1 of its 2 ways are not in the file' },
      },
    },
    {
      reject: {
        row: 'relation/902',
        reason: { 'zh-CN': '外环没有闭合：有 2 个断头', en: 'its outer ring is not closed: 2 loose ends' },
      },
    },
  ]);
});

test('the order of the elements does not matter, in either format', async () => {
  const expected = summary(await fromXml());
  const elements = await townElements();
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(elements, { minLength: elements.length }), async (shuffled) => {
      const store = new OsmStore(isOfInterest);
      const file = temporaryFile('shuffled.osm.pbf', pbfFile([shuffled.slice(0, 9), shuffled.slice(9)]));
      for await (const _blob of readOsmPbf(await openBytes(file), store));
      store.finish();
      expect(summary(store)).toEqual(expected);
    }),
    { numRuns: 25 },
  );
});

test('an element that stands twice counts once', async () => {
  const store = new OsmStore(isOfInterest);
  for (let time = 0; time < 2; time++)
    for await (const _piece of readOsmXml(await openBytes(fixture('town.osm')), store));
  store.finish();
  const rows = summary(store).filter((item) => 'table' in item && item.table !== 'land');
  expect(rows.map((row) => ('row' in row ? row.row : ''))).toEqual([
    'way/200',
    'node/20',
    'relation/900',
    'relation/900',
    'way/201',
    'way/206',
  ]);
});

test('tags on the outer way of an old multipolygon belong to the relation', () => {
  const store = new OsmStore(isOfInterest);
  [
    [0, 0],
    [0.3, 0],
    [0.3, 0.3],
    [0.1, 0.1],
    [0.2, 0.1],
    [0.2, 0.2],
  ].forEach(([lon, lat], at) => {
    store.node(at + 1, lon!, lat!, null);
  });
  store.way(1, [1, 2, 3, 1], { building: 'school' });
  store.way(2, [4, 5, 6, 4], null);
  store.relation(
    3,
    [
      { type: 'way', ref: 1, role: 'outer' },
      { type: 'way', ref: 2, role: 'inner' },
    ],
    { type: 'multipolygon' },
  );
  store.finish();
  const items = [...assemble(store)];
  expect(items.map((item) => ('row' in item ? [item.table, item.row.sourceId] : item))).toEqual([
    ['building', 'relation/3'],
  ]);
});

test('an open outline of a building is a reject', () => {
  const store = new OsmStore(isOfInterest);
  store.node(1, 0, 0, null);
  store.node(2, 0, 1, null);
  store.way(9, [1, 2], { building: 'yes' });
  store.finish();
  expect([...assemble(store)]).toEqual([
    {
      reject: { row: 'way/9', reason: { 'zh-CN': '楼栋的轮廓没有闭合', en: 'a building whose outline is not closed' } },
    },
  ]);
});
