/**
 * World coordinates: the Web Mercator square (EPSG:3857) cut into 2^32 by 2^32 whole steps, x eastward from 180° W and
 * y southward from 85.05° N, so that a tile of any zoom is a shift. A step is under 1 cm (9.3 mm at the equator).
 */
export const WORLD_SIZE = 2 ** 32;

/** Units along a tile's side, as in every Mapbox Vector Tile of this server. */
export const EXTENT = 4096;

/** Latitude in degrees at which the Mercator square ends: atan(sinh(π)). */
export const MAX_LATITUDE = (Math.atan(Math.sinh(Math.PI)) * 180) / Math.PI;

const LAST = WORLD_SIZE - 1;

/** World x of a longitude from -180 to 180; 180 itself is the last step, 2^32 - 1. */
export function worldX(longitude: number): number {
  return Math.min(LAST, Math.round(((longitude + 180) / 360) * WORLD_SIZE));
}

/** World y of a latitude from -90 to 90; what lies beyond the Mercator square is moved to its edge. */
export function worldY(latitude: number): number {
  const sine = Math.sin((latitude * Math.PI) / 180);
  const y = (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * WORLD_SIZE;
  return Math.max(0, Math.min(LAST, Math.round(y)));
}

/** Tile units in one world step at a zoom: a power of two, so that the change of units loses nothing. */
export function unitsPerStep(z: number): number {
  return (EXTENT * 2 ** z) / WORLD_SIZE;
}
