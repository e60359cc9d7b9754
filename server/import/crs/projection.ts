import proj4 from 'proj4';
import { importFault } from '../faults.ts';
import { type CrsSpec, type Datum, zoneOf } from './spec.ts';

type Convert = (x: number, y: number) => [lon: number, lat: number];

/** Metres by which eastings are raised, so that none is negative. */
const FALSE_EASTING_M = 500_000;
const ZONE_M = 1_000_000;
/** Half of the earth's width in Web Mercator, m. */
const MERCATOR_M = 20_037_508.342_789_244;
/**
 * Semi-major axis, m, and inverse flattening. CGCS2000 is WGS 84 to a few centimetres. How Xi'an 80 and Beijing 54 lie to it was never
 * published for the whole country: their degrees are taken as they are, which is up to some 100 m off; control points are better.
 */
const ellipsoids: Record<Datum, readonly [axis_m: number, inverseFlattening: number]> = {
  cgcs2000: [6_378_137, 298.257_222_101],
  xian80: [6_378_140, 298.257],
  beijing54: [6_378_245, 298.3],
};

/** From a Gauss-Krüger plane: easting as x, northing as y. By the exact series, to below a millimetre in a zone and its neighbours. */
export function fromGaussKruger(spec: Extract<CrsSpec, { kind: 'gauss-kruger' }>): Convert {
  const zone = zoneOf(spec);
  if (spec.prefix && !Number.isInteger(zone))
    throw importFault(
      `中央经线 ${spec.meridian}° 不是 ${spec.width} 度带的中央经线，横坐标不能带带号。`,
      `${spec.meridian}°E is the middle of no ${spec.width}° zone, so eastings cannot carry its number.`,
      'crs',
    );
  const [axis, inverseFlattening] = ellipsoids[spec.datum];
  const easting = FALSE_EASTING_M + (spec.prefix ? zone * ZONE_M : 0);
  const plane = proj4(transverse(spec.meridian, easting, axis, inverseFlattening), degrees(axis, inverseFlattening));
  return (x, y) => plane.forward([x, y]) as [number, number];
}

export function fromWebMercator(x: number, y: number): [lon: number, lat: number] {
  const lat = 2 * Math.atan(Math.exp((y / MERCATOR_M) * Math.PI)) - Math.PI / 2;
  return [(x / MERCATOR_M) * 180, (lat * 180) / Math.PI];
}

/** A plane in metres around a place, in which distances of a city are true to some centimetres. */
export function localPlane(lon: number, lat: number) {
  const [axis, inverseFlattening] = ellipsoids.cgcs2000;
  const plane = proj4(degrees(axis, inverseFlattening), transverse(lon, 0, axis, inverseFlattening));
  const [, north] = plane.forward([lon, lat]) as [number, number];
  return {
    to(place: readonly [number, number]): [east_m: number, north_m: number] {
      const [x, y] = plane.forward([place[0], place[1]]) as [number, number];
      return [x, y - north];
    },
    from(east_m: number, north_m: number): [lon: number, lat: number] {
      return plane.inverse([east_m, north_m + north]) as [number, number];
    },
  };
}

function transverse(meridian: number, easting: number, axis: number, inverseFlattening: number): string {
  return `+proj=etmerc +lat_0=0 +lon_0=${meridian} +k=1 +x_0=${easting} +y_0=0 +a=${axis} +rf=${inverseFlattening} +units=m +no_defs`;
}

const degrees = (axis: number, inverseFlattening: number) =>
  `+proj=longlat +a=${axis} +rf=${inverseFlattening} +no_defs`;
