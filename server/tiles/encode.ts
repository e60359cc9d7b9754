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

/** Writes layers and their features into one tile. */
export class TileWriter {
  private readonly tile = new PbfWriter();

  /**
   * Writes one layer: `fill` calls `add` for every feature with its place in the store and its geometry in whole tile
   * units, as `encodeGeometry` describes. A layer without features is not written.
   */
  layer(name: string, store: Store, fill: (add: (feature: number, paths: Paths) => void) => void): void {
    const layer = new PbfWriter();
    const tags = new Tags(store);
    let empty = true;
    layer.writeVarintField(15, 2);
    layer.writeStringField(1, name);
    fill((feature, paths) => {
      layer.writeMessage(2, writeFeature, { store, feature, paths, tags });
      empty = false;
    });
    if (empty) return;
    tags.write(layer);
    layer.writeVarintField(5, EXTENT);
    this.tile.writeBytesField(3, layer.finish());
  }

  /** Bytes written so far. */
  get size(): number {
    return this.tile.pos;
  }

  /** The tile; null when nothing was written. */
  finish(): Uint8Array | null {
    return this.tile.pos === 0 ? null : this.tile.finish();
  }
}

/** Keys and values of one layer of one tile, each written once, numbered in order of first use. */
class Tags {
  private readonly keys: number[] = [];
  private readonly values: number[] = [];
  private readonly keyNumbers = new Map<number, number>();
  private readonly valueNumbers = new Map<number, number>();

  constructor(private readonly store: Store) {}

  /** The feature's tags: number of a key and number of its value in turn. */
  of(feature: number): number[] {
    const tags: number[] = [];
    for (let column = 0; column < this.store.columns.length; column++) {
      const code = this.store.columns[column]![feature]!;
      if (code === 0) continue;
      tags.push(numberOf(column, this.keys, this.keyNumbers), numberOf(code, this.values, this.valueNumbers));
    }
    return tags;
  }

  write(layer: PbfWriter): void {
    const { keys, values } = this.store;
    for (const key of this.keys) layer.writeStringField(3, keys[key]!);
    for (const code of this.values) {
      layer.writeBytesField(4, values.bytes.subarray(code === 1 ? 0 : values.ends[code - 2], values.ends[code - 1]));
    }
  }
}

function numberOf(code: number, used: number[], numbers: Map<number, number>): number {
  let number = numbers.get(code);
  if (number === undefined) {
    number = used.push(code) - 1;
    numbers.set(code, number);
  }
  return number;
}

interface FeatureParts {
  store: Store;
  feature: number;
  paths: Paths;
  tags: Tags;
}

function writeFeature({ store, feature, paths, tags }: FeatureParts, pbf: PbfWriter): void {
  const id = store.ids[feature]!;
  // The writer takes whole numbers up to 2^53 - 1; a row with a larger number has no id in the tile.
  if (!Number.isNaN(id)) pbf.writeVarintField(1, id);
  pbf.writePackedVarint(2, tags.of(feature));
  pbf.writeVarintField(3, typeNumbers[store.type]);
  pbf.writePackedVarint(4, encodeGeometry(store.type, paths));
}

/**
 * A geometry as MVT command integers: points as one MoveTo; a line as MoveTo and LineTo; a ring, given without its
 * repeated last vertex, as MoveTo, LineTo and ClosePath. Coordinates are whole tile units.
 */
export function encodeGeometry(type: GeometryType, paths: Paths): number[] {
  const commands: number[] = [];
  const c = paths.coordinates;
  let x = 0;
  let y = 0;
  if (type === 'point') commands.push(command(MOVE_TO, paths.length / 2));
  for (let path = 0; path < paths.count; path++) {
    const from = paths.start(path);
    const to = paths.ends[path]!;
    for (let i = from; i < to; i += 2) {
      if (type !== 'point' && i === from) commands.push(command(MOVE_TO, 1));
      else if (i === from + 2) commands.push(command(LINE_TO, (to - from) / 2 - 1));
      commands.push(zigzag(c[i]! - x), zigzag(c[i + 1]! - y));
      x = c[i]!;
      y = c[i + 1]!;
    }
    if (type === 'polygon') commands.push(command(CLOSE_PATH, 1));
  }
  return commands;
}

function command(kind: number, count: number): number {
  return kind | (count << 3);
}

function zigzag(value: number): number {
  return (value << 1) ^ (value >> 31);
}
