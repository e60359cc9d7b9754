import type { LonLat } from '../../../server/api/wire.ts';

/** A place and the numbers that stand at it, from 1. */
export interface NumberedPlace {
  numbers: number[];
  place: LonLat;
}

/** Places that cannot be told apart on a map, as doors of one house, share a mark: those within about 1 m. */
export function numberedPlaces(places: readonly LonLat[]): NumberedPlace[] {
  const found = new Map<string, NumberedPlace>();
  for (const [at, place] of places.entries()) {
    const key = place.map((degrees) => degrees.toFixed(5)).join();
    const there = found.get(key);
    if (there) there.numbers.push(at + 1);
    else found.set(key, { numbers: [at + 1], place });
  }
  return [...found.values()];
}
