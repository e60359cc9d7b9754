import type { Geometry, Position } from 'geojson';
import type { CrsSpec } from '../api/imports/schema.ts';
import { fromBd09, fromGcj02 } from './datum.ts';
import { importFault } from './faults.ts';

/** Turns x and y of a file into longitude and latitude. @throws AppError for a system that cannot be converted. */
export function converterOf(spec: CrsSpec, swapped: boolean): ((x: number, y: number) => [number, number]) | null {
  const convert = datumOf(spec);
  if (!swapped) return convert;
  return convert === null ? (x, y) => [y, x] : (x, y) => convert(y, x);
}

function datumOf({ kind }: CrsSpec): ((x: number, y: number) => [number, number]) | null {
  if (kind === 'wgs84' || kind === 'cgcs2000') return null;
  if (kind === 'gcj02') return (x, y) => fromGcj02([x, y]);
  if (kind === 'bd09') return (x, y) => fromBd09([x, y]);
  throw importFault(`还不能换算坐标系 ${kind}。`, `The coordinate system ${kind} cannot be converted yet.`, 'crs');
}

/** A geometry with every position converted. */
export function converted(geometry: Geometry, convert: (x: number, y: number) => [number, number]): Geometry {
  if (geometry.type === 'GeometryCollection')
    return { ...geometry, geometries: geometry.geometries.map((part) => converted(part, convert)) };
  const walk = (part: unknown[]): unknown[] =>
    typeof part[0] === 'number' ? convert(part[0], part[1] as number) : (part as unknown[][]).map(walk);
  return { ...geometry, coordinates: walk(geometry.coordinates as unknown[]) as Position[] } as Geometry;
}
