import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outlineOf } from '../../../server/roads/outline.ts';
import { Raster } from '../../../server/roads/raster.ts';
import { ringsOf } from '../../../server/roads/rings.ts';
import { metresOf, placeAt } from '../../fixtures/streets.ts';

function rasterOf(...rows: string[]): Raster {
  const raster = new Raster(rows[0]!.length, rows.length);
  rows.forEach((row, y) => {
    [...row].forEach((cell, x) => {
      raster.cells[y * raster.width + x] = cell === '#' ? 1 : 0;
    });
  });
  return raster;
}

function drawn(raster: Raster): string[] {
  return Array.from({ length: raster.height }, (_, y) =>
    [...raster.cells.subarray(y * raster.width, (y + 1) * raster.width)]
      .map((cell) => (cell === 1 ? '#' : '.'))
      .join(''),
  );
}

describe('a raster', () => {
  it('sets every cell that a line passes', () => {
    const raster = new Raster(5, 3);
    raster.draw(0.5, 0.5, 4.5, 2.5);
    expect(drawn(raster)).toEqual(['##...', '.###.', '...##']);
    const back = new Raster(5, 3);
    back.draw(4.5, 2.5, 4.5, 0.2);
    expect(drawn(back)).toEqual(['....#', '....#', '....#']);
  });

  it('grows and shrinks by octagons', () => {
    const raster = rasterOf('.......', '.......', '.......', '...#...', '.......', '.......', '.......');
    raster.grow(2);
    expect(drawn(raster)).toEqual(['.......', '..###..', '.#####.', '.#####.', '.#####.', '..###..', '.......']);
    raster.shrink(2);
    expect(drawn(raster)).toEqual(['.......', '.......', '.......', '...#...', '.......', '.......', '.......']);
  });
});

describe('outlines', () => {
  const plain = { smooth: 0, holeCells: 0.4 };

  it('lead over the middles of the sides of cells, around and inside', () => {
    expect(ringsOf(rasterOf('...', '.#.', '...'), plain)).toEqual([
      [
        [
          [1.5, 1],
          [2, 1.5],
          [1.5, 2],
          [1, 1.5],
          [1.5, 1],
        ],
      ],
    ]);
    const ring = ringsOf(rasterOf('.....', '.###.', '.#.#.', '.###.', '.....'), plain);
    expect(ring.map((rings) => rings.map((each) => each.length))).toEqual([[9, 5]]);
  });

  it('do not touch where cells meet at a corner', () => {
    expect(ringsOf(rasterOf('....', '.#..', '..#.', '....'), plain)).toHaveLength(2);
  });

  it('fill holes that are too small', () => {
    const [filled] = ringsOf(rasterOf('.....', '.###.', '.#.#.', '.###.', '.....'), { smooth: 0, holeCells: 2 });
    expect(filled).toHaveLength(1);
  });

  it('put a hole into the smallest outline around it', () => {
    const nested = rasterOf(
      '.........',
      '.#######.',
      '.#.....#.',
      '.#.###.#.',
      '.#.#.#.#.',
      '.#.###.#.',
      '.#.....#.',
      '.#######.',
      '.........',
    );
    expect(ringsOf(nested, { smooth: 0, holeCells: 0.4 }).map((rings) => rings.length)).toEqual([2, 2]);
  });

  it('keep all their cells but corners when they are smoothed', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 400, maxLength: 400 }), (cells) => {
        const raster = new Raster(26, 26);
        cells.forEach((set, at) => {
          raster.cells[(3 + Math.floor(at / 20)) * 26 + 3 + (at % 20)] = set && at % 7 === 0 ? 1 : 0;
        });
        raster.grow(2);
        const rings = ringsOf(raster, { smooth: 0.9, holeCells: 5 }).flat();
        for (const ring of rings) expect(ring[0]).toEqual(ring.at(-1));
        expect(rings.every((ring) => ring.length >= 4)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

describe('ground around lines', () => {
  it('stands some 40 m around a short one', () => {
    const { coordinates } = outlineOf([[placeAt(0, 0), placeAt(200, 0)]]);
    expect(coordinates).toHaveLength(1);
    const places = coordinates[0]!.flat().map((place) => metresOf(place as [number, number]));
    const [east, north] = [places.map(([x]) => x), places.map(([, y]) => y)];
    for (const side_m of [-Math.min(...east), Math.max(...east) - 200, -Math.min(...north), Math.max(...north)]) {
      expect(side_m).toBeGreaterThanOrEqual(20);
      expect(side_m).toBeLessThanOrEqual(45);
    }
    expect(places.length).toBeLessThan(20);
  });

  it('is one ground where lines are 100 m apart, and two where they are 300 m', () => {
    const parts = (apart_m: number) =>
      outlineOf([
        [placeAt(0, 0), placeAt(500, 0)],
        [placeAt(0, apart_m), placeAt(500, apart_m)],
      ]).coordinates.length;
    expect([parts(100), parts(300)]).toEqual([1, 2]);
  });

  it('is made of a place alone', () => {
    expect(outlineOf([[placeAt(0, 0), placeAt(0, 0)]]).coordinates).toHaveLength(1);
  });
});
