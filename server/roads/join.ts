import type { Coordinates } from './coordinates.ts';
import { metricAt } from './metric.ts';

/** Ways that end so near to each other are meant to meet. */
const JOIN_M = 0.5;
/** Ends between two pauses. */
const ENDS = 5000;
/** More ends than any graph has: behind a latitude in 1e-7 degrees the number of an end is still exact in a double. */
const MOST_ENDS = 2 ** 22;

/**
 * For each place the place that stands for it: ends of ways within half a metre of each other are one. Pauses every some milliseconds.
 * @param ends places at which a way ends, each once.
 */
export function* joinEnds(places: Coordinates, ends: readonly number[]): Generator<void, Int32Array> {
  const stands = new Int32Array(places.count);
  for (let place = 0; place < places.count; place++) stands[place] = place;
  yield;
  const find = (place: number): number => {
    let at = place;
    while (stands[at] !== at) {
      stands[at] = stands[stands[at]!]!;
      at = stands[at]!;
    }
    return at;
  };
  const byLatitude = sorted(places, ends);
  for (const [index, place] of byLatitude.entries()) {
    if (index % ENDS === 0) yield;
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
  }
  for (const place of ends) stands[place] = find(place);
  return stands;
}

/** Ends by their latitude: as plain numbers, which are sorted much faster than by a comparison. */
function sorted(places: Coordinates, ends: readonly number[]): Uint32Array {
  const keys = new Float64Array(ends.length);
  for (const [index, place] of ends.entries()) {
    keys[index] = Math.round((places.latitude(place) + 90) * 1e7) * MOST_ENDS + index;
  }
  return Uint32Array.from(keys.sort(), (key) => ends[key % MOST_ENDS]!);
}
