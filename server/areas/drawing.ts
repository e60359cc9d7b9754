import type { LonLat } from '../api/wire.ts';

const DEGREE_M = 111_320;

/** Metres as degrees of latitude. */
export function degreesOf(metres: number): number {
  return metres / DEGREE_M;
}

/** A line made longer at both ends by so many metres, straight on, so that it crosses a border that it was drawn up to. */
export function extended(line: readonly LonLat[], metres: number): LonLat[] {
  const [first, second] = line as [LonLat, LonLat];
  const [last, before] = [line.at(-1)!, line.at(-2)!];
  return [beyond(second, first, metres), ...line, beyond(before, last, metres)];
}

/** The point so many metres behind `to`, coming from `from`; `to` itself where both are one. */
function beyond(from: LonLat, to: LonLat, metres: number): LonLat {
  const scale = Math.cos((to[1] * Math.PI) / 180);
  const [x, y] = [(to[0] - from[0]) * scale, to[1] - from[1]];
  const length = Math.hypot(x, y);
  if (length === 0) return to;
  const step = degreesOf(metres) / length;
  return [to[0] + (x * step) / scale, to[1] + y * step];
}

/** A straight cut across some bounds, with a hundredth of their size to spare. @param bounds `[west, south, east, north]`. */
export function cutAcross(axis: 'x' | 'y', at: number, bounds: readonly [number, number, number, number]): LonLat[] {
  const [west, south, east, north] = bounds;
  const [wide, high] = [(east - west) / 100, (north - south) / 100];
  return axis === 'x'
    ? [
        [at, south - high],
        [at, north + high],
      ]
    : [
        [west - wide, at],
        [east + wide, at],
      ];
}
