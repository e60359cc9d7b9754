import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breaksOf, classOf, guardedBreaksOf, hiddenCount } from '../../../client/map/classes.ts';

describe('breaks of a choropleth', () => {
  it('puts natural breaks into the gaps', () => {
    expect(breaksOf([1, 2, 2, 3, 20, 21, 22, 50, 51, 90, 91, 92, 140, 141], 5)).toEqual([3, 22, 51, 92]);
  });

  it('counts how often a value occurs', () => {
    const values = [...Array<number>(50).fill(0), 1, 2, 9, 10, 30, 31];
    expect(breaksOf(values, 3)).toEqual([2, 10]);
  });

  it('has fewer classes than asked where there are fewer values', () => {
    expect(breaksOf([])).toEqual([]);
    expect(breaksOf([Number.NaN])).toEqual([]);
    expect(breaksOf([4, 4, 4])).toEqual([4]);
    expect(breaksOf([0, 7])).toEqual([0]);
    expect(breaksOf([0, 1, 2, 3, 4])).toEqual([0, 1, 2, 3]);
  });

  it('cuts very many distinct values by quantiles', () => {
    const values = Array.from({ length: 1000 }, (_, index) => index);
    expect(breaksOf(values, 5)).toEqual([199, 399, 599, 799]);
  });

  it('always ascends, stays below the largest value and leaves no class empty', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 2, maxLength: 80 }), (values) => {
        const breaks = breaksOf(values, 5);
        expect(breaks.length).toBeLessThanOrEqual(4);
        expect([...breaks].sort((a, b) => a - b)).toEqual(breaks);
        expect(new Set(breaks).size).toBe(breaks.length);
        if (new Set(values).size === 1) return;
        const used = new Set(values.map((value) => classOf(value, breaks)));
        expect(used.size).toBe(breaks.length + 1);
      }),
    );
  });
});

describe('breaks of protected counts', () => {
  it('put all below the limit, hidden or none, into the lowest class', () => {
    expect(guardedBreaksOf([0, null, null, 10, 20, 30, 90, 100], 10, 3)).toEqual([9, 30]);
    expect(classOf(hiddenCount, [9, 30])).toBe(0);
    expect(classOf(0, [9, 30])).toBe(0);
    expect(classOf(10, [9, 30])).toBe(1);
  });

  it('have no such class where nothing is below the limit, and are as ever without one', () => {
    expect(guardedBreaksOf([10, 20], 10)).toEqual(breaksOf([10, 20]));
    expect(guardedBreaksOf([0, 7], null)).toEqual([0]);
    expect(guardedBreaksOf([null, 7, 9], null)).toEqual([7]);
  });

  it('stand alone where everything or all but one value is below it', () => {
    expect(guardedBreaksOf([null, 0], 10)).toEqual([9]);
    expect(guardedBreaksOf([null, 20, 20], 10)).toEqual([9]);
    expect(guardedBreaksOf([], 10)).toEqual([]);
  });
});

describe('the class of a value', () => {
  it('is the first whose bound is not below it', () => {
    expect([0, 2, 3, 9, 10].map((value) => classOf(value, [2, 5, 9]))).toEqual([0, 0, 1, 2, 3]);
    expect(classOf(5, [])).toBe(0);
  });
});
