import { describe, expect, it } from 'vitest';
import { check } from '../../../scripts/plan/check.ts';
import type { Problem, Solution } from '../../../server/planning/problem.ts';
import { solve } from '../../../server/planning/solve.ts';
import { solveInThreads } from '../../../server/planning/solve-threads.ts';
import { jobAt, onLine, vehicle } from './problems.ts';

const options = { seed: 3, seconds: 0.3, threads: 2 };

/** Jobs along a line, a few to a vehicle. */
function along(count: number, vehicles: number): Problem {
  const places = Array.from({ length: count + 1 }, (_, place) => (place * 37) % 211);
  const jobs = Array.from({ length: count }, (_, job) => jobAt(job + 1, { demand: 1, windows: [[0, 5000]] }));
  const capacity = Math.ceil(count / vehicles) + 2;
  return onLine(places, { jobs, vehicles: Array.from({ length: vehicles }, () => vehicle({ capacity })) });
}

describe('a search in threads', () => {
  it('says how solve finds the same again', async () => {
    const problem = along(30, 4);
    const { seed, iterations, ...found } = await solveInThreads(problem, options);
    expect(check(problem, found).faults).toEqual([]);
    expect(iterations).toBeGreaterThan(0);
    expect(solve(problem, { seed, iterations }).cost).toBeLessThanOrEqual(found.cost);
  });

  it('keeps what is kept, and begins from what it is given', async () => {
    const problem = along(12, 3);
    const start = [
      [
        { job: 5, way: 0 },
        { job: 2, way: 0 },
      ],
      [],
      [],
    ];
    const kept = Uint8Array.from(problem.jobs, (_, job) => (job === 5 || job === 2 ? 1 : 0));
    const { routes } = await solveInThreads(problem, { ...options, start, kept });
    expect(routes[0]!.map(({ job }) => job).filter((job) => kept[job] === 1)).toEqual([5, 2]);
  });

  it('does not wait for its time to be over where nothing may change', async () => {
    const problem = along(3, 1);
    const start = [problem.jobs.map((_, job) => ({ job, way: 0 }))];
    const patient = { ...options, seconds: 600 };
    const { routes, iterations } = await solveInThreads(problem, { ...patient, start, kept: Uint8Array.of(1, 1, 1) });
    expect(routes[0]!.map(({ job }) => job)).toEqual([0, 1, 2]);
    expect(iterations).toBe(1);
    expect((await solveInThreads(onLine([0], { jobs: [], vehicles: [vehicle()] }), patient)).routes).toEqual([[]]);
  });

  it('divides a large problem where it may', async () => {
    const problem = along(420, 20);
    const found = await solveInThreads(problem, { ...options, seconds: 1, divided: true });
    expect(check(problem, found).faults).toEqual([]);
    expect(found.left_out).toEqual([]);
  });

  it('tells of better ones, each better than the one before', async () => {
    const heard: Solution[] = [];
    const problem = along(420, 20);
    await solveInThreads(problem, {
      ...options,
      seconds: 1,
      divided: true,
      better: (solution) => heard.push(solution),
    });
    expect(heard.map(({ cost }) => cost)).toEqual([...heard].map(({ cost }) => cost).sort((one, other) => other - one));
  });

  it('ends at once when it is told to, with the reason', async () => {
    const stop = new AbortController();
    const search = solveInThreads(along(30, 4), { ...options, seconds: 600, signal: stop.signal });
    stop.abort(new Error('enough'));
    await expect(search).rejects.toThrow('enough');
    await expect(solveInThreads(along(3, 1), { ...options, signal: stop.signal })).rejects.toThrow('enough');
  });

  it('fails with what went wrong in the thread', async () => {
    const problem = onLine([0], { jobs: [jobAt(0, { ways: [] })], vehicles: [vehicle()] });
    await expect(solveInThreads(problem, options)).rejects.toThrow('job 0 has no way');
  });
});
