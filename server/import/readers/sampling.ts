import type { Geometry } from 'geojson';
import { checkColumns } from './header.ts';
import type { ReadRow, TableInFile } from './types.ts';

/** The kind of one shape; null where it is a collection of several kinds. */
export function kindOf(geometry: Geometry): 'point' | 'line' | 'area' | null {
  if (geometry.type === 'GeometryCollection') return null;
  if (geometry.type.endsWith('Point')) return 'point';
  return geometry.type.endsWith('LineString') ? 'line' : 'area';
}

/** The kind of all shapes among rows. */
export function kindOfRows(rows: readonly ReadRow[]): TableInFile['geometry'] {
  const kinds = new Set(
    rows.filter(({ geometry }) => geometry !== null).map(({ geometry }) => kindOf(geometry!) ?? 'mixed'),
  );
  return kinds.size > 1 ? 'mixed' : ([...kinds][0] ?? null);
}

/**
 * Names of all properties of rows in the order in which they come up.
 * @throws AppError when there are too many.
 */
export function columnsOf(file: string, rows: readonly ReadRow[]): string[] {
  const columns = new Set<string>();
  for (const { properties } of rows) for (const name of Object.keys(properties)) columns.add(name);
  checkColumns(file, columns.size);
  return [...columns];
}
