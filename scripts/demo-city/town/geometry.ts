/** `[x, y]` in metres: x towards the town's east, y towards its north. */
export type Point = readonly [number, number];
/** Corners in counter-clockwise order, the first not repeated. */
export type Ring = readonly Point[];
/** Outer ring counter-clockwise, then its holes clockwise. */
export type Polygon = readonly Ring[];
export type Line = readonly Point[];
/** A rectangle along the axes. */
export interface Box {
  west: number;
  south: number;
  east: number;
  north: number;
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

export function between(a: Point, b: Point, share: number): Point {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
}

/** Positive for counter-clockwise rings, m². */
export function ringArea(ring: Ring): number {
  let twice = 0;
  for (let index = 0, before = ring.length - 1; index < ring.length; before = index++) {
    const [ax, ay] = ring[before]!;
    const [bx, by] = ring[index]!;
    twice += ax * by - bx * ay;
  }
  return twice / 2;
}

/** The centre of mass; the mean corner for a ring without area. */
export function centroid(ring: Ring): Point {
  const area = ringArea(ring);
  if (Math.abs(area) < 1e-9) {
    return [ring.reduce((sum, p) => sum + p[0], 0) / ring.length, ring.reduce((sum, p) => sum + p[1], 0) / ring.length];
  }
  let x = 0;
  let y = 0;
  for (let index = 0, before = ring.length - 1; index < ring.length; before = index++) {
    const a = ring[before]!;
    const b = ring[index]!;
    const cross = a[0] * b[1] - b[0] * a[1];
    x += (a[0] + b[0]) * cross;
    y += (a[1] + b[1]) * cross;
  }
  return [x / (6 * area), y / (6 * area)];
}

export function boxOf(points: readonly Point[]): Box {
  const box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  for (const [x, y] of points) {
    box.west = Math.min(box.west, x);
    box.east = Math.max(box.east, x);
    box.south = Math.min(box.south, y);
    box.north = Math.max(box.north, y);
  }
  return box;
}

export function boxesMeet(a: Box, b: Box, gap = 0): boolean {
  return a.west <= b.east + gap && b.west <= a.east + gap && a.south <= b.north + gap && b.south <= a.north + gap;
}

/** Whether the point lies inside; on the edge either answer is possible. */
export function contains(ring: Ring, [x, y]: Point): boolean {
  let inside = false;
  for (let index = 0, before = ring.length - 1; index < ring.length; before = index++) {
    const [ax, ay] = ring[before]!;
    const [bx, by] = ring[index]!;
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

/** Where two segments cross, as the shares along each; null when they do not or are parallel. */
export function crossing(a: Point, b: Point, c: Point, d: Point): { first: number; second: number } | null {
  const rx = b[0] - a[0];
  const ry = b[1] - a[1];
  const sx = d[0] - c[0];
  const sy = d[1] - c[1];
  const cross = rx * sy - ry * sx;
  if (Math.abs(cross) < 1e-9) return null;
  const first = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / cross;
  const second = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / cross;
  return first >= 0 && first <= 1 && second >= 0 && second <= 1 ? { first, second } : null;
}

export function distanceToSegment(point: Point, a: Point, b: Point): number {
  const length2 = (b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2;
  if (length2 === 0) return distance(point, a);
  const share = ((point[0] - a[0]) * (b[0] - a[0]) + (point[1] - a[1]) * (b[1] - a[1])) / length2;
  return distance(point, between(a, b, Math.min(1, Math.max(0, share))));
}

/** The least distance between two segments, 0 where they cross. */
export function segmentDistance(a: Point, b: Point, c: Point, d: Point): number {
  if (crossing(a, b, c, d)) return 0;
  return Math.min(
    distanceToSegment(a, c, d),
    distanceToSegment(b, c, d),
    distanceToSegment(c, a, b),
    distanceToSegment(d, a, b),
  );
}

/** Whether two rings share ground, or come nearer than `gap` metres. */
export function ringsMeet(first: Ring, second: Ring, gap = 0): boolean {
  if (!boxesMeet(boxOf(first), boxOf(second), gap)) return false;
  if (contains(first, second[0]!) || contains(second, first[0]!)) return true;
  return edgesOf(first).some(([a, b]) => edgesOf(second).some(([c, d]) => segmentDistance(a, b, c, d) < gap + 1e-6));
}

/** Whether a line runs through a ring, or comes nearer than `gap` metres. */
export function lineMeets(line: Line, ring: Ring, gap: number): boolean {
  const box = boxOf(ring);
  for (let index = 1; index < line.length; index++) {
    const a = line[index - 1]!;
    const b = line[index]!;
    if (!boxesMeet(boxOf([a, b]), box, gap)) continue;
    if (contains(ring, a) || edgesOf(ring).some(([c, d]) => segmentDistance(a, b, c, d) < gap)) return true;
  }
  return false;
}

export function edgesOf(ring: Ring): [Point, Point][] {
  return ring.map((point, index) => [point, ring[(index + 1) % ring.length]!]);
}

/** Turned about a centre, counter-clockwise in radians. */
export function turn(points: readonly Point[], angle: number, [cx, cy]: Point): Point[] {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  return points.map(([x, y]) => [cx + (x - cx) * cos - (y - cy) * sin, cy + (x - cx) * sin + (y - cy) * cos]);
}

export function boxRing({ west, south, east, north }: Box): Point[] {
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ];
}

/** A smooth line through the given points (centripetal-like Catmull-Rom), a point about every `step` metres. */
export function curve(through: readonly Point[], step: number): Point[] {
  const line: Point[] = [through[0]!];
  for (let index = 0; index + 1 < through.length; index++) {
    const b = through[index]!;
    const c = through[index + 1]!;
    const a = through[index - 1] ?? [2 * b[0] - c[0], 2 * b[1] - c[1]];
    const d = through[index + 2] ?? [2 * c[0] - b[0], 2 * c[1] - b[1]];
    const pieces = Math.max(1, Math.round(distance(b, c) / step));
    for (let piece = 1; piece < pieces; piece++) {
      const t = piece / pieces;
      line.push([catmull(a[0], b[0], c[0], d[0], t), catmull(a[1], b[1], c[1], d[1], t)]);
    }
    line.push(c);
  }
  return line;
}

function catmull(a: number, b: number, c: number, d: number, t: number): number {
  return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t);
}

export function lineLength(line: Line): number {
  return line.reduce((sum, point, index) => (index === 0 ? 0 : sum + distance(line[index - 1]!, point)), 0);
}

/** The point that lies `at` metres along, and the direction there in radians. */
export function along(line: Line, at: number): { point: Point; angle: number } {
  let left = at;
  for (let index = 1; index < line.length; index++) {
    const a = line[index - 1]!;
    const b = line[index]!;
    const length = distance(a, b);
    if (left <= length || index === line.length - 1) {
      return { point: between(a, b, length === 0 ? 0 : left / length), angle: Math.atan2(b[1] - a[1], b[0] - a[0]) };
    }
    left -= length;
  }
  return { point: line[0]!, angle: 0 };
}

/** The line moved to its left (negative: right) by so many metres at each point; corners are mitred. */
export function offsetLine(line: Line, metres: number | ((index: number) => number)): Point[] {
  return line.map((point, index) => {
    const left = typeof metres === 'number' ? metres : metres(index);
    const before = line[Math.max(0, index - 1)]!;
    const after = line[Math.min(line.length - 1, index + 1)]!;
    const length = distance(before, after) || 1;
    const inNormal = normal(before, index === 0 ? after : point);
    const mean: Point = [-(after[1] - before[1]) / length, (after[0] - before[0]) / length];
    const cos = Math.max(0.5, inNormal[0] * mean[0] + inNormal[1] * mean[1]);
    return [point[0] + (mean[0] * left) / cos, point[1] + (mean[1] * left) / cos];
  });
}

/** The unit vector to the left of the way from a to b. */
export function normal(a: Point, b: Point): Point {
  const length = distance(a, b) || 1;
  return [-(b[1] - a[1]) / length, (b[0] - a[0]) / length];
}
