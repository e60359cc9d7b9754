import Flatbush from 'flatbush';
import { doubleArea, type Paths } from './paths.ts';
import { shared } from './shared.ts';
import { simplify } from './simplify.ts';
import { type Value, ValueCoder, type ValueTable } from './values.ts';
import { type GeometryType, readWkb, type WkbGeometry } from './wkb.ts';
import { worldX, worldY } from './world.ts';

/**
 * The rows of one layer in flat arrays over shared memory, in order of their key: one copy serves all threads, and a
 * store posted to another thread is the same store there. Feature f owns the paths `pathEnds[f - 1]` (0 for the
 * first) up to `pathEnds[f]`; path p owns the vertices `vertexEnds[p - 1]` up to `vertexEnds[p]`. A point is a path of
 * one vertex. Rings have no repeated last vertex; an exterior has positive area in a y-down plane, the holes that
 * follow it negative.
 */
export interface Store {
  type: GeometryType;
  count: number;
  /** Row ids, up to 2^53 - 1; NaN where a row's number is larger than that. */
  ids: Float64Array;
  /** Lowest zoom at which a feature is in tiles. */
  minzooms: Uint8Array;
  pathEnds: Uint32Array;
  vertexEnds: Uint32Array;
  /** One entry a path: 1 for the hole of a polygon, else 0. */
  holes: Uint8Array;
  /** World coordinates, x and y in turn. */
  coordinates: Uint32Array;
  /** One entry a vertex: lowest zoom at which it is kept. Empty for points. */
  vertexZooms: Uint8Array;
  /** Attribute names, and for each the features' value codes (0 absent, else one more than the index in `values`). */
  keys: string[];
  columns: Uint32Array[];
  values: ValueTable;
  /** Packed index over the features' boxes in world coordinates, opened by `indexOf`; null without features. */
  index: SharedArrayBuffer | null;
}

/** The store's index, which finds features by their boxes in world coordinates; null without features. */
export function indexOf(store: Store): Flatbush | null {
  if (store.index === null) return null;
  let index = opened.get(store);
  if (index === undefined) {
    index = Flatbush.from(store.index);
    opened.set(store, index);
  }
  return index;
}
const opened = new WeakMap<Store, Flatbush>();

/** Bytes held by a store's arrays. */
export function storeBytes(store: Store): number {
  const { values, index } = store;
  const arrays = [
    ...[store.ids, store.minzooms, store.pathEnds, store.vertexEnds, store.holes, store.coordinates, store.vertexZooms],
    ...[values.bytes, values.ends, ...store.columns],
  ];
  return arrays.reduce((sum, array) => sum + array.byteLength, index?.byteLength ?? 0);
}

/** An array of numbers that grows. */
class Growing<Numbers extends Uint8Array | Uint32Array | Float64Array> {
  length = 0;

  constructor(private numbers: Numbers) {}

  push(value: number): void {
    if (this.length === this.numbers.length) {
      const larger = new (this.numbers.constructor as new (length: number) => Numbers)(this.length * 2);
      larger.set(this.numbers);
      this.numbers = larger;
    }
    this.numbers[this.length++] = value;
  }

  /** Forgets what was pushed after the array had this length. */
  cut(length: number): void {
    this.length = length;
  }

  at(index: number): number {
    return this.numbers[index]!;
  }

  /** What is in use, without a copy; valid until the next push. */
  view(): Numbers {
    return this.numbers.subarray(0, this.length) as Numbers;
  }

  finish(): Numbers {
    return shared(this.view());
  }
}

/** Builds a store row by row. */
export class StoreBuilder {
  private readonly ids = new Growing(new Float64Array(1024));
  private readonly minzooms = new Growing(new Uint8Array(1024));
  private readonly pathEnds = new Growing(new Uint32Array(1024));
  private readonly vertexEnds = new Growing(new Uint32Array(1024));
  private readonly holes = new Growing(new Uint8Array(1024));
  private readonly coordinates = new Growing(new Uint32Array(8192));
  private readonly columns: Growing<Uint32Array>[];
  private readonly coder = new ValueCoder();

  /** @param tolerance tile units that simplification may move a line by; see simplify.ts. */
  constructor(
    private readonly type: GeometryType,
    private readonly keys: string[],
    private readonly tolerance: number,
  ) {
    this.columns = keys.map(() => new Growing(new Uint32Array(1024)));
  }

  /**
   * Adds a row; rows come in order of their key.
   * @param attributes in the order of `keys`; null, false and '' are absent from the tile.
   * @returns null, or why the row was left out.
   */
  add(id: number, minzoom: number, wkb: Uint8Array, attributes: (Value | null)[]): string | null {
    const paths = this.vertexEnds.length;
    const numbers = this.coordinates.length;
    const reason = this.addGeometry(wkb);
    if (reason !== null) {
      this.vertexEnds.cut(paths);
      this.holes.cut(paths);
      this.coordinates.cut(numbers);
      return reason;
    }
    this.pathEnds.push(this.vertexEnds.length);
    this.ids.push(Number.isSafeInteger(id) ? id : Number.NaN);
    this.minzooms.push(minzoom);
    for (const [i, column] of this.columns.entries()) column.push(this.coder.code(attributes[i]));
    return null;
  }

  /** Bytes that the rows added so far take. */
  get bytes(): number {
    const features = this.ids.length * (9 + 4 + 4 * this.columns.length + 22);
    return features + this.vertexEnds.length * 5 + this.coordinates.length * 4.5 + this.coder.bytes;
  }

