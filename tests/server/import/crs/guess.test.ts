import { describe, expect, it } from 'vitest';
import {
  type Box,
  type CrsSpec,
  type GuessInput,
  guessCrs,
  knownPlaces,
  whyNoGuess,
} from '../../../../server/import/crs/index.ts';
import { localPlane } from '../../../../server/import/crs/projection.ts';
import { toGcj02 } from '../../../../server/import/datum.ts';

type Place = [number, number];
/** An invented quarter: blocks in rows that are not quite regular, 40 m apart, 24 by 14 m. */
const centres: Place[] = Array.from({ length: 1200 }, (_, at): Place => {
  const [column, row] = [at % 40, Math.floor(at / 40)];
  const wobble = (Math.sin(at * 12.9898) * 43_758.5453) % 1;
  return [112.1 + column * 0.00043 + wobble * 0.0001, 32 + row * 0.00039 + (row % 3) * 0.00006 - wobble * 0.00008];
});
const box: Box = [112.09, 31.99, 112.13, 32.03];
const boxOf = ([lon, lat]: Place): Box => [lon - 0.00013, lat - 0.00007, lon + 0.00013, lat + 0.00007];
const known = knownPlaces(box, centres.map(boxOf));
const nothingBuilt = knownPlaces(box, []);
const plane =
  (meridian: number, prefix = 0) =>
  (place: Place): Place => {
    const [east, north] = localPlane(meridian, 0).to(place);
    return [east + 500_000 + prefix * 1_000_000, north];
  };
const bd09 = ([lon, lat]: Place): Place => {
  // From GCJ-02 on, as Baidu's own formula has it.
  const [x, y] = toGcj02([lon, lat]);
  const turn = (Math.PI * 3000) / 180;
  const length = Math.hypot(x, y) + 0.00002 * Math.sin(y * turn);
  const angle = Math.atan2(y, x) + 0.000003 * Math.cos(x * turn);
  return [length * Math.cos(angle) + 0.0065, length * Math.sin(angle) + 0.006];
};
const systems: [string, CrsSpec, (place: Place) => Place][] = [
  ['WGS 84', { kind: 'wgs84' }, (place) => place],
  ['GCJ-02', { kind: 'gcj02' }, ([lon, lat]) => toGcj02([lon, lat]) as Place],
  ['BD-09', { kind: 'bd09' }, bd09],
  [
    '3° with number',
    { kind: 'gauss-kruger', width: 3, meridian: 111, prefix: true, datum: 'cgcs2000' },
    plane(111, 37),
  ],
  ['3° without', { kind: 'gauss-kruger', width: 3, meridian: 111, prefix: false, datum: 'cgcs2000' }, plane(111)],
  ['the zone beside', { kind: 'gauss-kruger', width: 3, meridian: 114, prefix: false, datum: 'cgcs2000' }, plane(114)],
  [
    '6° with number',
    { kind: 'gauss-kruger', width: 6, meridian: 111, prefix: true, datum: 'cgcs2000' },
    plane(111, 19),
  ],
];
const sampleFrom = (first: number) =>
  Array.from({ length: 50 }, (_, at) => centres[(first + at * 23) % centres.length]!);
const best = (input: GuessInput) => guessCrs(input)[0];

describe('the coordinate system of a file', () => {
  it.each(systems)('is told by what its places lie on: %s', (_name, spec, shift) => {
    let right = 0;
    for (let first = 0; first < 20; first++) {
      const found = best({ positions: sampleFrom(first).map(shift), known })!;
      if (JSON.stringify(sorted(found.spec)) === JSON.stringify(sorted(spec)) && !found.swapped) right++;
    }
    expect(right).toBeGreaterThanOrEqual(19);
  });

  it.each(systems)('is told with axes that changed places, too: %s', (_name, spec, shift) => {
    const positions = sampleFrom(3).map((place) => [...shift(place)].reverse() as Place);
    const found = best({ positions, known })!;
    expect([sorted(found.spec), found.swapped]).toEqual([sorted(spec), true]);
    expect(found.reason['zh-CN']).toContain('X 与 Y 需要互换');
  });

  it('is told by places along streets, which keep clear of buildings', () => {
    const streets = sampleFrom(0).map(([lon, lat]): Place => [lon + 0.000215, lat]);
    const found = best({ positions: streets.map(([lon, lat]) => toGcj02([lon, lat]) as Place), known })!;
    expect(found.spec.kind).toBe('gcj02');
  });

  it('is claimed with little confidence where nothing is known to compare with', () => {
    const guesses = guessCrs({ positions: sampleFrom(0), known: nothingBuilt });
    expect(guesses.map(({ spec }) => spec.kind)).toEqual(['wgs84', 'gcj02', 'bd09']);
    expect(guesses[0]!.confidence).toBeLessThan(0.6);
    expect(guesses[0]!.reason.en).toContain('size of the numbers alone');
  });

  it('is taken from names, but not against what the places say', () => {
    const named = { positions: sampleFrom(0), names: ['高德经度', '高德纬度'] };
    expect(best({ ...named, known: nothingBuilt })!.spec.kind).toBe('gcj02');
    expect(best({ ...named, known })!.spec.kind).toBe('wgs84');
  });

  it('is what the file says where the numbers allow it', () => {
    const positions = sampleFrom(0).map(plane(111));
    const found = best({ positions, declared: { epsg: 2382 }, known: nothingBuilt })!;
    expect(found.spec).toMatchObject({ datum: 'xian80', meridian: 111 });
    expect(found.reason['zh-CN']).toContain('用控制点更准');
    const wrong = best({ positions: sampleFrom(0), declared: { epsg: 2382 }, known })!;
    expect(wrong.spec.kind).toBe('wgs84');
  });

  it('is doubted where all would lie outside of the district', () => {
    const far = sampleFrom(0).map(([lon, lat]): Place => [lon + 4, lat - 6]);
    const found = best({ positions: far, known })!;
    expect(found.confidence).toBeLessThan(0.2);
    expect(found.reason['zh-CN']).toContain('本地区以外');
  });

  it('is left open, with a sentence, where nothing fits', () => {
    const none = knownPlaces(null, []);
    const positions: Place[] = [
      [12, 900],
      [40, 1200],
    ];
    expect(guessCrs({ positions, known })).toEqual([]);
    expect(whyNoGuess(positions, known)['zh-CN']).toContain('控制点');
    expect(whyNoGuess([[Number.NaN, 1]], known)['zh-CN']).toContain('坐标列');
    const unzoned = sampleFrom(0).map(plane(111));
    expect(guessCrs({ positions: unzoned, known: none })).toEqual([]);
    expect(whyNoGuess(unzoned, none)['zh-CN']).toContain('中央经线');
  });
});

function sorted(spec: CrsSpec) {
  return Object.fromEntries(Object.entries(spec).sort());
}
