import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { describe, expect, it } from 'vitest';
import { emptySource } from '../../../client/map/emptied-source.ts';

const layer = (id: string, source: string) => ({ id, type: 'fill', source }) as LayerSpecification;

/** A map as far as sources and layers go; fails as MapLibre does. */
function fakeMap(style: StyleSpecification) {
  const taken: string[] = [];
  return {
    taken,
    ids: () => style.layers.map(({ id }) => id),
    map: {
      // As MapLibre does: a custom layer stands in the order and not in the style.
      getStyle: () => ({ ...structuredClone(style), layers: style.layers.filter(({ id }) => id !== 'deck') }),
      getLayersOrder: () => style.layers.map(({ id }) => id),
      removeLayer(id: string) {
        taken.push(id);
        style.layers = style.layers.filter((each) => each.id !== id);
      },
      removeSource(name: string) {
        if (style.layers.some((each) => 'source' in each && each.source === name)) throw new Error('in use');
        taken.push(name);
        delete style.sources[name];
      },
      addSource(name: string, source: StyleSpecification['sources'][string]) {
        style.sources[name] = source;
      },
      addLayer(added: LayerSpecification, before?: string) {
        const at = before === undefined ? style.layers.length : style.layers.findIndex(({ id }) => id === before);
        if (at < 0) throw new Error(`no layer ${before}`);
        style.layers.splice(at, 0, added);
      },
    } as unknown as Parameters<typeof emptySource>[0],
  };
}

describe('emptying a source', () => {
  const style = (): StyleSpecification => ({
    version: 8,
    sources: { areas: { type: 'vector', tiles: ['a'] }, ground: { type: 'vector', tiles: ['g'] } },
    layers: [
      { id: 'paper', type: 'background' },
      layer('tint', 'areas'),
      layer('land', 'ground'),
      layer('line', 'areas'),
      { id: 'deck', type: 'custom' } as unknown as LayerSpecification,
      layer('name', 'areas'),
    ],
  });

  it('puts every layer back at its place', () => {
    const shown = style();
    const { map, taken, ids } = fakeMap(shown);
    emptySource(map, 'areas');
    expect(taken).toEqual(['tint', 'line', 'name', 'areas']);
    expect(ids()).toEqual(['paper', 'tint', 'land', 'line', 'deck', 'name']);
    expect(shown).toEqual(style());
  });

  it('does nothing where there is no such source', () => {
    const { map, taken } = fakeMap(style());
    emptySource(map, 'living');
    expect(taken).toEqual([]);
  });
});
