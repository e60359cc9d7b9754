import type { CellProblem, ImportRows } from '../../../server/api/imports/schema.ts';

/** A cell of the grid: its row and column from 0; column -1 is the row's own number. */
export interface Spot {
  row: number;
  column: number;
}

const moves: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-10, 0],
  PageDown: [10, 0],
};

/** Where a key leads from a cell, within the grid; null: the key moves nothing. */
export function moved({ row, column }: Spot, key: string, rows: number, columns: number): Spot | null {
  if (key === 'Home') return { row, column: -1 };
  if (key === 'End') return { row, column: columns - 1 };
  const step = moves[key];
  if (!step) return null;
  return {
    row: Math.min(rows - 1, Math.max(0, row + step[0])),
    column: Math.min(columns - 1, Math.max(-1, column + step[1])),
  };
}

/** What is wrong with a cell, or, at column -1, with its row as a whole. */
export function problemsAt({ columns, items }: Pick<ImportRows, 'columns' | 'items'>, spot: Spot): CellProblem[] {
  const name = columns[spot.column] ?? null;
  // A problem of a column that is not shown belongs to its row.
  return (items[spot.row]?.problems ?? []).filter(({ column }) =>
    name === null ? column === null || !columns.includes(column) : column === name,
  );
}

/** The next cell with a problem after one, row by row, from the top again behind the last; null: there is none. */
export function nextProblem(rows: Pick<ImportRows, 'columns' | 'items'>, after: Spot): Spot | null {
  const width = rows.columns.length + 1;
  const cells = rows.items.length * width;
  const begin = after.row * width + after.column + 1;
  for (let step = 1; step <= cells; step += 1) {
    const at = (begin + step) % cells;
    const spot = { row: Math.floor(at / width), column: (at % width) - 1 };
    if (problemsAt(rows, spot).length > 0) return spot;
  }
  return null;
}
