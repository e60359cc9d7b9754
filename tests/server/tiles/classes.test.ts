import type { Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { cutTile } from '../../../server/tiles/cut/cut.ts';
import { FULL_DETAIL_ZOOM } from '../../../server/tiles/geometry/simplify.ts';
import type { Store } from '../../../server/tiles/store/store.ts';
import { degrees, storeOf, type TestRow } from './geometry.ts';

const tile: [number, number, number] = [15, 26_500, 13_300];
const at = (position: Position) => degrees(...tile, position);
const square = (x: number, y: number, side: number): Position[] => {
  const ring = [at([x, y]), at([x + side, y]), at([x + side, y + side]), at([x, y + side])];
  return [...ring, ring[0]!];
};
const polygon = (...rings: Position[][]): TestRow => ({ geometry: { type: 'Polygon', coordinates: rings } });
/** First zoom of each feature by id. */
function firstZooms(store: Store): Record<number, number> {
  const zooms: Record<number, number> = {};
  let feature = 0;
  for (const { minzoom, end } of store.classes) for (; feature < end; feature++) zooms[store.ids[feature]!] = minzoom;
  return zooms;
}

describe('the first zoom of a polygon', () => {
  it('is where its area reaches the least that is shown, full detail at the latest', () => {
    // At 15 the sides are 100, 25, 5 and 1 units; 16 square units are 4 by 4.
    const rows = [100, 25, 5, 1].map((side) => polygon(square(0, 0, side)));
    const store = storeOf('polygon', rows, [], { minArea: 16 });
    expect(firstZooms(store)).toEqual({ 1: 11, 2: 13, 3: 15, 4: FULL_DETAIL_ZOOM });
  });

  it('is that of its largest part, and never below its own', () => {
    const parts: TestRow = {
      geometry: { type: 'MultiPolygon', coordinates: [[square(0, 0, 5)], [square(50, 50, 100)]] },
    };
    const store = storeOf('polygon', [parts, { ...parts, minzoom: 13 }], [], { minArea: 16 });
    expect(firstZooms(store)).toEqual({ 1: 11, 2: 13 });
  });

  it('waits until simplification leaves three vertices', () => {
    // 1000 by 2 units: large enough for 13, but there it is a line.
    const strip = [at([0, 0]), at([1000, 0]), at([1000, 6]), at([0, 6]), at([0, 0])];
    expect(firstZooms(storeOf('polygon', [polygon(strip)], [], { minArea: 16, tolerance: 4 }))).toEqual({ 1: 15 });
    expect(firstZooms(storeOf('polygon', [polygon(strip)], [], { minArea: 16, tolerance: 1 }))).toEqual({ 1: 13 });
  });

  it('leaves holes and parts that are still too small out of it', () => {
    const rows = [polygon(square(0, 0, 400), square(10, 10, 10).reverse())];
    const store = storeOf('polygon', rows, [], { minArea: 16 });
    const rings = (z: number) => {
      const [, x, y] = tile;
      const bytes = cutTile([{ name: 'a', minzoom: 0, store }], z, x >> (15 - z), y >> (15 - z))!;
      return bytes.length;
    };
    expect(rings(14)).toBeGreaterThan(rings(13));
  });
});

describe('a store', () => {
  const rows = Array.from({ length: 500 }, (_, i) => polygon(square((i * 37) % 4000, (i * 91) % 4000, 1 + (i % 90))));
  const store = storeOf('polygon', rows, [], { minArea: 16, tolerance: 2 });

  it('has its classes from the first zoom up, and within one from the largest down', () => {
    const order: [number, number][] = [];
    let feature = 0;
    for (const { minzoom, end } of store.classes) {
      for (; feature < end; feature++) order.push([minzoom, -(store.sizes[feature]! >> 2)]);
    }
    expect(order).toEqual(order.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]));
    expect(feature).toBe(500);
    expect(new Set(Object.keys(firstZooms(store))).size).toBe(500);
  });

  it('is the same in another thread, over the same memory', () => {
    const posted = structuredClone(store);
    const cut = (from: Store) => cutTile([{ name: 'a', minzoom: 0, store: from }], ...tile);
    expect(cut(posted)).toEqual(cut(store));
    const kept = store.coordinates[0]!;
    store.coordinates[0] = kept + 1;
    expect(posted.coordinates[0]).toBe(kept + 1);
    store.coordinates[0] = kept;
  });
});
