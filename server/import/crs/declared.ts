import proj4 from 'proj4';
import { ellipsoids, FALSE_EASTING_M, UTM_SCALE, ZONE_M, zoneOf } from './planes.ts';
import { type Position, shareOf } from './positions.ts';
import type { CrsSpec, DeclaredCrs, GaussKruger, PlaneDatum } from './spec.ts';

/** Web Mercator has had five numbers. */
const MERCATOR_CODES = new Set([3857, 900913, 3785, 102100, 102113]);

/** Planes that the EPSG register numbers in one row, from 75° to 135° E. */
interface Run {
  /** The code of the first. */
  first: number;
  width: 3 | 6;
  prefix: boolean;
  datum: PlaneDatum;
}

/** Source: EPSG register, as PROJ 9 has it. The last row is the withdrawn numbers of the one before it. */
const runs: Run[] = [
  { first: 2327, width: 6, prefix: true, datum: 'xian80' },
  { first: 2338, width: 6, prefix: false, datum: 'xian80' },
  { first: 2349, width: 3, prefix: true, datum: 'xian80' },
  { first: 2370, width: 3, prefix: false, datum: 'xian80' },
  { first: 2401, width: 3, prefix: true, datum: 'beijing54' },
  { first: 2422, width: 3, prefix: false, datum: 'beijing54' },
  { first: 4491, width: 6, prefix: true, datum: 'cgcs2000' },
  { first: 4502, width: 6, prefix: false, datum: 'cgcs2000' },
  { first: 4513, width: 3, prefix: true, datum: 'cgcs2000' },
  { first: 4534, width: 3, prefix: false, datum: 'cgcs2000' },
  { first: 21413, width: 6, prefix: true, datum: 'beijing54' },
  { first: 21453, width: 6, prefix: false, datum: 'beijing54' },
  { first: 21473, width: 6, prefix: false, datum: 'beijing54' },
];
/** Northern zones of UTM in WGS 84: the code of zone 0, which is none, and the last. */
const UTM_CODES = [32_600, 32_660] as const;
/** Degrees of Beijing 54, Xi'an 80 and New Beijing, whose shift is not public. */
const OLDER_DEGREES = new Set([4214, 4610, 4555]);
const FIRST_MERIDIAN = 75;
const LAST_MERIDIAN = 135;

/**
 * The system that a file names, by EPSG code or by WKT 1 or 2 as ArcGIS, QGIS and SuperMap write it; null when we cannot convert it
 * exactly: another datum, a scale, other false eastings, other units, another projection.
 */
export function declaredSpec(declared: DeclaredCrs): CrsSpec | null {
  return 'epsg' in declared ? ofCode(declared.epsg) : ofWkt(declared.wkt);
}

/** What a file calls its system, for a sentence: EPSG:32650, or the name in its WKT. */
export function declaredName(declared: DeclaredCrs): string {
  if ('epsg' in declared) return `EPSG:${declared.epsg}`;
  return (/\[\s*"([^"]{1,80})"/.exec(declared.wkt)?.[1] ?? declared.wkt.slice(0, 60)).trim();
}

/** Whether a file names a projected system that we cannot convert, and has metres: then no guess from the numbers would be right. */
export function isForeign(declared: DeclaredCrs | null, positions: readonly Position[]): boolean {
  if (declared === null || declaredSpec(declared) !== null) return false;
  const isProjected =
    'epsg' in declared
      ? declared.epsg > 0 && !OLDER_DEGREES.has(declared.epsg)
      : /PROJECTION|CONVERSION/i.test(declared.wkt);
  return isProjected && shareOf(positions, (x, y) => Math.abs(x) > 400 || Math.abs(y) > 400) > 0.5;
}

function ofCode(code: number): CrsSpec | null {
  if (code === 4326 || code === 4979) return { kind: 'wgs84' };
  if (code === 4490 || code === 4480) return { kind: 'cgcs2000' };
  if (MERCATOR_CODES.has(code)) return { kind: 'web-mercator' };
  if (code > UTM_CODES[0] && code <= UTM_CODES[1]) return { kind: 'utm', zone: code - UTM_CODES[0] };
  for (const { first, width, prefix, datum } of runs) {
    const meridian = FIRST_MERIDIAN + (code - first) * width;
    if (meridian >= FIRST_MERIDIAN && meridian <= LAST_MERIDIAN)
      return { kind: 'gauss-kruger', width, meridian, prefix, datum };
  }
  return null;
}

