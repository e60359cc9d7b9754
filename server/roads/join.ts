import type { Coordinates } from './coordinates.ts';
import { metricAt } from './metric.ts';

/** Ways that end so near to each other are meant to meet. */
const JOIN_M = 0.5;

/**
 * For each place the place that stands for it: ends of ways within half a metre of each other are one.
 * @param ends places at which a way ends, each once.
 */
export function joinEnds(places: Coordinates, ends: readonly number[]): Int32Array {
  const stands = Int32Array.from({ length: places.count }, (_, place) => place);
  const find = (place: number): number => {
    let at = place;
    while (stands[at] !== at) {
      stands[at] = stands[stands[at]!]!;
      at = stands[at]!;
    }
    return at;
  };
  const byLatitude = [...ends].sort((a, b) => places.latitude(a) - places.latitude(b));
  byLatitude.forEach((place, index) => {
    const latitude = places.latitude(place);
    const { lon_m, lat_m } = metricAt(latitude);
    for (let next = index + 1; next < byLatitude.length; next++) {
      const other = byLatitude[next]!;
      const north_m = (places.latitude(other) - latitude) * lat_m;
      if (north_m > JOIN_M) break;
      if (Math.hypot(north_m, (places.longitude(other) - places.longitude(place)) * lon_m) > JOIN_M) continue;
      const [a, b] = [find(place), find(other)];
      // The lower number stands for both, so that the result does not depend on the order of the rows' ends.
      stands[Math.max(a, b)] = Math.min(a, b);
    }
  });
  for (const place of ends) stands[place] = find(place);
  return stands;
}
