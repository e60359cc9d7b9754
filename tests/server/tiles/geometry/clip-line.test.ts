import fc from 'fast-check';
import type { Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { clipLines } from '../../../../server/tiles/geometry/clip-line.ts';
import { Paths } from '../../../../server/tiles/geometry/paths.ts';
import { lengthOf, pathsOf, positionsOf } from '../geometry.ts';

const box = { minX: 0, minY: 0, maxX: 10, maxY: 10 };

function clip(...lines: Position[][]): Position[][] {
  const output = new Paths();
  clipLines(pathsOf(...lines), box, output);
  return positionsOf(output);
}

describe('clipping lines', () => {
  it('keeps what is inside, vertex by vertex', () => {
    expect(
      clip([
        [1, 1],
        [2, 5],
        [9, 9],
      ]),
    ).toEqual([
      [
        [1, 1],
        [2, 5],
        [9, 9],
      ],
    ]);
  });

  it('drops what is outside, also when its box is not', () => {
    expect(
      clip(
        [
          [11, 0],
          [12, 5],
        ],
        [
          [-5, 8],
          [3, 16],
        ],
      ),
    ).toEqual([]);
  });

  it('cuts a line that runs through', () => {
    expect(
      clip([
        [-5, 5],
        [15, 5],
      ]),
    ).toEqual([
      [
        [0, 5],
        [10, 5],
      ],
    ]);
    expect(
      clip([
        [5, -5],
        [5, 5],
      ]),
    ).toEqual([
      [
        [5, 0],
        [5, 5],
      ],
    ]);
  });

  it('makes a piece for each time a line comes back', () => {
    expect(
      clip([
        [5, 5],
        [15, 5],
        [15, 8],
        [5, 8],
      ]),
    ).toEqual([
      [
        [5, 5],
        [10, 5],
      ],
      [
        [10, 8],
        [5, 8],
      ],
    ]);
  });

  it('counts the border as inside, but not a mere touch of it', () => {
    expect(
      clip([
        [0, 0],
        [10, 0],
        [10, 10],
      ]),
    ).toEqual([
      [
        [0, 0],
        [10, 0],
        [10, 10],
      ],
    ]);
    expect(
      clip([
        [5, 15],
        [10, 10],
        [15, 5],
      ]),
    ).toEqual([]);
    expect(
      clip([
        [10, 5],
        [15, 5],
      ]),
    ).toEqual([]);
  });

  it('goes on through a vertex on the border', () => {
    expect(
      clip([
        [5, 5],
        [10, 5],
        [5, 8],
      ]),
    ).toEqual([
      [
        [5, 5],
        [10, 5],
        [5, 8],
      ],
    ]);
  });

  it('does not join pieces across what lies outside between them', () => {
    const line = [
      [0, 0],
      [5, 0],
      [0, 0],
      [-1, 0],
      [0, 1],
      [5, 1],
    ];
    expect(clip(line)).toEqual([
      [
        [0, 0],
        [5, 0],
        [0, 0],
      ],
      [
        [0, 1],
        [5, 1],
      ],
    ]);
  });

  it('leaves a repeated vertex alone', () => {
    expect(
      clip([
        [1, 1],
        [1, 1],
        [2, 2],
      ])[0]!.at(-1),
    ).toEqual([2, 2]);
  });

  it('stays inside, and over four quarters adds up to the length over the whole', () => {
    const coordinate = fc.integer({ min: -40, max: 140 }).map((value) => value / 8);
    const line = fc.array(fc.tuple(coordinate, coordinate), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(line, (positions) => {
        const pieces = clip(positions);
        for (const [x, y] of pieces.flat()) {
          expect(x).toBeGreaterThanOrEqual(-1e-9);
          expect(x).toBeLessThanOrEqual(10 + 1e-9);
          expect(y).toBeGreaterThanOrEqual(-1e-9);
          expect(y).toBeLessThanOrEqual(10 + 1e-9);
        }
        // Off the raster of the coordinates, so that no segment runs along the seam and counts twice.
        const middle = 5.0313;
        const quarters = [
          { minX: 0, minY: 0, maxX: middle, maxY: middle },
          { minX: middle, minY: 0, maxX: 10, maxY: middle },
          { minX: 0, minY: middle, maxX: middle, maxY: 10 },
          { minX: middle, minY: middle, maxX: 10, maxY: 10 },
        ];
        const parts = new Paths();
        for (const quarter of quarters) clipLines(pathsOf(positions), quarter, parts);
        const length = (lines: Position[][]) => lines.reduce((sum, each) => sum + lengthOf(each), 0);
        expect(length(positionsOf(parts))).toBeCloseTo(length(pieces), 9);
      }),
    );
  });
});
