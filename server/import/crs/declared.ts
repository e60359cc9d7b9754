import type { DeclaredCrs } from '../readers/index.ts';
import type { CrsSpec, Datum } from './spec.ts';

const ZONE_M = 1_000_000;
const FALSE_EASTING_M = 500_000;
const geographic: Record<number, CrsSpec> = { 4326: { kind: 'wgs84' }, 4490: { kind: 'cgcs2000' } };
const webMercators: ReadonlySet<number> = new Set([3857, 900_913, 3785, 102_100, 102_113]);

/** Runs of EPSG codes, a code a zone from west to east; the first one's meridian is 75° everywhere. */
const runs: readonly (readonly [from: number, to: number, datum: Datum, width: 3 | 6, prefix: boolean])[] = [
  [4491, 4501, 'cgcs2000', 6, true],
  [4502, 4512, 'cgcs2000', 6, false],
  [4513, 4533, 'cgcs2000', 3, true],
  [4534, 4554, 'cgcs2000', 3, false],
  [2327, 2337, 'xian80', 6, true],
  [2338, 2348, 'xian80', 6, false],
  [2349, 2369, 'xian80', 3, true],
  [2370, 2390, 'xian80', 3, false],
  [2401, 2421, 'beijing54', 3, true],
  [2422, 2442, 'beijing54', 3, false],
  [21_413, 21_423, 'beijing54', 6, true],
  [21_453, 21_463, 'beijing54', 6, false],
  [21_473, 21_483, 'beijing54', 6, false],
];

/** What a file says of its own coordinates; null when that is none of the systems that we know. */
export function declaredSpec(declared: DeclaredCrs): CrsSpec | null {
  return 'epsg' in declared ? ofCode(declared.epsg) : ofText(declared.wkt);
}

function ofCode(code: number): CrsSpec | null {
  if (geographic[code]) return geographic[code];
  if (webMercators.has(code)) return { kind: 'web-mercator' };
  const run = runs.find(([from, to]) => code >= from && code <= to);
  if (!run) return null;
  const [from, , datum, width, prefix] = run;
  return { kind: 'gauss-kruger', width, meridian: 75 + (code - from) * width, prefix, datum };
}

/** Well-known text as ArcGIS, SuperMap, GDAL and GeoPackages write it, of either version. */
function ofText(wkt: string): CrsSpec | null {
  const text = wkt.replace(/\s+/g, ' ');
  const isProjected = /^\s*(PROJCS|PROJCRS|PROJECTEDCRS)\s*\[/i.test(text);
  if (!isProjected) return /^\s*(GEOGCS|GEOGCRS|GEODCRS|GEOGRAPHICCRS)\s*\[/i.test(text) ? ofDegrees(text) : null;
  if (/Mercator_Auxiliary_Sphere|Pseudo-Mercator|Web_Mercator/i.test(text)) return { kind: 'web-mercator' };
  return ofTransverse(text);
}

function ofDegrees(text: string): CrsSpec | null {
  if (/GCJ[_-]?02/i.test(text)) return { kind: 'gcj02' };
  const datum = datumOf(text);
  if (datum) return datum === 'cgcs2000' ? { kind: 'cgcs2000' } : null;
  return /WGS[_ ]?(19)?84|World Geodetic System 1984/i.test(text) ? { kind: 'wgs84' } : null;
}

function ofTransverse(text: string): CrsSpec | null {
  // WGS 84 in Gauss-Krüger is CGCS2000 to a few centimetres.
  const datum = datumOf(text) ?? (/WGS[_ ]?(19)?84/i.test(text) ? 'cgcs2000' : null);
  if (!datum || !/Gauss[_ ]Kr[uü]ger|Transverse[_ ]Mercator/i.test(text)) return null;
  const meridian = parameter(text, 'central_meridian', 'longitude of natural origin');
  const easting = parameter(text, 'false_easting', 'false easting');
  const northing = parameter(text, 'false_northing', 'false northing') ?? 0;
  const scale = parameter(text, 'scale_factor', 'scale factor at natural origin') ?? 1;
  const origin = parameter(text, 'latitude_of_origin', 'latitude of natural origin') ?? 0;
  // UTM and the raised planes of single cities are other planes.
  if (meridian === null || easting === null || northing !== 0 || scale !== 1 || origin !== 0) return null;
  if (!/UNIT\s*\[\s*"(metre|meter)"/i.test(text)) return null;
  const zone = (easting - FALSE_EASTING_M) / ZONE_M;
  const base = { kind: 'gauss-kruger', meridian, datum } as const;
  if (zone === 0) return { ...base, width: isThree(text, meridian) ? 3 : 6, prefix: false };
  if (zone * 3 === meridian) return { ...base, width: 3, prefix: true };
  if (zone * 6 - 3 === meridian) return { ...base, width: 6, prefix: true };
  return null;
}

function isThree(text: string, meridian: number): boolean {
  return /3[_ -]degree/i.test(text) || (meridian + 3) % 6 !== 0;
}

function datumOf(text: string): Datum | null {
  if (/China[_ ]2000|China[_ ]Geodetic[_ ]Coordinate[_ ]System[_ ]2000|CGCS[_ ]?2000/i.test(text)) return 'cgcs2000';
  if (/Xian[_ ]?(19)?80/i.test(text)) return 'xian80';
  return /Beijing[_ ]?(19)?54/i.test(text) ? 'beijing54' : null;
}

function parameter(text: string, ...names: string[]): number | null {
  for (const name of names) {
    const found = new RegExp(`PARAMETER\\s*\\[\\s*"${name}"\\s*,\\s*(-?[\\d.]+(?:e[+-]?\\d+)?)`, 'i').exec(text);
    if (found) return Number(found[1]);
  }
  return null;
}
