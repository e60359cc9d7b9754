import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { Deployment } from '../../server/api/deployment/schema.ts';
import { formatGuarded } from '../format/number.ts';
import { words } from '../locales/index.ts';
import { hiddenCount } from '../map/classes.ts';
import { labelFont, strongFont } from '../theme/basemap.ts';
import { byZoom, codeName, textOf, whenState } from './expression.ts';
import { tileSource } from './ground.ts';
import { defineLayer, type LayerContext, type LegendEntry } from './layer.ts';
import { inSlot } from './slot.ts';

/** Zooms between which a level is coloured, named and opened by a click; the lowest level goes on to the closest zoom. */
export interface LevelRange {
  level: string;
  minzoom: number;
  maxzoom: number;
}

/** Zoom from which a level takes over from the one above it, at the earliest. */
const takeover: Record<string, number> = { district: 6, street: 9, community: 11.8, grid: 13.8 };
/** In a tree too large for one screen a level also waits until its areas are this wide, so that the overview shows some dozens of areas. */
const readable_px = 64;
/** Zooms from which the tiles hold the deepest level and the one above it; see areaMinzoom in server/tiles/layers.ts. */
const inTiles = [12, 10];
/** No level waits longer than this. */
const latest = 16;
/** Ground width of a CSS pixel at zoom 0 on the equator. */
const pixel_m = 78_271.517;
const closest = 24;

/** True for a tree of several chunks, such as a city's or a province's. */
function isLarge({ root, chunk_digits }: Deployment): boolean {
  return root !== null && chunk_digits !== root.area_code.length;
}

/**
 * The level in view by zoom, from the root's down. Levels are data, so a tree of three or seven works; one that has no zoom of its
 * own in `takeover` goes by the width of its areas, else begins a step after the level above it.
 */
export function levelRanges({ deployment }: Pick<LayerContext, 'deployment'>): LevelRange[] {
  const { root, levels } = deployment;
  const large = isLarge(deployment);
  const width_m = pixel_m * Math.cos(((root?.centre[1] ?? 0) * Math.PI) / 180);
  const starts: number[] = [];
  for (const [index, { level, typical_width_m }] of levels.entries()) {
    const before = starts.at(-1);
    const readable = large && typical_width_m ? Math.log2((width_m * readable_px) / typical_width_m) : 0;
    const own = Math.max(takeover[level] ?? 0, Math.min(readable, latest)) || (before ?? 0) + 1;
    const there = inTiles[levels.length - 1 - index] ?? 0;
    starts.push(before === undefined ? 0 : Math.max(own, before + 0.5, there));
  }
  return levels.map(({ level }, index) => ({ level, minzoom: starts[index]!, maxzoom: starts[index + 1] ?? closest }));
}

/** The level that a zoom shows; undefined before there is an area tree. */
export function levelAtZoom(context: Pick<LayerContext, 'deployment'>, zoom: number): string | undefined {
  return levelRanges(context).find((range) => zoom < range.maxzoom)?.level ?? context.deployment.levels.at(-1)?.level;
}

/** Colours of the classes that there are; fewer classes spread over the whole ramp. */
export function classColours(context: LayerContext): string[] {
  const ramp = context.palette.choropleth;
  const count = Math.min(ramp.length, context.breaks.length + 1);
  if (count === 1) return [ramp[1]];
  return Array.from({ length: count }, (_, index) => ramp[Math.round((index * (ramp.length - 1)) / (count - 1))]!);
}

/** Class colour by the indicator in feature-state; clear where there is no value. Counts are whole, so half a step separates classes. */
function classColour(context: LayerContext): ExpressionSpecification {
  const colours = classColours(context);
  const steps = context.breaks
    .slice(0, colours.length - 1)
    .flatMap((bound, index) => [bound + 0.5, colours[index + 1]]);
  const value = ['coalesce', ['feature-state', context.indicator], -1];
  return ['step', value, 'rgba(0,0,0,0)', -0.5, colours[0], ...steps] as unknown as ExpressionSpecification;
}

/** Share of its full strength at which the choropleth is drawn: it steps back while the living map is coloured by freshness. */
export function tintStrength({ freshness }: Pick<LayerContext, 'freshness'>): number {
  return freshness ? 0.3 : 1;
}

