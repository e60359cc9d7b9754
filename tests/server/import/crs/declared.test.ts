import { describe, expect, it } from 'vitest';
import { crsOf } from '../../../../server/export/crs.ts';
import { declaredName } from '../../../../server/import/crs/declared.ts';
import { type CrsSpec, type DeclaredCrs, declaredSpec } from '../../../../server/import/crs/index.ts';
import type { PlaneDatum } from '../../../../server/import/crs/spec.ts';

const plane = (datum: PlaneDatum, width: 3 | 6, meridian: number, prefix: boolean): CrsSpec => ({
  ...{ kind: 'gauss-kruger', datum, width, meridian, prefix },
});

describe('EPSG codes', () => {
  it.each([
    [4326, { kind: 'wgs84' }],
    [4490, { kind: 'cgcs2000' }],
    [3857, { kind: 'web-mercator' }],
    [900913, { kind: 'web-mercator' }],
    [4491, plane('cgcs2000', 6, 75, true)],
    [4501, plane('cgcs2000', 6, 135, true)],
    [4502, plane('cgcs2000', 6, 75, false)],
    [4512, plane('cgcs2000', 6, 135, false)],
    [4513, plane('cgcs2000', 3, 75, true)],
    [4527, plane('cgcs2000', 3, 117, true)],
    [4533, plane('cgcs2000', 3, 135, true)],
    [4534, plane('cgcs2000', 3, 75, false)],
    [4554, plane('cgcs2000', 3, 135, false)],
    [2327, plane('xian80', 6, 75, true)],
    [2348, plane('xian80', 6, 135, false)],
    [2349, plane('xian80', 3, 75, true)],
    [2390, plane('xian80', 3, 135, false)],
    [2401, plane('beijing54', 3, 75, true)],
    [2421, plane('beijing54', 3, 135, true)],
    [2422, plane('beijing54', 3, 75, false)],
    [2442, plane('beijing54', 3, 135, false)],
    [21413, plane('beijing54', 6, 75, true)],
    [21423, plane('beijing54', 6, 135, true)],
    [21453, plane('beijing54', 6, 75, false)],
    [21463, plane('beijing54', 6, 135, false)],
    [21483, plane('beijing54', 6, 135, false)],
    [32601, { kind: 'utm', zone: 1 }],
    [32650, { kind: 'utm', zone: 50 }],
    [32660, { kind: 'utm', zone: 60 }],
  ] as [number, CrsSpec][])('%i', (epsg, spec) => {
    expect(declaredSpec({ epsg })).toEqual(spec);
  });

  it.each([4489, 4555, 2326, 2391, 2400, 2443, 21412, 21424, 4610, 32600, 32661, 32750, 0, Number.NaN])(
    '%f is none of ours',
    (epsg) => {
      expect(declaredSpec({ epsg })).toBeNull();
    },
  );
});

const arcgis = (name: string, geographic: string, projection: string) =>
  `PROJCS["${name}",${geographic},${projection},UNIT["Meter",1.0]]`;
const degrees = 'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]';
const china2000 = `GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],${degrees}]`;
const xian80 = `GEOGCS["GCS_Xian_1980",DATUM["D_Xian_1980",SPHEROID["Xian_1980",6378140.0,298.257]],${degrees}]`;
const beijing54 = `GEOGCS["GCS_Beijing_1954",DATUM["D_Beijing_1954",SPHEROID["Krasovsky_1940",6378245.0,298.3]],${degrees}]`;
const wgs84 = `GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],${degrees}]`;
const middle = (meridian: number, easting_m: number, scale = 1, northing_m = 0) =>
  `PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",${easting_m}],PARAMETER["False_Northing",${northing_m}],PARAMETER["Central_Meridian",${meridian}],PARAMETER["Scale_Factor",${scale}],PARAMETER["Latitude_Of_Origin",0.0]`;

