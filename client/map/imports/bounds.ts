import type { Bounds, LonLat } from '../../../server/api/wire.ts';

/** Share of the places that the picture need not hold: one row with a slip in a figure would show the whole country. */
const outliers = 0.02;

/** Of the places, those that lie at home by which the others are left out of the picture. */
const at_home = 0.5;

/**
 * What holds the places but the few farthest out; null of none.
 * @param home where the deployment is: if most places lie in it, only those are held, as streets to compare them with are only there.
 */
export function boundsOf(all: readonly { place: LonLat }[], home: Bounds | null = null): Bounds | null {
  const inside = home ? all.filter(({ place }) => isInside(place, home)) : [];
  const places = inside.length > all.length * at_home ? inside : all;
  if (places.length === 0) return null;
  const [lons, lats] = ([0, 1] as const).map((axis) =>
    places.map(({ place }) => place[axis]).sort((a, b) => a - b),
  ) as [number[], number[]];
  const cut = Math.floor(places.length * outliers);
  const last = places.length - 1 - cut;
  return [lons[cut]!, lats[cut]!, lons[last]!, lats[last]!];
}

/** Whether a place lies in a box. */
export function isInside([lon, lat]: LonLat, [west, south, east, north]: Bounds): boolean {
  return lon >= west && lon <= east && lat >= south && lat <= north;
}
