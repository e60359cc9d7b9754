import { describe, expect, it } from 'vitest';
import { fittedTable, type Judged, reliability } from '../../../scripts/bench/geocode/calibration.ts';

/** So many of a score, of which a part is right. */
function judged(score: number, count: number, right: number, confidence = 0.5): Judged[] {
  return Array.from({ length: count }, (_, at) => ({ score, share: 1, confidence, right: at < right }));
}

describe('the table of confidence', () => {
  it('rises with the score, and is nowhere certain', () => {
    const table = fittedTable([...judged(0.2, 300, 30), ...judged(0.6, 300, 150), ...judged(1, 300, 300)]);
    expect(table.map(([score]) => score)).toEqual([0.2, 0.6, 1].map((score) => expect.closeTo(score, 6)));
    expect(table.map(([, right]) => right)).toEqual([0.1, 0.5, 1].map((right) => expect.closeTo(right, 1)));
    expect(table.at(-1)![1]).toBeLessThan(1);
  });

  it('takes together what would fall', () => {
    const table = fittedTable([...judged(0.2, 300, 200), ...judged(0.6, 300, 100), ...judged(1, 300, 300)]);
    expect(table).toHaveLength(2);
    expect(table[0]![0]).toBeCloseTo(0.4, 6);
    expect(table[0]![1]).toBeCloseTo(0.5, 2);
  });
});

describe('the reliability table', () => {
  it('tells for each band what was said and what was right', () => {
    expect(reliability([...judged(1, 10, 9, 0.96), ...judged(1, 4, 1, 0.3)])).toEqual([
      { from: 0.2, to: 0.4, count: 4, said: expect.closeTo(0.3, 9), right: 0.25 },
      { from: 0.95, to: 0.98, count: 10, said: expect.closeTo(0.96, 9), right: 0.9 },
    ]);
  });
});
