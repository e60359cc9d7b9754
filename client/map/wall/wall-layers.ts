import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { WallResource } from '../../../server/api/wall/schema.ts';
import { byZoom, matching } from '../../layers/expression.ts';
import { imageName, type Mark } from '../../layers/image-name.ts';
import { urgencyMark } from '../../layers/incidents.ts';
import { inSlot } from '../../layers/slot.ts';
import { majorKinds, roadClasses, roadWidth } from '../../theme/basemap.ts';
import type { Palette } from '../../theme/palette.ts';

/** Layers that only a wall has: light along the streets, its own area's edge, what lies outside it, and incidents without clusters. */

const litKinds = [...majorKinds, ...roadClasses[2]!.kinds];

/** A warm blur under the streets that carry traffic. */
export function streetLight({ lamp }: Palette): LayerSpecification[] {
  return [
    inSlot('water', {
      id: 'wall-street-light',
      type: 'line',
      source: 'ground',
      'source-layer': 'road',
      minzoom: 11,
      filter: ['all', ['in', ['get', 'kind'], ['literal', litKinds]], ['!', ['has', 'tunnel']]] as never,
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: {
        'line-color': lamp,
        'line-width': roadWidth(16),
        'line-blur': byZoom([11, 7], [15, 13], [18, 26]),
        'line-opacity': matching('kind', [[majorKinds, 0.5]], 0.24),
      },
    }),
  ];
}

/**
 * The wall's own area: a firm edge, and a veil over all that lies outside. `wall_mask` has its shape, made of the outline in the few
 * tiles of `wall_outline`, which come because a clear layer asks for them.
 */
export function ownArea({ paper, lamp }: Palette, area_code: string): LayerSpecification[] {
  const edge = {
    type: 'line',
    source: 'areas',
    'source-layer': 'area',
    filter: ['==', ['get', 'area_code'], area_code] as never,
    layout: { 'line-join': 'round' },
  } as const;
  return [
    inSlot('land', {
      id: 'wall-outline',
      type: 'fill',
      source: 'wall_outline',
      'source-layer': 'area',
      filter: edge.filter,
      paint: { 'fill-opacity': 0 },
    }),
    inSlot('line', {
      id: 'wall-mask',
      type: 'fill',
      source: 'wall_mask',
      paint: { 'fill-color': paper, 'fill-opacity': 0.74, 'fill-antialias': false },
    }),
    inSlot('line', {
      id: 'wall-edge-glow',
      ...edge,
      paint: { 'line-color': lamp, 'line-width': 12, 'line-blur': 12, 'line-opacity': 0.28 },
    }),
    inSlot('line', {
      id: 'wall-edge',
      ...edge,
      paint: { 'line-color': lamp, 'line-width': 1, 'line-gap-width': 2.4, 'line-opacity': 0.75 },
    }),
  ];
}

/** An open incident is a lamp; the others are as on every map. */
export function wallMark(palette: Palette, urgency: 0 | 1 | 2 | 3): Mark {
  const mark = urgencyMark(palette, urgency, '');
  return urgency === 1 ? { ...mark, fill: palette.lamp, edge: palette.paper } : mark;
}

const perUrgency = <Output>(outputs: readonly [Output, Output, Output, Output]) =>
  matching(
    'urgency',
    [1, 2, 3].map((urgency) => [urgency, outputs[urgency]!] as const),
    outputs[0],
  );

/** Incidents one by one: each a mark whose shape says how urgent it is, with a glow of its colour beneath. */
export function wallIncidents(palette: Palette): LayerSpecification[] {
  const source = 'wall_incidents';
  const { jade, lamp, amber, cinnabar } = palette;
  const size = (least: number) =>
    byZoom([11, least * 0.36], [14, least * 0.7], [17, least * 1.1]) as ExpressionSpecification;
  const sized = [11, 14, 17].map((zoom, stop) => {
    const factor = [0.36, 0.7, 1.1][stop]!;
    return [zoom, perUrgency([0.5 * factor, 0.7 * factor, 0.85 * factor, 1.15 * factor])] as const;
  });
  return [
    inSlot('dot', {
      id: 'wall-incidents-glow',
      type: 'circle',
      source,
      filter: ['>', ['get', 'urgency'], 0],
      paint: {
        'circle-color': perUrgency([jade, lamp, amber, cinnabar]),
        'circle-radius': size(26),
        'circle-blur': 1,
        'circle-opacity': perUrgency([0, 0.3, 0.34, 0.6]),
        'circle-pitch-alignment': 'map',
      },
    }),
    inSlot('signal', {
      id: 'wall-incidents-mark',
      type: 'symbol',
      source,
      layout: {
        'icon-image': perUrgency([
          imageName(wallMark(palette, 0)),
          imageName(wallMark(palette, 1)),
          imageName(wallMark(palette, 2)),
          imageName(wallMark(palette, 3)),
        ]),
        'icon-size': byZoom(...sized),
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
        'symbol-sort-key': ['get', 'urgency'],
      },
    }),
  ];
}

/** An icon for each kind of what can be called upon. */
const resourceIcons: Record<WallResource['kind'], string> = {
  people: 'maki/police',
  store: 'maki/suitcase',
  vehicle: 'maki/bus',
  shelter: 'maki/shelter',
};

/** What can be called upon in an emergency: squares, whose icon says what it is. */
export function wallResources({ sheetRaised, ink, inkSoft }: Palette): LayerSpecification[] {
  const image = (icon: string) => imageName({ shape: 'square', icon, fill: sheetRaised, ink, edge: inkSoft, ring: 0 });
  return [
    inSlot('symbol', {
      id: 'wall-resources',
      type: 'symbol',
      source: 'wall_resources',
      layout: {
        'icon-image': matching(
          'kind',
          Object.entries(resourceIcons).map(([kind, icon]) => [kind, image(icon)] as const),
          image('maki/marker'),
        ),
        'icon-size': byZoom([11, 0.5], [14, 0.85], [17, 1.2]),
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
      },
    }),
  ];
}