function fills(context: LayerContext): LayerSpecification[] {
  const strength = tintStrength(context);
  return levelRanges(context).map((range) =>
    inSlot('tint', {
      id: `grids-fill-${range.level}`,
      type: 'fill',
      source: 'areas',
      'source-layer': 'area',
      minzoom: range.minzoom,
      maxzoom: range.maxzoom,
      filter: ['==', ['get', 'level'], range.level],
      paint: {
        'fill-color': classColour(context),
        // From near the ground itself is what is looked at; by freshness the tint of compounds is, and two tints mix to mud.
        'fill-opacity': byZoom(
          [13.8, whenState('hover', strength, 0.85 * strength)],
          [15.5, whenState('hover', 0.7 * strength, 0.5 * strength)],
          [17, whenState('hover', 0.5 * strength, 0.28 * strength)],
        ),
        'fill-antialias': false,
      },
    }),
  );
}

/** Whether an area lies outside all that is counted; null where everything is. */
function uncounted({ counted }: LayerContext): ExpressionSpecification | null {
  if (counted.includes('')) return null;
  const inside = counted.map((prefix) => ['==', ['slice', ['get', 'area_code'], 0, prefix.length], prefix]);
  return ['!', ['any', ...inside]] as unknown as ExpressionSpecification;
}

/** Share at which the veil over what is not counted is drawn. */
const veilStrength = 0.16;

/** What is not counted is neither quiet nor busy: a grey veil, told apart from the lowest class, which is warm and clear. */
function veils(context: LayerContext): LayerSpecification[] {
  const outside = uncounted(context);
  if (!outside) return [];
  return levelRanges(context).map((range) =>
    inSlot('tint', {
      id: `grids-veil-${range.level}`,
      type: 'fill',
      source: 'areas',
      'source-layer': 'area',
      minzoom: range.minzoom,
      maxzoom: range.maxzoom,
      filter: ['all', ['==', ['get', 'level'], range.level], outside],
      paint: { 'fill-color': context.palette.inkFaint, 'fill-opacity': veilStrength, 'fill-antialias': false },
    }),
  );
}

/** Zooms that lines begin before their level is shown: upper levels', and the lowest's. */
const lineLead = 1;
const lowestLead = 1.3;

/** Upper levels are one line, the higher the firmer; the lowest is a fine double line. In a large tree lines grow firm only as their level takes over. */
function outlines(context: LayerContext): LayerSpecification[] {
  const { palette } = context;
  const ranges = levelRanges(context);
  const large = isLarge(context.deployment);
  return ranges.map((range, index) => {
    const lowest = index === ranges.length - 1;
    const above = Math.min(ranges.length - 1 - index, 4);
    const from = Math.max(0, range.minzoom - (lowest ? lowestLead : lineLead));
    const near = Math.max(18, from + 3);
    const hover = (width: number) => whenState('hover', width * 1.7, width);
    return inSlot('wall', {
      id: `grids-line-${range.level}`,
      type: 'line',
      source: 'areas',
      'source-layer': 'area',
      minzoom: from,
      filter: ['==', ['get', 'level'], range.level],
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': lowest ? palette.gridLine : palette.inkFaint,
        'line-opacity': lowest
          ? byZoom([from, 0.35], [from + 1.5, 0.75])
          : large && index > 0
            ? byZoom([from, 0.15], [from + 2, 0.8])
            : 0.8,
        'line-width': lowest
          ? byZoom([from, 0.4], [from + 1.5, hover(0.6)], [near, hover(1)])
          : byZoom([10, 0.6 + above * 0.5], [16, 1.2 + above * 0.9]),
        'line-gap-width': lowest ? byZoom([from + 1, 0], [from + 2, 1.4], [near, 3]) : 0,
      },
    });
  });
}

/** The count of an area from the map's global state, where data.ts puts it; empty before it came. */
const count = [
  'coalesce',
  ['to-string', ['get', ['get', 'area_code'], ['object', ['global-state', 'counts'], ['literal', {}]]]],
  '',
];

/** Names change over later than colours: eight communities are named while their hundred grids are coloured. */
const nameDelay = 1;
/** From here on compounds and houses have the room. */
const lastName = 16.8;

