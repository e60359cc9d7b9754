import type { Geometry } from 'geojson';
import { describe, expect, it } from 'vitest';
import type { ImportKind, ImportSettings } from '../../../../server/api/imports/schema.ts';
import type { LonLat } from '../../../../server/api/wire.ts';
import { geopackage } from '../../../../server/export/geopackage.ts';
import { freshSettings, lookInto } from '../../../../server/import/batches/look.ts';
import { type CrsSpec, converterOf, type KnownPlaces, knownPlaces } from '../../../../server/import/crs/index.ts';
import { layers } from '../../../../server/import/layers.ts';
import { placingOf } from '../../../../server/import/placing.ts';
import { openTables } from '../../../../server/import/readers/index.ts';
import { together } from '../../../helpers/archive.ts';
import { shop, tableOf } from '../../../helpers/tables.ts';
import { collect, temporaryFile } from '../files.ts';
import { shapefileParts, shapefileZip } from '../readers/shapefile-file.ts';
import { sheetRow, workbookFile } from '../readers/workbook-file.ts';
import { metres } from './places.ts';
import { doors, put, townOf } from './town.ts';

// From a file to WGS 84: what is guessed of it, and where its first place then lies. The figures of one house in the town, from
//   printf "118.77 32.03\n118.772 32.03\n118.772 32.031\n118.77 32.031\n" | gdaltransform -s_srs S -t_srs T -output_xy
// of GDAL 3.6.2 with PROJ 9.1.1.

type Corner = [x: number, y: number];
const house: LonLat[] = [
  [118.77, 32.03],
  [118.772, 32.03],
  [118.772, 32.031],
  [118.77, 32.031],
];
/** S EPSG:4490, T EPSG:4528: CGCS2000, 3-degree zone 40. */
const zone40: Corner[] = [
  [40_383_807.3605272, 3_545_840.57026268],
  [40_383_996.304412, 3_545_838.42043916],
  [40_383_997.5652183, 3_545_949.31901043],
  [40_383_808.6233879, 3_545_951.46887055],
];
/** T EPSG:4549: the same plane without the number. */
const around120 = zone40.map(([x, y]): Corner => [x - 40_000_000, y]);
/** S EPSG:4610, T EPSG:2385: Xi'an 80, 120° without a number. */
const xian120: Corner[] = [
  [383_807.305793674, 3_545_842.22290567],
  [383_996.24976752, 3_545_840.07308114],
  [383_997.510574356, 3_545_950.97170425],
  [383_808.568654996, 3_545_953.12156538],
];
/** S EPSG:4326, T EPSG:32650. */
const utm50: Corner[] = [
  [667_143.22034693, 3_545_130.49312866],
  [667_332.109269769, 3_545_133.59065933],
  [667_330.290154282, 3_545_244.45701546],
  [667_141.403286805, 3_545_241.35943208],
];
/** S EPSG:4326, T EPSG:3857. */
const mercator: Corner[] = [
  [13_221_415.9215171, 3_767_249.23786123],
  [13_221_638.5604987, 3_767_249.23786123],
  [13_221_638.5604987, 3_767_380.54709715],
  [13_221_415.9215171, 3_767_380.54709715],
];

const town = townOf(3);
const areas = knownPlaces(town.box, []);
const built = knownPlaces(town.box, town.buildings);
const plane = (prefix: boolean, datum: 'cgcs2000' | 'xian80' = 'cgcs2000'): CrsSpec => ({
  ...{ kind: 'gauss-kruger', width: 3, meridian: 120, prefix, datum },
});
const turned = (corners: Corner[]) => corners.map(([x, y]): Corner => [y, x]);
const closed = (corners: Corner[]) => [...corners, corners[0]!];

const polygon = (corners: Corner[], prj?: string) => {
  const parts = shapefileParts(5, [{ type: 5, parts: [closed(corners).toReversed()] }], ['楼']);
  return temporaryFile('house.zip', shapefileZip(prj === undefined ? parts : { ...parts, prj }));
};
const drawing = (corners: Corner[]) => {
  const vertices = corners.map(([x, y]) => `10\n${x}\n20\n${y}\n`).join('');
  return temporaryFile(
    'house.dxf',
    `0\nSECTION\n2\nENTITIES\n0\nLWPOLYLINE\n5\n1A\n8\n楼\n90\n4\n70\n1\n${vertices}0\nENDSEC\n0\nEOF\n`,
  );
};
const geojson = (corners: Corner[], more: object = {}) =>
  temporaryFile(
    'house.geojson',
    JSON.stringify({
      ...{ type: 'FeatureCollection', ...more },
      features: [{ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [closed(corners)] } }],
    }),
  );
