import { describe, expect, it } from 'vitest';
import { geojson, geojsonLines } from '../../../server/export/geojson.ts';
import { toGcj02 } from '../../../server/import/crs/shifted.ts';
import { together } from '../../helpers/archive.ts';
import { nothing, shop, tableOf } from '../../helpers/tables.ts';

const shifted = toGcj02([112.1016, 32.0052]).map((degrees) => Number(degrees.toFixed(7)));
const properties = {
  name: '清河路“示例”超市',
  kind: 'shop',
  floor_count: -1,
  floor_counted: 3.5,
  sign_up: true,
  confirmed_on: '2026-05-01',
  reported_at: '2026-05-01T16:30:00.000Z',
};

describe('GeoJSON', () => {
  it('holds rows with their codes and shapes', async () => {
    const read = JSON.parse((await together(geojson(tableOf([shop, nothing])))).toString());
    expect(read).toEqual({
      type: 'FeatureCollection',
      name: 'places',
      title: '地点',
      features: [
        { type: 'Feature', geometry: shop.geometry, properties },
        expect.objectContaining({ geometry: nothing.geometry }),
      ],
    });
  });

  it('says which coordinate system it is in where that is not WGS 84', async () => {
    const gcj = JSON.parse((await together(geojson(tableOf([shop], { datum: 'gcj02' })))).toString());
    expect([gcj.coordinate_system, gcj.crs]).toEqual(['GCJ-02', undefined]);
    expect(gcj.features[0].geometry.coordinates).toEqual(shifted);
    const cgcs = JSON.parse((await together(geojson(tableOf([shop], { datum: 'cgcs2000' })))).toString());
    expect(cgcs.crs.properties.name).toBe('urn:ogc:def:crs:EPSG::4490');
    expect(cgcs.features[0].geometry).toEqual(shop.geometry);
  });

  it('shifts every position of a shape', async () => {
    const polygon = {
      type: 'MultiPolygon' as const,
      coordinates: [
        [
          [
            [112.1016, 32.0052],
            [112.2, 32],
            [112.1016, 32.0052],
          ],
        ],
      ],
    };
    const read = JSON.parse(
      (await together(geojson(tableOf([{ ...shop, geometry: polygon }], { datum: 'gcj02' })))).toString(),
    );
    const [ring] = read.features[0].geometry.coordinates[0];
    expect([ring[0], ring[2]]).toEqual([shifted, shifted]);
  });

  it('of no row is an empty collection', async () => {
    expect(JSON.parse((await together(geojson(tableOf([])))).toString()).features).toEqual([]);
  });
});

describe('newline-delimited GeoJSON', () => {
  it('is a feature a line, each with its coordinate system where it is another', async () => {
    const lines = (await together(geojsonLines(tableOf([shop, nothing], { datum: 'gcj02' })))).toString().split('\n');
    expect(lines.pop()).toBe('');
    expect(lines.map((line) => JSON.parse(line).properties.coordinate_system)).toEqual(['GCJ-02', 'GCJ-02']);
    const plain = (await together(geojsonLines(tableOf([shop])))).toString();
    expect(JSON.parse(plain).properties).toEqual(properties);
  });
});
