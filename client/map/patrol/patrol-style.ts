import type { ExpressionSpecification, FilterSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { byZoom } from '../../layers/expression.ts';
import { imageName } from '../../layers/image-name.ts';
import { slotOf } from '../../layers/slot.ts';
import type { LanguageChoice } from '../../state/store.ts';
import { labelFont } from '../../theme/basemap.ts';
import { type Palette, paletteOf, type Theme } from '../../theme/palette.ts';
import { type PlaceDeployment, placeStyle } from '../place-style.ts';
import { faded } from '../style.ts';
import { coverClasses, coverLook } from './cover-classes.ts';
import { plateWidth } from './plates.ts';
import { mostBeside } from './side-by-side.ts';
import { lookCount, squadLook } from './squad-looks.ts';

/** Sources that a patrols' map fills. */
export const patrolSources = ['cover', 'streets', 'preview', 'routes', 'spots', 'drawing'] as const;
export type PatrolSource = (typeof patrolSources)[number];

/** Layers of plates, uppermost first. */
export const plateLayers = ['patrol-squad', 'patrol-plate'] as const;
/** Layers whose things can be chosen, uppermost first. */
export const choosable = [...plateLayers, 'patrol-street-reach', 'patrol-route-reach'] as const;

/** Width of a lane by zoom, CSS pixels; arrows keep in it because their size grows with it. */
const lane: readonly [number, number][] = [
  [11, 2.6],
  [14, 4.4],
  [16.5, 6.6],
  [19, 10],
];
/** Arrow's size 1 stands for so many pixels of lane. */
const laneOfArrow = 9.4;

/** The console's ground and areas with what patrols draw: lines under the words of the ground, plates over everything. */
export function patrolStyle(
  deployment: PlaceDeployment,
  theme: Theme,
  language: LanguageChoice,
  scale: number,
): StyleSpecification {
  const style = placeStyle(deployment, theme, language, scale);
  const palette = paletteOf(theme);
  const above = style.layers.findIndex((layer) => ['label', 'symbol', 'name', 'signal'].includes(slotOf(layer)));
  const at = above < 0 ? style.layers.length : above;
  const own = Object.fromEntries(
    patrolSources.map((source) => [source, { type: 'geojson', data: { type: 'FeatureCollection', features: [] } }]),
  );
  return {
    ...style,
    sources: { ...style.sources, ...own } as StyleSpecification['sources'],
    layers: [
      ...style.layers.slice(0, at),
      ...[...cover(palette), ...streets(palette), ...routes(palette), ...drawing(palette)].map((layer) =>
        enlarged(layer, scale),
      ),
      ...style.layers.slice(at).map((layer) => quiet(layer)),
      ...plates(palette).map((layer) => enlarged(layer, scale)),
    ],
  };
}

/** Words of the ground step back behind plates. */
function quiet(layer: LayerSpecification): LayerSpecification {
  if (layer.type !== 'symbol') return layer;
  return { ...layer, paint: { ...layer.paint, 'text-opacity': 0.82 } };
}

function enlarged(layer: LayerSpecification, scale: number): LayerSpecification {
  if (scale === 1) return layer;
  const sized = (properties: object | undefined) =>
    Object.fromEntries(
      Object.entries(properties ?? {}).map(([name, value]) => [
        name,
        /-(width|size|radius|offset)$/.test(name) && name !== 'icon-offset' && name !== 'text-offset'
          ? faded(value, scale)
          : value,
      ]),
    );
  return {
    ...layer,
    ...('layout' in layer ? { layout: sized(layer.layout) } : {}),
    paint: sized(layer.paint),
  } as LayerSpecification;
}

const round = { 'line-cap': 'round', 'line-join': 'round' } as const;
const flat = { 'line-cap': 'butt', 'line-join': 'round' } as const;
const is = (property: string, value: unknown) => ['==', ['get', property], value] as FilterSpecification;
const dimmed = (strong: number, faint: number) =>
  ['case', ['boolean', ['get', 'dim'], false], faint, strong] as ExpressionSpecification;

/** Layers of streets by when they were passed. */
export const coverLayers = coverClasses.map((name) => `patrol-cover-${name}`);

/** Streets by when they were passed: a line a class, so that map and legend come from one table. */
function cover(palette: Palette): LayerSpecification[] {
  return coverClasses.map((name) => {
    const { colour, width, dash } = coverLook(name, palette);
    return {
      id: `patrol-cover-${name}`,
      type: 'line',
      source: 'cover',
      filter: is('cover', name),
      layout: dash.length > 0 && dash[0]! < 1 ? round : flat,
      paint: {
        'line-color': colour,
        'line-width': byZoom([12, width * 0.5], [15, width], [18, width * 2.4]),
        'line-opacity': name === 'blind' ? 0.7 : 0.95,
        ...(dash.length > 0 ? { 'line-dasharray': [...dash] } : {}),
      },
    };
  });
}

/** Must-pass streets: a double line for both sides, a firm one beside a fine one for one side; broken where nobody passes. */
function streets(palette: Palette): LayerSpecification[] {
  const line = (id: string, more: object, filter: FilterSpecification): LayerSpecification => ({
    id,
    type: 'line',
    source: 'streets',
    filter,
    layout: flat,
    paint: { 'line-color': palette.indigo, 'line-opacity': dimmed(0.95, 0.4), ...more },
  });
  const gap = byZoom([11, 3], [14, 6], [17, 14]);
  const served = ['!', ['get', 'unserved']] as FilterSpecification;
  return [
    line(
      'patrol-street-halo',
      { 'line-color': palette.lamp, 'line-width': byZoom([11, 10], [17, 30]), 'line-opacity': 0.4 },
      is('chosen', true),
    ),
    line('patrol-street-both', { 'line-width': byZoom([11, 1], [17, 2.6]), 'line-gap-width': gap }, [
      'all',
      served,
      is('sides', 2),
    ] as FilterSpecification),
    line(
      'patrol-street-one',
      { 'line-width': byZoom([11, 1.2], [17, 3]), 'line-offset': byZoom([11, 2], [14, 3.5], [17, 8]) },
      ['all', served, is('sides', 1)] as FilterSpecification,
    ),
    line(
      'patrol-street-one-fine',
      {
        'line-width': byZoom([11, 0.5], [17, 1]),
        'line-offset': byZoom([11, -2], [14, -3.5], [17, -8]),
        'line-opacity': 0.6,
      },
      ['all', served, is('sides', 1)] as FilterSpecification,
    ),
    line(
      'patrol-street-unserved',
      {
        'line-color': palette.ink,
        'line-width': byZoom([11, 1], [17, 2.6]),
        'line-gap-width': gap,
        'line-dasharray': [3, 2],
      },
      is('unserved', true),
    ),
    {
      id: 'patrol-street-reach',
      type: 'line',
      source: 'streets',
      paint: { 'line-color': palette.paper, 'line-opacity': 0.01, 'line-width': byZoom([11, 12], [17, 26]) },
    },
  ];
}

/** Routes in their lanes: casing, one line a look, arrows in the direction walked. */
function routes(palette: Palette): LayerSpecification[] {
  const offset = (factor: number) =>
    byZoom(
      ...lane.map(([zoom, width]) => [zoom, ['*', ['get', 'offset'], width * factor]] as readonly [number, unknown]),
    );
  const width = (share: number, extra: number) =>
    byZoom(...lane.map(([zoom, full]) => [zoom, full * share + extra] as const));
  const opacity = ['case', ['get', 'dim'], 0.28, ['get', 'shared'], 0.45, 1] as unknown as ExpressionSpecification;
  const looks = Array.from({ length: lookCount }, (_, place) => squadLook(place, palette));
  const line = (source: 'routes' | 'preview', look: (typeof looks)[number], place: number): LayerSpecification => ({
    id: `patrol-${source}-${place}`,
    type: 'line',
    source,
    filter: is('look', place),
    layout: look.dash[0] === 0.2 ? round : flat,
    paint: {
      'line-color': look.colour,
      'line-width': width(0.66, 0),
      'line-opacity': source === 'routes' ? opacity : 0.75,
      ...(source === 'routes' ? { 'line-offset': offset(1) } : {}),
      ...(look.dash.length > 0 ? { 'line-dasharray': [...look.dash] } : {}),
    },
  });
  return [
    {
      id: 'patrol-route-casing',
      type: 'line',
      source: 'routes',
      layout: round,
      paint: {
        'line-color': palette.labelHalo,
        'line-width': width(0.66, 2.2),
        'line-offset': offset(1),
        'line-opacity': ['case', ['get', 'dim'], 0.2, 0.9],
      },
    },
    ...looks.map((look, place) => line('preview', look, place)),
    ...looks.map((look, place) => line('routes', look, place)),
    arrows(palette, looks),
    {
      id: 'patrol-route-reach',
      type: 'line',
      source: 'routes',
      paint: {
        'line-color': palette.paper,
        'line-opacity': 0.01,
        'line-offset': offset(1),
        'line-width': width(1, 4),
      },
    },
  ];
}

/** Chevrons along the line. They take the lane's offset through their own, which their size scales. */
function arrows(palette: Palette, looks: readonly { colour: string }[]): LayerSpecification {
  const halves = Array.from({ length: 29 }, (_, index) => (index - 14) / 2);
  const places = halves.flatMap((half) => [half * 2, ['literal', [0, half * laneOfArrow]]]);
  const images = looks.flatMap(({ colour }, place) => [
    place,
    imageName({ shape: 'arrow', icon: '', fill: colour, ink: palette.sheet, edge: palette.sheet, ring: 0 }),
  ]);
  return {
    id: 'patrol-arrow',
    type: 'symbol',
    source: 'routes',
    minzoom: 13,
    filter: ['all', ['!', ['get', 'dim']], ['!', ['get', 'shared']]] as unknown as FilterSpecification,
    layout: {
      'symbol-placement': 'line',
      'symbol-spacing': 96,
      'icon-image': ['match', ['get', 'look'], ...images, ''] as unknown as ExpressionSpecification,
      'icon-offset': [
        'match',
        ['round', ['*', 2, ['get', 'offset']]],
        ...places,
        ['literal', [0, 0]],
      ] as unknown as ExpressionSpecification,
      'icon-size': byZoom(...lane.map(([zoom, width]) => [zoom, width / laneOfArrow] as const)),
      'icon-rotation-alignment': 'map',
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
    },
  };
}

/** What is being drawn: the way so far and its corners. */
function drawing(palette: Palette): LayerSpecification[] {
  return [
    {
      id: 'patrol-drawing-casing',
      type: 'line',
      source: 'drawing',
      layout: round,
      paint: { 'line-color': palette.sheet, 'line-width': byZoom([11, 6], [17, 12]) },
    },
    {
      id: 'patrol-drawing',
      type: 'line',
      source: 'drawing',
      layout: round,
      paint: { 'line-color': palette.accent, 'line-width': byZoom([11, 3], [17, 6]) },
    },
  ];
}

/**
 * Plates of places, and over them where squads start. A squad often starts where the name of its area stands: that name makes way; so
 * many stand at stops that no name could stay.
 */
function plates(palette: Palette): LayerSpecification[] {
  const isSquad = is('kind', 'squad');
  const filters = { 'patrol-squad': isSquad, 'patrol-plate': ['!', isSquad] as FilterSpecification };
  return [...plateLayers].reverse().map((id) => ({
    id,
    type: 'symbol',
    source: 'spots',
    filter: filters[id],
    layout: { ...plateIcons, ...plateNames, 'icon-ignore-placement': id === 'patrol-plate' },
    paint: {
      'icon-opacity': dimmed(1, 0.4),
      'text-color': palette.ink,
      'text-halo-color': palette.labelHalo,
      'text-halo-width': 1.6,
      'text-opacity': dimmed(1, 0.35),
    },
  }));
}

/** Plates of one place lie side by side, the chosen ones on top. */
const plateIcons = {
  'icon-image': ['get', 'image'] as ExpressionSpecification,
  'icon-size': byZoom([10.5, 0.42], [13, 0.6], [15, 0.9], [17.5, 1.1]),
  'icon-offset': [
    'match',
    ['get', 'place'],
    ...Array.from({ length: mostBeside - 1 }, (_, before) => [
      before + 1,
      ['literal', [(before + 1) * (plateWidth - 5), 0]],
    ]).flat(),
    ['literal', [0, 0]],
  ] as unknown as ExpressionSpecification,
  'icon-allow-overlap': true,
  'symbol-sort-key': [
    'case',
    ['boolean', ['get', 'chosen'], false],
    1000,
    ['match', ['get', 'role'], 'proposal', 0, 'point', 100, 'unserved', 600, 500],
  ] as unknown as ExpressionSpecification,
};

/** Names of places from near; of several visits of one the first has it. */
const plateNames = {
  'text-field': [
    'step',
    ['zoom'],
    '',
    15.2,
    [
      'match',
      ['get', 'role'],
      'stop',
      ['case', ['==', ['get', 'place'], 0], ['get', 'name'], ''],
      ['coalesce', ['get', 'name'], ''],
    ],
  ] as unknown as ExpressionSpecification,
  'text-font': labelFont,
  'text-size': 12,
  'text-anchor': 'top' as const,
  'text-offset': [0, 1.15] as [number, number],
  'text-optional': true,
};
