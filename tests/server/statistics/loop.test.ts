import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LoopColumns, loopTotals, NEVER, stepTime } from '../../../server/statistics/loop.ts';
import { hoursOf, quantile, weightedQuantile } from '../../../server/statistics/quantile.ts';

/** One incident in words; what is left out is as usual. */
interface Stated {
  reported: number;
  closed?: number;
  past_due?: boolean;
  child?: number;
  category?: number;
  origin?: 0 | 1 | 2;
  aside?: boolean;
  level?: number;
  hands?: number;
  rating?: number;
}

function columnsOf(rows: readonly Stated[]): LoopColumns {
  const numbers = (value: (row: Stated) => number) => Uint16Array.from(rows, value);
  return {
    reported_min: Int32Array.from(rows, ({ reported }) => reported),
    closed_min: Int32Array.from(rows, ({ closed = NEVER }) => closed),
    past_due: numbers(({ past_due }) => Number(past_due ?? false)),
    child: numbers(({ child = 0 }) => child),
    category: numbers(({ category = 1 }) => category),
    origin: numbers(({ origin = 0 }) => origin),
    settled: numbers(({ aside }) => Number(!aside)),
    level: numbers(({ level = 0 }) => level),
    hands: numbers(({ hands = 1 }) => hands),
    rating: numbers(({ rating = 0 }) => rating),
  };
}

/** Three days. */
const span = { edges: [0, 1440, 2880], end_min: 4320 };

describe('the totals of a span', () => {
  it('tells what came, what was settled and what is open, by part', () => {
    const totals = loopTotals(
      columnsOf([
        { reported: -3000, closed: 60 },
        { reported: -10 },
        { reported: 0, closed: 1439 },
        { reported: 1439, closed: 1440 },
        { reported: 1440, past_due: true },
        { reported: 2880, closed: 4320 },
        { reported: 4319, closed: 4319, aside: true },
      ]),
      span,
    );
    expect(totals.flow).toEqual({ inflow: [2, 1, 2], outflow: [2, 1, 0], open: [2, 2, 3] });
    expect(totals.all).toEqual({
      inflow_count: 5,
      outflow_count: 3,
      aside_count: 1,
      open_count: 3,
      overdue_count: 1,
      late_count: 0,
      settle_median_h: hoursOf(1439),
      settle_p90_h: hoursOf(1439 + 0.8 * (3060 - 1439)),
      found_count: 0,
      complaint_count: 0,
      proactive_share: null,
    });
  });

  it('tells what was found before anybody complained by category and area, of what came in the span', () => {
    const totals = loopTotals(
      columnsOf([
        { reported: 1, origin: 1, category: 1, child: 1 },
        { reported: 2, origin: 1, category: 1, child: 2 },
        { reported: 3, origin: 2, category: 1, child: 2 },
        { reported: 4, origin: 0, category: 2 },
        { reported: -1, origin: 1, category: 2 },
      ]),
      span,
    );
    const share = ({ found_count, complaint_count, proactive_share }: (typeof totals)['all']) => [
      found_count,
      complaint_count,
      proactive_share,
    ];
    expect(share(totals.all)).toEqual([2, 1, 67]);
    expect(share(totals.categories.get(1)!)).toEqual([2, 1, 67]);
    expect(share(totals.categories.get(2)!)).toEqual([0, 0, null]);
    expect(share(totals.child(1))).toEqual([1, 0, 100]);
    expect(share(totals.child(2))).toEqual([1, 1, 50]);
    expect(totals.child(2).inflow).toEqual([2, 0, 0]);
    expect(totals.child(9)).toMatchObject({ inflow_count: 0, inflow: [0, 0, 0] });
  });

  it('tells the level, the hands and the ratings of what was settled in the span, and what was late', () => {
    const totals = loopTotals(
      columnsOf([
        { reported: 0, closed: 10, level: 4, hands: 0, rating: 5 },
        { reported: 0, closed: 20, level: 4, hands: 3, rating: 1, past_due: true },
        { reported: 0, closed: 30, level: 1, hands: 15 },
        { reported: 0, closed: 40, level: 1, hands: 2, rating: 5, aside: true },
        { reported: 0, level: 2, rating: 3 },
      ]),
      span,
    );
    expect(totals.settled_at).toEqual([0, 1, 0, 0, 2]);
    expect(totals.hands).toEqual([1, 0, 1, 1]);
    expect(totals.ratings).toEqual([1, 0, 0, 0, 1]);
    expect(totals.all).toMatchObject({ late_count: 1, outflow_count: 3, aside_count: 1, open_count: 1 });
  });

  it('balances: open before and come less gone is open after, in every part', () => {
    const row = fc.record({
      reported: fc.integer({ min: -5000, max: 4319 }),
      took: fc.option(fc.integer({ min: 0, max: 9000 }), { nil: null }),
      aside: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(row), (given) => {
        const rows = given
          .map(({ reported, took, aside }) => ({ reported, closed: took === null ? NEVER : reported + took, aside }))
          .filter(({ closed }) => closed >= 0);
        const { all, flow } = loopTotals(columnsOf(rows), span);
        const before = rows.filter(({ reported }) => reported < 0).length;
        expect(flow.open.at(-1)).toBe(all.open_count);
        expect(before + all.inflow_count - all.outflow_count - all.aside_count).toBe(all.open_count);
        expect(flow.inflow.reduce((sum, count) => sum + count)).toBe(all.inflow_count);
      }),
    );
  });
});

describe('quantiles', () => {
  it('lie between two neighbours in proportion', () => {
    expect(quantile(Int32Array.of(1, 2, 3, 4), 0.5)).toBe(2.5);
    expect(quantile(Int32Array.of(10, 20), 0.9)).toBe(19);
    expect(quantile(Int32Array.of(7), 0.9)).toBe(7);
    expect(quantile(Int32Array.of(), 0.5)).toBeNull();
  });

  it('are the same of numbers that stand for many', () => {
    const counted = fc.array(fc.tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 1, max: 5 })), {
      minLength: 1,
    });
    fc.assert(
      fc.property(counted, fc.double({ min: 0, max: 1, noNaN: true }), (pairs, share) => {
        const sorted = [...pairs].sort(([a], [b]) => a - b);
        const every = Int32Array.from(sorted.flatMap(([value, count]) => new Array<number>(count).fill(value)));
        const values = sorted.map(([value]) => value);
        const counts = sorted.map(([, count]) => count);
        expect(weightedQuantile(values, counts, share)).toBeCloseTo(quantile(every, share)!, 6);
      }),
    );
  });

  it('of a step are in hours to one decimal, from minutes in any order', () => {
    expect(stepTime([600, 60, 90], [1, 2, 1])).toEqual({ count: 4, median_h: 1.3, p90_h: 7.5 });
    expect(stepTime([], [])).toEqual({ count: 0, median_h: null, p90_h: null });
  });
});
