import Flatbush from 'flatbush';
import type { Paths } from './paths.ts';
import type { WkbGeometry } from './wkb.ts';

/** Edges of a polygon up to which comparing each with each is quicker than an index of them. */
const FEW_EDGES = 128;

/**
 * Whether two edges of one polygon, of the same ring or of two, cross in a point within both. Judged on the coordinates
 * as they stand in the database, and only where no rounding could have made it so: a valid polygon never crosses itself.
 * Rings that touch, also along an edge, and parts of a multipolygon that overlap are not judged.
 */
export function crossesItself({ paths, polygonEnds }: WkbGeometry): boolean {
  let ring = 0;
  for (const end of polygonEnds) {
    if (ring < end && polygonCrosses(paths, ring, end)) return true;
    ring = end;
  }
  return false;
}

/** Index in the coordinates of the first vertex of each edge; the edge goes on to the vertex after it. */
let edges = new Uint32Array(1024);

function polygonCrosses(paths: Paths, from: number, to: number): boolean {
  const most = (paths.ends[to - 1]! - paths.start(from)) / 2;
  if (most > edges.length) edges = new Uint32Array(most * 2);
  let count = 0;
  for (let ring = from; ring < to; ring++) {
    for (let i = paths.start(ring); i + 2 < paths.ends[ring]!; i += 2) edges[count++] = i;
  }
  return count <= FEW_EDGES ? anyCross(paths.coordinates, count) : anyCrossIndexed(paths.coordinates, count);
}

function anyCross(c: Float64Array, count: number): boolean {
  for (let i = 0; i < count; i++) {
    const a = edges[i]!;
    const minX = Math.min(c[a]!, c[a + 2]!);
    const maxX = Math.max(c[a]!, c[a + 2]!);
    const minY = Math.min(c[a + 1]!, c[a + 3]!);
    const maxY = Math.max(c[a + 1]!, c[a + 3]!);
    for (let j = i + 1; j < count; j++) {
      const b = edges[j]!;
      if (c[b]! < minX && c[b + 2]! < minX) continue;
      if (c[b]! > maxX && c[b + 2]! > maxX) continue;
      if (c[b + 1]! < minY && c[b + 3]! < minY) continue;
      if (c[b + 1]! > maxY && c[b + 3]! > maxY) continue;
      if (cross(c, a, b)) return true;
    }
  }
  return false;
}

function anyCrossIndexed(c: Float64Array, count: number): boolean {
  const index = new Flatbush(count);
  for (let i = 0; i < count; i++) {
    const a = edges[i]!;
    index.add(
      Math.min(c[a]!, c[a + 2]!),
      Math.min(c[a + 1]!, c[a + 3]!),
      Math.max(c[a]!, c[a + 2]!),
      Math.max(c[a + 1]!, c[a + 3]!),
    );
  }
  index.finish();
  for (let i = 0; i < count; i++) {
    const a = edges[i]!;
    const found = index.collides(
      Math.min(c[a]!, c[a + 2]!),
      Math.min(c[a + 1]!, c[a + 3]!),
      Math.max(c[a]!, c[a + 2]!),
      Math.max(c[a + 1]!, c[a + 3]!),
      (j) => j > i && cross(c, a, edges[j]!),
    );
    if (found) return true;
  }
  return false;
}

/** Whether the edges that begin at indices a and b cross within both. */
function cross(c: Float64Array, a: number, b: number): boolean {
  const first = side(c, a, a + 2, b);
  if (first === 0 || side(c, a, a + 2, b + 2) !== -first) return false;
  const second = side(c, b, b + 2, a);
  return second !== 0 && side(c, b, b + 2, a + 2) === -second;
}

/** Rounding of a side's sum, as a share of the sum of its products' sizes: (3 + 16 ε) ε with ε = 2^-53 (Shewchuk, 1997). */
const UNSURE = (3 + 16 * 2 ** -53) * 2 ** -53;

/** On which side of the line from a to b the vertex at p lies, 1 or -1; 0 on it, or too near to be sure. */
function side(c: Float64Array, a: number, b: number, p: number): number {
  const left = (c[a]! - c[p]!) * (c[b + 1]! - c[p + 1]!);
  const right = (c[a + 1]! - c[p + 1]!) * (c[b]! - c[p]!);
  const difference = left - right;
  return Math.abs(difference) <= UNSURE * (Math.abs(left) + Math.abs(right)) ? 0 : Math.sign(difference);
}
