import { crossesItself } from '../geometry/crossing.ts';
import { doubleArea, type Paths } from '../geometry/paths.ts';
import { type GeometryType, readWkb, type WkbGeometry } from '../geometry/wkb.ts';
import { worldX, worldY } from '../geometry/world.ts';
import { assemble, type Shaping } from './assembly.ts';
import { Growing } from './growing.ts';
import type { Store } from './store.ts';
import { type Value, ValueCoder } from './values.ts';

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

  constructor(
    private readonly type: GeometryType,
    private readonly keys: string[],
    private readonly shaping: Shaping,
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
    if (this.type === 'polygon' && crossesItself(geometry)) return 'its outline crosses itself';
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
    if (Math.sign(area) !== direction) reverse(c.view(), from + 2, c.length);
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
    const rows = {
      type: this.type,
      ids: this.ids.view(),
      minzooms: this.minzooms.view(),
      pathEnds: this.pathEnds.view(),
      vertexEnds: this.vertexEnds.view(),
      holes: this.holes.view(),
      coordinates: this.coordinates.view(),
      keys: this.keys,
      columns: this.columns.map((column) => column.view()),
      values: this.coder.finish(),
    };
    return assemble(rows, this.shaping);
  }
}

/** Turns a ring round; its first vertex, which simplification keeps, is not within and stays the first. */
function reverse(coordinates: Uint32Array, from: number, to: number): void {
  for (let a = from, b = to - 2; a < b; a += 2, b -= 2) {
    for (const axis of [0, 1]) {
      const kept = coordinates[a + axis]!;
      coordinates[a + axis] = coordinates[b + axis]!;
      coordinates[b + axis] = kept;
    }
  }
}
