import { PbfWriter } from 'pbf';
import type { Paths } from './paths.ts';
import type { Store } from './store.ts';
import type { GeometryType } from './wkb.ts';
import { EXTENT } from './world.ts';

// Mapbox Vector Tile 2.1: https://github.com/mapbox/vector-tile-spec/tree/master/2.1

const typeNumbers = { point: 1, line: 2, polygon: 3 } as const satisfies Record<GeometryType, number>;
const MOVE_TO = 1;
const LINE_TO = 2;
const CLOSE_PATH = 7;
/** Protobuf's wire type of bytes and messages. */
const LENGTH_DELIMITED = 2;

/** Puts layers, as `LayerWriter` makes them, into one tile; null where there are none. */
export function encodeTile(layers: readonly Uint8Array[]): Uint8Array | null {
  if (layers.length === 0) return null;
  const tile = new PbfWriter();
  for (const layer of layers) tile.writeBytesField(3, layer);
  // A copy of the size needed: the writer's buffer is up to twice as long, and tiles are kept.
  return tile.finish().slice();
}

// Working memory, used again by every feature.
const body = new PbfWriter(new Uint8Array(4096));
const tags = new PbfWriter(new Uint8Array(256));
const geometry = new PbfWriter(new Uint8Array(4096));

/** Writes features of one or several stores of the same declaration into one layer of a tile; values are written once. */
export class LayerWriter {
  private readonly layer = new PbfWriter();
  private readonly keys: UsedCodes;
  private store: Store;
  private values: UsedCodes;
  /** Values of stores that are finished with, in order of their place in the layer, and those places by content. */
  private earlier: Uint8Array[] = [];
  private known: Map<string, number> | undefined;
  private empty = true;

  constructor(name: string, store: Store) {
    this.store = store;
    this.keys = new UsedCodes(new Uint32Array(store.columns.length));
    this.values = new UsedCodes(scratchOf(store));
    this.layer.writeVarintField(15, 2);
    this.layer.writeStringField(1, name);
  }

  /** Goes on with features of another store that has the same keys. */
  use(store: Store): void {
    this.closeStore();
    this.known = new Map(this.earlier.map((bytes, place) => [textOf(bytes), place]));
    this.store = store;
    this.values = new UsedCodes(scratchOf(store));
  }

  /** Adds the feature at a place in the store with a geometry that is not empty, as `writeGeometry` takes it. */
  add(feature: number, paths: Paths): void {
    const { ids, columns, type } = this.store;
    this.empty = false;
    tags.pos = 0;
    for (let column = 0; column < columns.length; column++) {
      const code = columns[column]![feature]!;
      if (code === 0) continue;
      tags.writeVarint(this.keys.number(column));
      tags.writeVarint(this.known ? this.sharedPlace(code - 1) : this.values.number(code - 1));
    }
    geometry.pos = 0;
    writeGeometry(type, paths, geometry);
    body.pos = 0;
    const id = ids[feature]!;
    // A row whose number is over 2^53 - 1 has no id in the tile.
    if (!Number.isNaN(id)) body.writeVarintField(1, id);
    if (tags.pos > 0) append(body, 2, tags);
    body.writeVarintField(3, typeNumbers[type]);
    append(body, 4, geometry);
    append(this.layer, 2, body);
  }

  /** The layer's bytes; null without features. The writer is not used afterwards. */
  finish(): Uint8Array | null {
    this.closeStore();
    for (const key of this.keys.codes) this.layer.writeStringField(3, this.store.keys[key]!);
    for (const value of this.earlier) this.layer.writeBytesField(4, value);
    this.layer.writeVarintField(5, EXTENT);
    return this.empty ? null : this.layer.finish();
  }

  /** Place in the layer of a value that an earlier store may have had too. */
  private sharedPlace(code: number): number {
    const bytes = valueBytes(this.store, code);
    const text = textOf(bytes);
    let place = this.known!.get(text);
    if (place === undefined) {
      place = this.earlier.push(bytes) - 1;
      this.known!.set(text, place);
    }
    return place;
  }

  private closeStore(): void {
    for (const code of this.values.codes) this.earlier.push(valueBytes(this.store, code));
    this.values.clear();
  }
}

function valueBytes({ values }: Store, code: number): Uint8Array {
  return values.bytes.subarray(code === 0 ? 0 : values.ends[code - 1]!, values.ends[code]);
}

/** The bytes as a text of one character each, to look them up by. */
function textOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

/** Writes what stands in another writer as a field; byte by byte, as these are few and a view of them costs more. */
function append(writer: PbfWriter, tag: number, source: PbfWriter): void {
  writer.writeTag(tag, LENGTH_DELIMITED);
  writer.writeVarint(source.pos);
  writer.realloc(source.pos);
  const { buf: from, pos: length } = source;
  const { buf: to, pos: at } = writer;
  for (let i = 0; i < length; i++) to[at + i] = from[i]!;
  writer.pos += length;
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
export function writeGeometry(type: GeometryType, paths: Paths, writer: PbfWriter): void {
  const c = paths.coordinates;
  let x = 0;
  let y = 0;
  if (type === 'point') writer.writeVarint(command(MOVE_TO, paths.length / 2));
  for (let path = 0; path < paths.count; path++) {
    const from = paths.start(path);
    const to = paths.ends[path]!;
    for (let i = from; i < to; i += 2) {
      if (type !== 'point' && i === from) writer.writeVarint(command(MOVE_TO, 1));
      else if (i === from + 2) writer.writeVarint(command(LINE_TO, (to - from) / 2 - 1));
      writer.writeVarint(zigzag(c[i]! - x));
      writer.writeVarint(zigzag(c[i + 1]! - y));
      x = c[i]!;
      y = c[i + 1]!;
    }
    if (type === 'polygon') writer.writeVarint(command(CLOSE_PATH, 1));
  }
}

function command(kind: number, count: number): number {
  return kind | (count << 3);
}

/** Small numbers of either sign as small ones without: 0, -1, 1, -2 … become 0, 1, 2, 3 … */
function zigzag(value: number): number {
  return (value << 1) ^ (value >> 31);
}
