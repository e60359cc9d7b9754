import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  contains,
  distanceToSegment,
  edgesOf,
  type Point,
  ringArea,
} from '../../../../scripts/demo-city/town/geometry.ts';
import { inset } from '../../../../scripts/demo-city/town/inset.ts';

const square: Point[] = [
  [0, 0],
  [100, 0],
  [100, 80],
  [0, 80],
];

describe('a ring moved inwards', () => {
  it('moves each side by its own distance', () => {
    expect(inset(square, [10, 0, 20, 5])).toEqual([
      [5, 10],
      [100, 10],
      [100, 60],
      [5, 60],
    ]);
  });

  it('is empty when nothing is left', () => {
    expect(inset(square, [50, 0, 50, 0])).toEqual([]);
  });

  it('goes around a hollow corner', () => {
    const hollow: Point[] = [
      [0, 0],
      [100, 0],
      [100, 100],
      [50, 100],
      [50, 50],
      [0, 50],
    ];
    expect(ringArea(inset(hollow, [5, 5, 5, 5, 5, 5]))).toBeCloseTo(90 * 40 + 40 * 50, 6);
  });

  it('keeps every corner inside and away from every side', () => {
    const shape = fc.array(fc.integer({ min: 40, max: 100 }), { minLength: 6, maxLength: 14 });
    fc.assert(
      fc.property(shape, fc.integer({ min: 1, max: 15 }), (radii, depth) => {
        const ring = radii.map((radius, index): Point => {
          const angle = (2 * Math.PI * index) / radii.length;
          return [radius * Math.cos(angle), radius * Math.sin(angle)];
        });
        const inner = inset(
          ring,
          ring.map(() => depth),
        );
        for (const point of inner) {
          expect(contains(ring, point)).toBe(true);
          for (const [a, b] of edgesOf(ring)) expect(distanceToSegment(point, a, b)).toBeGreaterThan(depth * 0.9 - 1);
        }
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});
