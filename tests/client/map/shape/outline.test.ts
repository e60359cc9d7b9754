import { describe, expect, it } from 'vitest';
import { crossesItself, middleOf, placeAmong } from '../../../../client/map/shape/outline.ts';
import type { LonLat } from '../../../../server/api/wire.ts';

const square: LonLat[] = [
  [0, 0],
  [2, 0],
  [2, 2],
  [0, 2],
];

describe('an outline', () => {
  it('crosses itself where two sides do, and not where they share a corner', () => {
    expect(crossesItself(square)).toBe(false);
    expect(crossesItself([square[0]!, square[2]!, square[1]!, square[3]!])).toBe(true);
    expect(crossesItself(square.slice(0, 3))).toBe(false);
    const inLine: LonLat[] = [
      [0, 0],
      [1, 0],
      [2, 0],
      [3, 0],
      [3, 2],
    ];
    expect(crossesItself(inLine)).toBe(false);
    // A corner that lies on another side.
    expect(crossesItself([...square, [2, 1]])).toBe(true);
  });

  it('takes a new corner into the side that it lies nearest to', () => {
    expect(placeAmong([], [1, 1])).toBe(0);
    expect(placeAmong(square, [1, -0.1])).toBe(1);
    expect(placeAmong(square, [2.1, 1])).toBe(2);
    expect(placeAmong(square, [-0.1, 1])).toBe(4);
  });

  it('has a middle as soon as it has a corner', () => {
    expect(middleOf([])).toBe(null);
    expect(middleOf(square)).toEqual([1, 1]);
  });
});
