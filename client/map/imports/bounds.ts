import type { ImportPlaces } from '../../../server/api/imports/schema.ts';
import type { Bounds } from '../../../server/api/wire.ts';

/** Share of the places that the picture need not hold: one row with a slip in a figure would show the whole country. */
const outliers = 0.02;

/** What holds the places but the few farthest out; null of none. */
export function boundsOf(places: ImportPlaces['items']): Bounds | null {
  if (places.length === 0) return null;
  const [lons, lats] = ([0, 1] as const).map((axis) =>
    places.map(({ place }) => place[axis]).sort((a, b) => a - b),
  ) as [number[], number[]];
  const cut = Math.floor(places.length * outliers);
  const last = places.length - 1 - cut;
  return [lons[cut]!, lats[cut]!, lons[last]!, lats[last]!];
}
