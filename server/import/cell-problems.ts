import type { CellProblem, ImportSettings } from '../api/imports/schema.ts';
import type { LayerColumn } from './layer-columns.ts';
import type { ReadRow } from './readers/index.ts';
import { RowFault } from './types.ts';
import { columnValue, fault } from './values.ts';

/** What keeps a row from being loaded, by cell, as far as the row alone tells. */
export function cellProblems(
  row: ReadRow,
  layer: { table: string; columns: LayerColumn[] },
  { mapping, constants, codes, time_zone }: ImportSettings,
): CellProblem[] {
  if (row.reason) return [{ row: row.row, column: null, kind: 'unreadable', sentence: row.reason }];
  return layer.columns.flatMap((column): CellProblem[] => {
    const theirs = mapping[column.name];
    const given = constants[column.name] ?? (theirs === undefined ? undefined : row.properties[theirs]);
    try {
      const code = typeof given === 'string' ? codes[column.name]?.[given.trim()] : undefined;
      if (columnValue(column, code ?? given, time_zone) !== null || !column.required) return [];
      // An area's level follows from its code.
      if (layer.table === 'area' && column.name === 'level') return [];
      // A door may stand in its row's address.
      if (column.name === 'door' && mapping.address !== undefined) return [];
      throw fault(column, '没有填写', 'is missing');
    } catch (error) {
      if (!(error instanceof RowFault)) throw error;
      return [{ row: row.row, column: theirs ?? null, kind: 'value', sentence: error.sentence }];
    }
  });
}
