import type { LayerSpecification, SourceSpecification } from 'maplibre-gl';
import { strongFont } from '../theme/basemap.ts';
import type { Palette } from '../theme/palette.ts';

/** The one source of what is being measured. */
export function measureSources(): Record<string, SourceSpecification> {
  return { measure: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } } };
}

/** Line, area, corners and figures of a measurement, over everything else. */
export function measureLayers(palette: Palette): LayerSpecification[] {
  const source = { source: 'measure' } as const;
  return [
    {
      id: 'measure-area',
      type: 'fill',
      ...source,
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': palette.accent, 'fill-opacity': 0.14 },
    },
    {
      id: 'measure-line',
      type: 'line',
      ...source,
      filter: ['==', ['geometry-type'], 'LineString'],
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': palette.accent, 'line-width': 2.5, 'line-dasharray': [2, 1.5] },
    },
    {
      id: 'measure-corner',
      type: 'circle',
      ...source,
      filter: ['==', ['get', 'role'], 'corner'],
      paint: {
        'circle-radius': 4.5,
        'circle-color': palette.sheet,
        'circle-stroke-color': palette.accent,
        'circle-stroke-width': 2,
      },
    },
    {
      id: 'measure-figure',
      type: 'symbol',
      ...source,
      filter: ['has', 'figure'],
      layout: {
        'text-field': ['get', 'figure'],
        'text-font': strongFont,
        'text-size': 13,
        'text-anchor': 'bottom',
        'text-offset': [0, -0.6],
        'text-allow-overlap': true,
      },
      paint: { 'text-color': palette.accent, 'text-halo-color': palette.labelHalo, 'text-halo-width': 2 },
    },
  ];
}
