import { describe, expect, it } from 'vitest';
import { readList } from '../../../server/import/list-rows.ts';

describe('a table', () => {
  it('gives each row its line, its values by plain name and its place', () => {
    const { rows, dropped } = readList(
      'csv',
      '\uFEFF名称, Window_Start ,经度,纬度\n北门,18:00,112.1,32.0\n\n南门,,112.2,32.1\n',
    );
    expect(dropped).toEqual([]);
    expect(rows.map(({ row, values, geometry }) => ({ row, values: Object.fromEntries(values), geometry }))).toEqual([
      {
        row: 2,
        values: { 名称: '北门', windowstart: '18:00', 经度: '112.1', 纬度: '32.0' },
        geometry: { type: 'Point', coordinates: [112.1, 32] },
      },
      {
        row: 4,
        values: { 名称: '南门', 经度: '112.2', 纬度: '32.1' },
        geometry: { type: 'Point', coordinates: [112.2, 32.1] },
      },
    ]);
  });

  it.each([
    [
      '112.1 32;112.2 32.1',
      [
        [112.1, 32],
        [112.2, 32.1],
      ],
    ],
    [
      '112.1,32；112.2,32.1',
      [
        [112.1, 32],
        [112.2, 32.1],
      ],
    ],
    [
      'LINESTRING (112.1 32, 112.2 32.1)',
      [
        [112.1, 32],
        [112.2, 32.1],
      ],
    ],
  ])('reads a line from %s', (written, coordinates) => {
    const { rows } = readList('csv', `名称\t线\n清河路\t${written}\n`);
    expect(rows[0]!.geometry).toEqual({ type: 'LineString', coordinates });
  });

  it('tells a row that has another number of columns, and one whose line cannot be read', () => {
    const { rows } = readList('csv', '名称,线\n清河路,112.1 32;东\n清河路\n');
    expect(rows[0]).toMatchObject({ row: 2, geometry: null, fault: null });
    expect(rows[1]!.fault).toEqual({
      'zh-CN': '这一行有 1 列，表头有 2 列。',
      en: 'It has 1 columns, the header has 2.',
    });
  });

  it('leaves out what must never be held, and says so', () => {
    const { rows, dropped } = readList('csv', '名称,lon,lat,车牌号\n北门,112.1,32,鄂A12345\n');
    expect(dropped).toEqual(['车牌号']);
    expect([...rows[0]!.values.values()]).toEqual(['北门', '112.1', '32']);
  });

  it.each([
    ['', '文件是空的。'],
    ['名称,名称\n甲,乙\n', '列「名称」出现了两次。'],
    ['名称\n"北门\n', '文件不是正确的 CSV，请检查引号是否成对。'],
  ])('refuses %j as a whole', (text, sentence) => {
    expect(() => readList('csv', text)).toThrowError(
      expect.objectContaining({ sentence: expect.objectContaining({ 'zh-CN': sentence }) }),
    );
  });
});

describe('GeoJSON', () => {
  const feature = (properties: object, geometry: object) => ({ type: 'Feature', properties, geometry });

  it('gives each feature its place in the collection', () => {
    const features = [
      feature({ 名称: '北门', imei: '1' }, { type: 'Point', coordinates: [112.1, 32] }),
      { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: ['x', 32] } },
    ];
    const { rows, dropped } = readList('geojson', JSON.stringify({ type: 'FeatureCollection', features }));
    expect(dropped).toEqual(['imei']);
    expect(rows[0]).toMatchObject({ row: 1, geometry: { coordinates: [112.1, 32] }, fault: null });
    expect([...rows[0]!.values]).toEqual([['名称', '北门']]);
    expect(rows[1]).toMatchObject({ row: 2, fault: { 'zh-CN': '这不是正确的 GeoJSON 要素。' } });
  });

  it.each([
    ['{', '文件不是正确的 GeoJSON（JSON 格式有误）。'],
    ['{"type":"Feature"}', 'GeoJSON 应为 FeatureCollection。'],
    [
      '{"type":"FeatureCollection","features":[],"crs":{"properties":{"name":"EPSG:2000"}}}',
      '文件的坐标系是 EPSG:2000，GeoJSON 应为经纬度。',
    ],
  ])('refuses %s as a whole', (text, sentence) => {
    expect(() => readList('geojson', text)).toThrowError(
      expect.objectContaining({ sentence: expect.objectContaining({ 'zh-CN': sentence }) }),
    );
  });
});
