import type { Bounds } from '../../../server/api/wire.ts';
import { toMercator, worldSize } from '../../map/wall/flight.ts';
import type { Camera } from '../../state/store.ts';

// Where the rows of a batch lie, kept in this browser: the file, by which it is known, is gone after the import.

const keyOf = (id: number) => `jw-import-extent-${id}`;
/** Nearer than this a place fills the picture. */
const nearest_zoom = 17;
/** Share of the window that the panels beside the map leave. */
const free = 0.6;

/** Keeps where the rows lie. */
export function keepExtent(id: number, bounds: Bounds): void {
  localStorage.setItem(keyOf(id), bounds.join(' '));
}

/** Where the rows lie; null: this browser does not know. */
export function extentOf(id: number): Bounds | null {
  const kept = (localStorage.getItem(keyOf(id)) ?? '').split(' ').map(Number);
  return kept.length === 4 && kept.every(Number.isFinite) ? (kept as unknown as Bounds) : null;
}

/** From where bounds are seen whole in a window of that size, pixels. */
export function cameraOver([west, south, east, north]: Bounds, width_px: number, height_px: number): Camera {
  const [from, to] = [toMercator(west, south), toMercator(east, north)];
  const share = Math.max(Math.abs(to.x - from.x) / width_px, Math.abs(to.y - from.y) / height_px) / free;
  const zoom = Math.min(nearest_zoom, Math.log2(1 / worldSize(0) / share));
  return { longitude: (west + east) / 2, latitude: (south + north) / 2, zoom, bearing: 0, pitch: 0 };
}
