import type { MapGeoJSONFeature } from 'maplibre-gl';
import { describe, expect, it } from 'vitest';
import { answeringLayers, hitAmong, selectionAmong } from '../../../client/map/hits.ts';
import { featureOf } from '../../../client/map/selection.ts';
import { composeStyle } from '../../../client/map/style.ts';
import { initialState } from '../../../client/state/store.ts';
import { contextOf } from './context.ts';

/** A feature as the map hands it over, as far as selection looks at it. */
function feature(layer: string, fields: { id?: number; sourceLayer?: string; properties?: Record<string, unknown> }) {
  return { layer: { id: layer, type: 'fill' }, properties: {}, ...fields } as unknown as MapGeoJSONFeature;
}

describe('what a click opens', () => {
  const grid = feature('grids-fill-grid', { id: 320102001001001, properties: { area_code: '320102001001001' } });

  it('is the grid on empty ground', () => {
    expect(selectionAmong([grid])).toEqual({ kind: 'area', area_code: '320102001001001' });
  });

  it('is the topmost thing that can be opened', () => {
    const building = feature('buildings-solid', { id: 7, sourceLayer: 'building' });
    const facility = feature('facilities-symbol', { id: 9 });
    expect(selectionAmong([facility, building, grid])).toEqual({ kind: 'facility', id: 9 });
    expect(selectionAmong([building, grid])).toEqual({ kind: 'building', id: 7 });
  });

  it('is one of each kind', () => {
    const kinds = [
      feature('organisations-symbol', { id: 1 }),
      feature('devices-symbol', { id: 2 }),
      feature('compounds-name', { id: 3 }),
      feature('patrol-point', { id: 4, sourceLayer: 'patrol_point' }),
      feature('patrol-route', { id: 5, sourceLayer: 'patrol_route' }),
      feature('incidents-point', { properties: { id: 6 } }),
    ];
    expect(kinds.map((one) => selectionAmong([one]))).toEqual([
      { kind: 'organisation', id: 1 },
      { kind: 'device', id: 2 },
      { kind: 'compound', id: 3 },
      { kind: 'patrol_point', id: 4 },
      { kind: 'patrol_route', id: 5 },
      { kind: 'incident', id: 6 },
    ]);
  });

  it('is a split where a cluster lies', () => {
    const cluster = feature('incidents-cluster', { properties: { cluster_id: 3, point_count: 12 } });
    expect(selectionAmong([cluster, grid])).toEqual({ cluster });
  });

  it('is the incident of a dot, which also tells what it is', () => {
    const dot = feature('incidents-dot', { properties: { id: 4, category: 'noise', urgency: 3 } });
    expect(selectionAmong([dot, grid])).toEqual({ kind: 'incident', id: 4 });
    expect(hitAmong([dot, grid])?.feature).toBe(dot);
  });

  it('is nothing outside', () => {
    expect(selectionAmong([])).toBeNull();
    expect(selectionAmong([feature('ground-land', { id: 1 })])).toBeNull();
  });
});

describe('style layers that answer to a pointer', () => {
  const ids = composeStyle(contextOf(), initialState).layers.map((layer) => layer.id);

  it('leave out ground, outlines, heat and surfaces of compounds', () => {
    expect(answeringLayers(ids, 16)).toEqual([
      'grids-fill-street',
      'grids-fill-community',
      'grids-fill-grid',
      'buildings-footprint',
      'buildings-solid',
      'patrol-route',
      'compounds-name',
      'buildings-name',
      'devices-symbol',
      'organisations-symbol',
      'facilities-symbol',
      'grids-name-street',
      'grids-name-community',
      'grids-name-grid',
      'patrol-point',
      'incidents-cluster',
      'incidents-cluster-count',
      'incidents-point',
      'whistles-mark',
    ]);
  });

  it('leave out buildings from afar', () => {
    expect(answeringLayers(['buildings-footprint', 'grids-fill-grid'], 14.9)).toEqual(['grids-fill-grid']);
  });
});

describe('the feature that a selection lights up', () => {
  it('lies in the source of its kind', () => {
    expect(featureOf({ kind: 'building', id: 7, floor: 3 })).toEqual({
      source: 'ground',
      sourceLayer: 'building',
      id: 7,
    });
    expect(featureOf({ kind: 'patrol_route', id: 5 })).toEqual({
      source: 'patrol',
      sourceLayer: 'patrol_route',
      id: 5,
    });
  });

  it('is none for an area, a household, an incident and nothing', () => {
    expect(featureOf({ kind: 'area', area_code: '320102' })).toBeNull();
    expect(featureOf({ kind: 'household', id: 1 })).toBeNull();
    expect(featureOf({ kind: 'incident', id: 6 })).toBeNull();
    expect(featureOf(null)).toBeNull();
  });
});
