import { difference, type Geom } from 'polyclip-ts';
import {
  between,
  contains,
  crossing,
  distance,
  distanceToSegment,
  edgesOf,
  normal,
  type Point,
  type Ring,
  ringArea,
} from './geometry.ts';

/**
 * The ring moved inwards, each side by its own distance in metres; empty when nothing is left.
 * @param depths one distance a side: side `i` runs from corner `i` to the next.
 * @param share of the ground it must at least keep where a quicker way takes a little too much.
 */
export function inset(ring: Ring, depths: readonly number[], share = 0.96): Point[] {
  const mitred = withoutHairs(tidy(miter(ring, depths)));
  if (mitred.length >= 3 && isSimple(mitred) && keepsAway(mitred, ring, depths)) return mitred;
  const shaved = shave(ring, depths);
  const promised = edgesOf(ring).reduce((sum, [a, b], index) => sum - distance(a, b) * depths[index]!, ringArea(ring));
  // Straight cuts are good enough where the ring is nearly convex; the exact ones are slow.
  return shaved.length >= 3 && ringArea(shaved) > share * promised ? shaved : carve(ring, depths);
}

function miter(ring: Ring, depths: readonly number[]): Point[] {
  const points: Point[] = [];
  const count = ring.length;
  for (let index = 0; index < count; index++) {
    const corner = ring[index]!;
    const before = ring[(index + count - 1) % count]!;
    const after = ring[(index + 1) % count]!;
    const inDepth = depths[(index + count - 1) % count]!;
    const outDepth = depths[index]!;
    const n = normal(before, corner);
    const m = normal(corner, after);
    const sine = n[0] * m[1] - n[1] * m[0];
    if (Math.abs(sine) < 0.08) {
      points.push([corner[0] + n[0] * inDepth, corner[1] + n[1] * inDepth]);
      if (Math.abs(inDepth - outDepth) > 0.5) points.push([corner[0] + m[0] * outDepth, corner[1] + m[1] * outDepth]);
      continue;
    }
    // The point at inDepth from the line before and outDepth from the line after.
    points.push([
      corner[0] + (inDepth * m[1] - outDepth * n[1]) / sine,
      corner[1] + (outDepth * n[0] - inDepth * m[0]) / sine,
    ]);
  }
  return points;
}

function tidy(points: Point[]): Point[] {
  return points.filter((point, index) => distance(point, points[(index + 1) % points.length]!) > 0.3);
}

function isSimple(ring: Ring): boolean {
  if (ringArea(ring) <= 0) return false;
  const edges = edgesOf(ring);
  for (let i = 0; i < edges.length; i++) {
    for (let j = i + 2; j < edges.length; j++) {
      if (i === 0 && j === edges.length - 1) continue;
      if (crossing(edges[i]![0], edges[i]![1], edges[j]![0], edges[j]![1])) return false;
    }
  }
  return true;
}

/** A mitred ring may leave the outer one, or come too near to a side, where a side is shorter than the depths. */
function keepsAway(inner: Ring, outer: Ring, depths: readonly number[]): boolean {
  const edges = edgesOf(outer);
  return inner.every(
    (point) =>
      (contains(outer, point) || edges.some(([a, b]) => distanceToSegment(point, a, b) < 0.01)) &&
      edges.every(([a, b], index) => {
        const [nx, ny] = normal(a, b);
        const share = ((point[0] - a[0]) * (b[0] - a[0]) + (point[1] - a[1]) * (b[1] - a[1])) / distance(a, b) ** 2;
        if (share < 0.001 || share > 0.999) return true;
        return Math.abs((point[0] - a[0]) * nx + (point[1] - a[1]) * ny) > depths[index]! - 1;
      }),
  );
}

/** Takes a strip along every side and a disc at every corner out of the ring; keeps the largest part. */
function carve(ring: Ring, depths: readonly number[]): Point[] {
  const cutters: Geom[] = [];
  edgesOf(ring).forEach(([a, b], index) => {
    const depth = depths[index]!;
    if (depth <= 0) return;
    const [nx, ny] = normal(a, b);
    const shift = (p: Point, by: number) => onGrid([p[0] + nx * by, p[1] + ny * by]);
    cutters.push([[shift(a, -1), shift(b, -1), shift(b, depth), shift(a, depth)]]);
    const disc = Array.from({ length: 8 }, (_, step) => {
      const angle = (step * Math.PI) / 4 + 0.2;
      return onGrid([a[0] + Math.cos(angle) * depth, a[1] + Math.sin(angle) * depth]);
    });
    cutters.push([disc]);
  });
  try {
    const left = difference([ring.map(onGrid)], ...cutters);
    const parts = left.map((polygon) => tidy(polygon[0]!.slice(0, -1).map(([x, y]): Point => [x, y])));
    parts.sort((x, y) => ringArea(y) - ringArea(x));
    if (parts[0] === undefined) return [];
    const largest = withoutHairs(parts[0]);
    if (largest.length >= 3 && isSimple(largest)) return largest;
  } catch {
    // The clipper gives up on some nearly touching strips; straight cuts never do.
  }
  return shave(ring, depths);
}

/** Leaves out corners that lie all but on another side: such a ring would touch itself once it is rounded. */
function withoutHairs(ring: Point[]): Point[] {
  const left = [...ring];
  for (let index = 0; index < left.length && left.length > 3; index++) {
    const corner = left[index]!;
    const touches = edgesOf(left).some(([a, b], at) => {
      const beside = at === index || (at + 1) % left.length === index;
      return !beside && distanceToSegment(corner, a, b) < 0.05;
    });
    const [before, after] = [left.at(index - 1)!, left[(index + 1) % left.length]!];
    if (touches || distanceToSegment(before, corner, after) < 0.02 || distanceToSegment(after, before, corner) < 0.02) {
      left.splice(index, 1);
      index = Math.max(-1, index - 2);
    }
  }
  return left;
}

/** To the centimetre: the clipper is surest where points either coincide or do not. */
function onGrid([x, y]: Point): [number, number] {
  return [Math.round(x * 100) / 100, Math.round(y * 100) / 100];
}

/** Cuts the ring along the whole line at each side's distance: takes too much where the ring is hollow, never too little. */
function shave(ring: Ring, depths: readonly number[]): Point[] {
  let left: Point[] = [...ring];
  edgesOf(ring).forEach(([a, b], index) => {
    const [nx, ny] = normal(a, b);
    const away = (point: Point) => (point[0] - a[0]) * nx + (point[1] - a[1]) * ny - depths[index]!;
    left = left.flatMap((point, at) => {
      const next = left[(at + 1) % left.length]!;
      const [here, there] = [away(point), away(next)];
      const cut: Point[] = here > 0 !== there > 0 ? [between(point, next, here / (here - there))] : [];
      return here > 0 ? [point, ...cut] : cut;
    });
  });
  const kept = tidy(left);
  return kept.length >= 3 && isSimple(kept) ? kept : [];
}