function names(context: LayerContext): LayerSpecification[] {
  const { palette } = context;
  const ranges = levelRanges(context);
  return ranges.map((range, index) =>
    inSlot('name', {
      id: `grids-name-${range.level}`,
      type: 'symbol',
      source: 'areas',
      'source-layer': 'area_label',
      minzoom: index === 0 ? 0 : range.minzoom + nameDelay,
      maxzoom: index === ranges.length - 1 ? lastName : range.maxzoom + nameDelay,
      filter: ['==', ['get', 'level'], range.level],
      layout: {
        'text-field': [
          'format',
          ['get', 'name'],
          {},
          ['case', ['==', count, ''], '', ['concat', '\n', count]],
          { 'font-scale': 0.9, 'text-color': palette.accent },
        ] as unknown as ExpressionSpecification,
        'text-font': index === ranges.length - 1 ? labelFont : strongFont,
        'text-size': byZoom([range.minzoom + 1, 12], [range.minzoom + 3, 15]),
        'text-line-height': 1.25,
        'text-max-width': 9,
        'text-padding': 6,
        // Up or down only: a name pushed sideways stands in the next grid.
        'text-variable-anchor-offset': [
          'center',
          [0, 0],
          'top',
          [0, 0.8],
          'bottom',
          [0, -0.8],
          'top',
          [0, 1.5],
          'bottom',
          [0, -1.5],
        ],
      },
      paint: {
        'text-color': palette.label,
        'text-halo-color': palette.labelHalo,
        'text-halo-width': 1.6,
        'text-halo-blur': 0.5,
      },
    }),
  );
}

/** Paint of the chosen area and of what is not it; `style.ts` sets the two filters to the selection. */
function stress(context: LayerContext): LayerSpecification[] {
  const { palette } = context;
  const source = { source: 'areas', 'source-layer': 'area' } as const;
  return [
    inSlot('line', {
      id: 'grids-dim',
      type: 'fill',
      ...source,
      filter: false,
      paint: {
        'fill-color': palette.paper,
        'fill-opacity': palette.theme === 'night' ? 0.5 : 0.45,
        'fill-antialias': false,
      },
    }),
    inSlot('mark', {
      id: 'grids-selected-halo',
      type: 'line',
      ...source,
      filter: false,
      layout: { 'line-join': 'round' },
      paint: { 'line-color': palette.labelHalo, 'line-width': byZoom([11, 4], [17, 7]), 'line-opacity': 0.85 },
    }),
    inSlot('mark', {
      id: 'grids-selected',
      type: 'line',
      ...source,
      filter: false,
      layout: { 'line-join': 'round' },
      paint: { 'line-color': palette.accent, 'line-width': byZoom([11, 1.8], [17, 3.2]) },
    }),
  ];
}

function legend(context: LayerContext): LegendEntry[] {
  const figure = (value: number) => value.toLocaleString(context.language);
  const text = words(context.language).layers;
  const colours = classColours(context);
  if (context.breaks.length === 0) return [{ label: text.no_value, colour: colours[0]!, shape: 'fill' }];
  const classes = colours.map((colour, index): LegendEntry => {
    const from = index === 0 ? 0 : context.breaks[index - 1]! + 1;
    const to = context.breaks[index];
    const hidden = index === 0 && context.small_count_below !== null && to === context.small_count_below - 1;
    const span = from === to ? figure(to) : `${figure(from)}–${figure(to ?? 0)}`;
    const range = hidden ? `<${figure(to + 1)}` : to === undefined ? `≥ ${figure(from)}` : span;
    return { label: [range, text.indicator_unit[context.indicator]].filter(Boolean).join(' '), colour, shape: 'fill' };
  });
  if (!uncounted(context)) return classes;
  const veil = `color-mix(in srgb, ${context.palette.inkFaint} ${veilStrength * 100}%, transparent)`;
  return [...classes, { label: text.outside, colour: veil, shape: 'fill' }];
}

/** The area tree: outline, name and count of the level that the zoom shows, coloured by the chosen indicator. */
export const gridsLayer = defineLayer({
  id: 'grids',
  title: (context) => words(context.language).layers.grids,
  sources: (context) => tileSource(context, 'areas'),
  style: (context) => [
    ...fills(context),
    ...veils(context),
    ...outlines(context),
    ...names(context),
    ...stress(context),
  ],
  legend,
  select: (feature) => {
    const code = textOf(feature.properties, 'area_code');
    return code === '' ? null : { kind: 'area', area_code: code };
  },
  popup: (feature, context) => {
    const text = words(context.language).layers;
    const value = (feature.state as Record<string, unknown> | undefined)?.[context.indicator];
    const level = codeName(context.catalogues['area-level'], textOf(feature.properties, 'level'), context);
    const unit = text.indicator_unit[context.indicator];
    const lines = [level];
    if (typeof value === 'number') {
      const known = value === hiddenCount ? null : value;
      const count = formatGuarded(known, context.small_count_below, context.language);
      lines.push(`${text.indicator[context.indicator]} ${count} ${unit}`.trim());
    }
    return { title: textOf(feature.properties, 'name'), lines };
  },
});
