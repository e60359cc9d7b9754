import fc from 'fast-check';
import type { Position } from 'geojson';
import { expect, test } from 'vitest';
import { selfCrossing } from '../../../../server/import/readers/crossings.ts';

const polygon = (...coordinates: Position[][]) => ({ type: 'Polygon', coordinates }) as const;
const square = (x: number, y: number, size: number): Position[] => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
  [x, y],
];

/** Whether two of all edges cut each other, each tried with each. */
function plainly(ring: Position[]): boolean {
  const turn = ([ax, ay]: Position, [bx, by]: Position, [cx, cy]: Position) =>
    Math.sign((bx! - ax!) * (cy! - ay!) - (by! - ay!) * (cx! - ax!));
  return ring.slice(1).some((b, i) =>
    ring.slice(1).some((d, j) => {
      const [a, c] = [ring[i]!, ring[j]!];
      return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;
    }),
  );
}

test('outlines of any shape are judged as by trying all pairs of edges', () => {
  const position = fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 }));
  let crossing = 0;
  fc.assert(
    fc.property(fc.array(position, { minLength: 3, maxLength: 9 }), (open) => {
      const ring: Position[] = [...open, open[0]!];
      const found = selfCrossing(polygon(ring)) !== null;
      if (found) crossing++;
      expect(found).toBe(plainly(ring));
    }),
    { numRuns: 2000, seed: 7 },
  );
  expect(crossing).toBeGreaterThan(200);
  expect(crossing).toBeLessThan(1900);
});

test('the place is where the edges meet', () => {
  expect(
    selfCrossing(
      polygon([
        [0, 0],
        [4, 4],
        [4, 0],
        [0, 4],
        [0, 0],
      ]),
    ),
  ).toEqual([2, 2]);
});

test('a hole that crosses its outline is found, one that touches it is not', () => {
  expect(selfCrossing(polygon(square(0, 0, 4), square(3, 1, 2)))).toEqual([4, 1]);
  expect(
    selfCrossing(
      polygon(square(0, 0, 4), [
        [0, 0],
        [1, 2],
        [2, 1],
        [0, 0],
      ]),
    ),
  ).toBeNull();
});

test('parts are judged by themselves; points and lines never are', () => {
  const both = [[square(0, 0, 4)], [square(2, 2, 4)]];
  expect(selfCrossing({ type: 'MultiPolygon', coordinates: both })).toBeNull();
  expect(
    selfCrossing({
      type: 'LineString',
      coordinates: [
        [0, 0],
        [2, 2],
        [2, 0],
        [0, 2],
      ],
    }),
  ).toBeNull();
});

test('a round outline of 100,000 corners is judged', () => {
  const ring = Array.from({ length: 100_000 }, (_, i): Position => {
    const angle = (i / 100_000) * Math.PI * 2;
    return [Math.cos(angle), Math.sin(angle)];
  });
  expect(selfCrossing(polygon([...ring, ring[0]!]))).toBeNull();
});
