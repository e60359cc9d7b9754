import Flatbush from 'flatbush';
import type { StoreClass, WorldBox } from './store.ts';

/** What the order of a store's features follows from; arrays have one entry a feature, boxes four: west, north, east, south. */
export interface Placed {
  count: number;
  /** First zoom of each feature, 0 to `FULL_DETAIL_ZOOM`. */
  zooms: Uint8Array;
  /** As in a store. */
  sizes: Uint8Array;
  boxes: Uint32Array;
}

/** The features in the order of a store: by class, and then along a Hilbert curve over all of them. */
export function orderOf({ count, zooms, sizes, boxes }: Placed): Uint32Array {
  const all = extentOf(boxes);
  const keys = new BigUint64Array(count);
  // A key is class, place on the curve and number of the feature, from its highest bits down.
  const halves = new Uint32Array(keys.buffer);
  const [low, high] = littleEndian ? [0, 1] : [1, 0];
  const scaleX = (CURVE_SIDE - 1) / Math.max(1, all.maxX - all.minX);
  const scaleY = (CURVE_SIDE - 1) / Math.max(1, all.maxY - all.minY);
  for (let i = 0; i < count; i++) {
    const x = ((boxes[i * 4]! + boxes[i * 4 + 2]!) / 2 - all.minX) * scaleX;
    const y = ((boxes[i * 4 + 1]! + boxes[i * 4 + 3]!) / 2 - all.minY) * scaleY;
    halves[i * 2 + high] =
      classOf(zooms[i]!, sizes[i]!) * CURVE_SIDE * CURVE_SIDE + alongCurve(Math.floor(x), Math.floor(y));
    halves[i * 2 + low] = i;
  }
  keys.sort();
  const order = new Uint32Array(count);
  for (let i = 0; i < count; i++) order[i] = halves[i * 2 + low]!;
  return order;
}

const littleEndian = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;
/** Cells along a side of the square that the curve fills: with the 1024 classes above them its places fill 32 bits. */
const CURVE_SIDE = 2 ** 11;

/** Number of a class, 0 to 1023: first those of the lowest first zoom, and of these those of the largest features. */
function classOf(zoom: number, size: number): number {
  return zoom * 64 + 63 - (size >> 2);
}

/** Place on the Hilbert curve of a cell, both from 0 to `CURVE_SIDE` - 1 (Hilbert, 1891: quarter by quarter). */
function alongCurve(x: number, y: number): number {
  let place = 0;
  for (let side = CURVE_SIDE / 2; side >= 1; side /= 2) {
    const right = x & side ? 1 : 0;
    const down = y & side ? 1 : 0;
    place = place * 4 + ((3 * right) ^ down);
    if (down === 0) {
      // The curve enters this quarter turned or mirrored.
      const turned = right === 1 ? side - 1 - (y & (side - 1)) : y & (side - 1);
      y = right === 1 ? side - 1 - (x & (side - 1)) : x & (side - 1);
      x = turned;
    }
  }
  return place;
}

function extentOf(boxes: Uint32Array): WorldBox {
  const all: WorldBox = { minX: Infinity, minY: Infinity, maxX: 0, maxY: 0 };
  for (let i = 0; i < boxes.length; i += 4) {
    all.minX = Math.min(all.minX, boxes[i]!);
    all.minY = Math.min(all.minY, boxes[i + 1]!);
    all.maxX = Math.max(all.maxX, boxes[i + 2]!);
    all.maxY = Math.max(all.maxY, boxes[i + 3]!);
  }
  return all;
}

/** The classes of features in the order given, with an index for each. */
export function classesOf({ count, zooms, sizes, boxes }: Placed, order: Uint32Array): StoreClass[] {
  const classes: StoreClass[] = [];
  const classAt = (place: number) => classOf(zooms[order[place]!]!, sizes[order[place]!]!);
  for (let from = 0, end = 0; from < count; from = end) {
    while (end < count && classAt(end) === classAt(from)) end++;
    classes.push({ minzoom: zooms[order[from]!]!, end, index: packed(boxes, order.subarray(from, end)) });
  }
  return classes;
}

function packed(boxes: Uint32Array, features: Uint32Array): SharedArrayBuffer {
  const index = new Flatbush(features.length, 16, Uint32Array, SharedArrayBuffer);
  for (const feature of features) {
    const box = feature * 4;
    index.add(boxes[box]!, boxes[box + 1]!, boxes[box + 2]!, boxes[box + 3]!);
  }
  index.finish();
  return index.data as SharedArrayBuffer;
}
