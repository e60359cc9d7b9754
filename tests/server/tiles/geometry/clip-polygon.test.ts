import fc from 'fast-check';
import type { Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { clipPolygon } from '../../../../server/tiles/geometry/clip-polygon.ts';
import { areaOf, liesIn, pathsOf, positionsOf } from '../geometry.ts';
import { starPolygons } from '../shapes.ts';

const box = { minX: 0, minY: 0, maxX: 10, maxY: 10 };
const clip = (...rings: Position[][]) => positionsOf(clipPolygon(pathsOf(...rings), box));
const rectangle = (minX: number, minY: number, maxX: number, maxY: number): Position[] => [
  [minX, minY],
  [maxX, minY],
  [maxX, maxY],
  [minX, maxY],
];
/** Rings without repeated vertices, each begun at its smallest vertex, in order: what can be compared. */
function canonical(rings: Position[][]): string[] {
  return rings
    .map((ring) => ring.filter((vertex, i) => String(vertex) !== String(ring.at(i - 1))).map(String))
    .map((ring) => {
      const first = ring.indexOf(ring.toSorted()[0]!);
      return [...ring.slice(first), ...ring.slice(0, first)].join(' ');
    })
    .toSorted();
}

describe('clipping polygons', () => {
  it('keeps a polygon that is inside as it is', () => {
    const rings = [rectangle(1, 1, 9, 9), rectangle(2, 2, 3, 3).reverse()];
    expect(clip(...rings)).toEqual(rings);
  });

  it('drops one that is outside, also beside a corner', () => {
    expect(clip(rectangle(11, 0, 12, 5))).toEqual([]);
    expect(
      clip([
        [-5, 8],
        [3, 16],
        [-5, 16],
      ]),
    ).toEqual([]);
  });

  it('fills the box where the polygon covers it', () => {
    expect(canonical(clip(rectangle(-5, -5, 15, 15)))).toEqual(['0,0 10,0 10,10 0,10']);
  });

  it('has nothing where the box lies in a hole', () => {
    expect(clip(rectangle(-9, -9, 19, 19), rectangle(-5, -5, 15, 15).reverse())).toEqual([]);
  });

  it('cuts a corner off', () => {
    expect(
      canonical(
        clip([
          [5, 5],
          [15, 5],
          [5, 15],
        ]),
      ),
    ).toEqual(['10,10 5,10 5,5 10,5']);
  });

  it('splits a bent polygon into rings without a seam along the border', () => {
    // A U whose bottom lies to the right of the box.
    const bent: Position[] = [
      [2, 1],
      [15, 1],
      [15, 9],
      [2, 9],
      [2, 6],
      [12, 6],
      [12, 4],
      [2, 4],
    ];
    expect(canonical(clip(bent))).toEqual(['10,1 10,4 2,4 2,1', '10,6 10,9 2,9 2,6']);
  });

  it('makes a hole that is cut part of the exterior', () => {
    const rings = clip(rectangle(2, 1, 15, 9), rectangle(8, 4, 12, 6).reverse());
    expect(canonical(rings)).toEqual(['10,1 10,4 8,4 8,6 10,6 10,9 2,9 2,1']);
  });

  it('keeps a hole that is not cut', () => {
    const rings = clip(rectangle(2, 1, 15, 9), rectangle(4, 4, 6, 6).reverse());
    expect(canonical(rings)).toEqual(['10,1 10,9 2,9 2,1', '4,4 4,6 6,6 6,4']);
  });

  it('takes vertices and edges on the border as inside', () => {
    expect(canonical(clip(rectangle(0, 0, 10, 10)))).toEqual(['0,0 10,0 10,10 0,10']);
    expect(canonical(clip(rectangle(5, 0, 15, 10)))).toEqual(['10,0 10,10 5,10 5,0']);
    expect(
      canonical(
        clip([
          [5, 5],
          [10, 2],
          [10, 8],
        ]),
      ),
    ).toEqual(['10,2 10,8 5,5']);
    // A spike that touches the border from outside has no area.
    expect(
      clip([
        [10, 5],
        [15, 2],
        [15, 8],
      ]).map(areaOf),
    ).toEqual([0]);
    // Two teeth that meet in one vertex on the border.
    const teeth: Position[] = [
      [5, 1],
      [15, 1],
      [10, 5],
      [15, 9],
      [5, 9],
    ];
    expect(clip(teeth).reduce((sum, ring) => sum + areaOf(ring), 0)).toBe(40);
  });

  it('holds exactly what the polygon and the box share', () => {
    const place = fc.double({ min: 0.001, max: 9.999, noNaN: true });
    fc.assert(
      fc.property(
        starPolygons(10),
        fc.array(fc.tuple(place, place), { minLength: 20, maxLength: 20 }),
        (rings, places) => {
          const clipped = clip(...rings);
          for (const [x, y] of clipped.flat()) {
            expect(Math.min(x!, y!)).toBeGreaterThanOrEqual(0);
            expect(Math.max(x!, y!)).toBeLessThanOrEqual(10);
          }
          for (const each of places) expect(liesIn(clipped, each)).toBe(liesIn(rings, each));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('has exteriors and holes of the right winding only', () => {
    fc.assert(
      fc.property(starPolygons(10), (rings) => {
        const clipped = clip(...rings).filter((ring) => Math.abs(areaOf(ring)) > 1e-9);
        for (const ring of clipped) {
          const [x, y] = inner(ring);
          expect(liesIn(rings, [x!, y!])).toBe(areaOf(ring) > 0);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('adds up over the four quarters to the whole', () => {
    fc.assert(
      fc.property(starPolygons(10), (rings) => {
        const total = (within: typeof box) =>
          positionsOf(clipPolygon(pathsOf(...rings), within)).reduce((sum, ring) => sum + areaOf(ring), 0);
        const quarters =
          total({ minX: 0, minY: 0, maxX: 5, maxY: 5 }) +
          total({ minX: 5, minY: 0, maxX: 10, maxY: 5 }) +
          total({ minX: 0, minY: 5, maxX: 5, maxY: 10 }) +
          total({ minX: 5, minY: 5, maxX: 10, maxY: 10 });
        expect(quarters).toBeCloseTo(total(box), 9);
      }),
      { numRuns: 500 },
    );
  });
});

/** A place within a ring close to the middle of its longest edge. */
function inner(ring: Position[]): Position {
  const lengths = ring.map(([x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length]!;
    return Math.hypot(nextX! - x!, nextY! - y!);
  });
  const i = lengths.indexOf(Math.max(...lengths));
  const [x, y] = ring[i]!;
  const [nextX, nextY] = ring[(i + 1) % ring.length]!;
  const side = Math.sign(areaOf(ring)) * 1e-7;
  const [dx, dy] = [(nextX! - x!) / lengths[i]!, (nextY! - y!) / lengths[i]!];
  return [(x! + nextX!) / 2 - dy * side, (y! + nextY!) / 2 + dx * side];
}
