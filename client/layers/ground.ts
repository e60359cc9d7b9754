import type { LayerSpecification, SourceSpecification } from 'maplibre-gl';
import type { TileSet } from '../../server/api/deployment/schema.ts';
import { words } from '../locales/index.ts';
import {
  labelFont,
  landColours,
  majorKinds,
  pathKinds,
  railKinds,
  roadClasses,
  roadSortKey,
  roadWidth,
} from '../theme/basemap.ts';
import { byZoom, matching } from './expression.ts';
import { defineLayer, type LayerContext } from './layer.ts';
import { inSlot } from './slot.ts';

/** A vector source over one tile set of the deployment. */
export function tileSource(context: LayerContext, set: TileSet): Record<string, SourceSpecification> {
  const { url, minzoom, maxzoom } = context.deployment.tiles[set];
  return { [set]: { type: 'vector', tiles: [url], minzoom, maxzoom } };
}

const ground = { source: 'ground' } as const;
const allRoadKinds = roadClasses.flatMap((entry) => [...entry.kinds]);
const isKind = (kinds: readonly string[]) => ['in', ['get', 'kind'], ['literal', [...kinds]]];

function land(context: LayerContext): LayerSpecification[] {
  const { palette } = context;
  const colour = matching('kind', Object.entries(landColours(palette)), palette.land);
  return [
    inSlot('land', { id: 'ground-paper', type: 'background', paint: { 'background-color': palette.paper } }),
    inSlot('land', {
      id: 'ground-land',
      type: 'fill',
      ...ground,
      'source-layer': 'land',
      filter: ['!=', ['get', 'kind'], 'water'],
      paint: { 'fill-color': colour, 'fill-antialias': false },
    }),
    inSlot('water', {
      id: 'ground-water',
      type: 'fill',
      ...ground,
      'source-layer': 'land',
      filter: ['==', ['get', 'kind'], 'water'],
      paint: { 'fill-color': palette.water, 'fill-outline-color': palette.waterEdge },
    }),
    inSlot('water', {
      id: 'ground-waterway',
      type: 'line',
      ...ground,
      'source-layer': 'waterway',
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: {
        'line-color': palette.water,
        'line-width': byZoom(
          [9, matching('kind', [['river', 1.6]], 0.5)],
          [
            14,
            matching(
              'kind',
              [
                ['river', 5],
                ['canal', 3],
              ],
              1.4,
            ),
          ],
          [
            18,
            matching(
              'kind',
              [
                ['river', 20],
                ['canal', 12],
              ],
              5,
            ),
          ],
        ),
      },
    }),
    inSlot('land', {
      id: 'ground-boundary',
      type: 'line',
      ...ground,
      'source-layer': 'boundary',
      maxzoom: 13,
      paint: { 'line-color': palette.inkFaint, 'line-opacity': 0.5, 'line-width': 0.8, 'line-dasharray': [4, 2, 1, 2] },
    }),
  ];
}

function roads(context: LayerContext): LayerSpecification[] {
  const { palette } = context;
  const drawn = { ...ground, 'source-layer': 'road' } as const;
  const filter = isKind(allRoadKinds) as ['in', ...unknown[]] as never;
  return [
    inSlot('road', {
      id: 'ground-path',
      type: 'line',
      ...drawn,
      minzoom: 15,
      filter: isKind(pathKinds) as never,
      paint: { 'line-color': palette.roadCasing, 'line-width': byZoom([15, 0.7], [18, 2]), 'line-dasharray': [3, 1.6] },
    }),
    inSlot('road', {
      id: 'ground-road-casing',
      type: 'line',
      ...drawn,
      minzoom: 11,
      filter,
      layout: { 'line-cap': 'round', 'line-join': 'round', 'line-sort-key': roadSortKey },
      paint: {
        'line-color': palette.roadCasing,
        'line-width': roadWidth(1.5),
        'line-opacity': byZoom([11, 0], [12.5, 1]),
      },
    }),
    inSlot('road', {
      id: 'ground-road',
      type: 'line',
      ...drawn,
      filter,
      layout: { 'line-cap': 'round', 'line-join': 'round', 'line-sort-key': roadSortKey },
      paint: {
        // Far out there is no room for a casing: the line itself carries the ink.
        'line-color': byZoom(
          [10.5, palette.roadCasing],
          [12.5, matching('kind', [[majorKinds, palette.roadMajor]], palette.road)],
        ),
        'line-width': roadWidth(0),
        'line-opacity': ['case', ['has', 'tunnel'], 0.45, 1],
      },
    }),
    inSlot('road', {
      id: 'ground-rail',
      type: 'line',
      ...drawn,
      minzoom: 11,
      filter: ['all', isKind(railKinds), ['!', ['has', 'tunnel']]] as never,
      paint: { 'line-color': palette.rail, 'line-width': byZoom([11, 0.6], [15, 1.6], [18, 3]) },
    }),
    inSlot('road', {
      id: 'ground-rail-tie',
      type: 'line',
      ...drawn,
      minzoom: 14,
      filter: ['all', isKind(railKinds), ['!', ['has', 'tunnel']]] as never,
      paint: { 'line-color': palette.rail, 'line-width': byZoom([14, 3], [18, 8]), 'line-dasharray': [0.25, 2.5] },
    }),
  ];
}