/** What proj4 reads out of WKT, of which its types tell only a part; angles in radians, lengths in metres. */
interface Read {
  name?: string;
  projName?: string;
  a?: number;
  long0?: number;
  lat0?: number;
  x0?: number;
  y0?: number;
  k0?: number;
  to_meter?: number;
}

function ofWkt(wkt: string): CrsSpec | null {
  const shifted = shiftedDegrees(wkt);
  if (shifted) return shifted;
  let read: Read;
  try {
    read = new proj4.Proj(wkt) as unknown as Read;
  } catch {
    return null;
  }
  const datum = datumOf(read.a ?? 0, wkt);
  if (datum === null) return null;
  const projection = (read.projName ?? '').toLowerCase();
  if (projection === 'longlat') return datum === 'wgs84' || datum === 'cgcs2000' ? { kind: datum } : null;
  const isOffset = (read.x0 ?? 0) !== 0 || (read.y0 ?? 0) !== 0 || (read.long0 ?? 0) !== 0;
  if (/pseudo|web.?mercator|auxiliary.?sphere|900913|google/i.test(wkt) && /^merc/.test(projection))
    return isOffset ? null : { kind: 'web-mercator' };
  if (!/transverse.?mercator|gauss.?kruger|tmerc/.test(projection)) return null;
  if (datum === 'wgs84' && read.k0 === UTM_SCALE) return utmOf(read);
  return planeOf(read, datum === 'wgs84' ? 'cgcs2000' : datum);
}

/** Degrees of a map service, which have no number in any register: what we write ourselves carries their name, as do files of others. */
function shiftedDegrees(wkt: string): CrsSpec | null {
  const name = /^\s*(?:GEOGCS|GEOGCRS|GEODCRS)\s*\[\s*"([^"]*)"/i.exec(wkt)?.[1] ?? '';
  if (/gcj[_ -]?02/i.test(name)) return { kind: 'gcj02' };
  return /bd[_ -]?09/i.test(name) ? { kind: 'bd09' } : null;
}

function utmOf({ long0 = 0, lat0 = 0, x0, y0 = 0, to_meter = 1 }: Read): CrsSpec | null {
  const zone = ((long0 * 180) / Math.PI + 183) / 6;
  const isZone = Math.abs(zone - Math.round(zone)) < 1e-9 && zone >= 1 && zone <= 60;
  const isNorthern = lat0 === 0 && y0 === 0 && x0 === FALSE_EASTING_M && to_meter === 1;
  return isZone && isNorthern ? { kind: 'utm', zone: Math.round(zone) } : null;
}

/** The datum by the ellipsoid's axis, m, and by name where several have that ellipsoid; null: another one. */
function datumOf(axis_m: number, wkt: string): PlaneDatum | 'wgs84' | null {
  if (axis_m === ellipsoids.cgcs2000[0]) {
    if (/cgcs|china[_ ](geodetic|2000)/i.test(wkt)) return 'cgcs2000';
    return /wgs[_ ]?(19)?84|world[_ ]geodetic/i.test(wkt) ? 'wgs84' : null;
  }
  if (axis_m === ellipsoids.xian80[0]) return 'xian80';
  return axis_m === ellipsoids.beijing54[0] && !/pulkovo|new[_ ]beijing/i.test(wkt) ? 'beijing54' : null;
}

function planeOf(read: Read, datum: PlaneDatum): GaussKruger | null {
  const isPlain = (read.k0 ?? 1) === 1 && (read.lat0 ?? 0) === 0 && (read.y0 ?? 0) === 0 && (read.to_meter ?? 1) === 1;
  const meridian = Math.round((((read.long0 ?? 0) * 180) / Math.PI) * 1e9) / 1e9;
  if (!isPlain || meridian < 72 || meridian > 138) return null;
  const saysThree = /3.?degree/i.test(read.name ?? '');
  if (read.x0 === FALSE_EASTING_M)
    return { kind: 'gauss-kruger', width: saysThree || meridian % 6 !== 3 ? 3 : 6, meridian, prefix: false, datum };
  for (const width of [3, 6] as const) {
    const zone = zoneOf(width, meridian);
    if (zone !== null && read.x0 === zone * ZONE_M + FALSE_EASTING_M)
      return { kind: 'gauss-kruger', width, meridian, prefix: true, datum };
  }
  return null;
}
