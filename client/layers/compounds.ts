import type { LayerSpecification } from 'maplibre-gl';
import { words } from '../locales/index.ts';
import { labelFont } from '../theme/basemap.ts';
import { byZoom, textOf, whenState } from './expression.ts';
import { byFreshness, confirmedLine, freshnessColours, freshnessLegend, freshnessSigns } from './freshness.ts';
import { tileSource } from './ground.ts';
import { defineLayer, type LayerContext } from './layer.ts';
import { inSlot } from './slot.ts';

function style(context: LayerContext): LayerSpecification[] {
  const { palette, freshness } = context;
  const source = { source: 'living', 'source-layer': 'compound' } as const;
  const wall = (kind: 'walled' | 'open', dash: number[] | null): LayerSpecification =>
    inSlot('wall', {
      id: `compounds-${kind}`,
      type: 'line',
      ...source,
      minzoom: 13.5,
      filter: ['==', ['get', 'kind'], kind],
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': whenState('selected', palette.accent, palette.compoundWall),
        'line-width': byZoom([13.5, whenState('selected', 1.6, 0.5)], [17, whenState('selected', 3.5, 1.8)]),
        ...(dash ? { 'line-dasharray': dash } : {}),
      },
    });
  return [
    inSlot('tint', {
      id: 'compounds-fill',
      type: 'fill',
      ...source,
      minzoom: 13,
      paint: {
        'fill-color': freshness ? byFreshness(context, freshnessColours(context)) : palette.compound,
        'fill-opacity': freshness ? 0.55 : 0.35,
        'fill-antialias': false,
      },
    }),
    wall('walled', null),
    wall('open', [3, 2]),
    inSlot('label', {
      id: 'compounds-name',
      type: 'symbol',
      source: 'living',
      'source-layer': 'compound_label',
      minzoom: 15.2,
      layout: {
        // By freshness the sign under the name says what the surface says by colour.
        'text-field': freshness
          ? ['format', ['get', 'name'], {}, '\n', {}, byFreshness(context, freshnessSigns), {}]
          : ['get', 'name'],
        'text-font': labelFont,
        'text-size': byZoom([15.2, 11], [18, 13.5]),
        'text-max-width': 8,
        'text-padding': 6,
      },
      paint: {
        'text-color': palette.label,
        'text-halo-color': palette.labelHalo,
        'text-halo-width': 1.4,
        'text-halo-blur': 0.5,
      },
    }),
  ];
}

/** Residential compounds: the wall line and the name. */
export const compoundsLayer = defineLayer({
  id: 'compounds',
  title: (context) => words(context.language).layers.compounds,
  sources: (context) => tileSource(context, 'living'),
  style,
  legend: (context) => {
    const text = words(context.language).layers;
    const wall = context.palette.compoundWall;
    return [
      { label: text.walled, colour: wall, shape: 'line' },
      { label: text.open, colour: wall, shape: 'dash' },
      ...(context.freshness ? freshnessLegend(context) : []),
    ];
  },
  select: (feature) => (typeof feature.id === 'number' ? { kind: 'compound', id: feature.id } : null),
  popup: (feature, context) => {
    const text = words(context.language).layers;
    return {
      title: textOf(feature.properties, 'name'),
      lines: [feature.properties.kind === 'open' ? text.open : text.walled, confirmedLine(feature.properties, context)],
    };
  },
});
