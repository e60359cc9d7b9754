import type { Paths } from '../geometry/paths.ts';
import type { GeometryType } from '../geometry/wkb.ts';
import { EXTENT } from '../geometry/world.ts';
import type { Store } from '../store/store.ts';
import { Bytes, varintLength } from './bytes.ts';

// Mapbox Vector Tile 2.1: https://github.com/mapbox/vector-tile-spec/tree/master/2.1

const typeNumbers = { point: 1, line: 2, polygon: 3 } as const satisfies Record<GeometryType, number>;
const MOVE_TO = 1;
const LINE_TO = 2;
const CLOSE_PATH = 7;

/** Puts layers, as `LayerWriter` makes them, into one tile; null where there are none. */
export function encodeTile(layers: readonly Uint8Array[]): Uint8Array<ArrayBuffer> | null {
  if (layers.length === 0) return null;
  const tile = new Bytes(layers.reduce((sum, layer) => sum + layer.length + 16, 0));
  for (const layer of layers) tile.field(3, layer);
  return tile.finish();
}

// Working memory, used again by every layer and feature.
const layerBytes = new Bytes(2 ** 19);
const tags = new Bytes(256);
const geometry = new Bytes(4096);
const utf8 = new TextEncoder();

/**
 * Writes features of one or several stores of the same declaration into one layer of a tile; keys and values are
 * written once. One layer is finished before the next is begun.
 */
export class LayerWriter {
  private readonly keys: UsedCodes;
  private store: Store;
  private values: UsedCodes;
  /** Values of stores that are finished with, in order of their place in the layer, and those places by content. */
  private readonly earlier: Uint8Array[] = [];
  private known: Map<string, number> | undefined;
  private empty = true;

  constructor(name: string, store: Store) {
    this.store = store;
    this.keys = new UsedCodes(new Uint32Array(store.columns.length));
    this.values = new UsedCodes(scratchOf(store));
    layerBytes.length = 0;
    layerBytes.number(15, 2);
    layerBytes.field(1, utf8.encode(name));
  }

  /** Goes on with features of another store that has the same keys. */
  use(store: Store): void {
    for (const code of this.values.codes) this.earlier.push(this.valueAt(code));
    this.values.clear();
    this.known = new Map(this.earlier.map((bytes, place) => [textOf(bytes), place]));
    this.store = store;
    this.values = new UsedCodes(scratchOf(store));
  }

  /** Adds the feature at a place in the store with a geometry that is not empty, as `writeGeometry` takes it. */
  add(feature: number, paths: Paths): void {
    const { ids, columns, type } = this.store;
    this.empty = false;
    tags.length = 0;
    tags.reserve(columns.length * 10);
    for (let column = 0; column < columns.length; column++) {
      const code = columns[column]![feature]!;
      if (code === 0) continue;
      tags.varint(this.keys.number(column));
      tags.varint(this.known ? this.sharedPlace(code - 1) : this.values.number(code - 1));
    }
    geometry.length = 0;
    writeGeometry(type, paths, geometry);
    this.writeFeature(ids[feature]!, typeNumbers[type]);
  }

  /** Writes the feature whose tags and geometry are ready. */
  private writeFeature(id: number, type: number): void {
    // A row whose number is over 2^53 - 1 has no id in the tile.
    const hasId = !Number.isNaN(id);
    const idLength = hasId ? 1 + varintLength(id) : 0;
    const tagsLength = tags.length > 0 ? 1 + varintLength(tags.length) + tags.length : 0;
    const geometryLength = 1 + varintLength(geometry.length) + geometry.length;
    const length = idLength + tagsLength + 2 + geometryLength;
    layerBytes.reserve(length + 16);
    layerBytes.varint(0x12);
    layerBytes.varint(length);
    if (hasId) layerBytes.number(1, id);
    if (tags.length > 0) layerBytes.field(2, tags.array, 0, tags.length);
    layerBytes.number(3, type);
    layerBytes.field(4, geometry.array, 0, geometry.length);
  }

  /** The layer's bytes; null without features. The writer is not used afterwards. */
  finish(): Uint8Array | null {
    for (const key of this.keys.codes) layerBytes.field(3, utf8.encode(this.store.keys[key]!));
    for (const value of this.earlier) layerBytes.field(4, value);
    const { bytes, ends } = this.store.values;
    for (const code of this.values.codes) layerBytes.field(4, bytes, code === 0 ? 0 : ends[code - 1]!, ends[code]!);
    layerBytes.number(5, EXTENT);
    this.values.clear();
    return this.empty ? null : layerBytes.finish();
  }

  /** Place in the layer of a value that an earlier store may have had too. */
  private sharedPlace(code: number): number {
    const bytes = this.valueAt(code);
    const text = textOf(bytes);
    let place = this.known!.get(text);
    if (place === undefined) {
      place = this.earlier.push(bytes) - 1;
      this.known!.set(text, place);
    }
    return place;
  }

  private valueAt(code: number): Uint8Array {
    const { bytes, ends } = this.store.values;
    return bytes.subarray(code === 0 ? 0 : ends[code - 1]!, ends[code]);
  }
}

/** The bytes as a text of one character each, to look them up by. */
function textOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

/** Codes in the order of their first use in a layer. */
class UsedCodes {
  readonly codes: number[] = [];

  /** @param places one entry a code, all 0: one more than the code's place in `codes`. */
  constructor(private readonly places: Uint32Array) {}

  number(code: number): number {
    let place = this.places[code]!;
    if (place === 0) {
      place = this.codes.push(code);
      this.places[code] = place;
    }
    return place - 1;
  }

  clear(): void {
    for (const code of this.codes) this.places[code] = 0;
  }
}

/** One entry a value of the store, all 0 between tiles: clearing what was used is less work than a new array. */
function scratchOf(store: Store): Uint32Array {
  let scratch = scratches.get(store);
  if (scratch === undefined) {
    scratch = new Uint32Array(store.values.ends.length);
    scratches.set(store, scratch);
  }
  return scratch;
}
const scratches = new WeakMap<Store, Uint32Array>();

/**
 * Writes a geometry as command integers: points as one MoveTo; a line as MoveTo and LineTo; a ring, given without its
 * repeated last vertex, as MoveTo, LineTo and ClosePath. Coordinates are whole tile units.
 */
export function writeGeometry(type: GeometryType, paths: Paths, bytes: Bytes): void {
  const c = paths.coordinates;
  // A coordinate's step takes five bytes at most, and so does a command.
  bytes.reserve(paths.length * 5 + paths.count * 15 + 5);
  if (type === 'point') bytes.varint(command(MOVE_TO, paths.length / 2));
  let x = 0;
  let y = 0;
  for (let path = 0; path < paths.count; path++) {
    const from = paths.start(path);
    const to = paths.ends[path]!;
    for (let i = from; i < to; i += 2) {
      if (type !== 'point' && i === from) bytes.varint(command(MOVE_TO, 1));
      else if (i === from + 2) bytes.varint(command(LINE_TO, (to - from) / 2 - 1));
      const nextX = c[i]!;
      const nextY = c[i + 1]!;
      bytes.varint(zigzag(nextX - x));
      bytes.varint(zigzag(nextY - y));
      x = nextX;
      y = nextY;
    }
    if (type === 'polygon') bytes.varint(command(CLOSE_PATH, 1));
  }
}

function command(kind: number, count: number): number {
  return kind | (count << 3);
}

/** Small numbers of either sign as small ones without: 0, -1, 1, -2 … become 0, 1, 2, 3 … */
function zigzag(value: number): number {
  return ((value << 1) ^ (value >> 31)) >>> 0;
}
