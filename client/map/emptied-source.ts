import type { Map as MapLibreMap } from 'maplibre-gl';

type SourcedMap = Pick<
  MapLibreMap,
  'getStyle' | 'getLayersOrder' | 'removeLayer' | 'removeSource' | 'addSource' | 'addLayer'
>;

/**
 * Takes a source and its layers off the map and puts them back as they were, each at its place: what stands in feature-state is gone
 * then. MapLibre itself keeps the id of a feature whose state was removed and looks for it in every tile that arrives.
 */
export function emptySource(map: SourcedMap, name: string): void {
  const { layers, sources } = map.getStyle();
  const source = sources[name];
  if (!source) return;
  // Other than the style, the order names the layers that deck.gl draws among them.
  const order = map.getLayersOrder();
  const own = layers.filter((layer) => 'source' in layer && layer.source === name);
  for (const { id } of own) map.removeLayer(id);
  map.removeSource(name);
  map.addSource(name, source);
  // From the top down: the layer above is there already.
  for (const layer of own.toReversed()) map.addLayer(layer, order[order.indexOf(layer.id) + 1]);
}
