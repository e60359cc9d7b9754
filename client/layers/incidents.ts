import type { ExpressionSpecification, LayerSpecification, SourceSpecification } from 'maplibre-gl';
import { words } from '../locales/index.ts';
import { strongFont } from '../theme/basemap.ts';
import type { Palette } from '../theme/palette.ts';
import { byZoom, codeName, matching, textOf } from './expression.ts';
import { heatStops } from './heat-stops.ts';
import { imageName, type Mark } from './image-name.ts';
import {
  type CourseClass,
  type CourseColouring,
  courseClass,
  courseClasses,
  courseClassOf,
  courseColour,
  courseMark,
} from './incident-course.ts';
import { dotsFrom, heatUntil, symbolsFrom } from './incident-stops.ts';
import { defineLayer, type LayerContext, type LegendEntry } from './layer.ts';
import { inSlot } from './slot.ts';

/** Urgencies as the answer of points numbers them. */
export const urgencies = [0, 1, 2, 3] as const;
export type Urgency = (typeof urgencies)[number];

/** Colour of an urgency where it is a dot. */
export function urgencyColour(palette: Palette, urgency: Urgency): string {
  return [palette.jade, palette.inkSoft, palette.amber, palette.cinnabar][urgency]!;
}

/** Colour and shape of each urgency: settled is a hollow jade ring, open a disc of ink, due soon a ringed amber disc, overdue a cinnabar diamond. */
export function urgencyMark(palette: Palette, urgency: Urgency, icon: string): Mark {
  const full = { icon, ink: palette.sheet, edge: palette.sheet, ring: 0 };
  if (urgency === 3) return { ...full, shape: 'diamond', fill: palette.cinnabar };
  if (urgency === 2) return { ...full, shape: 'disc', fill: palette.amber, edge: palette.amber, ring: 1 };
  if (urgency === 1) return { ...full, shape: 'disc', fill: palette.inkSoft };
  return { icon, shape: 'hollow', fill: palette.sheet, ink: palette.jade, edge: palette.jade, ring: 0 };
}

const none: SourceSpecification = { type: 'geojson', data: { type: 'FeatureCollection', features: [] } };

function sources(): Record<string, SourceSpecification> {
  return {
    incidents: none,
    incident_selected: none,
    incident_clusters: {
      ...none,
      cluster: true,
      clusterRadius: 42,
      clusterMaxZoom: 17,
      clusterProperties: {
        overdue_count: ['+', ['case', ['==', ['get', 'urgency'], 3], 1, 0]],
        settled: ['max', ['get', 'settled']],
        hands: ['max', ['get', 'hands']],
      },
    } as SourceSpecification,
  };
}

const hasOverdue = ['>', ['coalesce', ['get', 'overdue_count'], 0], 0];

/** Opacity and colour of the heat by density, clear at none; streets stay readable below the densest class. */
function heatColour(palette: Palette): ExpressionSpecification {
  const stops = palette.heat.flatMap((colour, index) => {
    const alpha = Math.round(255 * (0.16 + index * 0.08))
      .toString(16)
      .padStart(2, '0');
    return [0.14 + index * 0.2, `${colour}${alpha}`];
  });
  return [
    'interpolate',
    ['linear'],
    ['heatmap-density'],
    0,
    `${palette.heat[0]}00`,
    ...stops,
  ] as unknown as ExpressionSpecification;
}

/** Area grows with the count; a cluster with overdue incidents has room for the words. */
const clusterRadius = [
  '+',
  ['interpolate', ['linear'], ['sqrt', ['get', 'point_count']], 1.4, 11, 6, 18, 20, 30],
  ['case', hasOverdue, 6, 0],
] as unknown as ExpressionSpecification;

function far(context: LayerContext): LayerSpecification[] {
  const { palette } = context;
  return [
    inSlot('heat', {
      id: 'incidents-heat',
      type: 'heatmap',
      source: 'incidents',
      maxzoom: heatUntil,
      paint: {
        'heatmap-radius': byZoom(...heatStops),
        'heatmap-intensity': byZoom(...heatStops.map(([zoom], stop) => [zoom, context.heat[stop] ?? 0.1] as const)),
        'heatmap-color': heatColour(palette),
        'heatmap-weight': ['get', 'weight'],
        // The dots take over.
        'heatmap-opacity': byZoom([dotsFrom, 0.9], [heatUntil, 0]),
      },
    }),
  ];
}

function near(context: LayerContext): LayerSpecification[] {
  const { palette } = context;
  const text = words(context.language).layers;
  const cluster = ['has', 'point_count'] as ExpressionSpecification;
  const single = ['!', ['has', 'point_count']] as unknown as ExpressionSpecification;
  const source = { source: 'incident_clusters', minzoom: symbolsFrom } as const;
  return [
    inSlot('dot', {
      id: 'incidents-selected',
      type: 'circle',
      source: 'incident_selected',
      paint: {
        'circle-radius': byZoom([10, 7], [14, 10], [symbolsFrom, 18], [17, 20]),
        'circle-color': palette.lamp,
        'circle-opacity': 0.3,
        'circle-stroke-color': palette.accent,
        'circle-stroke-width': 2,
      },
    }),
    inSlot('signal', {
      id: 'incidents-cluster',
      type: 'circle',
      ...source,
      filter: cluster,
      paint: {
        'circle-color': palette.sheet,
        'circle-opacity': 0.95,
        'circle-radius': clusterRadius,
        'circle-stroke-color': clusterEdge(context),
        'circle-stroke-width': context.colouring === 'urgency' ? (['case', hasOverdue, 2.5, 1.5] as never) : 3,
      },
    }),
    inSlot('signal', {
      id: 'incidents-cluster-count',
      type: 'symbol',
      ...source,
      filter: cluster,
      layout: {
        'text-field': [
          'format',
          ['get', 'point_count_abbreviated'],
          {},
          [
            'case',
            context.colouring === 'urgency' ? hasOverdue : false,
            ['concat', '\n', text.overdue_short, ' ', ['get', 'overdue_count']],
            '',
          ],
          { 'font-scale': 0.78, 'text-color': palette.cinnabar },
        ] as never,
        'text-font': strongFont,
        'text-size': 12.5,
        'text-line-height': 1.05,
        'text-allow-overlap': true,
        // Keeps the room of the whole disc clear of living-map symbols.
        'text-padding': 9,
      },
      paint: { 'text-color': palette.ink },
    }),
    inSlot('signal', {
      id: 'incidents-point',
      type: 'symbol',
      ...source,
      filter: single,
      layout: {
        'icon-image': pointImage(context),
        'icon-allow-overlap': true,
        // What is settled steps back.
        'icon-size': byZoom([symbolsFrom, steppingBack(context, 0.58, 0.85)], [17, steppingBack(context, 0.8, 1.08)]),
        'symbol-sort-key': ['get', 'urgency'],
      },
    }),
  ];
}

