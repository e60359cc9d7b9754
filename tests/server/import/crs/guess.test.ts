import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LonLat } from '../../../../server/api/wire.ts';
import {
  type CrsSpec,
  type Guess,
  type GuessInput,
  guessCrs,
  type KnownPlaces,
  knownPlaces,
  whyNoGuess,
} from '../../../../server/import/crs/index.ts';
import { doors, put, somewhere, townOf } from './town.ts';

type Kind = Exclude<CrsSpec['kind'], 'local' | 'gauss-kruger' | 'utm'>;
const plane = (width: 3 | 6, meridian: number, prefix: boolean): CrsSpec => ({
  ...{ kind: 'gauss-kruger', datum: 'cgcs2000', width, meridian, prefix },
});
const plain = (kind: Kind): CrsSpec => ({ kind });
const systems: [name: string, spec: CrsSpec][] = [
  ...(['wgs84', 'gcj02', 'bd09', 'web-mercator'] as const).map((kind): [string, CrsSpec] => [kind, plain(kind)]),
  ['zone 40 of 3 degrees', plane(3, 120, true)],
  ['zone 20 of 6 degrees', plane(6, 117, true)],
  ['120° without a number', plane(3, 120, false)],
  ['117° without a number', plane(6, 117, false)],
  ['UTM zone 50', { kind: 'utm', zone: 50 }],
];

const town = townOf(1);
const known = knownPlaces(town.box, town.buildings);
const nothing: KnownPlaces = knownPlaces(null, []);
const areasOnly = knownPlaces(town.box, []);
const laidOut = (spec: CrsSpec, places: LonLat[]) => places.map((place) => put(spec, place));
const flipped = (positions: [number, number][]) => positions.map(([x, y]): [number, number] => [y, x]);
const guessed = (spec: CrsSpec, over: Partial<GuessInput> = {}) =>
  guessCrs({ positions: laidOut(spec, doors(town, 50)), known, ...over });
const kinds = (guesses: Guess[]) => guesses.map(({ spec }) => spec.kind);

