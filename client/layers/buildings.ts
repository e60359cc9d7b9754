import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { words } from '../locales/index.ts';
import { labelFont } from '../theme/basemap.ts';
import { byZoom, textOf, whenState } from './expression.ts';
import { tileSource } from './ground.ts';
import { defineLayer, type LayerContext } from './layer.ts';
import { inSlot } from './slot.ts';

/** Kinds in which people live, as OpenStreetMap words them. */
export const residentialKinds = ['residential', 'apartments', 'house', 'dormitory'];
/** An untyped building of an imported extract counts as residential from this many floors on. */
const residentialFloors = 3;

/** Height in metres: as measured, else from the floors, else a low house. */
export const buildingHeight = [
  'coalesce',
  ['get', 'height_m'],
  ['case', ['has', 'floor_count'], ['+', ['*', ['get', 'floor_count'], 3], 1], 6],
] as unknown as ExpressionSpecification;

const residential = [
  'any',
  ['in', ['get', 'kind'], ['literal', residentialKinds]],
  ['all', ['==', ['get', 'kind'], 'yes'], ['>=', ['coalesce', ['get', 'floor_count'], 0], residentialFloors]],
];

/** Colours that the paint and the legend share. `lit` is a house with its lamps on, seen only at night. */
function tones(context: LayerContext) {
  const { palette } = context;
  const night = palette.theme === 'night';
  return {
    plain: palette.building,
    home: palette.buildingTop,
    lit: night ? '#5b4c33' : palette.buildingTop,
    bright: night ? '#8d7140' : palette.buildingTop,
    hover: night ? '#6b7f93' : '#d9c9a6',
    // By day the full lamp would pass for the amber of what is due.
    selected: night ? palette.lamp : '#f0cd85',
  };
}

/** A third of the homes show light at night, a few of them bright; which ones hangs on the id alone, so it never flickers. */
function colour(context: LayerContext): ExpressionSpecification {
  const tone = tones(context);
  const hash = ['%', ['*', ['coalesce', ['id'], 0], 7919], 10];
  const home = ['case', ['<', hash, 1], tone.bright, ['<', hash, 4], tone.lit, tone.home];
  return whenState(
    'selected',
    tone.selected,
    whenState('hover', tone.hover, ['case', residential, home, tone.plain] as unknown as ExpressionSpecification),
  );
}

function style(context: LayerContext): LayerSpecification[] {
  const { palette } = context;
  const source = { source: 'ground', 'source-layer': 'building' } as const;
  return [
    inSlot('wall', {
      id: 'buildings-footprint',
      type: 'fill',
      ...source,
      minzoom: 13,
      maxzoom: 15.75,
      paint: {
        'fill-color': colour(context),
        // From afar a thousand edges would be a hatching.
        'fill-outline-color': byZoom([13.8, palette.building], [14.8, palette.buildingEdge]),
        'fill-opacity': byZoom([13, 0.5], [14.5, 1]),
      },
    }),
    inSlot('solid', {
      id: 'buildings-solid',
      type: 'fill-extrusion',
      ...source,
      minzoom: 15.5,
      paint: {
        'fill-extrusion-color': colour(context),
        'fill-extrusion-height': byZoom([15.5, 0], [16.2, buildingHeight]),
        'fill-extrusion-base': 0,
        'fill-extrusion-opacity': byZoom([15.5, 0], [15.75, 0.95]),
        'fill-extrusion-vertical-gradient': true,
      },
    }),
    inSlot('label', {
      id: 'buildings-name',
      type: 'symbol',
      ...source,
      minzoom: 17,
      filter: ['has', 'name'],
      layout: {
        'text-field': ['get', 'name'],
        'text-font': labelFont,
        'text-size': byZoom([17, 10.5], [19, 13]),
        'text-max-width': 7,
        'text-padding': 4,
      },
      paint: { 'text-color': palette.label, 'text-halo-color': palette.labelHalo, 'text-halo-width': 1.2 },
    }),
  ];
}

/** Footprints with a fine edge, solid from zoom 16 on; the chosen one is lit. */
export const buildingsLayer = defineLayer({
  id: 'buildings',
  title: (context) => words(context.language).layers.buildings,
  sources: (context) => tileSource(context, 'ground'),
  style,
  legend: (context) => {
    const tone = tones(context);
    const text = words(context.language).layers;
    const rows = [
      { label: text.residential, colour: tone.home, shape: 'fill' as const },
      { label: text.other_building, colour: tone.plain, shape: 'fill' as const },
    ];
    if (context.palette.theme === 'night') rows.push({ label: text.lit, colour: tone.bright, shape: 'fill' });
    return rows;
  },
  select: (feature) =>
    (feature.sourceLayer ?? feature.properties.layer) === 'building' && typeof feature.id === 'number'
      ? { kind: 'building', id: feature.id }
      : null,
  popup: (feature, context) => {
    const text = words(context.language).layers;
    const floors = feature.properties.floor_count;
    return {
      title: textOf(feature.properties, 'name') || text.building,
      lines: typeof floors === 'number' ? [text.floors(floors)] : [],
    };
  },
});
