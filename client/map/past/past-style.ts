import type { FeatureCollection } from 'geojson';
import type { FilterSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { type PastKind, type PastMap, pastKinds } from '../../../server/api/past/schema.ts';

/** Where the shapes of the day stand. */
export const pastSource = 'past';

/**
 * A style of today as one of a day in the past: what was other is left out of each layer of tiles, and drawn as it was by a layer
 * like it. Nothing where the day is today.
 */
export function inThePast(style: StyleSpecification, past: PastMap | null): StyleSpecification {
  if (!past) return style;
  return {
    ...style,
    sources: { ...style.sources, [pastSource]: { type: 'geojson', data: past.features as FeatureCollection } },
    layers: style.layers.flatMap((layer) => {
      const kind = kindOf(layer);
      if (!kind) return [layer];
      const others = ['!', ['in', ['id'], ['literal', shownAsThen(past, kind)]]];
      return [filtered(layer, others), drawnAsThen(layer, kind)];
    }),
  };
}

function kindOf(layer: LayerSpecification): PastKind | null {
  const name = 'source-layer' in layer ? layer['source-layer']?.replace(/_label$/, '') : undefined;
  return pastKinds.find((kind) => kind === name) ?? null;
}

/** Numbers of today's features that are not drawn: those that were other, or not there yet. */
function shownAsThen({ hidden, features }: PastMap, kind: PastKind): number[] {
  const drawn = features.features.flatMap(({ id, properties }) => (properties.layer === kind ? [id] : []));
  return [...new Set([...hidden[kind], ...drawn])];
}

function drawnAsThen(layer: LayerSpecification, kind: PastKind): LayerSpecification {
  const { 'source-layer': _, ...rest } = layer as LayerSpecification & { 'source-layer'?: string };
  return filtered({ ...rest, id: `${layer.id}-then`, source: pastSource } as LayerSpecification, [
    '==',
    ['get', 'layer'],
    kind,
  ]);
}

function filtered(layer: LayerSpecification, condition: unknown[]): LayerSpecification {
  const own = 'filter' in layer ? layer.filter : undefined;
  return { ...layer, filter: (own ? ['all', condition, own] : condition) as FilterSpecification } as LayerSpecification;
}