describe('WKT of ArcGIS', () => {
  it.each([
    ['CGCS2000_3_Degree_GK_CM_117E', china2000, 117, 500_000, plane('cgcs2000', 3, 117, false)],
    ['CGCS2000_3_Degree_GK_Zone_39', china2000, 117, 39_500_000, plane('cgcs2000', 3, 117, true)],
    ['CGCS2000_GK_CM_117E', china2000, 117, 500_000, plane('cgcs2000', 6, 117, false)],
    ['CGCS2000_GK_Zone_20', china2000, 117, 20_500_000, plane('cgcs2000', 6, 117, true)],
    ['Xian_1980_3_Degree_GK_CM_114E', xian80, 114, 500_000, plane('xian80', 3, 114, false)],
    ['Beijing_1954_GK_Zone_20N', beijing54, 117, 20_500_000, plane('beijing54', 6, 117, true)],
    ['Nanjing', china2000, 118.833333333333, 500_000, plane('cgcs2000', 3, 118.833333333, false)],
    ['Survey', wgs84, 118.5, 500_000, plane('cgcs2000', 3, 118.5, false)],
  ] as [string, string, number, number, CrsSpec][])('%s', (name, geographic, meridian, easting_m, spec) => {
    expect(declaredSpec({ wkt: arcgis(name, geographic, middle(meridian, easting_m)) })).toEqual(spec);
  });

  it('of degrees and of Web Mercator', () => {
    expect(declaredSpec({ wkt: wgs84 })).toEqual({ kind: 'wgs84' });
    expect(declaredSpec({ wkt: china2000 })).toEqual({ kind: 'cgcs2000' });
    const sphere =
      'PROJECTION["Mercator_Auxiliary_Sphere"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",0.0],PARAMETER["Standard_Parallel_1",0.0],PARAMETER["Auxiliary_Sphere_Type",0.0]';
    expect(declaredSpec({ wkt: arcgis('WGS_1984_Web_Mercator_Auxiliary_Sphere', wgs84, sphere) })).toEqual({
      kind: 'web-mercator',
    });
  });

  it.each([
    ['a scale on the meridian', arcgis('Town', china2000, middle(117, 500_000, 0.9999))],
    ['UTM of the southern half', arcgis('WGS_1984_UTM_Zone_50S', wgs84, middle(117, 500_000, 0.9996, 10_000_000))],
    ['UTM between two zones', arcgis('Town', wgs84, middle(120, 500_000, 0.9996))],
    ['another false easting', arcgis('Town', china2000, middle(117, 300_000))],
    ['the number of another zone', arcgis('Town', china2000, middle(117, 38_500_000))],
    ['a false northing', arcgis('Town', china2000, middle(117, 500_000, 1, -3_000_000))],
    ['a meridian outside China', arcgis('Town', china2000, middle(9, 500_000))],
    ['degrees of an older datum', xian80],
    [
      'a datum of elsewhere',
      arcgis('Pulkovo_1942', beijing54.replaceAll('Beijing_1954', 'Pulkovo_1942'), middle(117, 20_500_000)),
    ],
    ['feet', arcgis('Town', china2000, middle(117, 500_000)).replace('"Meter",1.0', '"Foot",0.3048')],
    ['no WKT at all', 'hello'],
    ['nothing', ''],
    ['half of one', china2000.slice(0, 80)],
  ])('is refused for %s', (_, wkt) => {
    expect(declaredSpec({ wkt })).toBeNull();
  });
});

