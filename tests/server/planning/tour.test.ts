import { describe, expect, it } from 'vitest';
import { check } from '../../../scripts/plan/check.ts';
import { isTour } from '../../../server/planning/engine/tour-engine.ts';
import type { Problem } from '../../../server/planning/problem.ts';
import { solve } from '../../../server/planning/solve.ts';
import { between, jobAt, vehicle } from './problems.ts';

/** Places of a ring of a square grid, in a jumbled order: the best tour is as long as there are places. */
function ring(side: number): Problem {
  const places: [number, number][] = [];
  for (let step = 0; step < side; step++) places.push([step, 0], [side, step], [side - step, side], [0, side - step]);
  const jumbled = places.map((_, index) => places[(index * 7) % places.length]!);
  const ways = jumbled.flatMap(([x, y]) => jumbled.map(([otherX, otherY]) => Math.hypot(x - otherX, y - otherY)));
  return between(ways, { jobs: jumbled.slice(1).map((_, job) => jobAt(job + 1)), vehicles: [vehicle()] });
}

describe('a round trip', () => {
  it('is known by what it is, not by its name', () => {
    const problem = ring(5);
    const [first, ...rest] = problem.jobs;
    expect(isTour(problem)).toBe(true);
    expect(isTour({ ...problem, jobs: [{ ...first!, windows: [[0, 9]] }, ...rest] })).toBe(false);
    expect(isTour({ ...problem, jobs: [{ ...first!, penalty: 5 }, ...rest] })).toBe(false);
    expect(isTour({ ...problem, vehicles: [vehicle({ end: null })] })).toBe(false);
    expect(isTour({ ...problem, vehicles: [vehicle({ close: 99 })] })).toBe(false);
    expect(isTour({ ...problem, vehicles: [vehicle(), vehicle()] })).toBe(false);
    const oneWay = Float64Array.from(problem.modes[0]!.cost);
    oneWay[1]! += 1;
    expect(isTour({ ...problem, modes: [{ cost: oneWay, time: oneWay }] })).toBe(false);
  });

  it('of 80 places round a square goes round the square', () => {
    const problem = ring(20);
    const solution = solve(problem, { seed: 1, iterations: 3000 });
    expect(check(problem, solution).faults).toEqual([]);
    expect(solution.cost).toBeCloseTo(80, 9);
    expect(solve(problem, { seed: 1, iterations: 3000 })).toEqual(solution);
  });

  it('goes on from the one that it is given', () => {
    const problem = ring(20);
    const { routes, cost } = solve(problem, { seed: 1, iterations: 3000 });
    expect(solve(problem, { seed: 2, iterations: 0, start: routes }).cost).toBeCloseTo(cost, 9);
  });
});
