import type { GeoJSON } from 'geojson';
import type {
  GeoJSONSource,
  LayerSpecification,
  Map as MapLibreMap,
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
  /** The layers or the kinds of sources are not the same: the whole style must be set anew. */
  | { kind: 'whole' };

/** Steps that lead from `before` to `after`, empty when they are equal. */
export function styleChanges(before: StyleSpecification, after: StyleSpecification): StyleChange[] {
  const sameLayers =
    before.layers.length === after.layers.length &&
    before.layers.every(
      (layer, index) => layer.id === after.layers[index]!.id && layer.type === after.layers[index]!.type,
    );
  const sameSources = equal(Object.keys(before.sources), Object.keys(after.sources));
  if (!sameLayers || !sameSources) return [{ kind: 'whole' }];
  return [
    ...sourceChanges(before, after),
    ...before.layers.flatMap((layer, index) => layerChanges(layer, after.layers[index]!)),
    ...(equal(before.light, after.light) ? [] : [{ kind: 'light', value: after.light } as const]),
  ];
}

function sourceChanges(before: StyleSpecification, after: StyleSpecification): StyleChange[] {
  return Object.entries(after.sources).flatMap(([source, specification]): StyleChange[] => {
    if (source === pastSource && specification.type === 'geojson') {
      const data = specification.data as GeoJSON;
      const earlier = before.sources[source] as typeof specification;
      return earlier.data === data ? [] : [{ kind: 'data', source, data }];
    }
    if (specification.type !== 'vector' || !specification.tiles) return [];
    return equal(before.sources[source], specification) ? [] : [{ kind: 'tiles', source, tiles: specification.tiles }];
  });
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
export function applyChanges(map: MapLibreMap, changes: readonly StyleChange[], after: StyleSpecification): void {
  const options = { validate: false };
  for (const change of changes) {
    if (change.kind === 'whole') map.setStyle(after, { diff: false });
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