const csv = (head: string, corners: Corner[]) =>
  temporaryFile('places.csv', `名称,${head}\n${corners.map(([x, y]) => `楼,${x},${y}`).join('\n')}\n`);
const workbook = (head: [string, string], corners: Corner[]) =>
  temporaryFile(
    'places.xlsx',
    workbookFile([
      {
        name: '楼',
        rows: [sheetRow(1, ['名称', ...head]), ...corners.map((at, row) => sheetRow(row + 2, ['楼', ...at]))].join(''),
      },
    ]),
  );

/** The best guess of a file, and by it the place that its first row begins at. */
async function told(file: string, known: KnownPlaces, mapping: ImportSettings['mapping'] = {}) {
  const kind: ImportKind = 'places';
  const settings = { ...freshSettings('Asia/Shanghai'), mapping };
  const findings = await lookInto(file, kind, settings, [], async () => known);
  const [best] = findings.crs;
  if (!best) throw new Error(findings.no_crs?.en);
  const opened = await openTables(file);
  const table = opened.tables[0]!;
  const { place } = placingOf(
    file,
    table,
    { kind, file, mapping, crs: best.spec, swapped: best.swapped },
    layers.places,
  );
  const [row] = await collect(opened.read(table.name));
  await opened.close();
  const [lon, lat] = (place(row!) as { coordinates: unknown[] }).coordinates.flat(3) as [number, number];
  return { spec: best.spec, swapped: best.swapped, place: [lon, lat] as LonLat };
}

const wgs84Axes = house as Corner[];
const utmPrj =
  'PROJCS["WGS_1984_UTM_Zone_50N",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",117.0],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]';

describe('from a file to WGS 84, as GDAL has it', () => {
  it.each<[name: string, file: () => string, spec: CrsSpec, swapped: boolean]>([
    ['a drawing with the number of its zone', () => drawing(zone40), plane(true), false],
    ['a drawing without it', () => drawing(around120), plane(false), false],
    ['a drawing as surveyors call its axes', () => drawing(turned(zone40)), plane(true), true],
    ['a shapefile without .prj', () => polygon(zone40), plane(true), false],
    ['a shapefile without .prj and zone number', () => polygon(around120), plane(false), false],
    ['a shapefile without .prj, axes swapped', () => polygon(turned(around120)), plane(false), true],
    ['a shapefile in degrees without .prj', () => polygon(wgs84Axes), { kind: 'wgs84' }, false],
    ['a shapefile of UTM', () => polygon(utm50, utmPrj), { kind: 'utm', zone: 50 }, false],
    ['GeoJSON with the latitude first', () => geojson(turned(wgs84Axes)), { kind: 'wgs84' }, true],
    [
      'GeoJSON of web maps',
      () => geojson(mercator, { crs: { type: 'name', properties: { name: 'EPSG:3857' } } }),
      { kind: 'web-mercator' },
      false,
    ],
    ['CSV of a plane, X the northing', () => csv('X坐标,Y坐标', turned(zone40)), plane(true), true],
    ['a sheet with the number of its zone', () => workbook(['横坐标', '纵坐标'], zone40), plane(true), false],
  ])('%s', async (_name, file, spec, swapped) => {
    const found = await told(file(), areas);
    expect(found).toMatchObject({ spec, swapped });
    expect(metres(found.place, house[0]!)).toBeLessThan(1e-3);
  });

  it("Xi'an 80 keeps the degrees of its own datum, which its column names", async () => {
    const mapping = { lon: '西安80_Y', lat: '西安80_X' };
    const file = csv('西安80_X,西安80_Y', turned(xian120));
    const found = await told(file, areas, mapping);
    expect(found).toMatchObject({ spec: plane(false, 'xian80'), swapped: false });
    expect(metres(found.place, house[0]!)).toBeLessThan(1e-3);
  });

  it.each(['gcj02', 'bd09'] as const)(
    'points of a map service are told by the buildings that they meet: %s',
    async (kind) => {
      const places = doors(town, 60);
      const found = await told(
        workbook(
          ['经度', '纬度'],
          places.map((place) => put({ kind }, place)),
        ),
        built,
      );
      expect(found).toMatchObject({ spec: { kind }, swapped: false });
      expect(metres(found.place, places[0]!)).toBeLessThan(1e-3);
    },
  );

  it('a file that says what it is not is told by its numbers', async () => {
    const found = await told(polygon(zone40, utmPrj), areas);
    expect(found).toMatchObject({ spec: plane(true), swapped: false });
  });

  it('a drawing of a town’s own system has a sentence, and control points bring it home', async () => {
    const own = around120.map(([x, y]): Corner => [x - 380_000, y - 3_540_000]);
    await expect(told(drawing(own), areas)).rejects.toThrow('Use two control points or more');
    const points = own.map(([x, y], at) => ({ x, y, lon: house[at]![0], lat: house[at]![1] }));
    const convert = converterOf({ kind: 'local', points: points.slice(0, 3) }, false);
    // The fourth, which the fit has not seen.
    expect(metres(convert(...own[3]!), house[3]!)).toBeLessThan(0.01);
  });
});

