import type { LayerSpecification } from 'maplibre-gl';
import type { CatalogueName, CodeEntry } from '../../server/api/codes/schema.ts';
import { words } from '../locales/index.ts';
import type { LayerId } from '../state/store.ts';
import { labelFont } from '../theme/basemap.ts';
import { byZoom, codeName, matching, textOf, whenState } from './expression.ts';
import { byFreshness, confirmedLine, freshnessColours, freshnessLegend, freshnessRings } from './freshness.ts';
import { tileSource } from './ground.ts';
import { imageName, type Mark } from './image-name.ts';
import { defineLayer, type LayerContext, type MapLayer } from './layer.ts';
import { inSlot } from './slot.ts';

/** What sets one kind of living-map point apart from the others. */
export interface LivingPoints {
  id: Extract<LayerId, 'organisations' | 'facilities' | 'devices'>;
  kind: 'organisation' | 'facility' | 'device';
  catalogue: CatalogueName;
  shape: Mark['shape'];
  /** Zoom from which the symbols stand on the map. */
  minzoom: number;
  /** Ids of the catalogue that keep their place where symbols collide, first of all. */
  leading: readonly string[];
}

const fallbackIcon = 'maki/marker';
/** A body without an icon. */
const noKind: CodeEntry = { id: '', zh: '', en: '', icon: '' };

function plain(context: LayerContext, points: LivingPoints, entry: CodeEntry): Mark {
  const { palette } = context;
  return {
    shape: points.shape,
    icon: entry.icon ?? fallbackIcon,
    fill: palette.sheet,
    ink: palette.inkSoft,
    edge: palette.inkFaint,
    ring: 0,
  };
}

function aged(context: LayerContext, points: LivingPoints, entry: CodeEntry, index: number): Mark {
  const colour = freshnessColours(context)[index]!;
  return {
    ...plain(context, points, entry),
    edge: colour,
    fill: colour,
    ink: iconInk(context, index),
    ring: freshnessRings[index]!,
  };
}

/** Dark on every class but the faintest of the day. */
function iconInk({ palette }: LayerContext, index: number): string {
  if (palette.theme === 'night') return palette.paper;
  return index === freshnessRings.length - 1 ? palette.sheet : palette.ink;
}

function image(context: LayerContext, points: LivingPoints) {
  const entries = context.catalogues[points.catalogue];
  const by = (mark: (entry: CodeEntry) => Mark) =>
    matching(
      'kind',
      entries.map((entry) => [entry.id, imageName(mark(entry))] as const),
      imageName(mark({ ...noKind, icon: fallbackIcon })),
    );
  if (!context.freshness) return by((entry) => plain(context, points, entry));
  return byFreshness(
    context,
    freshnessRings.map((_, index) => by((entry) => aged(context, points, entry, index))),
  );
}

function style(context: LayerContext, points: LivingPoints): LayerSpecification[] {
  const { palette } = context;
  const source = { source: 'living', 'source-layer': points.kind } as const;
  return [
    inSlot('mark', {
      id: `${points.id}-selected`,
      type: 'circle',
      ...source,
      minzoom: 13,
      paint: {
        'circle-radius': whenState('selected', 19, 0),
        'circle-color': palette.lamp,
        'circle-opacity': whenState('selected', 0.35, 0),
        'circle-stroke-color': palette.accent,
        'circle-stroke-width': whenState('selected', 2, 0),
      },
    }),
    inSlot('symbol', {
      id: `${points.id}-symbol`,
      type: 'symbol',
      ...source,
      minzoom: points.minzoom,
      // From afar only what people look for first.
      filter: [
        'any',
        ['>=', ['zoom'], points.minzoom + 1.4],
        ['in', ['get', 'kind'], ['literal', [...points.leading]]],
      ],
      layout: {
        'icon-image': image(context, points),
        'icon-size': byZoom([points.minzoom, 0.72], [points.minzoom + 2, 1]),
        'icon-padding': 2,
        'symbol-sort-key': matching('kind', [[points.leading, 0]], 1),
        'text-field': ['step', ['zoom'], '', 16.8, ['get', 'name']],
        'text-font': labelFont,
        'text-size': 11,
        'text-anchor': 'top',
        'text-offset': [0, 1.25],
        'text-max-width': 7,
        'text-optional': true,
      },
      paint: { 'text-color': palette.label, 'text-halo-color': palette.labelHalo, 'text-halo-width': 1.3 },
    }),
  ];
}

/** A layer of icon discs by kind, or by last confirmation when that is asked for. */
export function livingPoints(points: LivingPoints): MapLayer {
  return defineLayer({
    id: points.id,
    title: (context) => words(context.language).layers[points.id],
    sources: (context) => tileSource(context, 'living'),
    style: (context) => style(context, points),
    legend: (context) =>
      context.freshness
        ? freshnessLegend(context, (index) => aged(context, points, noKind, index))
        : context.catalogues[points.catalogue].map((entry) => ({
            label: codeName([entry], entry.id, context),
            colour: plain(context, points, entry).ink,
            shape: 'icon',
            icon: entry.icon ?? fallbackIcon,
            mark: plain(context, points, entry),
          })),
    select: (feature) => (typeof feature.id === 'number' ? { kind: points.kind, id: feature.id } : null),
    popup: (feature, context) => {
      const text = words(context.language).layers;
      const lines = [codeName(context.catalogues[points.catalogue], textOf(feature.properties, 'kind'), context)];
      const status = textOf(feature.properties, 'status');
      if (status !== '') lines.push(text.status[status] ?? status);
      return {
        title: textOf(feature.properties, 'name'),
        lines: [...lines, confirmedLine(feature.properties, context)],
      };
    },
  });
}
