import { LngLat, LngLatBounds } from 'maplibre-gl';
import { describe, expect, it } from 'vitest';
import { visibleChunks } from '../../../client/map/chunks.ts';
import type { Deployment } from '../../../server/api/deployment/schema.ts';
import type { Bounds } from '../../../server/api/wire.ts';
import { contextOf, deployment } from './context.ts';

const view = (zoom: number, [west, south, east, north]: Bounds) => ({
  getZoom: () => zoom,
  getBounds: () => new LngLatBounds([west, south, east, north]),
  getCenter: () => new LngLat((west + east) / 2, (south + north) / 2),
});
const somewhere: Bounds = [0, 0, 1, 1];

/** Three districts side by side, each 0.1° wide, the middle one reaching further north. */
const province: Deployment = {
  ...deployment,
  root: { ...deployment.root!, area_code: '99', level: 'province', centre: [119, 32] },
  levels: [
    { level: 'province', code_digits: 2, typical_width_m: 17_000 },
    { level: 'district', code_digits: 6, typical_width_m: 10_000 },
    { level: 'grid', code_digits: 15, typical_width_m: 300 },
  ],
  chunk_digits: 6,
  chunks: [
    { area_code: '990001', bounds: [119, 32, 119.1, 32.1] },
    { area_code: '990002', bounds: [119.1, 32, 119.2, 32.3] },
    { area_code: '990003', bounds: [119.2, 32, 119.3, 32.1] },
  ],
};

describe('the chunks in view', () => {
  it('are the root alone in a district, wherever the map looks', () => {
    expect(visibleChunks(view(3, somewhere), contextOf())).toEqual(['320102001']);
    expect(visibleChunks(view(16, somewhere), contextOf())).toEqual(['320102001']);
  });

  it('come nearest to the middle first: the one that holds it, then by distance', () => {
    const context = contextOf({ deployment: province });
    expect(visibleChunks(view(12, [119.1, 32.01, 119.25, 32.03]), context)).toEqual(['990002', '990003']);
    expect(visibleChunks(view(12, [118.99, 32.01, 119.21, 32.05]), context)).toEqual(['990001', '990002', '990003']);
    expect(visibleChunks(view(12, [119.28, 32.09, 119.31, 32.2]), context)).toEqual(['990003']);
  });

  it('begin where the zoom shows them', () => {
    const context = contextOf({ deployment: province });
    const all: Bounds = [118.28, 31, 120, 33];
    expect(visibleChunks(view(9.9, all), context)).toEqual([]);
    expect(visibleChunks(view(10.1, all), context)).toEqual(['990002', '990001', '990003']);
  });

  it('are none outside, and none without areas', () => {
    expect(visibleChunks(view(12, somewhere), contextOf({ deployment: province }))).toEqual([]);
    const empty = { ...deployment, root: null, levels: [], chunk_digits: null, chunks: [] };
    expect(visibleChunks(view(12, somewhere), contextOf({ deployment: empty }))).toEqual([]);
  });
});
