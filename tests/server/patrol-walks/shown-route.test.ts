import { describe, expect, it } from 'vitest';
import { shownRoute } from '../../../server/patrol-walks/shown-route.ts';
import { night } from './night.ts';

const { route } = night();
const ids = (of: typeof route) => of.stops.map(({ kind, id }) => `${kind} ${id}`);

describe('a route as anybody may see it', () => {
  it('is whole where no stop is at a home', () => {
    expect(shownRoute(route, new Set([-3]))).toEqual(route);
    // The numbers of streets are their own.
    expect(shownRoute(route, new Set([5]))).toEqual(route);
  });

  it('has no stop at a home, and no line that leads to it', () => {
    const shown = shownRoute(route, new Set([182]));
    expect(ids(shown)).toEqual(['point 181', 'street 5', 'point 181']);
    expect(shown.legs).toHaveLength(3);
    expect(shown.legs[2]).toEqual({
      ...{ from_min: 1180, to_min: 1260, length_m: 200 },
      line: [
        [112.102, 32.0036],
        [112.1018, 32.004],
      ],
    });
    expect(JSON.stringify(shown)).not.toContain('112.1056');
  });

  it('loses the first stop and the last with the way to it', () => {
    const shown = shownRoute(route, new Set([181]));
    expect(ids(shown)).toEqual(['street 5', 'point 182']);
    expect(shown.legs.map(({ from_min, to_min }) => [from_min, to_min])).toEqual([
      [1148, 1180],
      [1180, 1200],
    ]);
    expect(JSON.stringify(shown)).not.toContain('112.1018');
  });
});