describe('coordinates that nobody has confirmed', () => {
  const point: Geometry = { type: 'Point', coordinates: house[0]! };
  const gpx = `<gpx version="1.1"><wpt lat="32.03" lon="118.77"><name>楼</name></wpt></gpx>`;
  const kml = `<kml><Document><Placemark><name>楼</name><Point><coordinates>118.77,32.03</coordinates></Point></Placemark></Document></kml>`;
  it.each<[name: string, file: () => string | Promise<string>]>([
    ['CSV', () => csv('gcj_lon,gcj_lat', wgs84Axes)],
    ['CSV whose columns nobody has named', () => csv('经度,纬度', wgs84Axes)],
    ['XLSX', () => workbook(['经度', '纬度'], wgs84Axes)],
    ['a shapefile', () => polygon(wgs84Axes)],
    ['a shapefile with .prj', () => polygon(utm50, utmPrj)],
    ['GeoJSON', () => geojson(wgs84Axes)],
    [
      'GeoJSON lines',
      () => temporaryFile('a.geojsonl', `${JSON.stringify({ type: 'Feature', properties: {}, geometry: point })}\n`),
    ],
    ['KML', () => temporaryFile('a.kml', kml)],
    ['GPX', () => temporaryFile('a.gpx', gpx)],
    ['DXF', () => drawing(zone40)],
    ['GeoPackage', async () => temporaryFile('a.gpkg', await together(geopackage(tableOf([shop]))))],
  ])('are refused, whatever the file says: %s', async (_name, make) => {
    const file = await make();
    const opened = await openTables(file);
    try {
      const mapping = { lon: 'gcj_lon', lat: 'gcj_lat' };
      const isMapped = opened.tables[0]!.columns.includes(mapping.lon);
      const request = { kind: 'places', file, ...(isMapped && { mapping }) } as const;
      const place = (crs: CrsSpec | null) => placingOf(file, opened.tables[0]!, { ...request, crs }, layers.places);
      expect(() => place(null)).toThrow('Confirm the coordinate system of the file first.');
      expect(place({ kind: 'wgs84' }).crs).toEqual({ spec: { kind: 'wgs84' }, swapped: false });
    } finally {
      await opened.close();
    }
  });

  it('are refused where the first shape comes late', async () => {
    const features = [null, point].map((geometry) => JSON.stringify({ type: 'Feature', properties: {}, geometry }));
    const file = temporaryFile('late.geojsonl', `${features.join('\n')}\n`);
    const opened = await openTables(file);
    const table = { ...opened.tables[0]!, geometry: null };
    const { place } = placingOf(file, table, { kind: 'places', file, crs: null });
    const [none, late] = await collect(opened.read(table.name));
    await opened.close();
    expect(place(none!)).toBeNull();
    expect(() => place(late!)).toThrow('Confirm the coordinate system');
  });

  it('are what the file says, else WGS 84, for a program that settles nothing; a name of another system stops it', async () => {
    const assumed = async (file: string, mapping = {}) => {
      const opened = await openTables(file);
      try {
        return placingOf(file, opened.tables[0]!, { kind: 'places', file, mapping }, layers.places).crs;
      } finally {
        await opened.close();
      }
    };
    expect(await assumed(csv('经度,纬度', wgs84Axes))).toEqual({ spec: { kind: 'wgs84' }, swapped: false });
    expect(await assumed(polygon(utm50, utmPrj))).toEqual({ spec: { kind: 'utm', zone: 50 }, swapped: false });
    const gcj = temporaryFile('gcj.gpkg', await together(geopackage(tableOf([shop], { datum: 'gcj02' }))));
    expect(await assumed(gcj)).toEqual({ spec: { kind: 'gcj02' }, swapped: false });
    await expect(assumed(csv('gcj_lon,gcj_lat', wgs84Axes), { lon: 'gcj_lon', lat: 'gcj_lat' })).rejects.toThrow(
      'By its name the column gcj_lon does not hold WGS 84; say with --crs what it is.',
    );
    await expect(assumed(polygon(utm50, utmPrj.replace('0.9996', '0.9999')))).rejects.toThrow('confirm first');
  });
});