describe('with known buildings', () => {
  it.each(systems)('50 places in %s are told, axes as they come', (_, spec) => {
    let right = 0;
    for (let sample = 0; sample < 40; sample++) {
      const positions = laidOut(spec, doors(town, 50));
      const isFlipped = sample % 2 === 1;
      const [best] = guessCrs({ positions: isFlipped ? flipped(positions) : positions, known });
      if (best && best.swapped === isFlipped && isDeepStrictEqual(best.spec, spec)) right++;
    }
    expect(right).toBeGreaterThanOrEqual(38);
  });

  it('a third of them suffices, and centroids do', () => {
    const third = knownPlaces(
      town.box,
      town.buildings.filter((_, index) => index % 3 === 0),
    );
    const middles = knownPlaces(
      town.box,
      town.buildings.map(([west, south, east, north]) => {
        const [lon, lat] = [(west + east) / 2, (south + north) / 2];
        return [lon, lat, lon, lat] as const;
      }),
    );
    for (const each of [third, middles]) {
      const positions = laidOut(plain('gcj02'), doors(town, 150));
      const [best] = guessCrs({ positions, known: each });
      expect(best!.spec.kind).toBe('gcj02');
      expect(best!.confidence).toBeGreaterThan(0.9);
    }
  });

  it('of two systems that meet buildings the one that meets more wins, however many places there are', () => {
    const positions = laidOut(plain('gcj02'), doors(town, 300));
    const misleading = positions.slice(0, 200).map(([lon, lat]) => [lon, lat, lon, lat] as const);
    const [best] = guessCrs({ positions, known: knownPlaces(town.box, [...town.buildings, ...misleading]) });
    expect(best!.spec.kind).toBe('gcj02');
  });

  it('the reason counts', () => {
    const [best] = guessed(plain('bd09'));
    expect(best!.confidence).toBeGreaterThan(0.95);
    expect(best!.reason['zh-CN']).toMatch(
      /^数值是经纬度；\d+ 个点中有 \d+ 个落在已知楼栋上或旁边，碰巧只会有约 \d+ 个。$/,
    );
    expect(best!.reason.en).toMatch(/^The numbers are degrees; \d+ of \d+ places lie on or beside known buildings/);
  });

  it('places that have nothing to do with buildings are not claimed', () => {
    let sure = 0;
    for (let sample = 0; sample < 40; sample++) {
      const places = Array.from({ length: 50 }, () => somewhere(town.random));
      const [best] = guessCrs({ positions: laidOut(plain('gcj02'), places), known });
      if (best!.confidence >= 0.9) sure++;
    }
    expect(sure).toBeLessThanOrEqual(1);
  });

  it('some wrong rows do no harm: zeros, swapped ones, other towns', () => {
    const positions = laidOut(plain('gcj02'), doors(town, 60));
    positions.push([0, 0], [0, 0], [Number.NaN, 1], [32.05, 118.78], [121.47, 31.23], [116.4, 39.9]);
    const [best] = guessCrs({ positions, known });
    expect(best).toMatchObject({ spec: { kind: 'gcj02' }, swapped: false });
    expect(best!.confidence).toBeGreaterThan(0.95);
  });

  it('a plane whose places lie beside all buildings may be of an older datum', () => {
    const moved = doors(town, 80).map(([lon, lat]): LonLat => [lon + 0.0011, lat + 0.0003]);
    const guesses = guessCrs({ positions: laidOut(plane(3, 120, true), moved), known });
    expect(guesses[0]!.confidence).toBeLessThan(0.6);
    const older = guesses.filter(({ spec }) => spec.kind === 'gauss-kruger' && spec.datum !== 'cgcs2000');
    expect(older.map(({ spec }) => spec.kind === 'gauss-kruger' && spec.datum)).toEqual(['xian80', 'beijing54']);
    for (const { reason } of older) expect(reason['zh-CN']).toContain('最好改用控制点');
    const [onThem] = guessed(plane(3, 120, true));
    expect(onThem!.confidence).toBeGreaterThan(0.95);
  });
});

describe('without known buildings', () => {
  it.each([nothing, areasOnly])('WGS 84, AMap and Baidu are all offered, none with confidence', (none) => {
    for (const kind of ['wgs84', 'gcj02', 'bd09'] as const) {
      const guesses = guessed(plain(kind), { known: none });
      expect(kinds(guesses)).toEqual(['wgs84', 'gcj02', 'bd09']);
      expect(guesses[0]!.confidence).toBeLessThan(0.6);
      expect(guesses[0]!.reason['zh-CN']).toContain('请在地图上核对');
    }
  });

  it('not even when the file says WGS 84 and a column does', () => {
    const over = { known: areasOnly, declared: { epsg: 4326 }, columns: ['wgs84_lng', 'wgs84_lat'] };
    const [best, second] = guessed(plain('gcj02'), over);
    expect(best!.spec.kind).toBe('wgs84');
    expect(best!.confidence).toBeLessThan(0.9);
    expect(best!.reason.en).toContain('the file says so, too (EPSG:4326)');
    expect(best!.reason.en).toContain('the column wgs84_lng is named after it');
    expect(second?.reason.en ?? '').not.toContain('named after it');
  });

  it.each([
    [['bd_lng', 'bd_lat'], 'bd09'],
    [['百度经度', '百度纬度'], 'bd09'],
    [['GCJ02_X', 'GCJ02_Y'], 'gcj02'],
    [['高德经度', '高德纬度'], 'gcj02'],
    [['gps_lon', 'gps_lat'], 'wgs84'],
    [['CGCS2000经度', 'CGCS2000纬度'], 'cgcs2000'],
    [['经度', '纬度'], 'wgs84'],
    [['lng', 'abduction'], 'wgs84'],
    [['bd_lng', 'gcj_lng'], 'wgs84'],
  ])('columns %s make it %s', (columns, kind) => {
    expect(guessed(plain('wgs84'), { known: nothing, columns })[0]!.spec.kind).toBe(kind);
  });

  it('what a file is called counts for less than what its columns are', () => {
    const [best] = guessed(plain('gcj02'), { known: areasOnly, file: '高德设施点' });
    expect(best!.spec.kind).toBe('gcj02');
    expect(best!.reason.en).toContain('the file is called 高德设施点 after it');
    const [other] = guessed(plain('bd09'), { known: areasOnly, file: '高德设施点', columns: ['bd_lng', 'bd_lat'] });
    expect(other!.spec.kind).toBe('bd09');
    expect(other!.reason.en).not.toContain('高德');
    expect(guessed(plain('wgs84'), { file: '高德设施点' })[0]!.spec.kind).toBe('wgs84');
  });

  it('buildings count for more than what a file says', () => {
    const [best] = guessed(plain('gcj02'), { declared: { epsg: 4490 }, columns: ['wgs84_lng'] });
    expect(best!.spec.kind).toBe('gcj02');
  });

  it('what is declared CGCS2000 is called so', () => {
    expect(guessed(plain('cgcs2000'), { declared: { epsg: 4490 } })[0]!.spec).toEqual({ kind: 'cgcs2000' });
  });
});

