import type { Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { crossesItself } from '../../../../server/tiles/geometry/crossing.ts';
import { readWkb } from '../../../../server/tiles/geometry/wkb.ts';
import { wkbOf } from '../geometry.ts';

const crosses = (...polygons: Position[][][]) =>
  crossesItself(readWkb(wkbOf({ type: 'MultiPolygon', coordinates: polygons.map((rings) => rings.map(closed)) })));
const closed = (ring: Position[]) => [...ring, ring[0]!];
const square = (x: number, y: number, side: number): Position[] => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
];
/** A ring of many vertices on a circle of radius 10. */
const circle = (count: number): Position[] =>
  Array.from({ length: count }, (_, i) => {
    const angle = (i / count) * 2 * Math.PI;
    return [10 * Math.cos(angle), 10 * Math.sin(angle)];
  });

describe('a polygon crosses itself', () => {
  it('where two edges of a ring cross, the closing one too', () => {
    const bow = [
      [0, 0],
      [2, 2],
      [2, 0],
      [0, 2],
    ];
    expect([0, 1, 2, 3].map((turn) => crosses([[...bow.slice(turn), ...bow.slice(0, turn)]]))).toEqual(
      Array(4).fill(true),
    );
  });

  it('where a hole crosses the exterior or another hole', () => {
    expect(crosses([square(0, 0, 10), square(8, 8, 4)])).toBe(true);
    expect(crosses([square(0, 0, 10), square(2, 2, 4), square(4, 4, 4)])).toBe(true);
  });

  it('where it does so in a later part', () => {
    expect(crosses([square(0, 0, 1)], [square(5, 5, 10), square(13, 13, 4)])).toBe(true);
  });

  it('in a ring of very many vertices', () => {
    const ring = circle(5000);
    expect(crosses([ring])).toBe(false);
    // Two neighbours change places.
    [ring[777], ring[778]] = [ring[778]!, ring[777]!];
    expect(crosses([ring])).toBe(true);
  });
});

describe('a polygon does not cross itself', () => {
  it('where rings touch in a vertex or along an edge', () => {
    expect(crosses([square(0, 0, 10), square(0, 2, 4)])).toBe(false);
    expect(
      crosses([
        square(0, 0, 10),
        [
          [0, 5],
          [3, 3],
          [3, 7],
        ],
      ]),
    ).toBe(false);
    expect(crosses([square(0, 0, 10), square(2, 2, 2), square(4, 4, 2)])).toBe(false);
  });

  it('where its parts overlap: each is drawn by itself', () => {
    expect(crosses([square(0, 0, 10)], [square(5, 5, 10)])).toBe(false);
  });

  it('where only rounding would have it so', () => {
    // The middle vertex is nearer to the long edge than doubles can tell apart.
    const third = 1 / 3;
    expect(
      crosses([
        [
          [0, 0],
          [1, third],
          [1, 1],
          [0.1, third * 0.1],
        ],
      ]),
    ).toBe(false);
  });

  it('without any vertices', () => {
    expect(crosses()).toBe(false);
    expect(crosses([])).toBe(false);
  });
});
