import type { MapGeoJSONFeature } from 'maplibre-gl';
import { layers } from '../layers/index.ts';
import type { MapLayer } from '../layers/layer.ts';
import type { Selection } from '../state/selection.ts';

/** A feature under the pointer and the layer that draws it. */
export interface Hit {
  layer: MapLayer;
  feature: MapGeoJSONFeature;
}

/** Style layers that never answer to a pointer: they repeat or only frame what another one shows. A compound answers by its name, so that the grid below stays within reach. */
const deaf =
  /^(ground-|gaps-|staleness-|grids-(line|dim|selected)|compounds-(fill|walled|open)$|incidents-heat$|measure-)|-(casing|edge|selected|arrow)$/;

/** Zoom from which a building is large enough to be meant by a click. */
const buildingsFrom = 15;

/** Ids of the style layers that answer, out of all of them. */
export function answeringLayers(ids: readonly string[], zoom: number): string[] {
  return ids.filter(
    (id) => !deaf.test(id.replace(/-then$/, '')) && (zoom >= buildingsFrom || !id.startsWith('buildings-')),
  );
}

/** The map layer whose id a style layer's id begins with. */
export function layerOf(styleLayerId: string): MapLayer | null {
  return layers.find((layer) => styleLayerId.startsWith(`${layer.id}-`)) ?? null;
}

/** The first of the features, topmost first, that can be opened, split or told about. */
export function hitAmong(features: readonly MapGeoJSONFeature[]): Hit | null {
  for (const feature of features) {
    const layer = layerOf(feature.layer.id);
    if (layer?.select || layer?.popup) return { layer, feature };
  }
  return null;
}

/** What a click on these features, topmost first, opens; null over nothing that can be opened. A cluster is split instead. */
export function selectionAmong(
  features: readonly MapGeoJSONFeature[],
): { cluster: MapGeoJSONFeature } | Selection | null {
  for (const feature of features) {
    if (feature.properties?.cluster_id !== undefined) return { cluster: feature };
    const selection = layerOf(feature.layer.id)?.select?.(feature) ?? null;
    if (selection) return selection;
  }
  return null;
}
