import type { LayerSpecification } from 'maplibre-gl';
import type { SquadKind } from '../../server/api/patrol/schema.ts';
import { words } from '../locales/index.ts';
import { labelFont } from '../theme/basemap.ts';
import { byZoom, codeName, matching, textOf, whenState } from './expression.ts';
import { tileSource } from './ground.ts';
import { imageName, type Mark } from './image-name.ts';
import { defineLayer, type LayerContext } from './layer.ts';
import { inSlot } from './slot.ts';

/** Shape and icon of each kind of squad; the colour is indigo for all, so the shape tells them apart. */
const squadMarks: Record<SquadKind, Pick<Mark, 'shape' | 'icon'>> = {
  full_time: { shape: 'disc', icon: 'maki/police' },
  volunteer: { shape: 'hollow', icon: 'maki/heart' },
  enterprise: { shape: 'square', icon: 'maki/suitcase' },
};

function pointMark(context: LayerContext, { shape, icon }: Pick<Mark, 'shape' | 'icon'>): Mark {
  const { palette } = context;
  const hollow = shape === 'hollow';
  return {
    shape,
    icon,
    fill: hollow ? palette.sheet : palette.indigo,
    ink: hollow ? palette.indigo : palette.sheet,
    edge: hollow ? palette.indigo : palette.sheet,
    ring: 0,
  };
}

function routes(context: LayerContext): LayerSpecification[] {
  const { palette } = context;
  const source = { source: 'patrol', 'source-layer': 'patrol_route' } as const;
  const arrow = {
    shape: 'arrow',
    icon: '',
    fill: palette.indigo,
    ink: palette.sheet,
    edge: palette.sheet,
    ring: 0,
  } as const;
  return [
    inSlot('line', {
      id: 'patrol-route-casing',
      type: 'line',
      ...source,
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: {
        'line-color': palette.labelHalo,
        'line-width': byZoom([11, 2.5], [15, 5], [18, 9]),
        'line-opacity': 0.85,
      },
    }),
    inSlot('line', {
      id: 'patrol-route',
      type: 'line',
      ...source,
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: {
        'line-color': palette.indigo,
        'line-width': byZoom(
          [11, whenState('selected', 2.4, 1.2)],
          [15, whenState('selected', 4.6, 2.6)],
          [18, whenState('selected', 8, 5)],
        ),
        'line-opacity': whenState('selected', 1, whenState('hover', 1, 0.72)),
      },
    }),
    inSlot('symbol', {
      id: 'patrol-arrow',
      type: 'symbol',
      ...source,
      minzoom: 13.5,
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 110,
        'icon-image': imageName(arrow),
        'icon-size': byZoom([13.5, 0.55], [17, 0.9]),
        'icon-rotation-alignment': 'map',
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
      },
    }),
  ];
}

function points(context: LayerContext): LayerSpecification[] {
  const { palette } = context;
  const source = { source: 'patrol', 'source-layer': 'patrol_point' } as const;
  const images = Object.entries(squadMarks).map(([kind, mark]) => [kind, imageName(pointMark(context, mark))] as const);
  return [
    inSlot('mark', {
      id: 'patrol-point-selected',
      type: 'circle',
      ...source,
      paint: {
        'circle-radius': whenState('selected', 19, 0),
        'circle-color': palette.lamp,
        'circle-opacity': whenState('selected', 0.35, 0),
        'circle-stroke-color': palette.accent,
        'circle-stroke-width': whenState('selected', 2, 0),
      },
    }),
    inSlot('signal', {
      id: 'patrol-point',
      type: 'symbol',
      ...source,
      minzoom: 12.5,
      layout: {
        'icon-image': matching('squad_kind', images, imageName(pointMark(context, { shape: 'disc', icon: '' }))),
        'icon-size': byZoom([12.5, 0.6], [15.5, 1]),
        'icon-allow-overlap': true,
        'text-field': ['step', ['zoom'], '', 15.5, ['get', 'name']],
        'text-font': labelFont,
        'text-size': 11.5,
        'text-anchor': 'top',
        'text-offset': [0, 1.25],
        'text-optional': true,
      },
      paint: { 'text-color': palette.indigo, 'text-halo-color': palette.labelHalo, 'text-halo-width': 1.4 },
    }),
  ];
}

/** Where patrols go: points with the kind of their squad, routes along streets with their direction. */
export const patrolLayer = defineLayer({
  id: 'patrol',
  title: (context) => words(context.language).layers.patrol,
  sources: (context) => tileSource(context, 'patrol'),
  style: (context) => [...routes(context), ...points(context)],
  legend: (context) => [
    { label: words(context.language).layers.route, colour: context.palette.indigo, shape: 'line' },
    ...Object.entries(squadMarks).map(([kind, mark]) => ({
      label: codeName(context.catalogues['squad-kind'], kind, context),
      colour: context.palette.indigo,
      shape: 'icon' as const,
      icon: mark.icon,
      mark: pointMark(context, mark),
    })),
  ],
  select: (feature) => {
    if (typeof feature.id !== 'number') return null;
    return { kind: feature.sourceLayer === 'patrol_route' ? 'patrol_route' : 'patrol_point', id: feature.id };
  },
  popup: (feature, context) => ({
    title: textOf(feature.properties, 'name'),
    lines: [
      textOf(feature.properties, 'squad_name'),
      codeName(context.catalogues['squad-kind'], textOf(feature.properties, 'squad_kind'), context),
    ].filter((line) => line !== ''),
  }),
});
