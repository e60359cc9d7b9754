import type { ReadRow } from './readers/index.ts';

/** Cells that a person has mended, by the row's label and the column. */
export type Fixes = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** A row with its mended cells. */
export function mendedBy(fixes: Fixes | undefined, row: ReadRow): ReadRow {
  const cells = fixes?.get(String(row.row));
  return cells ? { ...row, properties: { ...row.properties, ...Object.fromEntries(cells) } } : row;
}
