import { describe, expect, it } from 'vitest';
import { check } from '../../../scripts/plan/check.ts';
import type { Problem, Solution, SolveOptions } from '../../../server/planning/problem.ts';
import { solve } from '../../../server/planning/solve.ts';
import { between, jobAt, onLine, vehicle } from './problems.ts';

/** Solves and makes sure that the answer keeps the rules. */
function solved(problem: Problem, more: Partial<SolveOptions> = {}): Solution {
  const solution = solve(problem, { seed: 1, iterations: 300, ...more });
  expect(check(problem, solution).faults).toEqual([]);
  return solution;
}

const jobsOf = ({ routes }: Solution) => routes.map((stops) => stops.map(({ job }) => job));
const beginsOf = ({ routes }: Solution) => routes.map((stops) => stops.map(({ begin }) => begin));

describe('a problem', () => {
  it('without jobs, or without vehicles, has an empty answer', () => {
    expect(solved(onLine([0], { jobs: [], vehicles: [vehicle()] }))).toEqual({ routes: [[]], left_out: [], cost: 0 });
    expect(solved(onLine([0], { jobs: [jobAt(0)], vehicles: [] }))).toEqual({ routes: [], left_out: [0], cost: 0 });
  });

  it('has every job in the order that costs least', () => {
    const problem = onLine([0, 30, 10, 20], { jobs: [jobAt(1), jobAt(2), jobAt(3)], vehicles: [vehicle({ end: 1 })] });
    expect(solved(problem)).toMatchObject({ cost: 30, left_out: [] });
    expect(jobsOf(solved(problem))).toEqual([[1, 2, 0]]);
  });

  it('fails loudly where a job has no way', () => {
    const problem = onLine([0], { jobs: [jobAt(0, { ways: [] })], vehicles: [vehicle()] });
    expect(() => solve(problem, { seed: 1, iterations: 1 })).toThrow('job 0 has no way');
  });
});

describe('windows', () => {
  it('make a vehicle wait, and change the order', () => {
    const jobs = [jobAt(1, { windows: [[50, 60]] }), jobAt(2, { windows: [[20, 25]] })];
    const solution = solved(onLine([0, 10, 20], { jobs, vehicles: [vehicle()] }));
    expect(jobsOf(solution)).toEqual([[1, 0]]);
    expect(beginsOf(solution)).toEqual([[20, 50]]);
  });

  it('that are several let a job begin in a later one', () => {
    const windows = [
      [0, 5],
      [40, 41],
    ] as const;
    const solution = solved(onLine([0, 10], { jobs: [jobAt(1, { windows })], vehicles: [vehicle()] }));
    expect(beginsOf(solution)).toEqual([[40]]);
  });

  it('include their ends, to the very moment', () => {
    const jobs = [jobAt(1, { windows: [[0, 10]] })];
    expect(solved(onLine([0, 10], { jobs, vehicles: [vehicle({ close: 20 })] })).left_out).toEqual([]);
    expect(solved(onLine([0, 10], { jobs, vehicles: [vehicle({ close: 19 })] })).left_out).toEqual([0]);
    expect(solved(onLine([0, 11], { jobs, vehicles: [vehicle()] })).left_out).toEqual([0]);
  });

  it('count from when the vehicle may leave', () => {
    const jobs = [jobAt(1)];
    expect(beginsOf(solved(onLine([0, 10], { jobs, vehicles: [vehicle({ open: 100 })] })))).toEqual([[110]]);
  });
});

describe('gaps', () => {
  const visits = (count: number, close: number, vehicles = 1): Problem =>
    onLine([0, 5], {
      jobs: Array.from({ length: count }, () => jobAt(1)),
      vehicles: Array.from({ length: vehicles }, () => vehicle({ close })),
      gaps: [{ jobs: Array.from({ length: count }, (_, job) => job), least: 20 }],
    });

  it('keep visits apart in one route', () => {
    const solution = solved(visits(3, 50));
    expect(beginsOf(solution)).toEqual([[5, 25, 45]]);
  });

  it('keep visits apart whoever makes them', () => {
    const solution = solved({ ...visits(2, 31, 2), uneven_cost: 100 });
    expect(solution.left_out).toEqual([]);
    expect(beginsOf(solution).map((begins) => begins.length)).toEqual([1, 1]);
    expect(
      beginsOf(solution)
        .flat()
        .sort((one, other) => one - other),
    ).toEqual([5, 25]);
  });

  it('leave out what does not fit between', () => {
    expect(solved(visits(3, 49)).left_out).toHaveLength(1);
    expect(solved(visits(3, 49, 2)).left_out).toHaveLength(1);
  });
});

