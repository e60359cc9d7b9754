import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { describe, expect, it } from 'vitest';
import { cutTile, type Overlay } from '../../../server/tiles/cut/cut.ts';
import { decode, degrees, storeOf, type TestRow } from './geometry.ts';

const tile: [number, number, number] = [15, 26_500, 13_300];
const keys = ['kind', 'name'];
const row = (id: number, unit: number, ...attributes: (string | null)[]): TestRow => ({
  id,
  geometry: { type: 'Point', coordinates: degrees(...tile, [unit, unit]) },
  attributes,
});
const base = storeOf('point', [row(1, 10, 'park', 'a'), row(2, 20, 'park', 'b'), row(3, 30, 'school', 'c')], keys);
const cut = (overlay?: Overlay) => cutTile([{ name: 'place', minzoom: 0, store: base, overlay }], ...tile);
const featuresWith = (overlay?: Overlay) => {
  const bytes = cut(overlay);
  return bytes === null
    ? []
    : decode(bytes).place!.map(({ id, properties, geometry }) => [id, properties, geometry[0]![0]]);
};

describe('an overlay', () => {
  it('stands in for rows that have changed, and adds new ones', () => {
    const store = storeOf('point', [row(2, 25, 'pond', 'b'), row(4, 40, 'park', null)], keys);
    expect(featuresWith({ store, hidden: new Set([2, 4]) })).toEqual([
      [1, { kind: 'park', name: 'a' }, [10, 10]],
      [3, { kind: 'school', name: 'c' }, [30, 30]],
      [2, { kind: 'pond', name: 'b' }, [25, 25]],
      [4, { kind: 'park' }, [40, 40]],
    ]);
  });

  it('hides rows that are gone, down to an empty tile', () => {
    const store = storeOf('point', [], keys);
    expect(featuresWith({ store, hidden: new Set([1, 3]) })).toEqual([[2, { kind: 'park', name: 'b' }, [20, 20]]]);
    expect(cut({ store, hidden: new Set([1, 2, 3]) })).toBeNull();
  });

  it('adds to a layer that was empty', () => {
    const overlay = { store: base, hidden: new Set<number>() };
    const empty = storeOf('point', [], keys);
    const bytes = cutTile([{ name: 'place', minzoom: 0, store: empty, overlay }], ...tile)!;
    expect(bytes).toEqual(cut());
  });

  it('writes each key and value once, whichever store has it', () => {
    const store = storeOf('point', [row(2, 25, 'school', 'park'), row(4, 40, 'pond', 'a')], keys);
    const bytes = cut({ store, hidden: new Set([2]) })!;
    // The package's types are of its previous version, for an older reader.
    const layer = new VectorTile(new PbfReader(bytes) as never).layers.place as unknown as Record<string, unknown[]>;
    expect(layer._keys).toEqual(['kind', 'name']);
    expect(layer._values).toEqual(['park', 'a', 'school', 'c', 'pond']);
  });
});
