import type { CrsSpec } from '../api/imports/schema.ts';
import { type Convert, declaredSpec, toWgs84 } from './crs/index.ts';
import { importFault } from './faults.ts';
import type { TableInFile } from './readers/types.ts';

/** What the coordinates of a table are: what was settled, else what the file says, else what its columns are called; null: WGS 84. */
export function specOf(settled: CrsSpec | undefined, { crs, name }: TableInFile, columns: string[]): CrsSpec | null {
  if (settled) return settled;
  const called = columns.join(' ').toLowerCase();
  if (called.includes('gcj')) return { kind: 'gcj02' };
  if (called.includes('bd09')) return { kind: 'bd09' };
  if (crs === null) return null;
  const declared = declaredSpec(crs);
  if (declared) return declared.kind === 'wgs84' || declared.kind === 'cgcs2000' ? null : declared;
  const said = 'epsg' in crs ? `EPSG:${crs.epsg}` : crs.wkt.slice(0, 60);
  throw importFault(
    `${name} 的坐标系是 ${said}，请先确认它是哪一种坐标系。`,
    `${name} has the coordinate system ${said}; confirm first which one that is.`,
    'crs',
  );
}

/** Turns x and y of a file into longitude and latitude; null: they are. @throws AppError for a system that cannot be converted. */
export function converterOf(spec: CrsSpec, swapped: boolean): Convert | null {
  const isPlain = spec.kind === 'wgs84' || spec.kind === 'cgcs2000';
  if (!swapped) return isPlain ? null : toWgs84(spec);
  const convert = toWgs84(spec);
  return (x, y) => convert(y, x);
}
