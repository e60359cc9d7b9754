import { describe, expect, it } from 'vitest';
import { allOf, nothingChosen, reached, rowAfter, toggled, without } from '../../../client/elements/row-choice.ts';

const rows = [10, 20, 30, 40, 50];
const chosen = ({ ids }: { ids: ReadonlySet<number> }) => [...ids].sort((a, b) => a - b);

describe('choosing rows', () => {
  it('one by one, and lets go again', () => {
    const one = toggled(nothingChosen, rows, 1);
    expect([chosen(one), one.at]).toEqual([[20], 1]);
    const two = toggled(one, rows, 3);
    expect(chosen(two)).toEqual([20, 40]);
    expect(chosen(toggled(two, rows, 1))).toEqual([40]);
    expect(toggled(two, rows, 9)).toBe(two);
    expect(chosen(nothingChosen)).toEqual([]);
  });

  it('a range from where the last one began, up or down, in addition to what is chosen', () => {
    const begun = toggled(nothingChosen, rows, 2);
    const down = reached(begun, rows, 4);
    expect([chosen(down), down.at]).toEqual([[30, 40, 50], 4]);
    const up = reached(down, rows, 0);
    expect([chosen(up), up.at, up.from]).toEqual([[10, 20, 30, 40, 50], 0, 2]);
    expect(chosen(reached(nothingChosen, rows, 1))).toEqual([10, 20]);
    expect(reached(begun, rows, 99).at).toBe(4);
  });

  it('all that are here, and lets go of those that were done', () => {
    const all = allOf(nothingChosen, rows);
    expect(chosen(all)).toEqual(rows);
    expect(chosen(without(all, [10, 50, 60]))).toEqual([20, 30, 40]);
  });
});

describe('the row that a key leads to', () => {
  it.each([
    ['ArrowDown', -1, 0],
    ['ArrowDown', 2, 3],
    ['ArrowDown', 99, 99],
    ['ArrowUp', 0, 0],
    ['ArrowUp', -1, 0],
    ['PageDown', 5, 15],
    ['PageDown', 95, 99],
    ['PageUp', 5, 0],
    ['PageUp', 30, 20],
    ['Home', 50, 0],
    ['End', 0, 99],
    ['x', 5, null],
  ] as const)('%s from %i is %s', (key, at, expected) => {
    expect(rowAfter(key, at, 100, 10)).toBe(expected);
  });

  it('is none in an empty list', () => {
    expect(rowAfter('End', -1, 0, 10)).toBeNull();
  });
});