  private addGeometry(wkb: Uint8Array): string | null {
    let geometry: WkbGeometry;
    try {
      geometry = readWkb(wkb);
    } catch (error) {
      return error instanceof RangeError ? 'its geometry ends too early' : (error as Error).message;
    }
    if (geometry.type !== this.type) return `its geometry is a ${geometry.type}, not a ${this.type}`;
    const before = this.vertexEnds.length;
    const numbers = geometry.paths.coordinates.subarray(0, geometry.paths.length);
    if (!numbers.every(Number.isFinite)) return 'a coordinate is not a finite number';
    if (!numbers.every((value, i) => Math.abs(value) <= (i % 2 === 0 ? 180 : 90))) {
      return 'a coordinate is outside the world';
    }
    if (this.type === 'polygon') this.addPolygons(geometry);
    else for (let path = 0; path < geometry.paths.count; path++) this.addPath(geometry.paths, path);
    if (geometry.paths.count === 0) return 'its geometry is empty';
    return this.vertexEnds.length > before ? null : 'its geometry is smaller than a centimetre';
  }

  private addPolygons({ paths, polygonEnds }: WkbGeometry): void {
    let ring = 0;
    for (const end of polygonEnds) {
      // Without its exterior a polygon's holes are nothing.
      const kept = ring < end && this.addRing(paths, ring, 1);
      for (ring++; ring < end && kept; ring++) this.addRing(paths, ring, -1);
      ring = end;
    }
  }

  /** Adds a ring wound in the given direction; false when nothing of it is left at world resolution. */
  private addRing(paths: Paths, ring: number, direction: 1 | -1): boolean {
    const from = this.coordinates.length;
    this.addVertices(paths, ring);
    const c = this.coordinates;
    if (c.length - from > 2 && c.at(from) === c.at(c.length - 2) && c.at(from + 1) === c.at(c.length - 1)) {
      c.cut(c.length - 2);
    }
    const area = c.length - from < 6 ? 0 : doubleArea(c.view(), from, c.length);
    if (area === 0) {
      c.cut(from);
      return false;
    }
    if (Math.sign(area) !== direction) reverse(c.view(), from, c.length);
    this.vertexEnds.push(c.length / 2);
    this.holes.push(direction === 1 ? 0 : 1);
    return true;
  }

  private addPath(paths: Paths, path: number): void {
    const from = this.coordinates.length;
    this.addVertices(paths, path);
    if (this.type === 'line' && this.coordinates.length - from < 4) {
      this.coordinates.cut(from);
      return;
    }
    this.vertexEnds.push(this.coordinates.length / 2);
    this.holes.push(0);
  }

  /** Adds a path's vertices in world coordinates, leaving out repeated ones. */
  private addVertices(paths: Paths, path: number): void {
    let lastX = -1;
    let lastY = -1;
    for (let i = paths.start(path); i < paths.ends[path]!; i += 2) {
      const x = worldX(paths.coordinates[i]!);
      const y = worldY(paths.coordinates[i + 1]!);
      if (x === lastX && y === lastY) continue;
      this.coordinates.push(x);
      this.coordinates.push(y);
      lastX = x;
      lastY = y;
    }
  }

  /** The finished store; the builder is not used afterwards. */
  finish(): Store {
    const store: Store = {
      type: this.type,
      count: this.ids.length,
      ids: this.ids.finish(),
      minzooms: this.minzooms.finish(),
      pathEnds: this.pathEnds.finish(),
      vertexEnds: this.vertexEnds.finish(),
      holes: this.holes.finish(),
      coordinates: this.coordinates.finish(),
      vertexZooms: new Uint8Array(0),
      keys: this.keys,
      columns: this.columns.map((column) => column.finish()),
      values: this.coder.finish(),
      index: null,
    };
    if (this.type !== 'point') store.vertexZooms = simplified(store, this.tolerance);
    store.index = packedIndex(store);
    return store;
  }
}

function reverse(coordinates: Uint32Array, from: number, to: number): void {
  for (let a = from, b = to - 2; a < b; a += 2, b -= 2) {
    for (const axis of [0, 1]) {
      const kept = coordinates[a + axis]!;
      coordinates[a + axis] = coordinates[b + axis]!;
      coordinates[b + axis] = kept;
    }
  }
}

function simplified(store: Store, tolerance: number): Uint8Array {
  const zooms = new Uint8Array(new SharedArrayBuffer(store.coordinates.length / 2));
  let from = 0;
  for (const end of store.vertexEnds) {
    simplify(store.coordinates, from, end * 2, store.type === 'polygon', tolerance, zooms);
    from = end * 2;
  }
  return zooms;
}

function packedIndex({ count, pathEnds, vertexEnds, coordinates }: Store): SharedArrayBuffer | null {
  if (count === 0) return null;
  const index = new Flatbush(count, 16, Uint32Array, SharedArrayBuffer);
  let i = 0;
  for (let feature = 0; feature < count; feature++) {
    const end = vertexEnds[pathEnds[feature]! - 1]! * 2;
    let minX = Infinity;
    let minY = Infinity;
    let maxX = 0;
    let maxY = 0;
    for (; i < end; i += 2) {
      minX = Math.min(minX, coordinates[i]!);
      minY = Math.min(minY, coordinates[i + 1]!);
      maxX = Math.max(maxX, coordinates[i]!);
      maxY = Math.max(maxY, coordinates[i + 1]!);
    }
    index.add(minX, minY, maxX, maxY);
  }
  index.finish();
  return index.data as SharedArrayBuffer;
}
