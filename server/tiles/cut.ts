import { clipLines } from './clip-line.ts';
import { clipPolygon } from './clip-polygon.ts';
import { encodeTile, LayerWriter } from './encode.ts';
import { type Box, Paths } from './paths.ts';
import { quantiseLine, quantiseRing } from './quantise.ts';
import { FULL_DETAIL_ZOOM } from './simplify.ts';
import { indexOf, type Store } from './store.ts';
import type { GeometryType } from './wkb.ts';
import { EXTENT, unitsPerStep, WORLD_SIZE } from './world.ts';

/**
 * Tile units beyond the tile's border that its geometry reaches. Lines and polygons need it for their strokes and
 * labels; a point is drawn only by the tile that it lies in, and is needed beyond only for where rounding may move it.
 */
export const buffers: Record<GeometryType, number> = { point: 8, line: 64, polygon: 64 };

/** One layer of a tile and the rows it is cut from. */
export interface CutLayer {
  name: string;
  minzoom: number;
  store: Store;
  /** What has changed since the store was loaded. */
  overlay?: Overlay;
  /** Below `FULL_DETAIL_ZOOM` polygons and holes with a smaller area, in square tile units, are left out. */
  minArea: number;
}

/** Rows changed since a layer's store was loaded. */
export interface Overlay {
  /** They as they are now. */
  store: Store;
  /** Ids of rows changed or deleted: what the layer's own store has of them is not drawn. */
  hidden: ReadonlySet<number>;
}

/** Where a tile lies and how large its units are. */
interface Frame {
  z: number;
  /** World coordinates of the tile's north-west corner. */
  originX: number;
  originY: number;
  /** Tile units a world step. */
  scale: number;
  /** What is kept, in tile units. */
  box: Box;
}

/**
 * Bytes that a tile below `FULL_DETAIL_ZOOM` stays under: where there is more, the smallest features of the largest layer
 * are left out, and of equally small ones an even selection. At that zoom and beyond everything is shown.
 */
export const MAX_TILE_BYTES = 500_000;

/** Cuts one tile from the stores; null where nothing lies. `x` and `y` are within 0 to 2^z - 1. */
export function cutTile(layers: readonly CutLayer[], z: number, x: number, y: number): Uint8Array | null {
  const drawn = layers.filter(
    (layer) => z >= layer.minzoom && (layer.store.count > 0 || (layer.overlay?.store.count ?? 0) > 0),
  );
  const parts = drawn.map((layer) => cutLayer(layer, z, x, y, 1));
  const shares = drawn.map(() => 1);
  // A layer's field in the tile begins with up to five bytes of tag and length.
  const size = (part: Uint8Array | null | undefined) => (part ? part.length + 5 : 0);
  for (;;) {
    const total = parts.reduce((sum, part) => sum + size(part), 0);
    const largest = parts.reduce((best, part, i) => (size(part) > size(parts[best]) ? i : best), 0);
    if (z >= FULL_DETAIL_ZOOM || total < MAX_TILE_BYTES || shares[largest]! < 0.001) break;
    const wanted = Math.max(MAX_TILE_BYTES - (total - size(parts[largest])), size(parts[largest]) / 2);
    shares[largest]! *= (0.95 * wanted) / size(parts[largest]);
    parts[largest] = cutLayer(drawn[largest]!, z, x, y, shares[largest]!);
  }
  return encodeTile(parts.filter((part) => part !== null));
}

/** One layer of a tile with the given share, over 0 to 1, of the features that it could have; null without any. */
function cutLayer(
  { name, store, overlay, minArea }: CutLayer,
  z: number,
  x: number,
  y: number,
  share: number,
): LayerBytes {
  const frame = frameOf(z, x, y, buffers[store.type]);
  const area = z < FULL_DETAIL_ZOOM ? minArea : 0;
  const writer = new LayerWriter(name, store);
  cutStore(writer, store, frame, area, share, overlay?.hidden);
  if (overlay && overlay.store.count > 0) {
    writer.use(overlay.store);
    cutStore(writer, overlay.store, frame, area, share);
  }
  return writer.finish();
}

function cutStore(
  writer: LayerWriter,
  store: Store,
  frame: Frame,
  minArea: number,
  share: number,
  hidden?: ReadonlySet<number>,
): void {
  for (const feature of search(store, frame, share)) {
    if (hidden?.has(store.ids[feature]!)) continue;
    output.clear();
    if (store.type === 'polygon') cutPolygons(store, feature, frame, minArea);
    else if (store.type === 'line') cutLines(store, feature, frame);
    else cutPoints(store, feature, frame);
    if (output.count > 0) writer.add(feature, output);
  }
}
type LayerBytes = Uint8Array | null;

function frameOf(z: number, x: number, y: number, buffer: number): Frame {
  const size = WORLD_SIZE / 2 ** z;
  const box = { minX: -buffer, minY: -buffer, maxX: EXTENT + buffer, maxY: EXTENT + buffer };
  return { z, originX: x * size, originY: y * size, scale: unitsPerStep(z), box };
}

/**
 * Features whose box touches the buffered tile and that are shown at its zoom, in the store's order. Of these only the
 * share wanted, those with the longest box sides first.
 */
