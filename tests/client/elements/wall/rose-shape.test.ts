import { describe, expect, it } from 'vitest';
import { roseCounts, roseOf } from '../../../../client/elements/wall/rose-shape.ts';

const count = (category: string, count: number, usual_count = 0) => ({ category, count, usual_count });

describe('roseOf', () => {
  it('gives equal angles clockwise from the top and areas in proportion', () => {
    const [first, second] = roseOf([count('a', 4), count('b', 1), count('c', 0), count('d', 0)]);
    // A quarter each: the middle of the first lies to the upper right.
    expect([first!.x, first!.y]).toEqual([expect.closeTo(Math.SQRT1_2), expect.closeTo(-Math.SQRT1_2)]);
    expect([second!.x, second!.y]).toEqual([expect.closeTo(Math.SQRT1_2), expect.closeTo(Math.SQRT1_2)]);
    expect(first!.wedge).toContain('A1 1 ');
    expect(second!.wedge).toContain('A0.5 0.5 ');
  });

  it('draws nothing for nothing, and lets what is usual reach the edge too', () => {
    const [first, second] = roseOf([count('a', 0, 9), count('b', 1, 0)]);
    expect(first!.wedge).toBe('');
    expect(first!.usual).toContain('A1 1 ');
    expect(second!.usual).toBe('');
    expect(roseOf([])).toEqual([]);
  });
});

describe('roseCounts', () => {
  it('has each category at its place of the catalogue, with 0 where nothing was reported', () => {
    expect(roseCounts([count('b', 3), count('x', 1)], ['a', 'b'])).toEqual([
      count('a', 0),
      count('b', 3),
      count('x', 1),
    ]);
  });

  it('leaves out the smallest where there are too many', () => {
    const rose = [count('a', 1), count('b', 3), count('c', 2)];
    expect(roseCounts(rose, ['a', 'b', 'c'], 2).map(({ category }) => category)).toEqual(['b', 'c']);
  });
});
