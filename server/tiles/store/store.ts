import Flatbush from 'flatbush';
import type { GeometryType } from '../geometry/wkb.ts';
import type { ValueTable } from './values.ts';

/** Whole numbers from 0 in the narrowest array that holds them. */
export type WholeNumbers = Uint8Array | Uint16Array | Uint32Array;

/**
 * The rows of one layer in flat arrays over shared memory: one copy serves all threads, and a store posted to another
 * thread is the same store there. Features stand by class, that is by the first zoom that shows them and by size, so that
 * a low zoom never visits what it does not show; within a class along a Hilbert curve, so that neighbours stand together.
 *
 * Feature f owns the paths `pathEnds[f - 1]` (0 for the first) up to `pathEnds[f]`; path p owns the vertices
 * `vertexEnds[p - 1]` up to `vertexEnds[p]`. A point is a path of one vertex. Rings have no repeated last vertex; an
 * exterior has positive area in a y-down plane, the holes that follow it negative.
 */
export interface Store {
  type: GeometryType;
  count: number;
  /** Row ids, up to 2^53 - 1; NaN where a row's number is larger than that. */
  ids: Uint32Array | Float64Array;
  /** From the lowest first zoom up, and within a zoom from the largest features down; none is empty. */
  classes: StoreClass[];
  /** How large a feature is, 0 to 255: 8 more is twice the length, or twice the side of a square of its area; 0 for points. */
  sizes: Uint8Array;
  pathEnds: Uint32Array;
  vertexEnds: Uint32Array;
  /** One entry a path: 1 for the hole of a polygon, else 0. */
  holes: Uint8Array;
  /** World coordinates, x and y in turn. */
  coordinates: Uint32Array;
  /** One entry a vertex: lowest zoom at which it is kept; of a ring's first vertex, at which the ring is. Empty for points. */
  vertexZooms: Uint8Array;
  /** Attribute names, and for each the features' value codes (0 absent, else one more than the index in `values`). */
  keys: string[];
  columns: WholeNumbers[];
  values: ValueTable;
  /** Bytes that a feature's id, attributes and field headers take in a tile, on average. */
  overheadBytes: number;
}

/** Features of a store that are first shown at the same zoom, and whose sizes are the same but for their last two bits. */
export interface StoreClass {
  minzoom: number;
  /** The class ends before this feature, and begins where the one before it ends. */
  end: number;
  /** Packed index over the features' boxes in world coordinates. */
  index: SharedArrayBuffer;
}

/** Bytes held by a store's arrays. */
export function storeBytes(store: Store): number {
  const { values, classes } = store;
  const arrays = [
    ...[store.ids, store.sizes, store.pathEnds, store.vertexEnds, store.holes, store.coordinates, store.vertexZooms],
    ...[values.bytes, values.ends, ...store.columns, ...classes.map(({ index }) => index)],
  ];
  return arrays.reduce((sum, array) => sum + array.byteLength, 0);
}

/** Indexes of a store's classes, opened when first asked for. */
function indexesOf(store: Store): Flatbush[] {
  let indexes = opened.get(store);
  if (indexes === undefined) {
    indexes = store.classes.map(({ index }) => Flatbush.from(index));
    opened.set(store, indexes);
  }
  return indexes;
}
const opened = new WeakMap<Store, Flatbush[]>();

/** A rectangle in world coordinates; whole numbers or not. */
export interface WorldBox {
  minX: number;
  minY: number;
  maxX: number;
  maxY: number;
}

/**
 * Features of one of a store's classes whose box touches the given one, in no particular order: twice the feature's
 * number, and one more where its box lies wholly inside.
 */
export function searchClass(store: Store, place: number, { minX, minY, maxX, maxY }: WorldBox): Uint32Array {
  let count = 0;
  const first = place === 0 ? 0 : store.classes[place - 1]!.end;
  indexesOf(store)[place]!.search(minX, minY, maxX, maxY, (feature, left, top, right, bottom) => {
    if (count === found.length) {
      const larger = new Uint32Array(count * 2);
      larger.set(found);
      found = larger;
    }
    const inside = left >= minX && top >= minY && right <= maxX && bottom <= maxY;
    found[count++] = (first + feature) * 2 + (inside ? 1 : 0);
    // The list that the index would make is not needed.
    return false;
  });
  return found.slice(0, count);
}
/** Working memory, used again by every search. */
let found = new Uint32Array(4096);
