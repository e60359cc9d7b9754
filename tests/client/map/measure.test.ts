import { describe, expect, it } from 'vitest';
import { measureFeatures, measurement } from '../../../client/map/measure.ts';

/** A hundredth of a degree on the equator: 1,111.95 m each way on turf's sphere. */
const square: [number, number][] = [
  [0, 0],
  [0.01, 0],
  [0.01, 0.01],
  [0, 0.01],
];

describe('measuring', () => {
  it('adds up a distance', () => {
    const { length_m, area_m2 } = measurement(square, 'distance');
    expect(length_m).toBeCloseTo(3335.85, 1);
    expect(area_m2).toBeNull();
  });

  it('closes the outline of an area', () => {
    const { length_m, area_m2 } = measurement(square, 'area');
    expect(length_m).toBeCloseTo(4447.8, 1);
    expect(area_m2).toBeCloseTo(1_236_431, -2);
  });

  it('has no area before the third corner and no length before the second', () => {
    expect(measurement(square.slice(0, 2), 'area').area_m2).toBeNull();
    expect(measurement(square.slice(0, 1), 'distance')).toEqual({ points: [[0, 0]], length_m: 0, area_m2: null });
    expect(measurement([], 'area')).toEqual({ points: [], length_m: 0, area_m2: null });
  });

  it('writes the way so far at every corner but the first', () => {
    const figures = measureFeatures(square.slice(0, 3), 'distance', 'zh-CN').features.map(
      (feature) => feature.properties?.figure,
    );
    expect(figures).toEqual([undefined, undefined, '1.11 公里', '2.22 公里']);
  });

  it('writes the area into the middle, and nothing at the corners', () => {
    const { features } = measureFeatures(square, 'area', 'en');
    expect(features.map((feature) => [feature.geometry.type, feature.properties?.figure])).toEqual([
      ['Polygon', '1.24 km²'],
      ['LineString', undefined],
      ['Point', undefined],
      ['Point', undefined],
      ['Point', undefined],
      ['Point', undefined],
    ]);
  });
});
