import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readOsmPbf } from '../../../server/import/osm-pbf.ts';
import { openBytes } from '../../../server/import/readers/bytes.ts';
import { temporaryFile } from './files.ts';
import { blob, type Element, type PbfOptions, pbfFile, recorder } from './pbf-file.ts';

const node = (id: number, lon: number, lat: number, tags: Record<string, string> | null = null): Element => ({
  type: 'node',
  id,
  lon,
  lat,
  tags,
});
const sample: Element[] = [
  node(5, 120.1234567, 30.7654321, { name: '问渠' }),
  { type: 'way', id: 7, refs: [5, 3, 900], tags: { highway: 'service' } },
  {
    type: 'relation',
    id: 8,
    members: [
      { type: 'way', ref: 7, role: 'outer' },
      { type: 'node', ref: 5, role: '' },
    ],
    tags: { type: 'multipolygon' },
  },
  node(-3, -71.5, -33.25),
];

async function read(content: Uint8Array): Promise<Element[]> {
  const sink = recorder();
  for await (const _blob of readOsmPbf(await openBytes(temporaryFile('town.osm.pbf', content)), sink));
  return sink.elements;
}

test.each<[string, PbfOptions]>([
  ['dense nodes', {}],
  ['plain nodes', { plainNodes: true }],
  ['blobs that are not compressed', { raw: true }],
  ['a coarse grid with offsets', { granularity: 1000, latOffset: 2_000_000_000, lonOffset: 3_000_000_000 }],
])('reads elements in the order of the file: %s', async (_name, options) => {
  const expected = options.granularity
    ? [node(5, 120.123457, 30.765432, { name: '问渠' }), ...sample.slice(1)]
    : sample;
  expect(await read(pbfFile([sample], options))).toEqual(expected);
});

test('several nodes of one dense group keep their own tags', async () => {
  const blocks = [[node(1, 1, 2)], [node(2, 1, 2, { a: 'b', c: 'd' })]];
  expect(await read(pbfFile(blocks))).toEqual(blocks.flat());
});

test('any element survives being written and read', async () => {
  const tags = fc.option(
    fc.dictionary(
      fc.string({ minLength: 1 }).filter((key) => key !== '__proto__'),
      fc.string(),
      { minKeys: 1, maxKeys: 3 },
    ),
  );
  const id = fc.integer({ min: 1, max: 2 ** 40 });
  const degrees = (limit: number) =>
    fc.integer({ min: -limit * 1e7, max: limit * 1e7 }).map((units) => (units === 0 ? 0 : units / 1e7));
  const member = fc.record({
    type: fc.constantFrom('node' as const, 'way' as const, 'relation' as const),
    ref: id,
    role: fc.string(),
  });
  const element: fc.Arbitrary<Element> = fc.oneof(
    fc.record({ type: fc.constant('node' as const), id, lon: degrees(180), lat: degrees(90), tags }),
    fc.record({ type: fc.constant('way' as const), id, refs: fc.array(id), tags }),
    fc.record({ type: fc.constant('relation' as const), id, members: fc.array(member), tags }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(element, { maxLength: 5 }), { minLength: 1, maxLength: 4 }),
      fc.boolean(),
      async (blocks, plainNodes) => {
        const given = blocks.flat().map((one) => ({ ...one, tags: one.tags && { ...one.tags } }));
        expect(await read(pbfFile(blocks, { plainNodes }))).toEqual(given);
      },
    ),
    { numRuns: 60 },
  );
});

test('a file that is cut short is refused', async () => {
  const whole = pbfFile([sample]);
  await expect(read(whole.subarray(0, whole.length - 5))).rejects.toThrow(
    'town.osm.pbf is not a sound OSM PBF file: it ends in the middle of a blob.',
  );
});

test('a compression that is not supported is named with the way out', async () => {
  const content = Buffer.concat([pbfFile([]), blob('OSMData', new Uint8Array(9), false, 7)]);
  await expect(read(content)).rejects.toThrow(/compressed with lzma, bzip2, lz4 or zstd; rewrite it with zlib/);
});

test('a needed feature that is not supported is named', async () => {
  await expect(read(pbfFile([sample], { features: ['OsmSchema-V0.6', 'HistoricalInformation'] }))).rejects.toThrow(
    'it needs the feature HistoricalInformation, which is not supported',
  );
});

test('damaged data are refused with a sentence', async () => {
  const whole = pbfFile([sample]);
  whole.fill(7, whole.length - 20);
  await expect(read(whole)).rejects.toThrow(/is not a sound OSM PBF file/);
});
