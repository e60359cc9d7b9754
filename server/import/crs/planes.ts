import proj4 from 'proj4';
import { importFault } from '../faults.ts';
import type { Convert, GaussKruger, PlaneDatum } from './spec.ts';

// CGCS2000 and WGS 84 differ by less than a metre, the drift of the continent since 2000, and are one here. Xi'an 80 and Beijing 54 lie
// elsewhere by some tens of metres, up to a hundred and more; the shift of a place is not public, so it is not undone.

/** Semi-major axis, m, and reciprocal flattening, by datum: GB 22021-2008 for CGCS2000, IAG 1975, Krasovsky 1940. */
export const ellipsoids: Record<PlaneDatum, readonly [axis_m: number, flattening: number]> = {
  cgcs2000: [6_378_137, 298.257222101],
  xian80: [6_378_140, 298.257],
  beijing54: [6_378_245, 298.3],
};

/** What is added to every easting, m, so that none is negative. */
export const FALSE_EASTING_M = 500_000;
/** Of one zone's number before the easting. */
export const ZONE_M = 1_000_000;
/** What UTM makes smaller at the middle of a zone. */
export const UTM_SCALE = 0.9996;

/** Further from its middle nothing is in a plane of any use, m: four degrees of longitude at the equator. */
export const PLANE_HALF_M = 450_000;

/** The number of the zone around a meridian; null when no zone of that width has it in its middle. */
export function zoneOf(width: 3 | 6, meridian: number): number | null {
  const zone = width === 3 ? meridian / 3 : (meridian + 3) / 6;
  return Number.isInteger(zone) ? zone : null;
}

/** The meridian in the middle of a zone, degrees. */
export function meridianOf(width: 3 | 6, zone: number): number {
  return width === 3 ? zone * 3 : zone * 6 - 3;
}

/**
 * From a plane to degrees of its datum; those of Xi'an 80 and Beijing 54 are taken for WGS 84 as they are.
 * What lies outside the plane becomes NaN.
 * @throws AppError when the meridian has no zone whose number could stand before the easting.
 */
export function fromGaussKruger(plane: GaussKruger): Convert {
  return within(falseEasting(plane), projection(plane).inverse);
}

/** From the northern half of a UTM zone to degrees of WGS 84; what lies outside the plane becomes NaN. */
export function fromUtm(zone: number): Convert {
  return within(FALSE_EASTING_M, utm(zone).inverse);
}

function within(easting_m: number, inverse: (place: [number, number]) => [number, number]): Convert {
  return (x, y) => {
    const fits = Math.abs(x - easting_m) <= PLANE_HALF_M && Math.abs(y) <= 10_000_000;
    return fits ? inverse([x, y]) : [Number.NaN, Number.NaN];
  };
}

/** From degrees of its datum to a plane, metres. */
export function toGaussKruger(plane: GaussKruger): Convert {
  const { forward } = projection(plane);
  return (lon, lat) => forward([lon, lat]);
}

/** From degrees of WGS 84 to a UTM zone, metres. */
export function toUtm(zone: number): Convert {
  const { forward } = utm(zone);
  return (lon, lat) => forward([lon, lat]);
}

/** The meridian in the middle of a UTM zone, degrees. */
export const utmMeridian = (zone: number) => zone * 6 - 183;

function utm(zone: number) {
  const middle = `+lon_0=${utmMeridian(zone)} +x_0=${FALSE_EASTING_M}`;
  return between(`+proj=tmerc +lat_0=0 +k=${UTM_SCALE} +y_0=0 ${middle} +a=6378137 +rf=298.257223563`);
}

function projection(plane: GaussKruger) {
  const [axis_m, flattening] = ellipsoids[plane.datum];
  const middle = `+lon_0=${plane.meridian} +x_0=${falseEasting(plane)}`;
  return between(`+proj=tmerc +lat_0=0 +k=1 +y_0=0 ${middle} +a=${axis_m} +rf=${flattening}`);
}

function falseEasting({ width, meridian, prefix }: GaussKruger): number {
  if (!prefix) return FALSE_EASTING_M;
  const zone = zoneOf(width, meridian);
  if (zone === null)
    throw importFault(
      `中央经线 ${meridian}° 不是${width}度带的中央经线，坐标前不会有带号。请改选中央经线，或选“不带带号”。`,
      `No ${width}-degree zone has its central meridian at ${meridian}°, so no zone number stands before the easting. Choose another meridian, or no zone number.`,
      'crs',
    );
  return zone * ZONE_M + FALSE_EASTING_M;
}

const mercator = between('+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1');
/** Half the width of the map, m. */
const MERCATOR_HALF_M = 20_037_508.35;

/** From Web Mercator to degrees of WGS 84; NaN beyond its edges. */
export const fromWebMercator: Convert = (x, y) =>
  Math.abs(x) <= MERCATOR_HALF_M && Math.abs(y) <= MERCATOR_HALF_M
    ? mercator.inverse([x, y])
    : [Number.NaN, Number.NaN];

/** From degrees of WGS 84 to Web Mercator, metres. */
export const toWebMercator: Convert = (lon, lat) => mercator.forward([lon, lat]);

/** A plane in metres that touches the earth at a place, true to shape there; both ways, in degrees of WGS 84. */
export function planeAround(lon: number, lat: number) {
  return between(`+proj=tmerc +lat_0=${lat} +lon_0=${lon} +k=1 +x_0=0 +y_0=0 +a=6378137 +rf=298.257223563`);
}

/** Both ways between a plane and the degrees of its own ellipsoid; no datum is changed. */
function between(definition: string) {
  const plane = new proj4.Proj(`${definition} +units=m +no_defs`);
  const degrees = 180 / Math.PI;
  return {
    forward: ([lon, lat]: [number, number]): [number, number] => {
      const { x, y } = plane.forward({ x: lon / degrees, y: lat / degrees });
      return [x, y];
    },
    inverse: ([x, y]: [number, number]): [number, number] => {
      const found = plane.inverse({ x, y });
      return [found.x * degrees, found.y * degrees];
    },
  };
}
