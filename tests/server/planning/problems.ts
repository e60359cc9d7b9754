import type { Job, Problem, Vehicle } from '../../../server/planning/problem.ts';

/** A job that is done at a place at any time, for nothing, by anyone; what a test is about is put over it. */
export function jobAt(place: number, more: Partial<Job> = {}): Job {
  const ways = [{ from: place, to: place, cost: 0, time: 0 }];
  return { ways, demand: 0, windows: [], penalty: Number.POSITIVE_INFINITY, vehicles: null, ...more };
}

/** A vehicle that starts and ends at place 0 whenever it likes. */
export function vehicle(more: Partial<Vehicle> = {}): Vehicle {
  const free = { open: 0, close: Number.POSITIVE_INFINITY, capacity: Number.POSITIVE_INFINITY };
  return { mode: 0, start: 0, end: 0, fixed_cost: 0, ...free, ...more };
}

/** Places on a line, as far apart in cost and time as their numbers. */
export function onLine(at: readonly number[], more: Partial<Problem> & Pick<Problem, 'jobs' | 'vehicles'>): Problem {
  return between(
    at.flatMap((from) => at.map((to) => Math.abs(from - to))),
    more,
  );
}

/** Places with given ways between them, row by row. */
export function between(ways: readonly number[], more: Partial<Problem> & Pick<Problem, 'jobs' | 'vehicles'>): Problem {
  const matrix = Float64Array.from(ways);
  const plain = {
    place_count: Math.sqrt(ways.length),
    modes: [{ cost: matrix, time: matrix }],
    gaps: [],
    uneven_cost: 0,
  };
  return { ...plain, ...more };
}

/** What the best of all orders, ways and vehicles costs, penalties included; for a handful of jobs without gaps. */
export function leastCost(problem: Problem): number {
  let least = Number.POSITIVE_INFINITY;
  const routes: { job: number; way: number }[][] = problem.vehicles.map(() => []);
  place(0);
  return least;

  function place(job: number): void {
    if (job === problem.jobs.length) {
      least = Math.min(least, costOfRoutes());
      return;
    }
    place(job + 1);
    for (const route of routes) {
      for (let at = 0; at <= route.length; at++) {
        for (let way = 0; way < problem.jobs[job]!.ways.length; way++) {
          route.splice(at, 0, { job, way });
          place(job + 1);
          route.splice(at, 1);
        }
      }
    }
  }

  function costOfRoutes(): number {
    const done = new Set(routes.flat().map(({ job }) => job));
    const left = problem.jobs.reduce((all, { penalty }, job) => (done.has(job) ? all : all + penalty), 0);
    const work: number[] = [];
    let cost = left;
    for (const [index, stops] of routes.entries()) {
      const driven = drive(index, stops);
      cost += driven.cost;
      work.push(driven.work);
    }
    const mean = work.reduce((all, time) => all + time, 0) / work.length;
    return cost + (problem.uneven_cost > 0 ? problem.uneven_cost * (Math.max(...work) - mean) : 0);
  }

  function drive(index: number, stops: readonly { job: number; way: number }[]): { cost: number; work: number } {
    const { mode, start, end, open, close, capacity, fixed_cost } = problem.vehicles[index]!;
    const { cost, time } = problem.modes[mode]!;
    if (stops.length === 0) return { cost: 0, work: 0 };
    let [place, now, sum, work, load] = [start, open, fixed_cost, 0, 0];
    for (const { job, way: number } of stops) {
      const { ways, windows, demand, vehicles } = problem.jobs[job]!;
      const way = ways[number]!;
      const arc = place * problem.place_count + way.from;
      if (vehicles && !vehicles.includes(index)) return { cost: Number.POSITIVE_INFINITY, work: 0 };
      now += time[arc]!;
      const window = windows.find(([, to]) => now <= to);
      if (windows.length > 0 && !window) return { cost: Number.POSITIVE_INFINITY, work: 0 };
      now = Math.max(now, window?.[0] ?? now) + way.time;
      sum += cost[arc]! + way.cost;
      work += time[arc]! + way.time;
      load += demand;
      place = way.to;
    }
    const last = end === null ? 0 : place * problem.place_count + end;
    if (end !== null) [now, sum, work] = [now + time[last]!, sum + cost[last]!, work + time[last]!];
    if (now > close || load > capacity) return { cost: Number.POSITIVE_INFINITY, work: 0 };
    return { cost: sum, work };
  }
}
