import Flatbush from 'flatbush';

/** West, south, east, north in degrees of WGS 84. */
export type Box = readonly [west: number, south: number, east: number, north: number];

/** What a deployment has on its map already, by which a file's places can be told. */
export interface KnownPlaces {
  /** Around its areas; null: there are none yet. */
  box: Box | null;
  /** Whether a building stands there, taken as the box around it; null: there are too few buildings to tell by. */
  isBuilt: ((lon: number, lat: number) => boolean) | null;
}

/** Fewer buildings say nothing. */
const ENOUGH_BUILDINGS = 50;

/** @param buildings boxes around buildings; a sample of some ten thousand will do where it is without gaps. */
export function knownPlaces(box: Box | null, buildings: readonly Box[]): KnownPlaces {
  if (buildings.length < ENOUGH_BUILDINGS) return { box, isBuilt: null };
  const index = new Flatbush(buildings.length);
  for (const one of buildings) index.add(...one);
  index.finish();
  return { box, isBuilt: (lon, lat) => index.search(lon, lat, lon, lat).length > 0 };
}