describe('vehicles', () => {
  it('carry no more than they can', () => {
    const jobs = [1, 2, 3].map((place) => jobAt(place, { demand: 2 }));
    const solution = solved(
      onLine([0, 10, 11, 12], { jobs, vehicles: [vehicle({ capacity: 4 }), vehicle({ capacity: 4 })] }),
    );
    expect(solution.cost).toBe(22 + 22 - 2 + 2 - 0);
    expect(
      jobsOf(solution)
        .map((route) => route.length)
        .sort(),
    ).toEqual([1, 2]);
  });

  it('do only what they may', () => {
    const jobs = [jobAt(1, { vehicles: [1] }), jobAt(1, { vehicles: [0] }), jobAt(1, { vehicles: [] })];
    const solution = solved(onLine([0, 10], { jobs, vehicles: [vehicle(), vehicle()] }));
    expect(jobsOf(solution)).toEqual([[1], [0]]);
    expect(solution.left_out).toEqual([2]);
  });

  it('may end where they are', () => {
    const problem = onLine([0, 10, -30], { jobs: [jobAt(1), jobAt(2)], vehicles: [vehicle({ end: null })] });
    expect(solved(problem)).toMatchObject({ cost: 50 });
    expect(jobsOf(solved(problem))).toEqual([[0, 1]]);
  });

  it('that cost something to be used are used as little as goes', () => {
    const jobs = [jobAt(1), jobAt(2)];
    const far = (fixed_cost: number) =>
      onLine([0, 10, -10], { jobs, vehicles: [vehicle({ fixed_cost }), vehicle({ fixed_cost })] });
    expect(solved(far(7)).cost).toBe(47);
  });

  it('go in their own mode', () => {
    const slow = { cost: Float64Array.of(0, 10, 10, 0), time: Float64Array.of(0, 100, 100, 0) };
    const quick = { cost: Float64Array.of(0, 20, 20, 0), time: Float64Array.of(0, 1, 1, 0) };
    const problem = between([0, 0, 0, 0], {
      jobs: [jobAt(1, { windows: [[0, 50]] }), jobAt(1, { windows: [[60, 120]] })],
      vehicles: [vehicle({ mode: 0 }), vehicle({ mode: 1 })],
      modes: [slow, quick],
    });
    const solution = solved({ ...problem, uneven_cost: 0 });
    expect(jobsOf(solution)[1]).toContain(0);
    expect(solution.cost).toBe(40);
  });

  it('go nowhere where no way leads', () => {
    const none = Number.POSITIVE_INFINITY;
    // 0 → 1 → 2 → 0 is a ring of one-way streets, 3 lies apart.
    const ways = [0, 1, 2, none, 2, 0, 1, none, 1, 2, 0, none, none, none, none, 0];
    const solution = solved(between(ways, { jobs: [jobAt(3), jobAt(2), jobAt(1)], vehicles: [vehicle()] }));
    expect(jobsOf(solution)).toEqual([[2, 1]]);
    expect(solution).toMatchObject({ left_out: [0], cost: 3 });
  });
});

describe('what is optional', () => {
  it('is left out where it costs more than its penalty', () => {
    const jobs = [jobAt(1, { penalty: 19 }), jobAt(2, { penalty: 21 })];
    const solution = solved(onLine([0, 10, -10], { jobs, vehicles: [vehicle()] }));
    expect(solution).toMatchObject({ left_out: [0], cost: 20 });
  });

  it('yields to what must be done', () => {
    const jobs = [jobAt(1, { penalty: 1e13, demand: 1 }), jobAt(2, { demand: 1 })];
    const solution = solved(onLine([0, 1, 1000], { jobs, vehicles: [vehicle({ capacity: 1 })] }));
    expect(solution.left_out).toEqual([0]);
  });
});

describe('an even load', () => {
  it('is worth a detour of its cost', () => {
    const jobs = [jobAt(1), jobAt(2)];
    const problem = (uneven_cost: number) =>
      onLine([0, 10, 12], { jobs, vehicles: [vehicle(), vehicle()], uneven_cost });
    expect(solved(problem(0)).cost).toBe(24);
    // 20 and 24 lasts 2 longer than the mean; 24 and 0 lasts 12 longer.
    expect(solved(problem(10)).cost).toBe(44 + 20);
    expect(solved(problem(1)).cost).toBe(24 + 12);
  });
});

describe('streets', () => {
  it('are passed in the direction that suits the way', () => {
    const street = (from: number, to: number) => [
      { from, to, cost: 10, time: 10 },
      { from: to, to: from, cost: 10, time: 10 },
    ];
    const jobs = [jobAt(0, { ways: street(2, 1) }), jobAt(0, { ways: street(2, 3) }), jobAt(0, { ways: street(4, 3) })];
    const solution = solved(onLine([0, 0, 10, 20, 30], { jobs, vehicles: [vehicle({ end: 4 })] }));
    expect(solution.cost).toBe(30);
    expect(solution.routes).toEqual([
      [
        { job: 0, way: 1, begin: 0 },
        { job: 1, way: 0, begin: 10 },
        { job: 2, way: 1, begin: 20 },
      ],
    ]);
  });
});

describe('kept jobs', () => {
  const problem = onLine([0, 10, 20, 30], { jobs: [jobAt(1), jobAt(2), jobAt(3)], vehicles: [vehicle(), vehicle()] });
  const start = [
    [
      { job: 2, way: 0 },
      { job: 0, way: 0 },
    ],
    [],
  ];

  it('stay with their vehicle, in their order', () => {
    const solution = solved(problem, { start, kept: Uint8Array.of(1, 0, 1) });
    expect(jobsOf(solution)[0]!.filter((job) => job !== 1)).toEqual([2, 0]);
    expect(solution.cost).toBe(60);
  });

  it('may have others between them', () => {
    const solution = solved(
      { ...problem, vehicles: [vehicle({ end: 1 }), vehicle()] },
      { start, kept: Uint8Array.of(1, 0, 1) },
    );
    expect(jobsOf(solution)).toEqual([expect.arrayContaining([0, 1, 2]), []]);
    expect(solution.cost).toBe(50);
  });

  it('are free where they cannot be in their place', () => {
    const late = { ...problem, vehicles: [vehicle({ close: 59 }), vehicle()] };
    const solution = solved(late, { start, kept: Uint8Array.of(1, 0, 1) });
    expect(jobsOf(solution)[1]).toContain(2);
    expect(solution.left_out).toEqual([]);
  });

  it('are in one place where the start names them twice', () => {
    const twice = [[...start[0]!, start[0]![0]!], [start[0]![1]!]];
    const solution = solved(problem, { start: twice, kept: Uint8Array.of(1, 0, 1) });
    expect(jobsOf(solution)[0]!.filter((job) => job !== 1)).toEqual([2, 0]);
    expect(solution).toMatchObject({ cost: 60, left_out: [] });
  });
});
