import { type StyleSpecification, validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { describe, expect, it } from 'vitest';
import { composeStyle, faded } from '../../../client/map/style.ts';
import { type StyleChange, styleChanges } from '../../../client/map/style-changes.ts';
import { initialState, layerIds } from '../../../client/state/store.ts';
import { indicators } from '../../../server/api/areas/schema.ts';
import { type PastMap, pastKinds } from '../../../server/api/past/schema.ts';
import { contextOf } from './context.ts';

const complaints = (style: StyleSpecification) => validateStyleMin(style).map((error) => error.message);

/** Every layer shown half covering, something chosen: the style with the most in it. */
const everything = {
  layers: Object.fromEntries(layerIds.map((id) => [id, { visible: true, opacity: 0.5 }])) as typeof initialState.layers,
  selection: { kind: 'area', area_code: '320102001001' } as const,
};

describe('the composed style', () => {
  for (const theme of ['day', 'night'] as const) {
    for (const language of ['zh-CN', 'en'] as const) {
      for (const indicator of indicators) {
        for (const freshness of [false, true]) {
          it(`is valid: ${theme}, ${language}, ${indicator}, ${freshness ? 'by freshness' : 'by kind'}`, () => {
            const context = contextOf({ theme, language, indicator, freshness });
            expect(complaints(composeStyle(context, initialState))).toEqual([]);
            expect(complaints(composeStyle(context, everything))).toEqual([]);
          });
        }
      }
    }
  }

  it('is valid for trees of any depth and size, and before there is one', () => {
    const { deployment } = contextOf();
    const tree = (width_m: number) => ({
      ...deployment,
      chunk_digits: 12,
      levels: ['province', 'city', 'district', 'street', 'community', 'grid', 'cell'].map((level, index) => ({
        level,
        code_digits: index + 9,
        typical_width_m: width_m / 3 ** index,
      })),
    });
    const none = { ...deployment, root: null, levels: [], chunk_digits: null, chunks: [] };
    for (const any of [tree(500_000), tree(5000), tree(50), none]) {
      expect(complaints(composeStyle(contextOf({ deployment: any }), everything))).toEqual([]);
    }
  });

  it('styles only the levels that there are', () => {
    const drawn = composeStyle(contextOf(), initialState).layers.map(({ id }) => id);
    expect(drawn.filter((id) => id.startsWith('grids-fill'))).toEqual([
      'grids-fill-street',
      'grids-fill-community',
      'grids-fill-grid',
    ]);
  });

  it('is valid with no classes yet and with one', () => {
    expect(complaints(composeStyle(contextOf({ breaks: [] }), initialState))).toEqual([]);
    expect(complaints(composeStyle(contextOf({ breaks: [3] }), initialState))).toEqual([]);
  });

  it('asks no other host for anything', () => {
    const style = composeStyle(contextOf(), initialState);
    expect(style.glyphs).toBeUndefined();
    expect(style.sprite).toBeUndefined();
    expect(JSON.stringify(style)).not.toMatch(/https?:/);
  });

  it('puts choropleths under water and roads, and words over everything drawn', () => {
    const ids = composeStyle(contextOf(), initialState).layers.map((layer) => layer.id);
    expect(ids.indexOf('grids-fill-grid')).toBeGreaterThan(ids.indexOf('ground-land'));
    expect(ids.indexOf('grids-fill-grid')).toBeLessThan(ids.indexOf('ground-water'));
    expect(ids.indexOf('grids-fill-grid')).toBeLessThan(ids.indexOf('ground-road-casing'));
    expect(ids.indexOf('ground-road')).toBeLessThan(ids.indexOf('buildings-solid'));
    expect(ids.indexOf('ground-road-name')).toBeGreaterThan(ids.indexOf('patrol-route'));
    expect(ids.indexOf('incidents-point')).toBeGreaterThan(ids.indexOf('grids-name-grid'));
  });

  it('hides a layer that is switched off and one that covers nothing', () => {
    const layers = { ...initialState.layers, buildings: { visible: true, opacity: 0 } };
    const style = composeStyle(contextOf(), { ...initialState, layers });
    const visibility = (id: string) =>
      (style.layers.find((layer) => layer.id === id)?.layout as { visibility?: string } | undefined)?.visibility;
    expect(visibility('patrol-route')).toBe('none');
    expect(visibility('buildings-solid')).toBe('none');
    expect(visibility('ground-road')).toBe('visible');
  });
});

describe('a wall that is read from afar', () => {
  const layerOf = (scale: number, id: string) =>
    composeStyle(contextOf(), initialState, scale).layers.find((layer) => layer.id === id) as {
      layout: Record<string, unknown>;
      paint: Record<string, unknown>;
    };

  it('has a valid style with larger words and symbols', () => {
    expect(complaints(composeStyle(contextOf({ freshness: true }), everything, 2))).toEqual([]);
    expect(layerOf(1, 'ground-water-name').layout['text-size']).toBe(11.5);
    expect(layerOf(2, 'ground-water-name').layout['text-size']).toBe(23);
  });

  it('leaves roads as wide as they are', () => {
    expect(layerOf(2, 'ground-road').paint['line-width']).toEqual(layerOf(1, 'ground-road').paint['line-width']);
  });
});

describe('fading', () => {
  it('multiplies numbers, outputs of zoom curves and data expressions', () => {
    expect(faded(0.8, 0.5)).toBe(0.4);
    expect(faded(['interpolate', ['linear'], ['zoom'], 13, 0.2, 15, 1], 0.5)).toEqual([
      'interpolate',
      ['linear'],
      ['zoom'],
      13,
      0.1,
      15,
      0.5,
    ]);
    expect(faded(['step', ['zoom'], 0.4, 12, 1], 0.5)).toEqual(['step', ['zoom'], 0.2, 12, 0.5]);
    expect(faded(['case', ['has', 'tunnel'], 0.4, 1], 0.5)).toEqual(['*', 0.5, ['case', ['has', 'tunnel'], 0.4, 1]]);
  });
});

describe('changes from one style to another', () => {
  const before = composeStyle(contextOf(), initialState);

  it('are none between equal styles', () => {
    expect(styleChanges(before, composeStyle(contextOf(), initialState))).toEqual([]);
  });

  it('only repaint when the theme changes', () => {
    const kinds = styleChanges(before, composeStyle(contextOf({ theme: 'night' }), initialState)).map(
      ({ kind }) => kind,
    );
    expect(new Set(kinds)).toEqual(new Set(['paint', 'layout', 'light']));
  });

  it('set the filters of the chosen area, and only them', () => {
    const after = composeStyle(contextOf(), {
      ...initialState,
      selection: { kind: 'area', area_code: '320102001001' },
    });
    expect(styleChanges(before, after).map((change) => ('layer' in change ? change.layer : change.kind))).toEqual([
      'grids-dim',
      'grids-selected-halo',
      'grids-selected',
    ]);
  });

  it('swap a tile address without touching a layer', () => {
    const context = contextOf();
    const tiles = {
      ...context.deployment.tiles,
      ground: { url: '/api/tiles/ground/2/{z}/{x}/{y}', minzoom: 0, maxzoom: 15 },
    };
    const after = composeStyle({ ...context, deployment: { ...context.deployment, tiles } }, initialState);
    expect(styleChanges(before, after)).toEqual([
      { kind: 'tiles', source: 'ground', tiles: ['/api/tiles/ground/2/{z}/{x}/{y}'] },
    ]);
  });

  it('take layers and sources of a past day in at their places, and out again', () => {
    const features = { type: 'FeatureCollection' as const, features: [] };
    const hidden = Object.fromEntries(pastKinds.map((kind) => [kind, [] as number[]])) as PastMap['hidden'];
    const then = composeStyle({ ...contextOf(), past: { hidden, features } as unknown as PastMap }, initialState);
    const ids = before.layers.map(({ id }) => id);
    const sources = new Set(Object.keys(before.sources));
    const play = (changes: StyleChange[]) => {
      for (const change of changes) {
        if (change.kind === 'remove layer') ids.splice(ids.indexOf(change.layer), 1);
        else if (change.kind === 'remove source') sources.delete(change.source);
        else if (change.kind === 'add source') sources.add(change.source);
        else if (change.kind === 'add layer') {
          // As MapLibre does: what a layer is put below must be there, and so must its source.
          const { specification, below } = change;
          expect(below === undefined || ids.includes(below)).toBe(true);
          expect(sources.has((specification as { source: string }).source)).toBe(true);
          ids.splice(below === undefined ? ids.length : ids.indexOf(below), 0, specification.id);
        } else if ('layer' in change) expect(ids).toContain(change.layer);
      }
    };
    play(styleChanges(before, then));
    expect(ids).toEqual(then.layers.map(({ id }) => id));
    expect(sources).toEqual(new Set(Object.keys(then.sources)));
    expect(ids.length).toBeGreaterThan(before.layers.length);
    play(styleChanges(then, before));
    expect(ids).toEqual(before.layers.map(({ id }) => id));
    expect(sources).toEqual(new Set(Object.keys(before.sources)));
  });
});
