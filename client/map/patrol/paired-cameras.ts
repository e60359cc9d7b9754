import type { Map as MapLibreMap } from 'maplibre-gl';

/** Two maps that look at the same ground: whichever is moved, the other follows at once. The answer parts them. */
export function pairCameras(first: MapLibreMap, second: MapLibreMap): () => void {
  let following = false;
  const follow = (from: MapLibreMap, to: MapLibreMap) => () => {
    if (following) return;
    following = true;
    to.jumpTo({
      center: from.getCenter(),
      zoom: from.getZoom(),
      bearing: from.getBearing(),
      pitch: from.getPitch(),
    });
    following = false;
  };
  const [forth, back] = [follow(first, second), follow(second, first)];
  forth();
  first.on('move', forth);
  second.on('move', back);
  return () => {
    first.off('move', forth);
    second.off('move', back);
  };
}
