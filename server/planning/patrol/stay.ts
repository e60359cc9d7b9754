import type { Problem, Travel } from '../problem.ts';

/** What it is worth that a stop stays with its squad when a plan is repaired, metres of way. */
const stay_m = 1_000;
/** Most costs that all vehicles may have together, 64 MB: 14 squads with 700 stops. */
const most_costs = 8_000_000;

/**
 * The problem in which a job costs more by a vehicle other than its own. Every way of a job becomes a place of its own, and every vehicle
 * has its own costs, so that nothing else of the problem changes. A problem that would take too much memory so stays as it is: its search
 * only begins with each stop at its own squad.
 *
 * @param owners vehicle of each job; undefined: anybody's.
 */
export function withOwners(problem: Problem, owners: readonly (number | undefined)[]): Problem {
  const origin = problem.vehicles.flatMap(({ start, end }) => [start, end ?? start]);
  const owned: (number | undefined)[] = origin.map(() => undefined);
  const place = (from: number, owner: number | undefined) => {
    owned.push(owner);
    return origin.push(from) - 1;
  };
  const jobs = problem.jobs.map((job, index) => ({
    ...job,
    ways: job.ways.map((way) => {
      const at = place(way.from, owners[index]);
      return { ...way, from: at, to: way.to === way.from ? at : place(way.to, undefined) };
    }),
  }));
  if (problem.vehicles.length * origin.length ** 2 > most_costs) return problem;
  const times = problem.modes.map(({ time }) => spread(time, problem.place_count, origin));
  const modes = problem.vehicles.map(({ mode }, vehicle): Travel => {
    const cost = spread(problem.modes[mode]!.cost, problem.place_count, origin);
    const size = origin.length;
    for (let cell = 0; cell < cost.length; cell++) {
      const owner = owned[cell % size];
      if (owner !== undefined && owner !== vehicle) cost[cell] = cost[cell]! + stay_m;
    }
    return { cost, time: times[mode]! };
  });
  const vehicles = problem.vehicles.map((vehicle, index) => ({
    ...vehicle,
    mode: index,
    start: 2 * index,
    end: vehicle.end === null ? null : 2 * index + 1,
  }));
  return { ...problem, place_count: origin.length, modes, jobs, vehicles };
}

/** The values between places that stand for others. */
function spread(values: Float64Array, size: number, origin: readonly number[]): Float64Array {
  const all = new Float64Array(origin.length * origin.length);
  for (const [row, from] of origin.entries()) {
    for (const [column, to] of origin.entries()) all[row * origin.length + column] = values[from * size + to]!;
  }
  return all;
}
