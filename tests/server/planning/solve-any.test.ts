import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { check } from '../../../scripts/plan/check.ts';
import type { Gap, Job, Problem, Vehicle } from '../../../server/planning/problem.ts';
import { solve } from '../../../server/planning/solve.ts';
import { jobAt, leastCost, vehicle } from './problems.ts';

const PLACES = 6;
const place = fc.nat(PLACES - 1);
const window = fc.tuple(fc.nat(60), fc.nat(40)).map(([from, length]): [number, number] => [from, from + length]);
const windows = fc.oneof(
  fc.constant([]),
  window.map((one) => [one]),
  fc
    .tuple(window, window)
    .map(([one, other]): [number, number][] => [one, [one[1] + 1 + other[0], one[1] + 1 + other[1]]]),
);
const penalty = fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.integer({ min: 0, max: 60 }));

const point: fc.Arbitrary<Job> = fc
  .record({ at: place, time: fc.nat(9), windows, penalty, demand: fc.nat(3) })
  .map(({ at, time, ...more }) => jobAt(at, { ...more, ways: [{ from: at, to: at, cost: 0, time }] }));
const street: fc.Arbitrary<Job> = fc
  .record({ from: place, to: place, cost: fc.nat(9), windows, penalty })
  .map(({ from, to, cost, ...more }) => {
    const ways = [
      { from, to, cost, time: cost },
      { from: to, to: from, cost, time: cost },
    ];
    return jobAt(0, { ...more, ways });
  });
const someVehicle: fc.Arbitrary<Vehicle> = fc
  .record({
    start: place,
    end: fc.option(place),
    open: fc.nat(20),
    close: fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.integer({ min: 20, max: 140 })),
    capacity: fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.nat(8)),
    fixed_cost: fc.nat(9),
  })
  .map((more) => vehicle(more));

/** Lengths as of streets: shortest ways between points of a plane, one of which nobody reaches now and then. */
const matrix = fc.tuple(
  fc.array(fc.tuple(fc.nat(20), fc.nat(20)), { minLength: PLACES, maxLength: PLACES }),
  fc.boolean(),
);

function travel([points, isCut]: [[number, number][], boolean]) {
  const far = points.flatMap((one, from) =>
    points.map((other, to) => {
      if (isCut && (from === PLACES - 1) !== (to === PLACES - 1)) return Number.POSITIVE_INFINITY;
      return Math.abs(one[0] - other[0]) + Math.abs(one[1] - other[1]);
    }),
  );
  return { cost: Float64Array.from(far), time: Float64Array.from(far, (value) => value * 1.1) };
}

function problems(jobs: number, vehicles: number, most_gaps: number): fc.Arbitrary<Problem> {
  return fc
    .record({
      ground: matrix,
      jobs: fc.array(fc.oneof(point, street), { minLength: 1, maxLength: jobs }),
      vehicles: fc.array(someVehicle, { minLength: 1, maxLength: vehicles }),
      choosy: fc.array(fc.option(fc.nat(vehicles - 1)), { minLength: jobs, maxLength: jobs }),
      gaps: fc.array(fc.tuple(fc.array(fc.nat(jobs - 1), { minLength: 2, maxLength: 4 }), fc.nat(30)), {
        maxLength: most_gaps,
      }),
      uneven_cost: fc.constantFrom(0, 0, 1, 10),
    })
    .map(({ ground, choosy, ...given }) => ({ ...given, choosy, mode: travel(ground) }))
    .map(({ mode, choosy, ...given }) => ({
      place_count: PLACES,
      modes: [mode],
      uneven_cost: given.uneven_cost,
      vehicles: given.vehicles,
      jobs: given.jobs.map((job, index) => {
        const only = choosy[index] ?? null;
        // Whoever passes a street is no sooner at its other end than by the best way.
        const ways = job.ways.map((way) => {
          const arc = way.from * PLACES + way.to;
          return { ...way, cost: way.cost + mode.cost[arc]!, time: way.time + mode.time[arc]! };
        });
        return { ...job, ways, vehicles: only === null ? null : [only % given.vehicles.length] };
      }),
      gaps: given.gaps.map(
        ([members, least]): Gap => ({ jobs: [...new Set(members.map((job) => job % given.jobs.length))], least }),
      ),
    }));
}

describe('any problem', () => {
  it('has an answer that keeps every rule and forgets no job', () => {
    fc.assert(
      fc.property(problems(12, 3, 3), fc.nat(9), (problem, seed) => {
        expect(check(problem, solve(problem, { seed, iterations: 40 })).faults).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('has the same answer for the same seed and rounds, from the same start', () => {
    fc.assert(
      fc.property(problems(10, 3, 2), fc.nat(9), (problem, seed) => {
        const first = solve(problem, { seed, iterations: 30 });
        expect(solve(problem, { seed, iterations: 30 })).toEqual(first);
        const again = { seed, iterations: 20, start: first.routes };
        expect(solve(problem, again)).toEqual(solve(problem, again));
      }),
      { numRuns: 60 },
    );
  });

  it('keeps what it is told to keep', () => {
    fc.assert(
      fc.property(problems(10, 3, 2), fc.nat(9), fc.nat(1023), (problem, seed, mask) => {
        const start = solve(problem, { seed, iterations: 20 }).routes;
        const isIn = (job: number) => start.some((stops) => stops.some((stop) => stop.job === job));
        const kept = Uint8Array.from(problem.jobs, (_, job) => (isIn(job) ? (mask >> job) & 1 : 0));
        const isKept = ({ job }: { job: number }) => kept[job] === 1;
        const solution = solve(problem, { seed: seed + 1, iterations: 30, start, kept });
        expect(check(problem, solution).faults).toEqual([]);
        const names = (routes: typeof start) =>
          routes.map((stops) => stops.filter(isKept).map(({ job, way }) => [job, way]));
        expect(names(solution.routes)).toEqual(names(start));
      }),
      { numRuns: 100 },
    );
  });

  it('of a handful of jobs is solved as well as it can be', () => {
    // The same ones every time: a search without a proof may miss the best of some rare problem.
    fc.assert(
      fc.property(problems(4, 2, 0), (any) => {
        const problem = { ...any, uneven_cost: 0 };
        const { cost, left_out } = solve(problem, { seed: 1, iterations: 300 });
        const lost = left_out.reduce((all, job) => all + problem.jobs[job]!.penalty, 0);
        const least = leastCost(problem);
        // A must that cannot be done makes every cost infinite: then only the rules can be checked.
        if (Number.isFinite(least)) expect(cost + lost).toBeCloseTo(least, 6);
      }),
      { numRuns: 60, seed: 7 },
    );
  });
});
