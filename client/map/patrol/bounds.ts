import type { Bounds, LonLat } from '../../../server/api/wire.ts';
import type { PatrolScene } from './scene.ts';

/** What holds all that a scene shows; null for an empty one. */
export function boundsOf({
  points,
  streets,
  squads,
  plan,
}: Pick<PatrolScene, 'points' | 'streets' | 'squads' | 'plan'>): Bounds | null {
  return around([
    ...(plan?.input.points ?? points).map(({ centre }) => centre),
    ...(plan?.input.streets ?? streets).flatMap(({ line }) => line),
    ...(plan?.input.squads ?? squads).map(({ start }) => start),
  ]);
}

/** What holds all places; null where there are none. */
export function around(places: readonly LonLat[]): Bounds | null {
  if (places.length === 0) return null;
  const bounds: Bounds = [180, 90, -180, -90];
  for (const [longitude, latitude] of places) {
    bounds[0] = Math.min(bounds[0], longitude);
    bounds[1] = Math.min(bounds[1], latitude);
    bounds[2] = Math.max(bounds[2], longitude);
    bounds[3] = Math.max(bounds[3], latitude);
  }
  return bounds;
}

/** Length along a line, m. */
export function lengthOf(line: readonly LonLat[]): number {
  let sum = 0;
  for (let index = 1; index < line.length; index++) sum += distance(line[index - 1]!, line[index]!);
  return sum;
}

const earthRadius_m = 6_371_008.8;

/** Distance of two places on the sphere, m; both `[lon, lat]`. */
function distance([lon1, lat1]: LonLat, [lon2, lat2]: LonLat): number {
  const [a, b] = [(lat1 * Math.PI) / 180, (lat2 * Math.PI) / 180];
  const half = Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(((lon2 - lon1) * Math.PI) / 360) ** 2;
  return 2 * earthRadius_m * Math.asin(Math.sqrt(half));
}
