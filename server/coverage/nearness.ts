/**
 * The part of a line from A to B, as shares `[from, to]`, that lies within `radius` of a line from C to D; null: none. All in a plane, in
 * metres; C may be D. Exact: the ground within reach of a line is convex (a rectangle with half a disc at both ends), so it takes one
 * interval of another line.
 */
export function within(
  [ax, ay, bx, by]: readonly [number, number, number, number],
  [cx, cy, dx, dy]: readonly [number, number, number, number],
  radius: number,
): [number, number] | null {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  const take = (part: [number, number] | null) => {
    if (!part) return;
    from = Math.min(from, part[0]);
    to = Math.max(to, part[1]);
  };
  take(inDisc(ax - cx, ay - cy, bx - ax, by - ay, radius));
  const long = Math.hypot(dx - cx, dy - cy);
  if (long > 0) {
    take(inDisc(ax - dx, ay - dy, bx - ax, by - ay, radius));
    const [ux, uy] = [(dx - cx) / long, (dy - cy) / long];
    take(
      inRectangle(
        { at: (ax - cx) * ux + (ay - cy) * uy, by: (bx - ax) * ux + (by - ay) * uy, low: 0, high: long },
        { at: (ay - cy) * ux - (ax - cx) * uy, by: (by - ay) * ux - (bx - ax) * uy, low: -radius, high: radius },
      ),
    );
  }
  return from <= to ? [from, to] : null;
}

/** Where `p + t d` is within `radius` of the origin, for t in 0 to 1. */
function inDisc(px: number, py: number, dx: number, dy: number, radius: number): [number, number] | null {
  const a = dx * dx + dy * dy;
  const c = px * px + py * py - radius * radius;
  if (a === 0) return c <= 0 ? [0, 1] : null;
  const half = px * dx + py * dy;
  const root = half * half - a * c;
  if (root < 0) return null;
  const [low, high] = [(-half - Math.sqrt(root)) / a, (-half + Math.sqrt(root)) / a];
  return high < 0 || low > 1 ? null : [Math.max(low, 0), Math.min(high, 1)];
}

interface Strip {
  at: number;
  by: number;
  low: number;
  high: number;
}

/** Where `at + t by` is between low and high of both, for t in 0 to 1. */
function inRectangle(...strips: readonly Strip[]): [number, number] | null {
  let [from, to] = [0, 1];
  for (const { at, by, low, high } of strips) {
    if (by === 0) {
      if (at < low || at > high) return null;
      continue;
    }
    const [one, other] = [(low - at) / by, (high - at) / by];
    from = Math.max(from, Math.min(one, other));
    to = Math.min(to, Math.max(one, other));
  }
  return from <= to ? [from, to] : null;
}
