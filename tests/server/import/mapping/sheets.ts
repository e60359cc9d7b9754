import type { ImportKind } from '../../../../server/api/imports/schema.ts';
import { layerOf } from '../../../../server/import/layers.ts';
import { fieldsToFill, matchColumns, type RememberedColumn } from '../../../../server/import/mapping/index.ts';
import type { ReadRow } from '../../../../server/import/readers/index.ts';

/** A sheet as it is typed: the first line names the columns, cells are separated by bars. */
export interface Sheet {
  columns: string[];
  rows: ReadRow[];
}

/** Reads a sheet that stands in a test. */
export function sheet(text: string): Sheet {
  const [columns, ...lines] = text
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim())) as [string[], ...string[][]];
  const rows = lines.map((cells, at) => ({
    row: at + 2,
    properties: Object.fromEntries(columns.map((column, n) => [column, cells[n] === '' ? null : (cells[n] ?? null)])),
    geometry: null,
  }));
  return { columns, rows };
}

/** What columns of a sheet are taken for. */
export function matched(kind: ImportKind, { columns, rows }: Sheet, remembered: RememberedColumn[] = []) {
  return matchColumns(columns, rows, fieldsToFill(layerOf(kind)!), remembered);
}

/** Fields by column, without those that fill nothing. */
export function fieldsOf(kind: ImportKind, given: Sheet, remembered: RememberedColumn[] = []): Record<string, string> {
  const found = matched(kind, given, remembered).flatMap(({ column, field }) =>
    field ? [[column, field] as const] : [],
  );
  return Object.fromEntries(found);
}
