import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FULL_DETAIL_ZOOM, simplify } from '../../../../server/tiles/geometry/simplify.ts';

/** Zooms of the vertices of one path given in world steps. */
function zoomsOf(vertices: number[][], closed: boolean, tolerance: number): number[] {
  const zooms = new Uint8Array(vertices.length);
  simplify(Uint32Array.from(vertices.flat()), 0, vertices.length * 2, closed, tolerance, zooms);
  return Array.from(zooms);
}

describe('simplifying for all zooms at once', () => {
  it('keeps a vertex from the zoom at which it stands out by more than the tolerance', () => {
    // A unit of zoom 10 is 2^10 steps: 1,024 is not more than one unit there, 1,025 is; 1,024 is two units at 11.
    expect(
      zoomsOf(
        [
          [0, 0],
          [50_000, 1024],
          [100_000, 0],
        ],
        false,
        1,
      ),
    ).toEqual([0, 11, 0]);
    expect(
      zoomsOf(
        [
          [0, 0],
          [50_000, 1025],
          [100_000, 0],
        ],
        false,
        1,
      ),
    ).toEqual([0, 10, 0]);
    expect(
      zoomsOf(
        [
          [0, 0],
          [50_000, 1024],
          [100_000, 0],
        ],
        false,
        4,
      ),
    ).toEqual([0, 13, 0]);
  });

  it('keeps a vertex on a straight stretch only at full detail', () => {
    expect(
      zoomsOf(
        [
          [0, 0],
          [5, 0],
          [10, 0],
        ],
        false,
        1,
      ),
    ).toEqual([0, FULL_DETAIL_ZOOM, 0]);
  });

  it('shows no vertex before the one that split its span', () => {
    // The third vertex splits the line, 1,000 from it: from 11 on. The second is 1,141 from the line to the third, enough
    // for 10, but that line is not drawn there.
    const line = [
      [0, 10_900],
      [2000, 10_000],
      [8000, 11_900],
      [10_000, 10_900],
    ];
    expect(zoomsOf(line, false, 1)).toEqual([0, 11, 11, 0]);
  });

  it('lets a small ring vanish: fewer than three vertices are left', () => {
    const ring = [
      [0, 0],
      [100, 0],
      [100, 100],
      [0, 100],
    ];
    const kept = (zoom: number) => zoomsOf(ring, true, 2).filter((each) => each <= zoom).length;
    expect(kept(14)).toBe(2);
    expect(kept(FULL_DETAIL_ZOOM)).toBe(4);
  });

  it('keeps everything at full detail, in paths that lie anywhere in the array', () => {
    const zooms = new Uint8Array(8).fill(77);
    simplify(Uint32Array.from([9, 9, 0, 0, 1, 1, 2, 0, 3, 3, 9, 9, 9, 9, 9, 9]), 2, 10, false, 4, zooms);
    expect(Array.from(zooms)).toEqual([77, 0, 15, 15, 0, 77, 77, 77]);
  });

  it('leaves no vertex further than the tolerance from what is drawn', () => {
    const coordinate = fc.integer({ min: 0, max: 1 << 20 });
    fc.assert(
      fc.property(fc.array(fc.tuple(coordinate, coordinate), { minLength: 2, maxLength: 60 }), (line) => {
        const zooms = zoomsOf(line, false, 4);
        for (let zoom = 0; zoom < FULL_DETAIL_ZOOM; zoom++) {
          const drawn = line.filter((_, i) => zooms[i]! <= zoom);
          for (const vertex of line)
            expect(distance(drawn, vertex)).toBeLessThanOrEqual(4 * 2 ** (20 - zoom) * 1.000001);
        }
      }),
      { numRuns: 50 },
    );
  });
});

function distance(line: number[][], [x, y]: number[]): number {
  return Math.min(
    ...line.slice(1).map(([bx, by], i) => {
      const [ax, ay] = line[i]!;
      const [dx, dy] = [bx! - ax!, by! - ay!];
      const along = ((x! - ax!) * dx + (y! - ay!) * dy) / (dx * dx + dy * dy || 1);
      const share = Math.max(0, Math.min(1, along));
      return Math.hypot(x! - ax! - share * dx, y! - ay! - share * dy);
    }),
  );
}
