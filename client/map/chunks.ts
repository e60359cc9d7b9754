import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Bounds } from '../../server/api/wire.ts';
import { levelAtZoom } from '../layers/grids.ts';
import type { LayerContext } from '../layers/layer.ts';

type View = Pick<MapLibreMap, 'getBounds' | 'getCenter' | 'getZoom'>;

/**
 * Codes of the chunks of state (`deployment.chunks`) in view, nearest to the middle first. The root alone where it is the chunk; empty
 * where the zoom shows areas larger than chunks, and outside them all.
 */
export function visibleChunks(map: View, context: Pick<LayerContext, 'deployment'>): string[] {
  const { root, levels, chunk_digits, chunks } = context.deployment;
  if (!root || chunk_digits === null) return [];
  if (chunk_digits === root.area_code.length) return [root.area_code];
  const shown = levelAtZoom(context, map.getZoom());
  const digits = levels.find(({ level }) => level === shown)?.code_digits ?? 0;
  if (digits < chunk_digits) return [];
  const view = map.getBounds().toArray().flat() as Bounds;
  const { lng, lat } = map.getCenter();
  return chunks
    .filter(({ bounds }) => overlap(bounds, view))
    .map(({ area_code, bounds }) => ({ area_code, ...distances(bounds, lng, lat) }))
    .sort((one, other) => one.edge - other.edge || one.middle - other.middle)
    .map(({ area_code }) => area_code);
}

function overlap(one: Bounds, other: Bounds): boolean {
  return one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
}

/** From a point to a box (0 inside it) and to the box's middle, in degrees of latitude. */
function distances([west, south, east, north]: Bounds, longitude: number, latitude: number) {
  const squeeze = Math.cos((latitude * Math.PI) / 180);
  const off = (value: number, low: number, high: number) => Math.max(low - value, 0, value - high);
  return {
    edge: Math.hypot(off(longitude, west, east) * squeeze, off(latitude, south, north)),
    middle: Math.hypot(((west + east) / 2 - longitude) * squeeze, (south + north) / 2 - latitude),
  };
}