function search(store: Store, { z, originX, originY, scale, box }: Frame, share: number): Uint32Array {
  const sides: number[] = [];
  const index = indexOf(store);
  if (index === null) return new Uint32Array(0);
  const found = index.search(
    originX + box.minX / scale,
    originY + box.minY / scale,
    originX + box.maxX / scale,
    originY + box.maxY / scale,
    (feature, minX, minY, maxX, maxY) => {
      if (store.minzooms[feature]! > z) return false;
      if (share < 1) sides.push(Math.max(maxX - minX, maxY - minY));
      return true;
    },
  );
  if (share === 1) return Uint32Array.from(found).sort();
  const order = Array.from(found.keys());
  order.sort((a, b) => sides[b]! - sides[a]! || scattered(found[a]!) - scattered(found[b]!));
  const kept = order.slice(0, Math.ceil(order.length * share));
  return Uint32Array.from(kept, (place) => found[place]!).sort();
}

/** A number from 0 to 2^32 - 1 that has nothing to do with where a feature lies (Knuth's multiplicative hash). */
function scattered(feature: number): number {
  return Math.imul(feature, 2_654_435_761) >>> 0;
}

// Working memory, used again by every feature.
const projected = new Paths();
const clipped = new Paths();
const rounded = new Paths();
const output = new Paths();

function cutPoints(store: Store, feature: number, { originX, originY, scale, box }: Frame): void {
  const c = store.coordinates;
  const [from, to] = pathsOf(store, feature);
  for (let path = from; path < to; path++) {
    const x = (c[path * 2]! - originX) * scale;
    const y = (c[path * 2 + 1]! - originY) * scale;
    if (x < box.minX || x > box.maxX || y < box.minY || y > box.maxY) continue;
    output.add(Math.round(x), Math.round(y));
    output.end();
  }
}

function cutLines(store: Store, feature: number, frame: Frame): void {
  projected.clear();
  const [from, to] = pathsOf(store, feature);
  let inside = true;
  for (let path = from; path < to; path++) inside = project(store, path, frame) && inside;
  let lines = projected;
  if (!inside) {
    clipped.clear();
    clipLines(projected, frame.box, clipped);
    lines = clipped;
  }
  for (let line = 0; line < lines.count; line++) quantiseLine(lines, line, output);
}

function cutPolygons(store: Store, feature: number, frame: Frame, minArea: number): void {
  const [from, to] = pathsOf(store, feature);
  for (let path = from; path < to; ) {
    projected.clear();
    let inside = project(store, path, frame);
    const exterior = projected.count === 1;
    for (path++; path < to && store.holes[path] === 1; path++) {
      if (exterior) inside = project(store, path, frame) && inside;
    }
    if (exterior) addPolygon(inside ? projected : clipPolygon(projected, frame.box), minArea);
  }
}

function pathsOf(store: Store, feature: number): [from: number, to: number] {
  return [feature === 0 ? 0 : store.pathEnds[feature - 1]!, store.pathEnds[feature]!];
}

/**
 * Adds the path's vertices that are kept at the tile's zoom to `projected`, in tile units; a line of fewer than two, or
 * a ring of fewer than three, is left out. Returns whether all lie within the buffered tile.
 */
function project(store: Store, path: number, { z, originX, originY, scale, box }: Frame): boolean {
  const { coordinates, vertexZooms } = store;
  let inside = true;
  for (let vertex = path === 0 ? 0 : store.vertexEnds[path - 1]!; vertex < store.vertexEnds[path]!; vertex++) {
    if (vertexZooms[vertex]! > z) continue;
    const x = (coordinates[vertex * 2]! - originX) * scale;
    const y = (coordinates[vertex * 2 + 1]! - originY) * scale;
    inside &&= x >= box.minX && x <= box.maxX && y >= box.minY && y <= box.maxY;
    projected.add(x, y);
  }
  const least = store.type === 'polygon' ? 6 : 4;
  if (projected.length - projected.start(projected.count) < least) projected.drop();
  else projected.end();
  return inside;
}

/** Adds what remains of one polygon to `output`: every exterior ring followed by the holes that lie in it. */
function addPolygon(rings: Paths, minArea: number): void {
  if (rings.count === 1) {
    // Nearly all polygons: no holes to place, and nothing to copy.
    const area = quantiseRing(rings, 0, output) / 2;
    if (area !== 0 && area < minArea) output.remove();
    return;
  }
  rounded.clear();
  const exteriors: number[] = [];
  const holes: number[] = [];
  for (let ring = 0; ring < rings.count; ring++) {
    const area = quantiseRing(rings, ring, rounded) / 2;
    if (area !== 0 && Math.abs(area) >= minArea) (area > 0 ? exteriors : holes).push(rounded.count - 1);
  }
  for (const exterior of exteriors) {
    copyRing(exterior);
    for (const hole of holes) {
      if (exteriors.length === 1 || liesIn(hole, exterior)) copyRing(hole);
    }
  }
}

function copyRing(ring: number): void {
  output.addRange(rounded, rounded.start(ring), rounded.ends[ring]!);
  output.end();
}

/** Whether a hole's first vertex lies in the exterior ring. */
function liesIn(hole: number, exterior: number): boolean {
  const c = rounded.coordinates;
  const x = c[rounded.start(hole)]!;
  const y = c[rounded.start(hole) + 1]!;
  const to = rounded.ends[exterior]!;
  let inside = false;
  for (let i = rounded.start(exterior), j = to - 2; i < to; j = i, i += 2) {
    const yi = c[i + 1]!;
    const yj = c[j + 1]!;
    if (yi > y !== yj > y && x < ((c[j]! - c[i]!) * (y - yi)) / (yj - yi) + c[i]!) inside = !inside;
  }
  return inside;
}
