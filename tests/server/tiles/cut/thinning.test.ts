import type { Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { type CutLayer, cutTile, MAX_TILE_BYTES } from '../../../../server/tiles/cut/cut.ts';
import type { Store } from '../../../../server/tiles/store/store.ts';
import { decode, degrees, storeOf, type TestRow } from '../geometry.ts';

const tile: [number, number, number] = [12, 3000, 1600];
const at = (position: Position) => degrees(...tile, position);
const layer = (name: string, store: Store, more: Partial<CutLayer> = {}): CutLayer => ({
  name,
  minzoom: 0,
  store,
  ...more,
});

/** Squares of 6 units side by side in a tile; every hundredth has twice the side. */
function squares(count: number, attributes: (id: number) => string[] = () => []): TestRow[] {
  return Array.from({ length: count }, (_, i) => {
    const [west, north] = [(i % 250) * 16, Math.floor(i / 250) * 16];
    const side = i % 100 === 0 ? 12 : 6;
    const ring = [
      at([west, north]),
      at([west + side, north]),
      at([west + side, north + side]),
      at([west, north + side]),
    ];
    return { geometry: { type: 'Polygon', coordinates: [[...ring, ring[0]!]] }, attributes: attributes(i) };
  });
}
const named = squares(10_000, (i) => [`${i}`.padEnd(70, '.')]);
const plain = named.map(({ geometry }): TestRow => ({ geometry }));
/** A wave of many vertices across the tile. */
const wave: TestRow = {
  geometry: {
    type: 'LineString',
    coordinates: Array.from({ length: 4000 }, (_, i) => at([i, 2000 + 900 * Math.sin(i / 3)])),
  },
};
const idsOf = (bytes: Uint8Array, name: string) => decode(bytes)[name]!.map(({ id }) => id!);

describe('a tile that would be too large', () => {
  it('keeps the largest of a layer and an even selection of the others, and is filled well', () => {
    const bytes = cutTile([layer('square', storeOf('polygon', named, ['name']))], ...tile)!;
    expect(bytes.length).toBeLessThan(MAX_TILE_BYTES);
    expect(bytes.length).toBeGreaterThan(MAX_TILE_BYTES * 0.75);
    const ids = idsOf(bytes, 'square');
    expect(ids.filter((id) => id % 100 === 1)).toHaveLength(100);
    // Every part of the tile has lost about as many as the others.
    const quarters = [0, 1, 2, 3].map((quarter) => ids.filter((id) => Math.floor((id - 1) / 2500) === quarter).length);
    for (const quarter of quarters) expect(Math.abs(quarter / ids.length - 0.25)).toBeLessThan(0.02);
  });

  it('thins out the larger layers and leaves the small ones alone', () => {
    const layers = [
      layer('square', storeOf('polygon', plain)),
      layer('named', storeOf('polygon', named, ['name'])),
      layer('wave', storeOf('line', [wave])),
    ];
    const bytes = cutTile(layers, ...tile)!;
    expect(bytes.length).toBeLessThan(MAX_TILE_BYTES);
    expect(bytes.length).toBeGreaterThan(MAX_TILE_BYTES * 0.75);
    expect(idsOf(bytes, 'wave')).toEqual([1]);
    expect(decode(bytes).wave![0]!.geometry[0]!.length).toBeGreaterThan(3000);
    expect(Math.min(idsOf(bytes, 'square').length, idsOf(bytes, 'named').length)).toBeGreaterThan(2000);
  });

  it('counts what an overlay adds', () => {
    const store = storeOf('polygon', named.slice(0, 2000), ['name']);
    const more = named.slice(2000).map((row, i) => ({ ...row, id: 2001 + i }));
    const overlay = { store: storeOf('polygon', more, ['name']), hidden: new Set([1, 2]) };
    const bytes = cutTile([layer('square', store, { overlay })], ...tile)!;
    expect(bytes.length).toBeLessThan(MAX_TILE_BYTES);
    const ids = idsOf(bytes, 'square');
    expect(ids.filter((id) => id % 100 === 1)).toHaveLength(99);
    expect(ids.some((id) => id > 9900)).toBe(true);
  });

  it('leaves out nothing of a layer that is drawn completely: others give way to it', () => {
    const areas = layer('area', storeOf('polygon', named.slice(0, 4000), ['name']), { complete: true });
    const bytes = cutTile([areas, layer('square', storeOf('polygon', plain))], ...tile)!;
    expect(idsOf(bytes, 'area')).toHaveLength(4000);
    expect(bytes.length).toBeLessThan(MAX_TILE_BYTES);
    expect(idsOf(bytes, 'square').length).toBeGreaterThan(1000);
  });

  it('draws such a layer with fewer vertices where it is too large alone', () => {
    // Rings of 200 vertices, each standing out by a little over the tolerance.
    const ring = Array.from({ length: 200 }, (_, i) => [i, i % 2 === 0 ? 0 : 5]).concat([
      [200, 50],
      [0, 50],
    ]);
    const rows = Array.from({ length: 1500 }, (_, i): TestRow => {
      const places = ring.map(([x, y]) => at([(i % 20) * 204 + x!, Math.floor(i / 20) * 54 + y!]));
      return { geometry: { type: 'Polygon', coordinates: [[...places, places[0]!]] } };
    });
    const store = storeOf('polygon', rows, [], { tolerance: 4 });
    const bytes = cutTile([layer('area', store, { complete: true })], ...tile)!;
    expect(bytes.length).toBeLessThan(MAX_TILE_BYTES);
    expect(idsOf(bytes, 'area')).toHaveLength(1500);
    expect(decode(bytes).area![0]!.geometry[0]!.length).toBeLessThan(60);
    // Alone in the tile one of them is drawn with all that the tolerance leaves.
    const one = cutTile([layer('area', storeOf('polygon', rows.slice(0, 1), [], { tolerance: 4 }))], ...tile)!;
    expect(decode(one).area![0]!.geometry[0]).toHaveLength(194);
  });
});
