import type { GeoJSON } from 'geojson';
import type {
  GeoJSONSource,
  LayerSpecification,
  Map as MapLibreMap,
  SourceSpecification,
  StyleSpecification,
  VectorTileSource,
} from 'maplibre-gl';
import { pastSource } from './past/past-style.ts';

/** One step from one style to another. */
export type StyleChange =
  | { kind: 'paint' | 'layout'; layer: string; property: string; value: unknown }
  | { kind: 'filter'; layer: string; value: unknown }
  | { kind: 'tiles'; source: string; tiles: string[] }
  | { kind: 'data'; source: string; data: GeoJSON }
  | { kind: 'light'; value: StyleSpecification['light'] }
  | { kind: 'remove layer'; layer: string }
  | { kind: 'remove source'; source: string }
  | { kind: 'add source'; source: string; specification: SourceSpecification }
  /** `below`: the layer that it is drawn under; left out: none. */
  | { kind: 'add layer'; specification: LayerSpecification; below: string | undefined };

/**
 * Steps that lead from `before` to `after`, empty when they are equal. What both have keeps its order and its kind, so that nothing is
 * set anew: a style that is loads for a while, in which a map takes no further step, and forgets all feature-state.
 */
export function styleChanges(before: StyleSpecification, after: StyleSpecification): StyleChange[] {
  const old = new Map(before.layers.map((layer) => [layer.id, layer]));
  const fresh = new Set(after.layers.map(({ id }) => id));
  return [
    ...before.layers.filter(({ id }) => !fresh.has(id)).map(({ id }) => ({ kind: 'remove layer', layer: id }) as const),
    ...sourceChanges(before, after),
    // From the top down: the layer above is there already.
    ...after.layers
      .map((specification, place) => ({ specification, below: after.layers[place + 1]?.id }))
      .filter(({ specification }) => !old.has(specification.id))
      .toReversed()
      .map((added) => ({ kind: 'add layer', ...added }) as const),
    ...after.layers.flatMap((layer) => layerChanges(old.get(layer.id) ?? layer, layer)),
    ...(equal(before.light, after.light) ? [] : [{ kind: 'light', value: after.light } as const]),
  ];
}

function sourceChanges(before: StyleSpecification, after: StyleSpecification): StyleChange[] {
  const gone = Object.keys(before.sources).filter((source) => !(source in after.sources));
  const kept = Object.entries(after.sources).flatMap(([source, specification]): StyleChange[] => {
    if (!(source in before.sources)) return [{ kind: 'add source', source, specification }];
    if (source === pastSource && specification.type === 'geojson') {
      const data = specification.data as GeoJSON;
      const earlier = before.sources[source] as typeof specification;
      return earlier.data === data ? [] : [{ kind: 'data', source, data }];
    }
    if (specification.type !== 'vector' || !specification.tiles) return [];
    return equal(before.sources[source], specification) ? [] : [{ kind: 'tiles', source, tiles: specification.tiles }];
  });
  return [...gone.map((source) => ({ kind: 'remove source', source }) as const), ...kept];
}

function layerChanges(before: LayerSpecification, after: LayerSpecification): StyleChange[] {
  const changes: StyleChange[] = [];
  for (const kind of ['layout', 'paint'] as const) {
    const old = (before[kind] ?? {}) as Record<string, unknown>;
    const fresh = (after[kind] ?? {}) as Record<string, unknown>;
    for (const property of new Set([...Object.keys(old), ...Object.keys(fresh)])) {
      if (!equal(old[property], fresh[property])) {
        changes.push({ kind, layer: after.id, property, value: fresh[property] });
      }
    }
  }
  const filters = [before, after].map((layer) => ('filter' in layer ? layer.filter : undefined));
  if (!equal(filters[0], filters[1])) changes.push({ kind: 'filter', layer: after.id, value: filters[1] ?? null });
  return changes;
}

/** Takes the steps on a map that shows the earlier style. */
export function applyChanges(map: MapLibreMap, changes: readonly StyleChange[]): void {
  const options = { validate: false };
  for (const change of changes) {
    if (change.kind === 'remove layer') map.removeLayer(change.layer);
    else if (change.kind === 'remove source') map.removeSource(change.source);
    else if (change.kind === 'add source') map.addSource(change.source, change.specification);
    else if (change.kind === 'add layer') map.addLayer(change.specification, change.below);
    else if (change.kind === 'tiles') map.getSource<VectorTileSource>(change.source)?.setTiles(change.tiles);
    else if (change.kind === 'data') void map.getSource<GeoJSONSource>(change.source)?.setData(change.data);
    else if (change.kind === 'light') map.setLight(change.value ?? {}, options);
    else if (change.kind === 'filter') map.setFilter(change.layer, change.value as never, options);
    else if (change.kind === 'layout')
      map.setLayoutProperty(change.layer, change.property as never, change.value as never, options);
    else map.setPaintProperty(change.layer, change.property as never, change.value as never, options);
  }
}

function equal(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