describe('planes', () => {
  it('with a zone number need no areas', () => {
    const [best] = guessed(plane(3, 120, true), { known: nothing });
    expect(best).toMatchObject({ spec: plane(3, 120, true), swapped: false });
    expect(best!.reason['zh-CN']).toContain('3 度带的带号 40（中央经线 120°）');
  });

  it('have their northing first in surveyors’ sheets', () => {
    const positions = flipped(laidOut(plane(3, 120, true), doors(town, 20)));
    const [best] = guessCrs({ positions, columns: ['X坐标', 'Y坐标'], known: areasOnly });
    expect(best).toMatchObject({ spec: plane(3, 120, true), swapped: true });
    expect(best!.reason['zh-CN']).toContain('北坐标（X）在前');
  });

  it('without a zone number are told by the areas, else not at all', () => {
    expect(guessed(plane(3, 120, false), { known: areasOnly })[0]!.spec).toEqual(plane(3, 120, false));
    const input = { positions: laidOut(plane(3, 120, false), doors(town, 20)), known: nothing };
    expect(guessCrs(input)).toEqual([]);
    expect(whyNoGuess(input)['zh-CN']).toContain('看不出中央经线');
  });

  it('take a meridian of their own from the file, and from nothing else', () => {
    const own = plane(3, 118.5, false);
    const wkt =
      'PROJCS["Town",GEOGCS["GCS_China_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",118.5],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]';
    expect(guessed(own, { declared: { wkt } })[0]!).toMatchObject({ spec: own, swapped: false });
    expect(guessed(own)).toEqual([]);
    expect(whyNoGuess({ positions: laidOut(own, doors(town, 20)), known })['zh-CN']).toContain('城市独立坐标系');
  });

  it('are of the datum that the file names', () => {
    const guesses = guessed(plane(3, 120, true), { known: areasOnly, declared: { epsg: 2364 } });
    expect(guesses[0]!.spec).toEqual({ ...plane(3, 120, true), datum: 'xian80' });
    expect(guesses[0]!.reason.en).toContain('control points are better');
    const [named] = guessed(plane(3, 120, true), { known: areasOnly, columns: ['北京54_X', '北京54_Y'] });
    expect(named!.spec).toEqual({ ...plane(3, 120, true), datum: 'beijing54' });
  });

  it('of an older datum that the file names stay so where their places meet buildings a little beside them', () => {
    const beside = laidOut(plane(3, 120, true), doors(town, 200)).map(([x, y]): [number, number] => [x + 15, y]);
    const [said] = guessCrs({ positions: beside, known, declared: { epsg: 2364 } });
    expect(said!.spec).toEqual({ ...plane(3, 120, true), datum: 'xian80' });
    expect(guessCrs({ positions: beside, known })[0]!.spec).toEqual(plane(3, 120, true));
  });

  it('have the numbers’ own zone number, whatever the file says of it', () => {
    const [best] = guessed(plane(3, 120, false), { known: areasOnly, declared: { epsg: 4528 } });
    expect(best!.spec).toEqual(plane(3, 120, false));
  });

  it('that a file names but its numbers are not are said to be wrong', () => {
    const [best] = guessed(plain('wgs84'), { declared: { epsg: 4528 } });
    expect(best!.spec.kind).toBe('wgs84');
    expect(best!.reason.en).toContain('the file names EPSG:4528, which its numbers cannot be');
  });

  it('of Web Mercator in the east are not zone 13 in the far west, but there they are', () => {
    expect(kinds(guessed(plain('web-mercator'), { known: nothing }))[0]).toBe('web-mercator');
    const kashgar = Array.from({ length: 30 }, (_, index): LonLat => [75.99 + index / 1000, 39.47]);
    const west = knownPlaces([75.9, 39.4, 76.1, 39.6], []);
    const guesses = guessCrs({ positions: laidOut(plane(6, 75, true), kashgar), known: west });
    expect(guesses[0]!.spec).toEqual(plane(6, 75, true));
  });
});

