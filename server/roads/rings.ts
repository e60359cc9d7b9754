import Flatbush from 'flatbush';
import { insideRing } from './inside.ts';
import type { Raster } from './raster.ts';

type Place = readonly [number, number];

/** How the outline of a raster is drawn. */
export interface RingOptions {
  /** Cells that it may leave the cells' own outline by, to have fewer vertices. */
  smooth: number;
  /** Holes of fewer cells are filled. */
  holeCells: number;
}

/**
 * Outlines of the set cells as valid polygons in cell coordinates: closed rings, the outer one first and counter-clockwise, holes clockwise.
 * Outlines lead over the middles of the cells' sides, so that no two touch where cells meet at a corner.
 */
export function ringsOf(raster: Raster, { smooth, holeCells }: RingOptions): Place[][][] {
  const rings = tracedRings(raster).filter((ring) => doubleArea(ring) > 0 || -doubleArea(ring) / 2 >= holeCells);
  for (const tolerance of [smooth, smooth / 2, smooth / 4]) {
    const smoothed = rings.map((ring) => simplified(ring, tolerance));
    if (!touch(smoothed)) return polygonsOf(smoothed);
  }
  return polygonsOf(rings);
}

/** What lies ahead of a side, by the side's direction: right, up, left, down; the set cell is on its left. */
const ahead = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const;
/** Middle of each side of a cell: bottom, right, top, left. */
const middles = [
  [0.5, 0],
  [1, 0.5],
  [0.5, 1],
  [0, 0.5],
] as const;

function tracedRings(raster: Raster): Place[][] {
  const passed = new Uint8Array(raster.width * raster.height);
  const rings: Place[][] = [];
  for (let y = 0; y < raster.height; y++) {
    for (let x = 0; x < raster.width; x++) {
      for (let side = 0; side < 4; side++) {
        if (!isBorder(raster, x, y, side) || passed[y * raster.width + x]! & (1 << side)) continue;
        rings.push(traced(raster, passed, x, y, side));
      }
    }
  }
  return rings;
}

/** Whether a cell is set and its neighbour on this side is not. */
function isBorder(raster: Raster, x: number, y: number, side: number): boolean {
  // The outside of a side lies where the direction before it points to.
  const [outX, outY] = ahead[(side + 3) % 4]!;
  return raster.has(x, y) && !raster.has(x + outX, y + outY);
}

function traced(raster: Raster, passed: Uint8Array, fromX: number, fromY: number, fromSide: number): Place[] {
  const ring: Place[] = [];
  let [x, y, side] = [fromX, fromY, fromSide];
  do {
    passed[y * raster.width + x]! |= 1 << side;
    ring.push([x + middles[side]![0], y + middles[side]![1]]);
    const [aheadX, aheadY] = ahead[side]!;
    const [outX, outY] = ahead[(side + 3) % 4]!;
    if (!raster.has(x + aheadX, y + aheadY)) side = (side + 1) % 4;
    else if (!raster.has(x + aheadX + outX, y + aheadY + outY)) [x, y] = [x + aheadX, y + aheadY];
    else [x, y, side] = [x + aheadX + outX, y + aheadY + outY, (side + 3) % 4];
  } while (x !== fromX || y !== fromY || side !== fromSide);
  ring.push(ring[0]!);
  return ring;
}

function doubleArea(ring: readonly Place[]): number {
  let sum = 0;
  for (let at = 1; at < ring.length; at++) sum += ring[at - 1]![0] * ring[at]![1] - ring[at]![0] * ring[at - 1]![1];
  return sum;
}

