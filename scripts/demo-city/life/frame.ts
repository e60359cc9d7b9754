/** `[x, y]` in metres east and north of the frame's origin. */
export type Metres = [number, number];
/** `[lon, lat]` in degrees, WGS 84. */
export type Degrees = [number, number];

/** Mean Earth radius in metres (IUGG 1980). */
const EARTH_RADIUS_M = 6_371_008.8;

/** A flat local frame: metres around one point, true to about 0.5 % over the 40 km of a large city. */
export class Frame {
  readonly #origin: Degrees;
  readonly #metresEast: number;
  readonly #metresNorth: number;

  constructor(origin: Degrees) {
    this.#origin = origin;
    this.#metresNorth = (Math.PI / 180) * EARTH_RADIUS_M;
    this.#metresEast = this.#metresNorth * Math.cos((origin[1] * Math.PI) / 180);
  }

  /** Degrees to metres. */
  toMetres(point: readonly number[]): Metres {
    return [(point[0]! - this.#origin[0]) * this.#metresEast, (point[1]! - this.#origin[1]) * this.#metresNorth];
  }

  /** Metres to degrees. */
  toDegrees(point: Metres): Degrees {
    return [point[0] / this.#metresEast + this.#origin[0], point[1] / this.#metresNorth + this.#origin[1]];
  }
}

/** Straight distance in metres. */
export function distance(a: Metres, b: Metres): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

/** Signed area of a closed ring in square metres; positive where the ring runs counter-clockwise. */
export function ringArea(ring: readonly Metres[]): number {
  let doubled = 0;
  for (let index = 1; index < ring.length; index++) {
    const [x0, y0] = ring[index - 1]!;
    const [x1, y1] = ring[index]!;
    doubled += (x0 - ring[0]![0]) * (y1 - ring[0]![1]) - (x1 - ring[0]![0]) * (y0 - ring[0]![1]);
  }
  return doubled / 2;
}

/** Centre of gravity of a closed ring; the mean of its points where it has no area. */
export function ringCentre(ring: readonly Metres[]): Metres {
  const [originX, originY] = ring[0]!;
  let doubled = 0;
  let x = 0;
  let y = 0;
  for (let index = 1; index < ring.length; index++) {
    const ax = ring[index - 1]![0] - originX;
    const ay = ring[index - 1]![1] - originY;
    const bx = ring[index]![0] - originX;
    const by = ring[index]![1] - originY;
    const cross = ax * by - bx * ay;
    doubled += cross;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  }
  if (Math.abs(doubled) < 1e-6) {
    return [
      ring.reduce((sum, point) => sum + point[0], 0) / ring.length,
      ring.reduce((sum, point) => sum + point[1], 0) / ring.length,
    ];
  }
  return [originX + x / (3 * doubled), originY + y / (3 * doubled)];
}

/** True inside a closed ring by the even-odd rule; on the edge either answer may come. */
export function insideRing(ring: readonly Metres[], point: Metres): boolean {
  let inside = false;
  for (let index = 1; index < ring.length; index++) {
    const [x0, y0] = ring[index - 1]!;
    const [x1, y1] = ring[index]!;
    if (y0 > point[1] !== y1 > point[1] && point[0] < ((x1 - x0) * (point[1] - y0)) / (y1 - y0) + x0) inside = !inside;
  }
  return inside;
}

/** Length in metres and direction in radians (0 is east) of the long side of the smallest box around a ring. */
export function longSide(ring: readonly Metres[]): { length_m: number; angle: number } {
  let best = { area: Infinity, length_m: 0, angle: 0 };
  for (let index = 1; index < ring.length; index++) {
    const [x0, y0] = ring[index - 1]!;
    const [x1, y1] = ring[index]!;
    if (x0 === x1 && y0 === y1) continue;
    const angle = Math.atan2(y1 - y0, x1 - x0);
    const [along, across] = extents(ring, angle);
    if (along * across < best.area - 1e-9) {
      best = {
        area: along * across,
        length_m: Math.max(along, across),
        angle: along >= across ? angle : angle + Math.PI / 2,
      };
    }
  }
  return { length_m: best.length_m, angle: best.angle };
}

function extents(ring: readonly Metres[], angle: number): [number, number] {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  let [minAlong, maxAlong, minAcross, maxAcross] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [x, y] of ring) {
    const along = x * cos + y * sin;
    const across = y * cos - x * sin;
    minAlong = Math.min(minAlong, along);
    maxAlong = Math.max(maxAlong, along);
    minAcross = Math.min(minAcross, across);
    maxAcross = Math.max(maxAcross, across);
  }
  return [maxAlong - minAlong, maxAcross - minAcross];
}
