import { FULL_DETAIL_ZOOM } from '../geometry/simplify.ts';
import { EXTENT } from '../geometry/world.ts';
import { type Store, searchClass } from '../store/store.ts';
import type { Frame } from './frame.ts';

/** Features of one store that a tile could have, as `searchClass` gives them. */
export interface Candidates {
  store: Store;
  features: Uint32Array;
  /** What each takes in the tile, in bytes: an estimate, good enough to choose by. None at full detail. */
  weights: Uint32Array;
  weight: number;
}

/**
 * Features whose box touches the tile and that are shown at its zoom, class by class.
 * @param hidden ids of those that are not drawn.
 * @param enough estimated bytes from which on no further class is looked at, as nothing of it would be kept.
 */
export function candidatesOf(store: Store, frame: Frame, hidden?: ReadonlySet<number>, enough = Infinity): Candidates {
  const lists: Uint32Array[] = [];
  const weightLists: Uint32Array[] = [];
  let weight = 0;
  for (let place = 0; place < store.classes.length && weight < enough; place++) {
    if (store.classes[place]!.minzoom > frame.z) break;
    const all = searchClass(store, place, frame.world);
    const features = hidden?.size ? all.filter((code) => !hidden.has(store.ids[code >> 1]!)) : all;
    lists.push(features);
    if (frame.z >= FULL_DETAIL_ZOOM) continue;
    const weights = new Uint32Array(features.length);
    for (let i = 0; i < features.length; i++) weight += weights[i] = bytesOf(store, features[i]! >> 1, frame);
    weightLists.push(weights);
  }
  return { store, features: joined(lists), weights: joined(weightLists), weight };
}

function joined(lists: Uint32Array[]): Uint32Array {
  if (lists.length === 1) return lists[0]!;
  const all = new Uint32Array(lists.reduce((sum, list) => sum + list.length, 0));
  let at = 0;
  for (const list of lists) {
    all.set(list, at);
    at += list.length;
  }
  return all;
}

/** Bytes that a feature takes in a tile, estimated from the vertices kept and from how long an edge is on average. */
function bytesOf(store: Store, feature: number, { z, scale }: Frame): number {
  const { pathEnds, vertexEnds, vertexZooms, type } = store;
  const firstPath = feature === 0 ? 0 : pathEnds[feature - 1]!;
  const paths = pathEnds[feature]! - firstPath;
  if (type === 'point') return store.overheadBytes + 4 * paths;
  const to = vertexEnds[pathEnds[feature]! - 1]!;
  let kept = 0;
  for (let i = firstPath === 0 ? 0 : vertexEnds[firstPath - 1]!; i < to; i++) {
    if (vertexZooms[i]! <= z) kept++;
  }
  const side = sides[store.sizes[feature]!]! * scale;
  const length = type === 'polygon' ? 4 * side : side;
  // A coordinate's step takes a byte up to 63 units and two up to 8191; of what is larger than the tile a part is in it.
  const bytes = kept * (length < 64 * kept ? 2 : 4) * Math.min(1, (2 * EXTENT) / side);
  return store.overheadBytes + 7 * paths + bytes;
}

/** World steps of each size of a store. */
const sides = Float64Array.from({ length: 256 }, (_, size) => 2 ** (size / 8));

/**
 * The most important features that fit into the bytes allowed, in the stores' order: those of lower first zooms before
 * those of higher ones, the larger before the smaller, and of the equally important an even selection.
 * @param allowed in the measure of the candidates' own estimates.
 */
export function thinned(parts: readonly Candidates[], allowed: number): Uint32Array[] {
  const bins = new Float64Array(BINS);
  const binLists = parts.map((part) => binsOf(part));
  for (const [i, { weights }] of parts.entries()) {
    const list = binLists[i]!;
    for (let k = 0; k < weights.length; k++) bins[list[k]!]! += weights[k]!;
  }
  let last = 0;
  let left = allowed;
  while (last < BINS - 1 && bins[last]! <= left) left -= bins[last++]!;
  const threshold = (Math.max(0, left) / Math.max(1, bins[last]!)) * 2 ** 32;
  return parts.map(({ store, features }, i) => {
    const list = binLists[i]!;
    let count = 0;
    const kept = new Uint32Array(features.length);
    for (let k = 0; k < features.length; k++) {
      const code = features[k]!;
      const bin = list[k]!;
      if (bin < last || (bin === last && scattered(store.ids[code >> 1]!) < threshold)) kept[count++] = code;
    }
    return kept.subarray(0, count).sort();
  });
}

const BINS = (FULL_DETAIL_ZOOM + 1) * 256;

/** How important each candidate is, 0 the most. */
function binsOf({ store, features }: Candidates): Uint16Array {
  const bins = new Uint16Array(features.length);
  const { classes, sizes } = store;
  for (let i = 0, place = 0; i < features.length; i++) {
    const feature = features[i]! >> 1;
    // Candidates stand class by class.
    while (classes[place]!.end <= feature) place++;
    bins[i] = classes[place]!.minzoom * 256 + 255 - sizes[feature]!;
  }
  return bins;
}

/** A number from 0 to 2^32 - 1 that has nothing to do with where a feature lies (Knuth's multiplicative hash). */
function scattered(id: number): number {
  return Math.imul(id, 2_654_435_761) >>> 0;
}
