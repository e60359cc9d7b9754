import type { Geometry, Position } from 'geojson';
import type { CrsSpec } from '../api/imports/schema.ts';
import { fromBd09, fromGcj02 } from './datum.ts';
import { importFault } from './faults.ts';
import type { TableInFile } from './readers/types.ts';

type Convert = (x: number, y: number) => [number, number];

/** What the coordinates of a table are: what was settled, else what the file says, else what its columns are called; null: WGS 84. */
export function specOf(settled: CrsSpec | undefined, { crs, name }: TableInFile, columns: string[]): CrsSpec | null {
  if (settled) return settled;
  const called = columns.join(' ').toLowerCase();
  if (called.includes('gcj')) return { kind: 'gcj02' };
  if (called.includes('bd09')) return { kind: 'bd09' };
  if (crs === null || ('epsg' in crs && [4326, 4490].includes(crs.epsg))) return null;
  const said = 'epsg' in crs ? `EPSG:${crs.epsg}` : crs.wkt.slice(0, 60);
  throw importFault(
    `${name} 的坐标系是 ${said}，请先确认它是哪一种坐标系。`,
    `${name} has the coordinate system ${said}; confirm first which one that is.`,
    'crs',
  );
}

/** Turns x and y of a file into longitude and latitude; null: they are. @throws AppError for a system that cannot be converted. */
export function converterOf(spec: CrsSpec, swapped: boolean): Convert | null {
  const convert = datumOf(spec);
  if (!swapped) return convert;
  return convert === null ? (x, y) => [y, x] : (x, y) => convert(y, x);
}

function datumOf({ kind }: CrsSpec): Convert | null {
  if (kind === 'wgs84' || kind === 'cgcs2000') return null;
  if (kind === 'gcj02') return (x, y) => fromGcj02([x, y]);
  if (kind === 'bd09') return (x, y) => fromBd09([x, y]);
  throw importFault(`还不能换算坐标系 ${kind}。`, `The coordinate system ${kind} cannot be converted yet.`, 'crs');
}

/** A geometry with every position converted. */
export function converted(geometry: Geometry, convert: Convert): Geometry {
  if (geometry.type === 'GeometryCollection')
    return { ...geometry, geometries: geometry.geometries.map((part) => converted(part, convert)) };
  const walk = (part: unknown[]): unknown[] =>
    typeof part[0] === 'number' ? convert(part[0], part[1] as number) : (part as unknown[][]).map(walk);
  return { ...geometry, coordinates: walk(geometry.coordinates as unknown[]) as Position[] } as Geometry;
}
