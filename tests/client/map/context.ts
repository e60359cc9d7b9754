import { readFileSync } from 'node:fs';
import type { LayerContext } from '../../../client/layers/layer.ts';
import type { Colouring } from '../../../client/state/colouring.ts';
import type { LanguageChoice } from '../../../client/state/store.ts';
import { paletteOf, type Theme } from '../../../client/theme/palette.ts';
import type { Indicator } from '../../../server/api/areas/schema.ts';
import { type CatalogueName, type Catalogues, catalogueNames } from '../../../server/api/codes/schema.ts';
import type { Deployment } from '../../../server/api/deployment/schema.ts';

/** The catalogues as they stand in data/codes. */
export const catalogues = Object.fromEntries(
  catalogueNames.map((name: CatalogueName) => [
    name,
    JSON.parse(readFileSync(new URL(`../../../data/codes/${name}.json`, import.meta.url), 'utf8')),
  ]),
) as Catalogues;

/** A street with one community's bounds. */
export const deployment: Deployment = {
  demo: true,
  city_name: '示例市',
  time_zone: 'Asia/Shanghai',
  today: '2026-05-20',
  latest_day: '2026-05-20',
  past_since: '2024-05-20',
  root: {
    area_code: '320102001',
    level: 'street',
    position: 1,
    name: '示例街道',
    parent_code: null,
    centre: [118.8, 32.05],
    bounds: [118.78, 32.04, 118.82, 32.06],
    child_count: 8,
  },
  levels: [
    { level: 'street', code_digits: 9, typical_width_m: 2900 },
    { level: 'community', code_digits: 12, typical_width_m: 1000 },
    { level: 'grid', code_digits: 15, typical_width_m: 300 },
  ],
  chunk_digits: 9,
  chunks: [{ area_code: '320102001', bounds: [118.78, 32.04, 118.82, 32.06] }],
  bounds: [118.78, 32.04, 118.82, 32.06],
  data_version: '1',
  attributions: ['© OpenStreetMap'],
  map_approval_number: null,
  tiles: {
    ground: { url: '/api/tiles/ground/1/{z}/{x}/{y}', minzoom: 0, maxzoom: 15 },
    areas: { url: '/api/tiles/areas/1/{z}/{x}/{y}', minzoom: 0, maxzoom: 15 },
    living: { url: '/api/tiles/living/1/{z}/{x}/{y}', minzoom: 12, maxzoom: 15 },
    patrol: { url: '/api/tiles/patrol/1/{z}/{x}/{y}', minzoom: 11, maxzoom: 15 },
  },
};

/** A layer context with some of it changed. */
export function contextOf(
  change: Partial<{
    theme: Theme;
    language: LanguageChoice;
    indicator: Indicator;
    freshness: boolean;
    colouring: Colouring;
    breaks: number[];
    small_count_below: number | null;
    counted: string[];
    deployment: Deployment;
  }> = {},
): LayerContext {
  return {
    deployment: change.deployment ?? deployment,
    catalogues,
    palette: paletteOf(change.theme ?? 'day'),
    language: change.language ?? 'zh-CN',
    indicator: change.indicator ?? 'incident_open_count',
    freshness: change.freshness ?? false,
    colouring: change.colouring ?? 'urgency',
    breaks: change.breaks ?? [2, 5, 9, 20],
    small_count_below: change.small_count_below ?? null,
    counted: change.counted ?? [''],
    heat: [0.02, 0.09, 0.16, 0.3],
    today: deployment.today,
  };
}
