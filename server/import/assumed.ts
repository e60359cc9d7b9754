import type { CrsSpec } from '../api/imports/schema.ts';
import { declaredName, declaredSpec, hintOf } from './crs/index.ts';
import { importFault } from './faults.ts';
import type { TableInFile } from './readers/types.ts';
import type { AssumedCrs, ImportRequest } from './types.ts';

/**
 * What the coordinates of a table are taken for: what was settled; where a program settles nothing, what the file itself says, else WGS 84.
 * @param columns those of the coordinates; none where the table has shapes.
 * @throws AppError (field `crs`) where nobody has confirmed what was guessed, or a name speaks of a system that nobody has settled.
 */
export function assumedCrs(
  { crs, swapped = false }: Pick<ImportRequest, 'crs' | 'swapped'>,
  table: TableInFile,
  columns: string[],
): AssumedCrs {
  if (crs === null) throw unconfirmed();
  return { spec: crs ?? saidBy(table, columns), swapped };
}

/** Coordinates that nobody has confirmed are no places. */
export function unconfirmed() {
  return importFault('请先确认文件的坐标系。', 'Confirm the coordinate system of the file first.', 'crs');
}

function saidBy({ crs, name }: TableInFile, columns: string[]): CrsSpec {
  const hint = hintOf(columns);
  if (hint && hint.of !== 'wgs84' && hint.of !== 'cgcs2000')
    throw importFault(
      `列名“${hint.column}”看来不是 WGS 84 坐标，请用 --crs 指明坐标系。`,
      `By its name the column ${hint.column} does not hold WGS 84; say with --crs what it is.`,
      'crs',
    );
  if (crs === null) return { kind: 'wgs84' };
  const declared = declaredSpec(crs);
  if (declared) return declared;
  const said = declaredName(crs);
  throw importFault(
    `${name} 的坐标系是 ${said}，请先确认它是哪一种坐标系。`,
    `${name} has the coordinate system ${said}; confirm first which one that is.`,
    'crs',
  );
}