describe('WKT of others', () => {
  it('of GDAL for UTM, in both versions', () => {
    const first = `PROJCS["WGS 84 / UTM zone 50N",GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",117],PARAMETER["scale_factor",0.9996],PARAMETER["false_easting",500000],PARAMETER["false_northing",0],UNIT["metre",1]]`;
    const second = `PROJCRS["WGS 84 / UTM zone 50N",BASEGEOGCRS["WGS 84",ENSEMBLE["World Geodetic System 1984 ensemble",MEMBER["World Geodetic System 1984 (Transit)"],ELLIPSOID["WGS 84",6378137,298.257223563,LENGTHUNIT["metre",1]],ENSEMBLEACCURACY[2.0]],PRIMEM["Greenwich",0,ANGLEUNIT["degree",0.0174532925199433]]],CONVERSION["UTM zone 50N",METHOD["Transverse Mercator",ID["EPSG",9807]],PARAMETER["Latitude of natural origin",0,ANGLEUNIT["degree",0.0174532925199433]],PARAMETER["Longitude of natural origin",117,ANGLEUNIT["degree",0.0174532925199433]],PARAMETER["Scale factor at natural origin",0.9996,SCALEUNIT["unity",1]],PARAMETER["False easting",500000,LENGTHUNIT["metre",1]],PARAMETER["False northing",0,LENGTHUNIT["metre",1]]],CS[Cartesian,2],AXIS["(E)",east,ORDER[1],LENGTHUNIT["metre",1]],AXIS["(N)",north,ORDER[2],LENGTHUNIT["metre",1]]]`;
    for (const wkt of [first, second, arcgis('WGS_1984_UTM_Zone_50N', wgs84, middle(117, 500_000, 0.9996))])
      expect(declaredSpec({ wkt })).toEqual({ kind: 'utm', zone: 50 });
  });

  it('of our own exports, whose degrees may be those of a map service', () => {
    expect(declaredSpec({ wkt: crsOf.gcj02.wkt })).toEqual({ kind: 'gcj02' });
    expect(declaredSpec({ wkt: crsOf.cgcs2000.wkt })).toEqual({ kind: 'cgcs2000' });
    expect(declaredSpec({ wkt: crsOf.wgs84.wkt })).toEqual({ kind: 'wgs84' });
    expect(declaredSpec({ wkt: crsOf.gcj02.wkt.replaceAll('GCJ_02', 'BD-09') })).toEqual({ kind: 'bd09' });
  });

  it('of QGIS, in its second version with the northing first', () => {
    const wkt = `PROJCRS["CGCS2000 / 3-degree Gauss-Kruger zone 39",BASEGEOGCRS["China Geodetic Coordinate System 2000",DATUM["China 2000",ELLIPSOID["CGCS2000",6378137,298.257222101,LENGTHUNIT["metre",1]]],PRIMEM["Greenwich",0,ANGLEUNIT["degree",0.0174532925199433]],ID["EPSG",4490]],CONVERSION["3-degree Gauss-Kruger zone 39",METHOD["Transverse Mercator",ID["EPSG",9807]],PARAMETER["Latitude of natural origin",0,ANGLEUNIT["degree",0.0174532925199433]],PARAMETER["Longitude of natural origin",117,ANGLEUNIT["degree",0.0174532925199433]],PARAMETER["Scale factor at natural origin",1,SCALEUNIT["unity",1]],PARAMETER["False easting",39500000,LENGTHUNIT["metre",1]],PARAMETER["False northing",0,LENGTHUNIT["metre",1]]],CS[Cartesian,2],AXIS["northing (X)",north,ORDER[1],LENGTHUNIT["metre",1]],AXIS["easting (Y)",east,ORDER[2],LENGTHUNIT["metre",1]],ID["EPSG",4527]]`;
    expect(declaredSpec({ wkt })).toEqual(plane('cgcs2000', 3, 117, true));
    expect(declaredName({ wkt })).toBe('CGCS2000 / 3-degree Gauss-Kruger zone 39');
  });

  it('of SuperMap, which names units in capitals and the plane after nobody', () => {
    const wkt = `PROJCS["User Define", GEOGCS["China_2000", DATUM["D_China_2000", SPHEROID["CGCS2000",6378137,298.257222101]], PRIMEM["Greenwich",0], UNIT["DEGREE",0.017453292519943295]], PROJECTION["Gauss_Kruger"], PARAMETER["False_Easting",500000], PARAMETER["False_Northing",0], PARAMETER["Central_Meridian",120], PARAMETER["Standard_Parallel_1",0], PARAMETER["Standard_Parallel_2",0], PARAMETER["Scale_Factor",1], PARAMETER["Latitude_Of_Origin",0], UNIT["METER",1]]`;
    expect(declaredSpec({ wkt })).toEqual(plane('cgcs2000', 3, 120, false));
  });

  it('of GDAL, whose Web Mercator carries a definition for PROJ', () => {
    const wkt = `PROJCS["WGS 84 / Pseudo-Mercator",GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Mercator_1SP"],PARAMETER["central_meridian",0],PARAMETER["scale_factor",1],PARAMETER["false_easting",0],PARAMETER["false_northing",0],UNIT["metre",1],EXTENSION["PROJ4","+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +wktext +no_defs"]]`;
    expect(declaredSpec({ wkt })).toEqual({ kind: 'web-mercator' });
  });

  it('has a name for a sentence', () => {
    const names: [DeclaredCrs, string][] = [
      [{ epsg: 32650 }, 'EPSG:32650'],
      [{ wkt: wgs84 }, 'GCS_WGS_1984'],
      [{ wkt: 'LOCAL' }, 'LOCAL'],
    ];
    for (const [declared, name] of names) expect(declaredName(declared)).toBe(name);
  });
});
