import { describe, expect, it } from 'vitest';
import { DotRuns, dotClass } from '../../../client/map/dot-runs.ts';
import { pointsOf } from './point-answer.ts';

const points = pointsOf([
  { id: 1, at: [1, 0], urgency: 3, hands: 2 },
  { id: 2, at: [2, 0], urgency: 0, settled: 1, hands: 1 },
  { id: 3, at: [3, 0], urgency: 0, settled: 4, hands: 9 },
  { id: 4, at: [4, 0], urgency: 1 },
]);
/** Longitudes of the points of each run. */
const runs = (...args: Parameters<DotRuns['of']>) =>
  new DotRuns()
    .of(...args)
    .map(({ attributes }) => [...attributes.getPosition.value].filter((_, place) => place % 2 === 0));

describe('the runs of dots that look alike', () => {
  it('are by urgency those of the points', () => {
    expect(runs(points, 'urgency', [0, 3])).toEqual([[2, 3], [4], [], [1]]);
  });

  it('are by level or by hands five classes of what the filter leaves', () => {
    expect(runs(points, 'settled', [0, 3])).toEqual([[4, 1], [2], [], [], [3]]);
    expect(runs(points, 'hands', [0, 3])).toEqual([[4], [2], [1], [], [3]]);
    expect(runs(points, 'hands', [0, 0])).toEqual([[], [2], [], [], [3]]);
  });

  it('agree with the class of a single dot', () => {
    expect([0, 1, 2, 3].map((place) => dotClass(points, 'hands', place, 0))).toEqual([1, 4, 0, 2]);
    expect(dotClass(points, 'urgency', 0, 3)).toBe(3);
  });

  it('are made once, and keep their positions where only the filter’s values changed', () => {
    const made = new DotRuns();
    const first = made.of(points, 'urgency', [0, 3]);
    expect(made.of(points, 'urgency', [1, 3])).toBe(first);
    const hidden = made.of({ ...points }, 'urgency', [0, 3]);
    expect(hidden[0]!.attributes.getPosition).toBe(first[0]!.attributes.getPosition);
    expect(hidden[0]!.attributes.getFilterValue).not.toBe(first[0]!.attributes.getFilterValue);
  });
});
