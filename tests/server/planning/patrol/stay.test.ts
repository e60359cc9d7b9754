import { describe, expect, it } from 'vitest';
import { withOwners } from '../../../../server/planning/patrol/stay.ts';
import type { Problem } from '../../../../server/planning/problem.ts';

/** Two vehicles that start and end at place 0, and so many jobs at place 1, 300 from it. */
function town(job_count: number): Problem {
  const ways = [{ from: 1, to: 1, cost: 0, time: 60 }];
  const vehicle = { mode: 0, start: 0, end: 0, open: 0, close: 3600, capacity: 1, fixed_cost: 0 };
  const cells = Float64Array.of(0, 300, 300, 0);
  return {
    ...{
      place_count: 2,
      modes: [{ cost: cells, time: cells }],
      gaps: [],
      uneven_cost: 0,
      vehicles: [vehicle, vehicle],
    },
    jobs: Array.from({ length: job_count }, () => ({ ways, demand: 0, windows: [], penalty: 5000, vehicles: null })),
  };
}

describe('a stop that stays with its squad', () => {
  it('costs a kilometre more by another', () => {
    const { modes, vehicles, jobs } = withOwners(town(2), [1, undefined]);
    const cost = (vehicle: number, job: number) => {
      const { mode, start } = vehicles[vehicle]!;
      const size = Math.sqrt(modes[mode]!.cost.length);
      return modes[mode]!.cost[start * size + jobs[job]!.ways[0]!.from];
    };
    expect([cost(0, 0), cost(1, 0), cost(0, 1), cost(1, 1)]).toEqual([1300, 300, 300, 300]);
  });

  it('is left to the search where each squad’s own costs would fill the memory', () => {
    const problem = town(3000);
    expect(withOwners(problem, [])).toBe(problem);
  });
});
