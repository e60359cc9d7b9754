import fc from 'fast-check';
import type { Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { type CutLayer, cutTile, MAX_TILE_BYTES } from '../../../../server/tiles/cut/cut.ts';
import { clipPolygon } from '../../../../server/tiles/geometry/clip-polygon.ts';
import type { Store } from '../../../../server/tiles/store/store.ts';
import {
  areaOf,
  type DecodedFeature,
  decode,
  degrees,
  lengthOf,
  pathsOf,
  positionsOf,
  storeOf,
  type TestRow,
} from '../geometry.ts';
import { starPolygons } from '../shapes.ts';

/** The tile that these tests cut; places are given in its units. */
const [z, x, y] = [15, 26_500, 13_300];
const at = (position: Position) => degrees(z, x, y, position);
const closed = (ring: Position[]) => [...ring, ring[0]!];
const polygon = (...rings: Position[][]): TestRow => ({
  geometry: { type: 'Polygon', coordinates: rings.map((ring) => closed(ring).map(at)) },
});
const line = (...positions: Position[]): TestRow => ({
  geometry: { type: 'LineString', coordinates: positions.map(at) },
});
const rectangle = (minX: number, minY: number, maxX: number, maxY: number): Position[] => [
  [minX, minY],
  [maxX, minY],
  [maxX, maxY],
  [minX, maxY],
];
const layer = (store: Store, more: Partial<CutLayer> = {}): CutLayer => ({
  name: 'layer',
  minzoom: 0,
  store,
  ...more,
});
/** Features by id: in the tile they stand as the store has them. */
function cut(store: Store, tile: [number, number, number] = [z, x, y], more: Partial<CutLayer> = {}): DecodedFeature[] {
  const bytes = cutTile([layer(store, more)], ...tile);
  return bytes === null ? [] : decode(bytes).layer!.sort((a, b) => a.id! - b.id!);
}

describe('cutting points', () => {
  it('has them in their tile, and in the next one only as far as rounding could move them', () => {
    const places = [
      [0, 0],
      [4095.7, 5],
      [2048.4, 9],
      [4100, 5],
      [4105, 5],
      [5000, 5],
    ];
    const store = storeOf(
      'point',
      places.map((place) => ({ geometry: { type: 'Point', coordinates: at(place) } })),
    );
    expect(cut(store).map(({ id, geometry }) => [id, geometry[0]![0]])).toEqual([
      [1, [0, 0]],
      [2, [4096, 5]],
      [3, [2048, 9]],
      [4, [4100, 5]],
    ]);
    const next = cut(store, [z, x + 1, y]).map(({ id, geometry }) => [id, geometry[0]![0]]);
    expect(next).toEqual([
      [2, [0, 5]],
      [4, [4, 5]],
      [5, [9, 5]],
      [6, [904, 5]],
    ]);
  });

  it('keeps only those of a group that lie in the tile', () => {
    const coordinates = [
      [9, 9],
      [9000, 9],
      [11, 9],
    ].map(at);
    expect(cut(storeOf('point', [{ geometry: { type: 'MultiPoint', coordinates } }]))[0]!.geometry).toEqual([
      [[9, 9]],
      [[11, 9]],
    ]);
  });
});

describe('cutting lines', () => {
  it('cuts at the buffer and makes a line for each time one comes back', () => {
    const store = storeOf('line', [line([4000, 10], [5000, 10], [5000, 30], [4000, 30])]);
    expect(cut(store)[0]!.geometry).toEqual([
      [
        [4000, 10],
        [4160, 10],
      ],
      [
        [4160, 30],
        [4000, 30],
      ],
    ]);
  });

  it('leaves out a line that is a point at this zoom', () => {
    const store = storeOf('line', [line([0, 0], [3, 0])], [], { tolerance: 4 });
    expect(cut(store)).toHaveLength(1);
    expect(cut(store, [10, x >> 5, y >> 5])).toEqual([]);
  });
});

describe('simplification', () => {
  it('draws a vertex only from the zoom at which it stands out by more than the tolerance', () => {
    // A bump of 6 units at 15 is one of 3 at 14, where the tolerance is 4.
    const store = storeOf('line', [line([0, 0], [50, 6], [100, 0])], [], { tolerance: 4 });
    expect(cut(store)[0]!.geometry).toEqual([
      [
        [0, 0],
        [50, 6],
        [100, 0],
      ],
    ]);
    expect(cut(store, [14, x >> 1, y >> 1])[0]!.geometry).toEqual([
      [
        [0, 0],
        [50, 0],
      ],
    ]);
    const finer = storeOf('line', [line([0, 0], [50, 6], [100, 0])], [], { tolerance: 2 });
    expect(cut(finer, [14, x >> 1, y >> 1])[0]!.geometry).toEqual([
      [
        [0, 0],
        [25, 3],
        [50, 0],
      ],
    ]);
  });
});

describe('cutting polygons', () => {
  it('closes rings, exterior clockwise with the holes after it', () => {
    const store = storeOf('polygon', [polygon(rectangle(0, 0, 100, 100), rectangle(10, 10, 20, 20))]);
    expect(cut(store)[0]!.geometry).toEqual([
      closed(rectangle(0, 0, 100, 100)),
      // Turned round, but for its first vertex.
      closed([
        [10, 10],
        [10, 20],
        [20, 20],
        [20, 10],
      ]),
    ]);
  });

  it('fills the buffered tile where the polygon covers it', () => {
    const store = storeOf('polygon', [polygon(rectangle(-9000, -9000, 9000, 9000))]);
    const ring = cut(store)[0]!.geometry[0]!;
    expect([areaOf(ring), ring.length]).toEqual([(4096 + 128) ** 2, 5]);
  });

  it('is no feature where the tile lies in a hole, or beside the polygon but within its box', () => {
    const hole = storeOf('polygon', [polygon(rectangle(-9000, -9000, 9000, 9000), rectangle(-500, -500, 5000, 5000))]);
    expect(cut(hole)).toEqual([]);
    expect(
      cut(
        storeOf('polygon', [
          polygon([
            [-9000, 9000],
            [9000, 9000],
            [9000, -5000],
          ]),
        ]),
      ),
    ).toHaveLength(1);
    expect(
      cut(
        storeOf('polygon', [
          polygon([
            [-9000, 20_000],
            [20_000, 20_000],
            [20_000, -9000],
          ]),
        ]),
      ),
    ).toEqual([]);
    expect(cutTile([layer(hole)], z, x, y)).toBeNull();
  });

  it('puts a hole after the part that it lies in', () => {
    // Cut into an upper and a lower part by the right border; one hole in each.
    const bent = [
      [0, 0],
      [9000, 0],
      [9000, 400],
      [0, 400],
      [0, 300],
      [8000, 300],
      [8000, 100],
      [0, 100],
    ];
    const low = rectangle(10, 330, 20, 360);
    const high = rectangle(10, 30, 20, 60);
    const { geometry } = cut(storeOf('polygon', [polygon(bent, low, high)]))[0]!;
    const signs = geometry.map((ring) => Math.sign(areaOf(ring)));
    expect(signs).toEqual([1, -1, 1, -1]);
    const heights = geometry.map((ring) => Math.min(...ring.map((position) => position[1]!)));
    expect(new Set([`${heights.slice(0, 2)}`, `${heights.slice(2)}`])).toEqual(new Set(['0,30', '300,330']));
  });

  it('leaves out what is too small below full detail only', () => {
    const rows = [polygon(rectangle(0, 0, 8, 8)), polygon(rectangle(0, 0, 20, 20))];
    const store = storeOf('polygon', rows, [], { minArea: 20 });
    const ids = (zoom: number) => cut(store, [zoom, x >> (15 - zoom), y >> (15 - zoom)]).map(({ id }) => id);
    expect([ids(15), ids(14), ids(13), ids(12)]).toEqual([[1, 2], [2], [2], []]);
  });
});

describe('the zooms of a feature', () => {
  it('follow the layer’s and its own', () => {
    const rows = [0, 12, 14].map((minzoom) => ({ ...polygon(rectangle(0, 0, 4096, 4096)), minzoom }));
    const store = storeOf('polygon', rows);
    const count = (zoom: number) => cut(store, [zoom, x >> (15 - zoom), y >> (15 - zoom)], { minzoom: 9 }).length;
    expect([8, 9, 11, 12, 13, 14].map(count)).toEqual([0, 1, 1, 2, 2, 3]);
  });
});

describe('a tile that would be too large', () => {
  const store = storeOf('polygon', manySquares(40_000, 4));
  const small = storeOf('point', [{ geometry: { type: 'Point', coordinates: at([50, 50]) } }]);
  const layers = [layer(store), layer(small, { name: 'small' })];

  it('leaves out the smallest features of its largest layer', () => {
    const bytes = cutTile(layers, 14, x >> 1, y >> 1)!;
    expect(bytes.length).toBeLessThan(MAX_TILE_BYTES);
    expect(bytes.length).toBeGreaterThan(MAX_TILE_BYTES * 0.5);
    const tile = decode(bytes);
    expect(tile.small).toHaveLength(1);
    const kept = new Set(tile.layer!.map(({ id }) => id));
    expect(Array.from({ length: 100 }, (_, i) => kept.has(39_901 + i))).not.toContain(false);
    expect(kept.size).toBeLessThan(40_000);
  });

  it('has everything at full detail', () => {
    const tiles = cutTile(layers, z, x, y)!;
    expect(decode(tiles).layer).toHaveLength(40_000);
  });

  /** Squares of the given side side by side; the last hundred are larger. */
  function manySquares(count: number, side: number): TestRow[] {
    return Array.from({ length: count }, (_, i) => {
      const west = (i % 200) * 20;
      const north = Math.floor(i / 200) * 20;
      const size = i >= count - 100 ? side * 3 : side;
      return polygon(rectangle(west, north, west + size, north + size));
    });
  }
});

describe('every tile of any polygon', () => {
  const tiles = [
    [z, x, y],
    [z, x + 1, y],
    [14, x >> 1, y >> 1],
    [13, x >> 2, y >> 2],
  ] as [number, number, number][];

  it('has whole coordinates within the buffer and rings that are rings', () => {
    fc.assert(
      fc.property(starPolygons(4096), fc.constantFrom(...tiles), (rings, tile) => {
        for (const { geometry } of cut(storeOf('polygon', [polygon(...rings)], [], { tolerance: 4 }), tile)) {
          expect(areaOf(geometry[0]!)).toBeGreaterThan(0);
          for (const ring of geometry) {
            expect(ring.length).toBeGreaterThanOrEqual(4);
            expect(ring[0]).toEqual(ring.at(-1));
            expect(areaOf(ring)).not.toBe(0);
            for (const [i, vertex] of ring.slice(1).entries()) expect(vertex).not.toEqual(ring[i]);
            for (const value of ring.flat()) {
              expect(Number.isInteger(value) && value >= -64 && value <= 4160).toBe(true);
            }
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('has the area of its four children, but for rounding', () => {
    fc.assert(
      fc.property(starPolygons(4096), (rings) => {
        const store = storeOf('polygon', [polygon(...rings)]);
        const inTile = (tile: [number, number, number]) =>
          cut(store, tile).flatMap(({ geometry }) => withoutBuffer(geometry));
        const area = (inside: Position[][]) => inside.reduce((sum, ring) => sum + areaOf(ring), 0);
        const whole = inTile([z, x, y]);
        const children = [0, 1, 2, 3].flatMap((i) => inTile([16, x * 2 + (i & 1), y * 2 + (i >> 1)]));
        // Rounding moves a vertex by at most √½ of a unit, in the children by half of that.
        const edges = whole.reduce((sum, ring) => sum + lengthOf(closed(ring)), 0);
        expect(Math.abs(area(whole) - area(children) / 4)).toBeLessThanOrEqual(1.5 * Math.SQRT1_2 * edges + 1);
      }),
      { numRuns: 200 },
    );
  });

  function withoutBuffer(geometry: Position[][]): Position[][] {
    const box = { minX: 0, minY: 0, maxX: 4096, maxY: 4096 };
    return positionsOf(clipPolygon(pathsOf(...geometry.map((ring) => ring.slice(0, -1))), box));
  }
});
