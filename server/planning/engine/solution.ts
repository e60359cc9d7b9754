import type { Problem, Solution, SolveOptions, Stop } from '../problem.ts';
import type { Model } from './model.ts';
import { schedule } from './schedule.ts';
import { State } from './state.ts';

/** Routes as a solver is given them. */
export type Routes = NonNullable<SolveOptions['start']>;

/** The state of given routes; what does not fit in its place of them is in no route and is not kept, what they name twice is where it fits first. */
export function stateOf(model: Model, start: Routes = [], wanted?: Uint8Array): { state: State; kept: Uint8Array } {
  const state = new State(model);
  const kept = new Uint8Array(model.job_count);
  const stops = start.flatMap((route, vehicle) => route.map((stop, rank) => ({ ...stop, vehicle, rank })));
  // In the order of time every job finds those from which it has to keep apart where they were, or sooner.
  if (stops.every(({ begin }) => begin !== undefined)) stops.sort((one, other) => one.begin! - other.begin!);
  // What is kept comes first: what is free must not make it late.
  for (const isKept of [true, false]) {
    for (const stop of stops) {
      if ((wanted?.[stop.job] === 1) !== isKept || state.route[stop.job]! >= 0) continue;
      const ahead = start[stop.vehicle]!.slice(0, stop.rank).findLast(({ job }) => state.route[job] === stop.vehicle);
      put(model, state, stop, ahead?.job ?? model.job_count + stop.vehicle);
    }
  }
  let absent = 0;
  for (let job = 0; job < model.job_count; job++) {
    if (state.route[job]! < 0) state.absent[absent++] = job;
    else kept[job] = wanted?.[job] ?? 0;
  }
  state.absent_count[0] = absent;
  return { state, kept };
}

function put(model: Model, state: State, { job, way }: Pick<Stop, 'job' | 'way'>, before: number): void {
  const vehicle = state.route[before]!;
  state.link(model, job, model.way_first[job]! + way, before);
  const isAllowed = model.allowed === null || model.allowed[job * model.vehicle_count + vehicle] === 1;
  const isInTime = isAllowed && schedule(model, state, vehicle) === -1;
  if (isInTime && state.load[vehicle]! <= model.capacity[vehicle]!) return;
  state.unlink(job);
  schedule(model, state, vehicle);
}

/** The routes of a state by vehicle. */
export function routesOf(problem: Problem, model: Model, state: State): Stop[][] {
  return problem.vehicles.map((_, vehicle) => {
    const stops: Stop[] = [];
    const start = model.job_count + vehicle;
    for (let job = state.next[start]!; job < model.job_count; job = state.next[job]!) {
      stops.push({ job, way: state.way[job]! - model.way_first[job]!, begin: state.begin[job]! });
    }
    return stops;
  });
}

/** A state as an answer. */
export function solutionOf(problem: Problem, model: Model, state: State): Solution {
  const routes = routesOf(problem, model, state);
  const left_out: number[] = [];
  for (let job = 0; job < model.job_count; job++) if (state.route[job]! < 0) left_out.push(job);
  return { routes, left_out, cost: costOf(problem, routes) };
}

/** What routes cost: travel, ways, used vehicles and unevenness, summed up in the order of the routes. */
export function costOf(problem: Problem, routes: Routes): number {
  let cost = 0;
  const work: number[] = [];
  routes.forEach((stops, index) => {
    const vehicle = problem.vehicles[index]!;
    const mode = problem.modes[vehicle.mode]!;
    let place = vehicle.start;
    let time = 0;
    for (const { job, way } of stops) {
      const { from, to, cost: wayCost, time: wayTime } = problem.jobs[job]!.ways[way]!;
      cost += mode.cost[place * problem.place_count + from]! + wayCost;
      time += mode.time[place * problem.place_count + from]! + wayTime;
      place = to;
    }
    if (stops.length > 0) cost += vehicle.fixed_cost;
    if (stops.length > 0 && vehicle.end !== null) {
      cost += mode.cost[place * problem.place_count + vehicle.end]!;
      time += mode.time[place * problem.place_count + vehicle.end]!;
    }
    work.push(time);
  });
  if (problem.uneven_cost === 0 || work.length === 0) return cost;
  const mean = work.reduce((all, time) => all + time, 0) / work.length;
  return cost + problem.uneven_cost * (Math.max(...work) - mean);
}

/** The penalties of what is left out; jobs that must be done count apart. */
export function leftOutOf(problem: Problem, left_out: readonly number[]): { missing: number; penalty: number } {
  let missing = 0;
  let penalty = 0;
  for (const job of left_out) {
    const each = problem.jobs[job]!.penalty;
    if (each === Number.POSITIVE_INFINITY) missing++;
    else penalty += each;
  }
  return { missing, penalty };
}
