import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CrsSpec,
  converted,
  declaredSpec,
  describe as described,
  toWgs84,
} from '../../../../server/import/crs/index.ts';
import { localPlane } from '../../../../server/import/crs/projection.ts';

const gk = (width: 3 | 6, meridian: number, prefix: boolean, datum: 'cgcs2000' | 'xian80' | 'beijing54' = 'cgcs2000') =>
  ({ kind: 'gauss-kruger', width, meridian, prefix, datum }) as const;
/** 1 mm in degrees of latitude. */
const MILLIMETRE = 1e-8;

describe('a Gauss-Krüger plane', () => {
  // What GDAL 3.6 (PROJ 9.1) answers for the same numbers in these EPSG systems, in degrees of the same datum.
  it.each([
    ['4526', 38_512_345.678, 3_567_890.123, 114.13098634645, 32.2347409848469],
    ['4547', 512_345.678, 3_567_890.123, 114.13098634645, 32.2347409848469],
    ['4509', 723_456.789, 3_321_098.765, 119.315359601964, 29.9885240639153],
    ['2383', 432_109.876, 2_512_345.678, 113.339226688308, 22.7079318968354],
    ['2434', 567_890.123, 4_012_345.678, 111.755226829618, 36.2385284228498],
  ])('gives the degrees that GDAL gives: EPSG:%s', (code, x, y, lon, lat) => {
    const found = toWgs84(declaredSpec({ epsg: Number(code) })!)(x, y);
    expect(Math.abs(found[0] - lon)).toBeLessThan(MILLIMETRE);
    expect(Math.abs(found[1] - lat)).toBeLessThan(MILLIMETRE);
  });

  it('knows its zone number and refuses one that no zone has', () => {
    expect(described(gk(3, 114, true))['zh-CN']).toContain('带号38');
    expect(described(gk(6, 117, true)).en).toContain('zone number 20');
    expect(() => toWgs84(gk(6, 114, true))).toThrow('114°E is the middle of no 6° zone');
  });
});

it('Web Mercator is undone', () => {
  const [lon, lat] = toWgs84({ kind: 'web-mercator' })(12_467_782.96, 3_763_310.63);
  expect(lon).toBeCloseTo(112, 6);
  expect(lat).toBeCloseTo(32.0, 3);
});

it('places all over China come back from every plane to under a millimetre', () => {
  const place = fc.tuple(fc.double({ min: 74, max: 135, noNaN: true }), fc.double({ min: 4, max: 53, noNaN: true }));
  fc.assert(
    fc.property(place, ([lon, lat]) => {
      const meridian = Math.round(lon / 3) * 3;
      const [east, fromOrigin] = localPlane(meridian, 0).to([lon, lat]);
      const found = toWgs84(gk(3, meridian, true))(east + 500_000 + (meridian / 3) * 1_000_000, fromOrigin);
      expect(Math.hypot(found[0] - lon, found[1] - lat)).toBeLessThan(MILLIMETRE);
    }),
  );
});

it('every position of a shape is converted, heights are left out', () => {
  const shape = {
    type: 'Polygon',
    coordinates: [
      [
        [1, 2, 9],
        [3, 4],
        [5, 6],
        [1, 2, 9],
      ],
    ],
  } as const;
  const moved = converted(structuredClone(shape) as never, (x, y) => [x + 10, y + 20]);
  expect(moved).toEqual({
    type: 'Polygon',
    coordinates: [
      [
        [11, 22],
        [13, 24],
        [15, 26],
        [11, 22],
      ],
    ],
  });
});

describe('what a file says of itself', () => {
  it.each<[number, CrsSpec | null]>([
    [4326, { kind: 'wgs84' }],
    [4490, { kind: 'cgcs2000' }],
    [3857, { kind: 'web-mercator' }],
    [4491, gk(6, 75, true)],
    [4512, gk(6, 135, false)],
    [4533, gk(3, 135, true)],
    [4549, gk(3, 120, false)],
    [2337, gk(6, 135, true, 'xian80')],
    [2390, gk(3, 135, false, 'xian80')],
    [2401, gk(3, 75, true, 'beijing54')],
    [21_463, gk(6, 135, false, 'beijing54')],
    [32_650, null],
    [4214, null],
  ])('EPSG:%i', (epsg, spec) => expect(declaredSpec({ epsg })).toEqual(spec));

  const esri = (name: string, gcs: string, easting: number, meridian: number, unit = 'Meter') =>
    `PROJCS["${name}",GEOGCS["GCS",DATUM["${gcs}",SPHEROID["S",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",${easting}],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",${meridian}],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["${unit}",1.0]]`;
  it.each<[string, string, CrsSpec | null]>([
    ['3° with number', esri('CGCS2000_3_Degree_GK_Zone_38', 'D_China_2000', 38_500_000, 114), gk(3, 114, true)],
    ['3° without', esri('CGCS2000_3_Degree_GK_CM_117E', 'D_China_2000', 500_000, 117), gk(3, 117, false)],
    ['6° without', esri('CGCS2000_GK_CM_117E', 'D_China_2000', 500_000, 117), gk(6, 117, false)],
    ['Xi’an 80', esri('Xian_1980_3_Degree_GK_CM_114E', 'D_Xian_1980', 500_000, 114), gk(3, 114, false, 'xian80')],
    ['Beijing 54', esri('Beijing_1954_GK_Zone_19', 'D_Beijing_1954', 19_500_000, 111), gk(6, 111, true, 'beijing54')],
    ['a plane of one city', esri('City', 'D_China_2000', 300_000, 117), null],
    ['feet', esri('Feet', 'D_China_2000', 500_000, 117, 'Foot_US'), null],
    [
      'WGS 84',
      'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]]]',
      { kind: 'wgs84' },
    ],
    ['GCJ-02', 'GEOGCS["GCJ_02",DATUM["D_GCJ_02",SPHEROID["Krasovsky_1940",6378245.0,298.3]]]', { kind: 'gcj02' }],
    [
      'version 2',
      'PROJCRS["CGCS2000 / 3-degree Gauss-Kruger CM 117E",BASEGEOGCRS["China Geodetic Coordinate System 2000",DATUM["China 2000",ELLIPSOID["CGCS2000",6378137,298.257222101]]],CONVERSION["Gauss-Kruger CM 117E",METHOD["Transverse Mercator"],PARAMETER["Latitude of natural origin",0],PARAMETER["Longitude of natural origin",117],PARAMETER["Scale factor at natural origin",1],PARAMETER["False easting",500000],PARAMETER["False northing",0]],CS[Cartesian,2],LENGTHUNIT["metre",1]]',
      gk(3, 117, false),
    ],
    ['Web Mercator', 'PROJCS["WGS_1984_Web_Mercator_Auxiliary_Sphere",GEOGCS["x"]]', { kind: 'web-mercator' }],
    ['nothing known', 'LOCAL_CS["here"]', null],
  ])('WKT: %s', (_what, wkt, spec) => expect(declaredSpec({ wkt })).toEqual(spec));
});
