import type { Problem, Solution, Stop } from '../../server/planning/problem.ts';

/** What an answer costs by the problem alone, and in how far it breaks its rules. */
export interface Verdict {
  cost: number;
  /** A sentence each; empty: it keeps every rule. */
  faults: string[];
}

/** Goes through an answer stop by stop. It shares nothing with the solver. */
export function check(problem: Problem, { routes, left_out, cost }: Solution): Verdict {
  const faults: string[] = [];
  const begins = new Map<number, number>();
  if (routes.length !== problem.vehicles.length) faults.push(`there are ${routes.length} routes`);
  const legs = routes.map((stops, vehicle) => drive(problem, vehicle, stops, begins, faults));
  const named = [...begins.keys(), ...left_out].sort((one, other) => one - other);
  const isEveryOne = named.length === problem.jobs.length && named.every((job, index) => job === index);
  if (!isEveryOne) faults.push('not every job is in exactly one route or left out');
  if (left_out.some((job, index) => index > 0 && left_out[index - 1]! >= job))
    faults.push('left out jobs are not sorted');
  checkGaps(problem, begins, faults);
  const work = legs.map(({ time }) => time);
  const mean = work.reduce((all, time) => all + time, 0) / Math.max(1, work.length);
  const uneven = problem.uneven_cost > 0 ? problem.uneven_cost * (Math.max(...work) - mean) : 0;
  const total = legs.reduce((all, leg) => all + leg.cost, 0) + uneven;
  if (Math.abs(total - cost) > 1e-6 * Math.max(1, Math.abs(total))) faults.push(`it costs ${total}, not ${cost}`);
  return { cost: total, faults };
}

interface Leg {
  cost: number;
  time: number;
}

function drive(
  problem: Problem,
  index: number,
  stops: readonly Stop[],
  begins: Map<number, number>,
  faults: string[],
): Leg {
  const vehicle = problem.vehicles[index]!;
  if (stops.length === 0) return { cost: 0, time: 0 };
  const { cost, time } = problem.modes[vehicle.mode]!;
  const sum: Leg = { cost: vehicle.fixed_cost, time: 0 };
  let [place, now, load] = [vehicle.start, vehicle.open, 0];
  const go = (to: number) => {
    sum.cost += cost[place * problem.place_count + to]!;
    sum.time += time[place * problem.place_count + to]!;
    now += time[place * problem.place_count + to]!;
    place = to;
  };
  for (const stop of stops) {
    const job = problem.jobs[stop.job]!;
    const way = job.ways[stop.way]!;
    if (begins.has(stop.job)) faults.push(`job ${stop.job} is done twice`);
    begins.set(stop.job, stop.begin);
    if (job.vehicles && !job.vehicles.includes(index)) faults.push(`vehicle ${index} may not do job ${stop.job}`);
    go(way.from);
    if (!(stop.begin >= now)) faults.push(`job ${stop.job} begins at ${stop.begin}, before ${now}`);
    const isOpen = job.windows.length === 0 || job.windows.some(([from, to]) => stop.begin >= from && stop.begin <= to);
    if (!isOpen) faults.push(`job ${stop.job} begins outside of its windows`);
    now = stop.begin + way.time;
    sum.time += way.time;
    sum.cost += way.cost;
    place = way.to;
    load += job.demand;
  }
  if (vehicle.end !== null) go(vehicle.end);
  if (!(now <= vehicle.close)) faults.push(`vehicle ${index} is at its end at ${now}, after ${vehicle.close}`);
  if (load > vehicle.capacity) faults.push(`vehicle ${index} carries ${load} of ${vehicle.capacity}`);
  if (!Number.isFinite(sum.cost + sum.time)) faults.push(`vehicle ${index} goes where no way leads`);
  return sum;
}

function checkGaps({ gaps }: Problem, begins: ReadonlyMap<number, number>, faults: string[]): void {
  for (const { jobs, least } of gaps) {
    const times = jobs.filter((job) => begins.has(job)).map((job) => begins.get(job)!);
    times.sort((one, other) => one - other);
    for (let index = 1; index < times.length; index++) {
      if (times[index]! - times[index - 1]! < least) faults.push(`jobs ${jobs.join(', ')} are not ${least} apart`);
    }
  }
}
