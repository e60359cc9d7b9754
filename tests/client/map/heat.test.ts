import { describe, expect, it } from 'vitest';
import { heatStops } from '../../../client/layers/heat-stops.ts';
import { heatBins, heatIntensities } from '../../../client/map/heat.ts';
import { all, pointsOf } from './point-answer.ts';

/** `count` points on the same spot, in each of `spots` spots a tenth of a degree apart. */
function places(count: number, spots: number, extreme = 0) {
  const one = (place: number, id: number) => ({ id, at: [100 + place / 10, 30] as [number, number] });
  const usual = Array.from({ length: count * spots }, (_, id) => one(id % spots, id + 1));
  return pointsOf([...usual, ...Array.from({ length: extreme }, (_, id) => one(-500, id + 100_000))]);
}

describe('the heat of one incident', () => {
  it('is 1 at every stop where there are none', () => {
    expect(heatIntensities([], all)).toEqual(heatStops.map(() => 1));
  });

  it('falls with the number of incidents in a place', () => {
    expect(heatIntensities([places(32, 1)], all).at(-1)).toBe(0.075);
    expect(heatIntensities([places(320, 1)], all).at(-1)).toBe(0.0075);
    expect(heatIntensities([places(160, 1), places(160, 1)], all).at(-1)).toBe(0.0075);
  });

  it('does not fall with the number of places, as long as they do not run together', () => {
    expect(heatIntensities([places(32, 50)], all).at(-1)).toBe(0.075);
    // At zoom 8 a tenth of a degree is 36 px, six blurs.
    expect(heatIntensities([places(32, 50)], all)[0]).toBe(0.075);
  });

  it('is at most 1: a single incident does not glow like a hundred', () => {
    expect(heatIntensities([places(1, 1)], all)).toEqual(heatStops.map(() => 1));
  });

  it('does not follow one extreme place among many', () => {
    expect(heatIntensities([places(8, 100, 5000)], all).at(-1)).toBe(0.3);
  });

  it('counts only what passes the filter', () => {
    expect(heatIntensities([places(32, 1)], { ...all, urgencies: [2, 3] }).at(-1)).toBe(1);
  });
});

describe('squares of the heat', () => {
  const box: [number, number, number, number] = [100, 30, 101, 31];
  const square = { size: 0.01 };

  it('carry the number of their points and lie at the middle of them', () => {
    const points = pointsOf([
      { id: 1, at: [100.501, 30.5] },
      { id: 2, at: [100.503, 30.502] },
      { id: 3, at: [100.9, 30.9] },
      { id: 4, at: [99.9, 30.5] },
    ]);
    const { features } = heatBins([points], all, box, square.size);
    expect(features.map(({ geometry, properties }) => [geometry.coordinates, properties])).toEqual([
      [[expect.closeTo(100.502, 9), expect.closeTo(30.501, 9)], { weight: 2 }],
      [[expect.closeTo(100.9, 9), expect.closeTo(30.9, 9)], { weight: 1 }],
    ]);
  });

  it('grow until there are few enough, and lose no point', () => {
    const points = pointsOf(
      Array.from({ length: 20_000 }, (_, row) => ({ id: row + 1, at: [100 + (row % 200) / 200, 30 + row / 20_000] })),
    );
    const { features } = heatBins([points], all, box, 0.001);
    expect(features.length).toBeLessThanOrEqual(5000);
    expect(features.reduce((sum, { properties }) => sum + properties!.weight, 0)).toBe(20_000);
  });
});
