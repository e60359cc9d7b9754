import type { Bounds } from '../../../server/api/wire.ts';
import { fromMercator, toMercator, worldSize } from '../../map/wall/flight.ts';
import type { Camera } from '../../state/store.ts';

/** Nearer than this a place fills the picture. */
const nearest_zoom = 17;

/** What panels cover of a window, pixels. */
interface Room {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** From where bounds are seen whole between the panels of a window of that size, pixels. */
export function cameraOver(bounds: Bounds, size_px: { width: number; height: number }, room: Room): Camera {
  const [west, south, east, north] = bounds;
  const [from, to] = [toMercator(west, north), toMercator(east, south)];
  const free_px = { x: size_px.width - room.left - room.right, y: size_px.height - room.top - room.bottom };
  const side = Math.max((to.x - from.x) / free_px.x, (to.y - from.y) / free_px.y) * worldSize(0);
  const zoom = Math.min(nearest_zoom, Math.log2(1 / side));
  const pixel = 1 / worldSize(zoom);
  const [longitude, latitude] = fromMercator({
    x: (from.x + to.x) / 2 + ((room.right - room.left) / 2) * pixel,
    y: (from.y + to.y) / 2 + ((room.bottom - room.top) / 2) * pixel,
  });
  return { longitude, latitude, zoom, bearing: 0, pitch: 0 };
}
