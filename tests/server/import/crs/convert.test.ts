import type { Geometry } from 'geojson';
import { describe, expect, it } from 'vitest';
import {
  type Convert,
  type CrsSpec,
  converted,
  converterOf,
  crsLine,
  crsWords,
} from '../../../../server/import/crs/index.ts';
import { metres } from './places.ts';
import { put } from './town.ts';

const zone40 = { kind: 'gauss-kruger', datum: 'cgcs2000', width: 3, meridian: 120, prefix: true } as const;
const local: CrsSpec = {
  kind: 'local',
  points: [
    { x: 30_000, y: 40_000, lon: 118.76, lat: 32.02 },
    { x: 30_000, y: 43_777, lon: 118.8, lat: 32.02 },
    { x: 34_435, y: 43_777, lon: 118.8, lat: 32.06 },
  ],
};

describe('from a file to WGS 84', () => {
  it.each([
    { kind: 'wgs84' },
    { kind: 'cgcs2000' },
    { kind: 'gcj02' },
    { kind: 'bd09' },
    { kind: 'web-mercator' },
    { kind: 'utm', zone: 50 },
    zone40,
  ] as CrsSpec[])('$kind comes back to a millimetre, swapped or not', (spec) => {
    const [x, y] = put(spec, [118.78, 32.05]);
    expect(metres(converterOf(spec, false)(x, y), [118.78, 32.05])).toBeLessThan(1e-3);
    expect(metres(converterOf(spec, true)(y, x), [118.78, 32.05])).toBeLessThan(1e-3);
  });

  it('a local system finds its mirrored axes by itself, so that swapping changes nothing', () => {
    for (const swapped of [false, true])
      expect(metres(converterOf(local, swapped)(32_217, 41_888), [118.78, 32.04])).toBeLessThan(3);
  });

  it('refuses a local system without points when it is asked for, not at the first row', () => {
    expect(() => converterOf({ kind: 'local', points: [] }, false)).toThrow(/at least two control points and has 0/);
  });

  it('converts by whatever it is given', () => {
    const half: Convert = (x, y) => [x / 2, y / 2];
    expect(converted({ type: 'LineString', coordinates: [[2, 4]] }, half).coordinates).toEqual([[1, 2]]);
  });

  it('takes every position of a geometry, and drops heights', () => {
    const [x, y] = put(zone40, [118.78, 32.05]);
    const ring = [
      [x, y, 12],
      [x + 10, y, 12],
      [x, y + 10, 12],
      [x, y, 12],
    ];
    const shape: Geometry = {
      type: 'GeometryCollection',
      geometries: [
        { type: 'MultiPolygon', coordinates: [[ring]] },
        { type: 'Point', coordinates: [x, y] },
      ],
    };
    const found = converted(shape, converterOf(zone40, false));
    if (found.type !== 'GeometryCollection') throw new Error('another shape');
    const [area, point] = found.geometries;
    expect(area).toMatchObject({ type: 'MultiPolygon', coordinates: [[{ length: 4 }]] });
    expect(area).toHaveProperty('coordinates.0.0.1.length', 2);
    expect(point).toHaveProperty('coordinates', converterOf(zone40, false)(x, y));
    expect(shape.geometries[0]).toHaveProperty('coordinates.0.0', ring);
  });
});

describe('words', () => {
  it('describe a spec in one line', () => {
    expect(crsLine(zone40, true)).toEqual({
      'zh-CN': 'CGCS2000 高斯-克吕格 3 度带，中央经线 120°，带号 40，x、y 对调',
      en: 'CGCS2000 Gauss-Krüger, 3-degree zone, central meridian 120°, zone number 40, x and y swapped',
    });
    expect(crsLine({ ...zone40, width: 6, meridian: 117, prefix: false, datum: 'xian80' }, false)['zh-CN']).toBe(
      '西安80 高斯-克吕格 6 度带，中央经线 117°，不带带号',
    );
    expect(crsLine(local, true).en).toBe('Local system by 3 control points');
    expect(crsLine({ kind: 'gcj02' }, false)).toEqual({
      'zh-CN': 'GCJ-02 经纬度（高德、腾讯）',
      en: 'GCJ-02 degrees (AMap, Tencent)',
    });
    expect(crsLine({ kind: 'utm', zone: 50 }, false).en).toBe('WGS 84 UTM zone 50 (north), central meridian 117°');
  });

  it('say what is assumed on the way to WGS 84, with the metres that it may be off by', () => {
    const noteOf = (spec: CrsSpec) => crsWords(spec, false).note?.en;
    expect(noteOf({ kind: 'wgs84' })).toBeUndefined();
    expect(noteOf(local)).toBeUndefined();
    expect(noteOf({ kind: 'cgcs2000' })).toContain('less than a metre');
    expect(noteOf(zone40)).toContain('less than a metre');
    expect(noteOf({ kind: 'bd09' })).toContain('about a metre');
    for (const [datum, name] of [
      ['xian80', "Xi'an 80"],
      ['beijing54', 'Beijing 54'],
    ] as const)
      expect(noteOf({ ...zone40, datum })).toBe(
        `No shift of datum is applied: degrees of ${name} are taken for WGS 84 as they are, which is off by tens of metres to more than a hundred, by place. Use control points to be exact.`,
      );
  });
});