describe('lines', () => {
  const inTown = (count: number, isPlace: (place: LonLat) => boolean = () => true): LonLat[] => {
    const places: LonLat[] = [];
    while (places.length < count) {
      const place = somewhere(town.random);
      if (isPlace(place)) places.push(place);
    }
    return places;
  };
  const isClear = ([lon, lat]: LonLat) => known.closeness(lon, lat) < 1;

  it.each(['wgs84', 'gcj02', 'bd09'] as const)('are told by the buildings that streets keep clear of: %s', (kind) => {
    const positions = laidOut(plain(kind), inTown(1500, isClear));
    const [best] = guessCrs({ positions, known, lines: true });
    expect(best!.spec.kind).toBe(kind);
    expect(best!.confidence).toBeGreaterThan(0.8);
    expect(best!.reason['zh-CN']).toMatch(/线上的 \d+ 个点中有 0 个落在已知楼栋里，碰巧会有约 \d+ 个：道路从楼间通过/);
    expect(guessCrs({ positions, known })[0]!.confidence).toBeLessThan(0.6);
  });

  it('that are anywhere are not claimed', () => {
    for (let sample = 0; sample < 10; sample++) {
      const positions = laidOut(plain('gcj02'), inTown(1500));
      expect(guessCrs({ positions, known, lines: true })[0]!.confidence).toBeLessThan(0.8);
    }
  });
});

describe('UTM', () => {
  const zone50: CrsSpec = { kind: 'utm', zone: 50 };

  it('is a plane 0.04 % smaller, which buildings tell, and the file', () => {
    expect(guessed(zone50)[0]!.spec).toEqual(zone50);
    const [declared] = guessed(zone50, { known: areasOnly, declared: { epsg: 32650 } });
    expect(declared!.spec).toEqual(zone50);
    expect(guessed(zone50, { known: nothing, declared: { epsg: 32650 } })[0]!.spec).toEqual(zone50);
    // Nothing told, what an office measures in is likelier.
    const untold = guessed(zone50, { known: areasOnly });
    expect(untold[0]!.spec.kind).toBe('gauss-kruger');
    expect(kinds(untold)).toContain('utm');
  });
});

