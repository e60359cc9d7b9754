import { describe, expect, it } from 'vitest';
import { moved, nextProblem, problemsAt } from '../../../../client/pages/imports/cell-moves.ts';
import type { CellProblem, ImportRows } from '../../../../server/api/imports/schema.ts';

const problem = (row: number, column: string | null): CellProblem => ({
  ...{ row, column, kind: 'value' },
  sentence: { 'zh-CN': '不对', en: 'wrong' },
});
const item = (row: number, ...problems: CellProblem[]): ImportRows['items'][number] => ({
  ...{ row, cells: ['a', 'b'], mended: [], problems },
});
const rows = {
  columns: ['名称', '类别'],
  items: [item(2), item(3, problem(3, '类别')), item(4, problem(4, null), problem(4, '身份证号'))],
};

describe('keys in the grid', () => {
  it('move within its edges', () => {
    const middle = { row: 1, column: 0 };
    expect(moved(middle, 'ArrowUp', 3, 2)).toEqual({ row: 0, column: 0 });
    expect(moved({ row: 0, column: 0 }, 'ArrowUp', 3, 2)).toEqual({ row: 0, column: 0 });
    expect(moved({ row: 2, column: 1 }, 'PageDown', 3, 2)).toEqual({ row: 2, column: 1 });
    expect(moved(middle, 'ArrowLeft', 3, 2)).toEqual({ row: 1, column: -1 });
    expect(moved({ row: 1, column: -1 }, 'ArrowLeft', 3, 2)).toEqual({ row: 1, column: -1 });
    expect(moved(middle, 'End', 3, 2)).toEqual({ row: 1, column: 1 });
    expect(moved(middle, 'Home', 3, 2)).toEqual({ row: 1, column: -1 });
    expect(moved(middle, 'x', 3, 2)).toBeNull();
  });
});

describe('problems', () => {
  it('stand in their cell, and in the row where their column is not shown', () => {
    expect(problemsAt(rows, { row: 1, column: 1 })).toHaveLength(1);
    expect(problemsAt(rows, { row: 1, column: 0 })).toEqual([]);
    expect(problemsAt(rows, { row: 2, column: -1 })).toHaveLength(2);
    expect(problemsAt(rows, { row: 9, column: 0 })).toEqual([]);
  });

  it('follow each other and begin again', () => {
    const first = nextProblem(rows, { row: 0, column: 0 })!;
    expect(first).toEqual({ row: 1, column: 1 });
    const second = nextProblem(rows, first)!;
    expect(second).toEqual({ row: 2, column: -1 });
    expect(nextProblem(rows, second)).toEqual(first);
    expect(nextProblem({ ...rows, items: [item(2)] }, { row: 0, column: 0 })).toBeNull();
  });
});