/** A closed ring by Douglas and Peucker, from its first place and the one farthest from it; itself where fewer than three places remain. */
function simplified(ring: readonly Place[], tolerance: number): Place[] {
  const last = ring.length - 1;
  let farthest = 0;
  for (let at = 1; at < last; at++) {
    if (distance(ring[at]!, ring[0]!, ring[0]!) > distance(ring[farthest]!, ring[0]!, ring[0]!)) farthest = at;
  }
  const kept = new Uint8Array(ring.length);
  kept[0] = kept[farthest] = kept[last] = 1;
  const open: [number, number][] = [
    [0, farthest],
    [farthest, last],
  ];
  for (let span = open.pop(); span; span = open.pop()) {
    const [from, to] = span;
    let worst = -1;
    let worstDistance = tolerance;
    for (let at = from + 1; at < to; at++) {
      const off = distance(ring[at]!, ring[from]!, ring[to]!);
      if (off > worstDistance) [worst, worstDistance] = [at, off];
    }
    if (worst < 0) continue;
    kept[worst] = 1;
    open.push([from, worst], [worst, to]);
  }
  const result = ring.filter((_, at) => kept[at] === 1);
  return result.length >= 4 ? result : [...ring];
}

/** Distance of a place from a segment. */
function distance([x, y]: Place, [fromX, fromY]: Place, [toX, toY]: Place): number {
  const [alongX, alongY] = [toX - fromX, toY - fromY];
  const squared = alongX * alongX + alongY * alongY;
  const part = squared === 0 ? 0 : Math.min(1, Math.max(0, ((x - fromX) * alongX + (y - fromY) * alongY) / squared));
  return Math.hypot(x - fromX - part * alongX, y - fromY - part * alongY);
}

/** Whether any two segments of the rings have a place in common but for those that follow each other, or these fold back. */
function touch(rings: readonly (readonly Place[])[]): boolean {
  const segments = rings.flatMap((ring, number) =>
    ring.slice(1).map((to, at) => ({ from: ring[at]!, to, number, at, count: ring.length - 1 })),
  );
  if (segments.length === 0) return false;
  const index = new Flatbush(segments.length);
  for (const { from, to } of segments) {
    index.add(Math.min(from[0], to[0]), Math.min(from[1], to[1]), Math.max(from[0], to[0]), Math.max(from[1], to[1]));
  }
  index.finish();
  return segments.some((one, number) => {
    const [west, south] = [Math.min(one.from[0], one.to[0]), Math.min(one.from[1], one.to[1])];
    const [east, north] = [Math.max(one.from[0], one.to[0]), Math.max(one.from[1], one.to[1])];
    return index.search(west, south, east, north).some((found) => {
      if (found <= number) return false;
      const other = segments[found]!;
      const follows = one.number === other.number && other.at - one.at === 1;
      const closes = one.number === other.number && one.at === 0 && other.at === one.count - 1;
      if (follows) return folds(one.from, one.to, other.to);
      if (closes) return folds(other.from, one.from, one.to);
      return meet(one.from, one.to, other.from, other.to);
    });
  });
}

function turn(a: Place, b: Place, c: Place): number {
  return Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
}

function folds(a: Place, b: Place, c: Place): boolean {
  return turn(a, b, c) === 0 && (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1]) < 0;
}

/** Whether two segments whose boxes meet have a place in common. */
function meet(a: Place, b: Place, c: Place, d: Place): boolean {
  return turn(a, b, c) * turn(a, b, d) <= 0 && turn(c, d, a) * turn(c, d, b) <= 0;
}

function polygonsOf(rings: readonly (readonly Place[])[]): Place[][][] {
  const outer = rings
    .filter((ring) => doubleArea(ring) > 0)
    .map((ring) => ({ ring, area: doubleArea(ring), holes: [] as Place[][] }))
    .sort((a, b) => a.area - b.area);
  for (const hole of rings.filter((ring) => doubleArea(ring) < 0)) {
    // The smallest that holds it: an island in a hole of another has holes of its own.
    outer.find(({ ring }) => insideRing(ring, ...hole[0]!))?.holes.push([...hole]);
  }
  return outer.reverse().map(({ ring, holes }) => [[...ring], ...holes]);
}
