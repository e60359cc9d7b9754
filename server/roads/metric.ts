/** Metres of a degree of longitude and of latitude at some place. */
export interface Metric {
  lon_m: number;
  lat_m: number;
}

const RADIANS = Math.PI / 180;
/** Equatorial radius and squared eccentricity of WGS 84. */
const RADIUS_M = 6_378_137;
const ECCENTRICITY = 0.006_694_379_990_14;

/**
 * Metres of a degree at a latitude, by the ellipsoid's radii of curvature there: lengths of streets agree with the geodesic to 1 in 100,000,
 * as a piece of a street is short.
 */
export function metricAt(latitude: number): Metric {
  const sine = Math.sin(latitude * RADIANS);
  const flattened = 1 - ECCENTRICITY * sine * sine;
  const normal = RADIUS_M / Math.sqrt(flattened);
  return {
    lon_m: normal * Math.cos(latitude * RADIANS) * RADIANS,
    lat_m: ((normal * (1 - ECCENTRICITY)) / flattened) * RADIANS,
  };
}

/** Metres between two places that are at most some kilometres apart. */
export function metresBetween(lonA: number, latA: number, lonB: number, latB: number): number {
  const { lon_m, lat_m } = metricAt((latA + latB) / 2);
  return Math.hypot((lonB - lonA) * lon_m, (latB - latA) * lat_m);
}

/**
 * Metres or seconds rounded to 1/1024. Sums of such values up to 2^43 are exact, so that a way has the same time in whatever order its
 * pieces were added up, and an equally fast one is found to be equally fast.
 */
export function exact(value: number): number {
  return Math.round(value * 1024) / 1024;
}
