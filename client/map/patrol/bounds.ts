import type { Bounds, LonLat } from '../../../server/api/wire.ts';
import type { PatrolScene } from './scene.ts';

/** What holds all that a scene shows; null for an empty one. */
export function boundsOf({ points, streets, squads, plan }: PatrolScene): Bounds | null {
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