describe('elsewhere', () => {
  it('places far from the areas are doubted, and how far is said', () => {
    const shanghai = Array.from({ length: 50 }, (): LonLat => [121.47 + town.random() / 100, 31.23]);
    const guesses = guessCrs({ positions: shanghai, known });
    expect(guesses[0]!.confidence).toBeLessThan(0.5);
    expect(guesses[0]!.reason['zh-CN']).toMatch(/多数点离本地约 269 公里/);
  });

  it('outside China only WGS 84 at the areas is known', () => {
    const houston = Array.from({ length: 20 }, (_, index): LonLat => [-95.37 + index / 1000, 29.76]);
    const here = knownPlaces([-95.5, 29.6, -95.2, 29.9], []);
    expect(guessCrs({ positions: houston, known: here })).toMatchObject([{ spec: plain('wgs84'), swapped: false }]);
    expect(guessCrs({ positions: flipped(houston), known: here })).toMatchObject([{ swapped: true }]);
    expect(guessCrs({ positions: houston, known })).toEqual([]);
    expect(whyNoGuess({ positions: houston, known }).en).toContain('neither in China nor here');
  });
});

describe('where nothing fits', () => {
  it.each([
    ['nothing', [], '没有可用的坐标'],
    [
      'zeros',
      [
        [0, 0],
        [0, 0],
        [Number.NaN, 3],
      ],
      '没有可用的坐标',
    ],
    [
      'a drawing',
      [
        [1200, 3400],
        [-500, 12_000],
        [80_000, 20_000],
      ],
      'CAD',
    ],
    [
      'degrees times a million',
      [
        [118_780_000, 32_050_000],
        [118_790_000, 32_040_000],
      ],
      '1,000,000',
    ],
  ] as [string, [number, number][], string][])('%s has a sentence', (_, positions, sentence) => {
    expect(guessCrs({ positions, known })).toEqual([]);
    expect(whyNoGuess({ positions, known })['zh-CN']).toContain(sentence);
  });

  it('a named system that we cannot convert is not guessed over', () => {
    const input = { positions: laidOut(plane(6, 117, false), doors(town, 30)), declared: { epsg: 32250 }, known };
    expect(guessCrs(input)).toEqual([]);
    expect(whyNoGuess(input).en).toContain('EPSG:32250, which cannot be converted here');
    // In degrees the numbers are still places, only some metres off.
    const metres = guessed(plane(3, 120, true), { declared: { epsg: 4610 } });
    expect(metres[0]!.spec).toEqual(plane(3, 120, true));
    const older = guessed(plain('wgs84'), { declared: { epsg: 4610 } });
    expect(older[0]!.reason.en).toContain('EPSG:4610, which cannot be converted directly');
  });

  it('no numbers whatever break it, and guesses stay below certainty', () => {
    const numbers = fc.oneof(
      fc.double(),
      fc.double({ min: -180, max: 180 }),
      fc.double({ min: 0, max: 5e7 }),
      fc.constantFrom(1e308, -1e308, 39_500_000, 3_500_000, 118.78, 32.05),
    );
    const inputs = fc.record({
      positions: fc.array(fc.tuple(numbers, numbers), { maxLength: 12 }),
      columns: fc.array(fc.string(), { maxLength: 3 }),
      declared: fc.oneof(fc.constant(null), fc.record({ epsg: fc.integer() }), fc.record({ wkt: fc.string() })),
    });
    fc.assert(
      fc.property(inputs, (input) => {
        const guesses = guessCrs({ ...input, known });
        const sum = guesses.reduce((total, { confidence }) => total + confidence, 0);
        expect(sum).toBeLessThan(1);
        for (const { confidence, reason } of guesses) {
          expect(confidence).toBeGreaterThan(0);
          expect(reason.en + reason['zh-CN']).not.toMatch(/NaN|undefined|null/);
        }
        if (guesses.length === 0) expect(whyNoGuess({ ...input, known }).en).toMatch(/\.$/);
      }),
      { numRuns: 500 },
    );
  });
});