/** What is settled steps back by urgency; by what it went through, what has gone nowhere yet. */
function steppingBack({ colouring }: LayerContext, back: number, otherwise: number): ExpressionSpecification {
  return matching(colouring, [[0, back]], otherwise);
}

/** The most urgent of a cluster shows on its edge; by what they went through, the one that went furthest. */
function clusterEdge({ palette, colouring }: LayerContext): ExpressionSpecification {
  if (colouring === 'urgency') {
    return ['case', hasOverdue, palette.cinnabar, palette.inkSoft] as unknown as ExpressionSpecification;
  }
  const colours = courseClasses.flatMap((course) => [course, courseColour(palette, course)]);
  return ['match', courseClass(colouring), ...colours, palette.inkFaint] as unknown as ExpressionSpecification;
}

function pointImage(context: LayerContext): ExpressionSpecification {
  return context.colouring === 'urgency' ? urgencyImage(context) : courseImage(context, context.colouring);
}

function courseImage(context: LayerContext, colouring: CourseColouring): ExpressionSpecification {
  const entries = context.catalogues['incident-category'];
  const image = (course: CourseClass) =>
    matching(
      'category',
      entries.map(({ id, icon }) => [id, imageName(courseMark(context.palette, course, icon ?? ''))] as const),
      imageName(courseMark(context.palette, course, '')),
    );
  const images = courseClasses.flatMap((course) => [course, image(course)]);
  return ['match', courseClass(colouring), ...images, image(0)] as unknown as ExpressionSpecification;
}

function urgencyImage(context: LayerContext): ExpressionSpecification {
  const entries = context.catalogues['incident-category'];
  const image = (urgency: Urgency) =>
    matching(
      'category',
      entries.map((entry) => [entry.id, imageName(urgencyMark(context.palette, urgency, entry.icon ?? ''))] as const),
      imageName(urgencyMark(context.palette, urgency, '')),
    );
  return matching(
    'urgency',
    urgencies.map((urgency) => [urgency, image(urgency)] as const),
    image(1),
  );
}

function classLegend({ palette, colouring, language }: LayerContext): LegendEntry[] {
  const text = words(language).layers;
  const row = (label: string, mark: Mark): LegendEntry => ({
    label,
    colour: mark.shape === 'hollow' ? mark.edge : mark.fill,
    shape: 'point',
    mark,
  });
  if (colouring === 'urgency') {
    return [...urgencies].reverse().map((urgency) => row(text.urgency[urgency]!, urgencyMark(palette, urgency, '')));
  }
  return courseClasses.map((course) => row(text.course[colouring][course]!, courseMark(palette, course, '')));
}

function clusterLines(properties: Record<string, unknown>, { colouring, language }: LayerContext): string[] {
  const text = words(language).layers;
  if (colouring === 'urgency') {
    const overdue = Number(properties.overdue_count ?? 0);
    return overdue > 0 ? [text.cluster_overdue(overdue.toLocaleString(language))] : [];
  }
  const most = courseClassOf(colouring, Number(properties.settled ?? 0), Number(properties.hands ?? 0));
  return [text.cluster_most(text.course[colouring][most]!)];
}

/** Incidents of the period: a heat from far, clusters and symbols from near; the dots in between are drawn by map/overlay.ts. */
export const incidentsLayer = defineLayer({
  id: 'incidents',
  title: (context) => words(context.language).layers.incidents,
  sources,
  style: (context) => [...far(context), ...near(context)],
  legend: (context) => {
    const { palette } = context;
    const text = words(context.language).layers;
    return [
      { label: text.density, colour: palette.heat[4], shape: 'ramp', ramp: palette.heat },
      ...classLegend(context),
    ];
  },
  select: (feature) => {
    const id = feature.properties?.id;
    return typeof id === 'number' && feature.properties.point_count === undefined ? { kind: 'incident', id } : null;
  },
  popup: (feature, context) => {
    const text = words(context.language).layers;
    const { properties } = feature;
    const figure = (value: unknown) => Number(value).toLocaleString(context.language);
    if (properties.point_count !== undefined) {
      return {
        title: text.cluster(figure(properties.point_count)),
        lines: [...clusterLines(properties, context), words(context.language).map.split],
      };
    }
    const category = codeName(context.catalogues['incident-category'], textOf(properties, 'category'), context);
    const lines = [text.urgency[Number(properties.urgency)] ?? ''];
    if (context.colouring !== 'urgency') {
      lines.push(
        text.course[context.colouring][
          courseClassOf(context.colouring, Number(properties.settled), Number(properties.hands))
        ]!,
      );
    }
    return { title: category, lines };
  },
});
