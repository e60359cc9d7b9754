import { describe, expect, it } from 'vitest';
import { NEVER } from '../../../server/statistics/loop.ts';
import { COMPARED_SPANS, compared, spanFigures } from '../../../server/statistics/spans.ts';

type Stated = [reported: number, closed?: number, late?: boolean, aside?: boolean];

function columnsOf(rows: readonly Stated[]) {
  return {
    reported_min: Int32Array.from(rows, ([reported]) => reported),
    closed_min: Int32Array.from(rows, ([, closed = NEVER]) => closed),
    past_due: Uint16Array.from(rows, ([, , late]) => Number(late ?? false)),
    settled: Uint16Array.from(rows, ([, , , aside]) => Number(!aside)),
  };
}

describe('spans that end with each other’s beginning', () => {
  it('hold what was reported and settled in them, their first minute included', () => {
    // Three spans of 100 minutes: 0 to 99, 100 to 199, 200 to 299.
    const columns = columnsOf([[0, 100], [99], [200, 260, true], [199, 299], [-5, 10], [250, 290, true, true]]);
    const none = { median_settle_h: null, late_share: null };
    expect(spanFigures(columns, 300, 100, 3)).toEqual([
      { reported: 2, settled: 2, median_settle_h: 1.3, late_share: 50 },
      { reported: 1, settled: 1, median_settle_h: 1.7, late_share: 0 },
      { reported: 2, settled: 1, median_settle_h: 0.3, late_share: 0 },
    ]);
    expect(spanFigures(columns, 1000, 100, 2)).toEqual([
      { reported: 0, settled: 0, ...none },
      { reported: 0, settled: 0, ...none },
    ]);
    expect(spanFigures(columnsOf([]), 100, 100, 1)).toEqual([{ reported: 0, settled: 0, ...none }]);
  });
});

describe('a figure beside its own past', () => {
  const values = [5, 7, ...Array.from({ length: 12 }, (_, index) => index)];

  it('is compared with the span before and the mean of the twelve before that', () => {
    expect(values).toHaveLength(COMPARED_SPANS);
    expect(compared(values, 14)).toEqual({ value: 5, before: 7, usual: 5.5 });
  });
  it('is compared with nothing that the record does not cover', () => {
    expect(compared(values, 13)).toEqual({ value: 5, before: 7, usual: null });
    expect(compared(values, 1)).toEqual({ value: 5, before: null, usual: null });
    expect(compared([], 0)).toEqual({ value: null, before: null, usual: null });
  });
  it('leaves out of the mean what is not known', () => {
    expect(compared([null, null, 1, null, 2, ...Array(9).fill(null)], 14)).toEqual({
      value: null,
      before: null,
      usual: 1.5,
    });
  });
});
