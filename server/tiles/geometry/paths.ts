/**
 * A list of paths (points, lines or rings) in two flat arrays that grow and are used again: the working memory of
 * cutting, which would otherwise make millions of small objects.
 */
export class Paths {
  /** x and y in turn; only the first `length` numbers count. */
  coordinates = new Float64Array(256);
  /** Numbers in use: twice the vertices. */
  length = 0;
  /** Where each finished path ends in `coordinates`; the first begins at 0. Only the first `count` numbers count. */
  ends = new Uint32Array(16);
  /** Finished paths. */
  count = 0;

  /** Index in `coordinates` of a path's first x; with `count`, where the path begins that is not finished yet. */
  start(path: number): number {
    return path === 0 ? 0 : this.ends[path - 1]!;
  }

  clear(): void {
    this.length = 0;
    this.count = 0;
  }

  add(x: number, y: number): void {
    if (this.length + 2 > this.coordinates.length) this.grow(this.length + 2);
    this.coordinates[this.length++] = x;
    this.coordinates[this.length++] = y;
  }

  /** Adds the vertices of another list from index `from` (of an x) up to `to`. */
  addRange(other: Paths, from: number, to: number): void {
    const needed = this.length + to - from;
    if (needed > this.coordinates.length) this.grow(needed);
    for (let i = from; i < to; i++) this.coordinates[this.length++] = other.coordinates[i]!;
  }

  /** Finishes the path begun after the last one; without vertices since then there is none to finish. */
  end(): void {
    if (this.length === this.start(this.count)) return;
    if (this.count === this.ends.length) {
      const larger = new Uint32Array(this.count * 2);
      larger.set(this.ends);
      this.ends = larger;
    }
    this.ends[this.count++] = this.length;
  }

  /** Forgets the vertices added since the last finished path. */
  drop(): void {
    this.length = this.start(this.count);
  }

  /** Forgets the last finished path. */
  remove(): void {
    this.count--;
    this.drop();
  }

  private grow(needed: number): void {
    const larger = new Float64Array(Math.max(needed, this.coordinates.length * 2));
    larger.set(this.coordinates);
    this.coordinates = larger;
  }
}

/** A rectangle, in the units of the paths it is used with. */
export interface Box {
  minX: number;
  minY: number;
  maxX: number;
  maxY: number;
}

/**
 * Twice the signed area of a ring (without repeated last vertex) between two indices of `coordinates`, by the
 * surveyor's formula: positive is clockwise on a screen whose y points down, which is an exterior ring in a tile.
 */
export function doubleArea(coordinates: ArrayLike<number>, from: number, to: number): number {
  let sum = 0;
  // Relative to the first vertex: world coordinates near 2^32 would lose digits in the products.
  const originX = coordinates[from]!;
  const originY = coordinates[from + 1]!;
  let x = coordinates[to - 2]! - originX;
  let y = coordinates[to - 1]! - originY;
  for (let i = from; i < to; i += 2) {
    const nextX = coordinates[i]! - originX;
    const nextY = coordinates[i + 1]! - originY;
    sum += x * nextY - nextX * y;
    x = nextX;
    y = nextY;
  }
  return sum;
}
