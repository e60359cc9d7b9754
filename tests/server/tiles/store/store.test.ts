import { describe, expect, it } from 'vitest';
import { searchClass, storeBytes } from '../../../../server/tiles/store/store.ts';
import { StoreBuilder } from '../../../../server/tiles/store/store-builder.ts';
import { degrees, storeOf, wkbOf } from '../geometry.ts';

const at = (x: number, y: number) => degrees(12, 3000, 1600, [x, y]);
const origin = [3000 * 2 ** 20, 1600 * 2 ** 20];
/** The store's vertices in tile units of 12/3000/1600. */
const units = (coordinates: Uint32Array) => Array.from(coordinates, (value, i) => (value - origin[i % 2]!) / 256);

describe('building a store', () => {
  it('lays multipolygons flat: exteriors clockwise, holes the other way, no repeated last vertex', () => {
    const counterclockwise = [at(0, 0), at(0, 8), at(8, 8), at(8, 0), at(0, 0)];
    const hole = [at(2, 2), at(2, 4), at(4, 4), at(4, 2), at(2, 2)];
    const other = [at(10, 0), at(12, 0), at(12, 2), at(10, 0)];
    const store = storeOf('polygon', [
      { geometry: { type: 'MultiPolygon', coordinates: [[counterclockwise, hole], [other]] } },
      { geometry: { type: 'Polygon', coordinates: [other] } },
    ]);
    expect(Array.from(store.pathEnds)).toEqual([3, 4]);
    expect(Array.from(store.vertexEnds)).toEqual([4, 8, 11, 14]);
    expect(Array.from(store.holes)).toEqual([0, 1, 0, 0]);
    expect(units(store.coordinates.slice(0, 16))).toEqual([0, 0, 8, 0, 8, 8, 0, 8, 2, 2, 2, 4, 4, 4, 4, 2]);
  });

  it('keeps each distinct value once, whatever the column, those of columns with the fewest first', () => {
    const geometry = { type: 'Point' as const, coordinates: at(0, 0) };
    const rows = [
      { geometry, attributes: ['park', 3, true] },
      { geometry, attributes: [null, 'park', false] },
      { geometry, attributes: ['', 0, null] },
      { geometry, attributes: ['3', -2.5, Number.NaN] },
    ];
    const store = storeOf('point', rows, ['name', 'count', 'open']);
    expect(store.columns.map((column) => Array.from(column))).toEqual([
      [2, 0, 0, 3],
      [4, 2, 5, 6],
      [1, 0, 0, 0],
    ]);
    expect(store.values.ends).toHaveLength(6);
  });

  it('leaves out rows that have no geometry to draw, says why, and goes on', () => {
    const builder = new StoreBuilder('polygon', [], { tolerance: 1, minArea: 0 });
    const ring = [at(0, 0), at(4, 0), at(4, 4), at(0, 0)];
    const polygon = (...rings: number[][][]) => wkbOf({ type: 'Polygon', coordinates: rings });
    expect([
      builder.add(1, 0, polygon(ring), []),
      builder.add(2, 0, wkbOf({ type: 'MultiPolygon', coordinates: [] }), []),
      builder.add(3, 0, polygon([at(0, 0), [Number.NaN, 3], at(4, 4), at(0, 0)]), []),
      builder.add(4, 0, polygon([at(0, 0), [120, Number.POSITIVE_INFINITY], at(4, 4), at(0, 0)]), []),
      builder.add(5, 0, polygon([at(0, 0), [181, 30], at(4, 4), at(0, 0)]), []),
      builder.add(6, 0, polygon([at(0, 0), at(0.001, 0), at(0, 0.001), at(0, 0)]), []),
      builder.add(7, 0, polygon([at(0, 0), at(4, 0), at(0, 0)]), []),
      builder.add(8, 0, wkbOf({ type: 'Point', coordinates: at(0, 0) }), []),
      builder.add(9, 0, polygon(ring).slice(0, 40), []),
      builder.add(10, 0, wkbOf({ type: 'Polygon', coordinates: [ring] }), []),
    ]).toEqual([
      null,
      'its geometry is empty',
      'a coordinate is not a finite number',
      'a coordinate is not a finite number',
      'a coordinate is outside the world',
      'its geometry is smaller than a centimetre',
      'its geometry is smaller than a centimetre',
      'its geometry is a point, not a polygon',
      'its geometry ends too early',
      null,
    ]);
    const store = builder.finish();
    expect(Array.from(store.ids)).toEqual([1, 10]);
    expect(Array.from(store.vertexEnds)).toEqual([3, 6]);
  });

  it('drops the holes of an exterior that is too small', () => {
    const tiny = [at(9, 9), at(9.001, 9), at(9, 9.001), at(9, 9)];
    const ring = [at(0, 0), at(4, 0), at(4, 4), at(0, 0)];
    const store = storeOf('polygon', [{ geometry: { type: 'MultiPolygon', coordinates: [[tiny, ring], [ring]] } }]);
    expect(Array.from(store.holes)).toEqual([0]);
  });

  it('keeps numbers up to 2^53 - 1 and has no id for larger ones', () => {
    const geometry = { type: 'Point' as const, coordinates: at(0, 0) };
    const rows = [999_999_999_999_999, 2 ** 53 - 1, 2 ** 53].map((id) => ({ id, geometry }));
    expect(Array.from(storeOf('point', rows).ids)).toEqual([999_999_999_999_999, 2 ** 53 - 1, Number.NaN]);
  });

  it('finds features by their box, and says which lie wholly inside of the other', () => {
    const rows = [0, 100, 200].map((x) => ({
      geometry: { type: 'LineString' as const, coordinates: [at(x, x), at(x + 50, x + 50)] },
    }));
    const store = storeOf('line', rows);
    const box = { minX: origin[0]!, minY: origin[1]!, maxX: origin[0]! + 120 * 256, maxY: origin[1]! + 120 * 256 };
    const found = Array.from(searchClass(store, 0, box), (code) => [store.ids[code >> 1], code & 1]);
    expect(found.sort()).toEqual([
      [1, 1],
      [2, 0],
    ]);
    expect(storeOf('line', []).classes).toEqual([]);
  });

  it('takes at most 160 bytes a building of eight vertices', () => {
    const ring = [
      [0, 0],
      [6, 0],
      [6, 2],
      [5, 2],
      [5, 4],
      [2, 4],
      [2, 3],
      [0, 3],
      [0, 0],
    ];
    const rows = Array.from({ length: 2000 }, (_, i) => ({
      geometry: { type: 'Polygon' as const, coordinates: [ring.map(([x, y]) => at(x! + i * 8, y!))] },
      attributes: ['apartments', `${i % 200} 号楼`, 1 + (i % 30), (i % 300) / 10],
    }));
    const store = storeOf('polygon', rows, ['kind', 'name', 'floor_count', 'height_m']);
    expect(storeBytes(store) / store.count).toBeLessThan(160);
  });
});