function labels(context: LayerContext): LayerSpecification[] {
  const { palette } = context;
  const halo = { 'text-color': palette.label, 'text-halo-color': palette.labelHalo, 'text-halo-width': 1.4 };
  const settled = ['city', 'town', 'suburb', 'quarter', 'neighbourhood', 'village'];
  return [
    inSlot('label', {
      id: 'ground-road-name',
      type: 'symbol',
      ...ground,
      'source-layer': 'road',
      minzoom: 13.5,
      filter: [
        'all',
        ['has', 'name'],
        ['any', ['>=', ['zoom'], 15], isKind(majorKinds)],
        isKind(allRoadKinds),
      ] as never,
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 420,
        'symbol-sort-key': ['-', 0, roadSortKey],
        'text-field': ['get', 'name'],
        'text-font': labelFont,
        'text-size': byZoom([13.5, 10.5], [17, 13]),
        'text-max-angle': 30,
        'text-padding': 12,
      },
      paint: { ...halo, 'text-color': palette.inkSoft },
    }),
    inSlot('label', {
      id: 'ground-water-name',
      type: 'symbol',
      ...ground,
      'source-layer': 'waterway',
      minzoom: 12.5,
      filter: ['has', 'name'],
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 500,
        'text-field': ['get', 'name'],
        'text-font': labelFont,
        'text-size': 11.5,
        'text-max-angle': 30,
      },
      paint: { ...halo, 'text-color': palette.accent, 'text-halo-color': palette.water, 'text-opacity': 0.85 },
    }),
    inSlot('label', {
      id: 'ground-place-name',
      type: 'symbol',
      ...ground,
      'source-layer': 'place',
      filter: ['any', isKind(settled), ['>=', ['zoom'], 16.2]] as never,
      layout: {
        'text-field': ['get', 'name'],
        'text-font': labelFont,
        'text-size': matching(
          'kind',
          [
            ['city', 17],
            ['town', 15],
            [['suburb', 'quarter'], 13],
          ],
          11,
        ),
        'text-max-width': 8,
        'text-padding': 8,
        'symbol-sort-key': matching(
          'kind',
          [
            ['city', 0],
            ['town', 1],
            ['suburb', 2],
            [['quarter', 'station'], 3],
          ],
          6,
        ),
      },
      paint: { ...halo, 'text-color': palette.inkSoft },
    }),
  ];
}

/** Land, water, roads, rail and names: the quiet sheet under everything. */
export const groundLayer = defineLayer({
  id: 'ground',
  title: (context) => words(context.language).layers.ground,
  sources: (context) => tileSource(context, 'ground'),
  style: (context) => [...land(context), ...roads(context), ...labels(context)],
  legend: (context) => {
    const { palette } = context;
    const text = words(context.language).layers;
    return [
      { label: text.land.park, colour: palette.park, shape: 'fill' },
      { label: text.land.water, colour: palette.water, shape: 'fill' },
      { label: text.land.school, colour: palette.school, shape: 'fill' },
      { label: text.land.commercial, colour: palette.commercial, shape: 'fill' },
      { label: text.roads.main, colour: palette.roadCasing, shape: 'line' },
      { label: text.roads.path, colour: palette.roadCasing, shape: 'dash' },
      { label: text.roads.rail, colour: palette.rail, shape: 'line' },
    ];
  },
});
