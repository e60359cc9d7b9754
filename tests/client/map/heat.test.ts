import { describe, expect, it } from 'vitest';
import { heatStops } from '../../../client/layers/heat-stops.ts';
import { heatIntensities } from '../../../client/map/heat.ts';

/** `count` points on the same spot, in each of `places` spots a tenth of a degree apart. */
function places(count: number, spots: number): [number[], number[]] {
  const all = Array.from({ length: count * spots }, (_, i) => i % spots);
  return [all.map((spot) => 100 + spot / 10), all.map(() => 30)];
}

describe('the heat of one incident', () => {
  it('is 1 at every stop where there are none', () => {
    expect(heatIntensities([], [])).toEqual(heatStops.map(() => 1));
  });

  it('falls with the number of incidents in a place', () => {
    expect(heatIntensities(...places(32, 1)).at(-1)).toBe(0.075);
    expect(heatIntensities(...places(320, 1)).at(-1)).toBe(0.0075);
  });

  it('does not fall with the number of places, as long as they do not run together', () => {
    expect(heatIntensities(...places(32, 50)).at(-1)).toBe(0.075);
    // At zoom 8 a tenth of a degree is 36 px, six blurs.
    expect(heatIntensities(...places(32, 50))[0]).toBe(0.075);
  });

  it('is at most 1: a single incident does not glow like a hundred', () => {
    expect(heatIntensities([112.1], [32])).toEqual(heatStops.map(() => 1));
  });

  it('does not follow one extreme place among many', () => {
    const [longitudes, latitudes] = places(8, 100);
    const extreme = Array.from({ length: 5000 }, () => 50);
    expect(heatIntensities([...longitudes, ...extreme], [...latitudes, ...extreme]).at(-1)).toBe(0.3);
  });
});
