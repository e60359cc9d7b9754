import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fromGaussKruger,
  fromUtm,
  fromWebMercator,
  meridianOf,
  toGaussKruger,
  toUtm,
  toWebMercator,
} from '../../../../server/import/crs/planes.ts';
import type { GaussKruger, PlaneDatum } from '../../../../server/import/crs/spec.ts';
import { inChina, metres } from './places.ts';

const plane = (datum: PlaneDatum, width: 3 | 6, meridian: number, prefix: boolean): GaussKruger => ({
  ...{ kind: 'gauss-kruger', datum, width, meridian, prefix },
});

/** What gdaltransform of GDAL 3.6.2 with PROJ 9.1.1 gives for degrees of the same datum; m. */
const figures: [epsg: number, plane: GaussKruger, lon: number, lat: number, x: number, y: number][] = [
  [4513, plane('cgcs2000', 3, 75, true), 75.99, 39.47, 25_585_190.7034194, 4_371_151.24946612],
  [4527, plane('cgcs2000', 3, 117, true), 118.78, 32.05, 39_668_118.356729, 3_548_782.86320254],
  [4549, plane('cgcs2000', 3, 120, false), 121.4737, 31.2304, 640_412.315036627, 3_457_455.48858212],
  [4501, plane('cgcs2000', 6, 135, true), 134.7, 48.3, 23_477_742.5099756, 5_351_829.07396693],
  [4508, plane('cgcs2000', 6, 111, false), 109.51, 18.25, 342_411.054932892, 2_019_294.19112654],
  [4512, plane('cgcs2000', 6, 135, false), 132.001, 47.2, 272_768.458296806, 5_233_846.93044678],
  [2333, plane('xian80', 6, 111, true), 113.95, 22.55, 19_803_530.1843645, 2_497_703.73197837],
  [2354, plane('xian80', 3, 90, true), 88.9, 29.27, 30_393_093.424509, 3_239_698.88148881],
  [2384, plane('xian80', 3, 117, false), 118.78, 32.05, 668_118.435922754, 3_548_784.51722352],
  [2436, plane('beijing54', 3, 117, false), 118.78, 32.05, 668_121.180707932, 3_548_845.87624234],
  [21420, plane('beijing54', 6, 117, true), 118.78, 32.05, 20_668_121.1807079, 3_548_845.87624234],
];

describe('Gauss-Krüger planes', () => {
  it.each(figures)('meet PROJ to a tenth of a millimetre, EPSG:%i', (_, spec, lon, lat, x, y) => {
    const [ourX, ourY] = toGaussKruger(spec)(lon, lat);
    expect(Math.hypot(ourX - x, ourY - y)).toBeLessThan(1e-4);
    expect(metres(fromGaussKruger(spec)(x, y), [lon, lat])).toBeLessThan(1e-4);
  });

  it('go there and back to under a millimetre all over China, whatever the zone', () => {
    const zones = fc.record({
      place: inChina,
      width: fc.constantFrom(3 as const, 6 as const),
      prefix: fc.boolean(),
      datum: fc.constantFrom('cgcs2000' as const, 'xian80' as const, 'beijing54' as const),
    });
    fc.assert(
      fc.property(zones, ({ place, width, prefix, datum }) => {
        const zone = width === 3 ? Math.round(place[0] / 3) : Math.floor(place[0] / 6) + 1;
        const spec = plane(datum, width, meridianOf(width, zone), prefix);
        const [x, y] = toGaussKruger(spec)(...place);
        if (prefix) expect(Math.floor(x / 1e6)).toBe(zone);
        expect(metres(fromGaussKruger(spec)(x, y), place)).toBeLessThan(1e-3);
      }),
    );
  });

  it('have any meridian without a zone number, and only those of zones with one', () => {
    const own = plane('cgcs2000', 3, 118.5, false);
    expect(fromGaussKruger(own)(500_000, 3_500_000)[0]).toBeCloseTo(118.5, 9);
    expect(() => fromGaussKruger(plane('cgcs2000', 3, 118.5, true))).toThrow(/No 3-degree zone .* 118.5°/);
    expect(() => fromGaussKruger(plane('cgcs2000', 6, 114, true))).toThrow(/No 6-degree zone/);
  });

  // echo LON LAT | gdaltransform -s_srs EPSG:4326 -t_srs EPSG:326ZZ -output_xy
  it.each([
    [50, 118.78, 32.05, 668_051.10938558, 3_547_363.35015709],
    [43, 75.99, 39.47, 585_156.627137432, 4_369_402.78907946],
  ])('of UTM meet PROJ as well, zone %i', (zone, lon, lat, x, y) => {
    const [ourX, ourY] = toUtm(zone)(lon, lat);
    expect(Math.hypot(ourX - x, ourY - y)).toBeLessThan(1e-4);
    expect(metres(fromUtm(zone)(x, y), [lon, lat])).toBeLessThan(1e-4);
    expect(fromUtm(zone)(x + 1_000_000, y)).toEqual([NaN, NaN]);
  });

  it('have no place for what lies in another zone, or is no number', () => {
    const convert = fromGaussKruger(plane('cgcs2000', 3, 117, true));
    for (const x of [38_668_118, 668_118, Number.NaN, Infinity, 1e300])
      expect(convert(x, 3_548_782)).toEqual([NaN, NaN]);
    expect(convert(39_668_118, Number.NaN)).toEqual([NaN, NaN]);
  });
});

describe('Web Mercator', () => {
  it.each([
    [118.78, 32.05, 13_222_529.116425, 3_769_875.69508189],
    [75.99, 39.47, 8_459_168.10538086, 4_789_220.40105457],
    [122.3699, 53.48, 13_622_154.9564238, 7_072_283.21225457],
    [109.51, 18.25, 12_190_597.4367714, 2_066_831.4600855],
  ])('meets PROJ at %f, %f', (lon, lat, x, y) => {
    const [ourX, ourY] = toWebMercator(lon, lat);
    expect(Math.hypot(ourX - x, ourY - y)).toBeLessThan(1e-4);
    expect(metres(fromWebMercator(x, y), [lon, lat])).toBeLessThan(1e-4);
  });

  it('goes there and back, and ends at its edges', () => {
    fc.assert(
      fc.property(inChina, (place) => {
        expect(metres(fromWebMercator(...toWebMercator(...place)), place)).toBeLessThan(1e-3);
      }),
    );
    expect(fromWebMercator(39_668_118, 3_548_782)).toEqual([NaN, NaN]);
    expect(fromWebMercator(Number.NaN, 0)).toEqual([NaN, NaN]);
  });
});
