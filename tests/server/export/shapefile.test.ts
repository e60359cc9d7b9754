import type { Polygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { shortNames } from '../../../server/export/dbf.ts';
import { shapefile } from '../../../server/export/shapefile.ts';
import type { Feature, Table } from '../../../server/export/table.ts';
import { toGcj02 } from '../../../server/import/crs/shifted.ts';
import { dbfOf, entriesOf, shapesOf, together } from '../../helpers/archive.ts';
import { everyColumn, nothing, shop, tableOf } from '../../helpers/tables.ts';

const words = {
  fileName: '说明.txt',
  coordinates: '坐标系',
  encoding: '文字编码',
  columns: '字段',
  cut: (count: number) => `截断 ${count} 处`,
};
const filesOf = async (table: Table, encoding: 'utf-8' | 'gbk' = 'utf-8') =>
  entriesOf(await together(shapefile(table, encoding, words)));

describe('names of columns', () => {
  it('are at most ten bytes and all different, whatever their case', () => {
    expect(shortNames(['floor_count', 'floor_counted', 'FLOOR_COUNTS', 'name'])).toEqual([
      'floor_coun',
      'floor_cou2',
      'FLOOR_COU3',
      'name',
    ]);
  });
  it('are all different among any number of them', () => {
    const names = shortNames(Array.from({ length: 120 }, () => 'property_company'));
    expect(new Set(names).size).toBe(120);
    expect(names.every((name) => name.length <= 10)).toBe(true);
  });
});

describe('a shapefile', () => {
  it.each([
    ['utf-8', 'utf-8', 'UTF-8', 0],
    ['gbk', 'gbk', 'GBK', 0x4d],
  ] as const)('keeps Chinese in %s, and says so', async (encoding, label, cpg, driver) => {
    const files = await filesOf(tableOf([shop, nothing]), encoding);
    expect(Object.keys(files)).toEqual([
      'places.shp',
      'places.shx',
      'places.dbf',
      'places.prj',
      'places.cpg',
      '说明.txt',
    ]);
    const read = dbfOf(files['places.dbf']!, label);
    expect(read.rows).toEqual([
      ['清河路“示例”超市', 'shop', '-1', '3.500000', 'T', '20260501', '2026-05-01T16:30:00.000Z'],
      ['', '', '', '', '?', '', ''],
    ]);
    expect(read.driver).toBe(driver);
    expect(files['places.cpg']!.toString()).toBe(cpg);
    expect(read.fields).toEqual([
      `name C${encoding === 'gbk' ? 18 : 27}`,
      'kind C4',
      'floor_coun N2',
      'floor_cou2 N8.6',
      'sign_up L1',
      'confirmed_ D8',
      'reported_a C24',
    ]);
    expect(shapesOf(files['places.shp']!, files['places.shx']!)).toEqual([
      { type: 1, parts: [[[112.1016, 32.0052]]] },
      { type: 1, parts: [[[112.1, 32]]] },
    ]);
    expect(files['places.prj']!.toString()).toMatch(/^GEOGCS\["GCS_WGS_1984"/);
    expect(files['说明.txt']!.toString()).toContain('floor_cou2 = floor_counted, 高度');
    expect(files['说明.txt']!.toString()).toContain('kind = kind, 类型 (shop 商铺)');
  });

  it('puts 〓 for what GBK lacks, and keeps question marks', async () => {
    const files = await filesOf(tableOf([{ ...shop, values: ['𠮷祥?店', ...shop.values.slice(1)] }]), 'gbk');
    expect(dbfOf(files['places.dbf']!, 'gbk').rows[0]![0]).toBe('〓祥?店');
  });

  it('turns outer rings clockwise and holes against it, and keeps every part', async () => {
    const ring = (west: number, size: number): number[][] => [
      [west, 32],
      [west + size, 32],
      [west + size, 32 + size],
      [west, 32 + size],
      [west, 32],
    ];
    const withHole: Polygon = { type: 'Polygon', coordinates: [ring(112, 0.003), ring(112.001, 0.001).reverse()] };
    const several = {
      type: 'MultiPolygon' as const,
      coordinates: [withHole.coordinates, [ring(113, 0.001).reverse()]],
    };
    const rows: Feature[] = [
      { ...shop, geometry: withHole },
      { ...shop, geometry: several },
    ];
    const files = await filesOf(tableOf(rows));
    const [one, two] = shapesOf(files['places.shp']!, files['places.shx']!);
    expect(one).toEqual({ type: 5, parts: [ring(112, 0.003).reverse(), ring(112.001, 0.001)] });
    expect(two!.parts).toEqual([...one!.parts, ring(113, 0.001).reverse()]);
    // The bounds of all stand in the head.
    const bounds = [36, 44, 52, 60].map((at) => files['places.shp']!.readDoubleLE(at));
    expect(bounds).toEqual([112, 32, 113.001, 32.003]);
  });

  it('is a file a type of shape, rows without any with the first', async () => {
    const line: Feature = {
      ...shop,
      geometry: {
        type: 'MultiLineString',
        coordinates: [
          [
            [112, 32],
            [112.1, 32],
          ],
          [
            [1, 2],
            [3, 4],
          ],
        ],
      },
    };
    const files = await filesOf(tableOf([{ ...nothing, geometry: null }, shop, line]));
    expect(Object.keys(files).filter((name) => name.endsWith('.dbf'))).toEqual(['places_point.dbf', 'places_line.dbf']);
    expect(shapesOf(files['places_point.shp']!, files['places_point.shx']!).map(({ type }) => type)).toEqual([1, 0]);
    expect(shapesOf(files['places_line.shp']!, files['places_line.shx']!)).toEqual([
      {
        type: 3,
        parts: [
          [
            [112, 32],
            [112.1, 32],
          ],
          [
            [1, 2],
            [3, 4],
          ],
        ],
      },
    ]);
    expect(dbfOf(files['places_line.dbf']!, 'utf-8').rows).toHaveLength(1);
  });

  it('stands in the coordinate system that it names', async () => {
    const gcj = await filesOf(tableOf([shop], { datum: 'gcj02' }));
    const [moved] = shapesOf(gcj['places.shp']!, gcj['places.shx']!);
    expect(moved!.parts[0]![0]).toEqual(toGcj02([112.1016, 32.0052]).map((degrees) => Number(degrees.toFixed(7))));
    expect(gcj['places.prj']!.toString()).toMatch(/^GEOGCS\["GCJ_02"/);
    const cgcs = await filesOf(tableOf([shop], { datum: 'cgcs2000' }));
    expect(cgcs['places.prj']!.toString()).toContain('D_China_2000');
    expect(shapesOf(cgcs['places.shp']!, cgcs['places.shx']!)[0]!.parts[0]![0]).toEqual([112.1016, 32.0052]);
  });

  it('cuts texts at a whole character, and says how many', async () => {
    const long = '清河'.repeat(200);
    const table = tableOf([{ ...shop, values: [long, ...shop.values.slice(1)] }, shop]);
    const files = await filesOf(table);
    const [first] = dbfOf(files['places.dbf']!, 'utf-8').rows;
    expect(first![0]).toBe(long.slice(0, 84));
    expect(files['说明.txt']!.toString()).toContain('截断 1 处');
  });

  it('of no row is an empty file that can be read', async () => {
    const files = await filesOf(tableOf([]));
    expect(dbfOf(files['places.dbf']!, 'utf-8')).toMatchObject({ rows: [] });
    expect(dbfOf(files['places.dbf']!, 'utf-8').fields).toHaveLength(everyColumn.length);
    expect(shapesOf(files['places.shp']!, files['places.shx']!)).toEqual([]);
  });
});
