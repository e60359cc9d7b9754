import type { LonLat } from '../../../server/api/wire.ts';

/** Whether two sides of an outline cross or touch; the outline need not be closed. */
export function crossesItself(points: readonly LonLat[]): boolean {
  const count = points.length;
  for (let one = 0; one < count; one += 1)
    for (let other = one + 1; other < count; other += 1) {
      // Neighbours share a corner.
      if (other === one + 1 || (one === 0 && other === count - 1)) continue;
      const [a, b, c, d] = [points[one]!, points[(one + 1) % count]!, points[other]!, points[(other + 1) % count]!];
      if (isNear(a, b, c, d) && turn(a, b, c) * turn(a, b, d) <= 0 && turn(c, d, a) * turn(c, d, b) <= 0) return true;
    }
  return false;
}

/** Whether what two sides span overlaps: sides in one line may lie apart. */
function isNear(a: LonLat, b: LonLat, c: LonLat, d: LonLat): boolean {
  const [x, y] = [0, 1] as const;
  return [x, y].every(
    (axis) =>
      Math.max(a[axis], b[axis]) >= Math.min(c[axis], d[axis]) &&
      Math.max(c[axis], d[axis]) >= Math.min(a[axis], b[axis]),
  );
}

/** On which side of the line from a to b a point lies: 1, -1, or 0 on it. */
function turn([ax, ay]: LonLat, [bx, by]: LonLat, [x, y]: LonLat): number {
  return Math.sign((bx - ax) * (y - ay) - (by - ay) * (x - ax));
}

/** Where a new corner best goes into an outline: behind the corner whose side it lies nearest to. */
export function placeAmong(points: readonly LonLat[], at: LonLat): number {
  if (points.length < 3) return points.length;
  const far = points.map((from, index) => distance(at, from, points[(index + 1) % points.length]!));
  return far.indexOf(Math.min(...far)) + 1;
}

/** Square of how far a point lies from a side, in degrees of latitude. */
function distance([x, y]: LonLat, [ax, ay]: LonLat, [bx, by]: LonLat): number {
  const narrow = Math.cos((y * Math.PI) / 180);
  const [dx, dy, px, py] = [(bx - ax) * narrow, by - ay, (x - ax) * narrow, y - ay];
  const along = Math.min(1, Math.max(0, (px * dx + py * dy) / (dx * dx + dy * dy || 1)));
  return (px - along * dx) ** 2 + (py - along * dy) ** 2;
}

/** The middle of the first and last of what an outline spans; null of none. */
export function middleOf(points: readonly LonLat[]): LonLat | null {
  if (points.length === 0) return null;
  const [lons, lats] = [points.map(([lon]) => lon), points.map(([, lat]) => lat)];
  return [(Math.min(...lons) + Math.max(...lons)) / 2, (Math.min(...lats) + Math.max(...lats)) / 2];
}
