import type { Problem, Solution, Stop } from '../problem.ts';
import type { Random } from './random.ts';
import { leftOutOf } from './solution.ts';

/** Who may change what, where two threads share a problem. */
export interface Part {
  /** 1 for vehicles of this part. */
  active: Uint8Array;
  /** 1 for jobs that are in no route and that this part leaves alone. */
  barred: Uint8Array;
}

/** Divides the routes in two parts of about as many jobs, each of routes near each other, along a line that is another every time. */
export function divide(problem: Problem, routes: readonly (readonly Stop[])[], random: Random): [Part, Part] {
  const { jobs, place_count } = problem;
  const { cost } = problem.modes[0]!;
  const at = jobs.map(({ ways }) => ways[0]!.from);
  const one = at[random.below(jobs.length)]!;
  const apart = (from: number, to: number) => cost[from * place_count + to]!;
  const other = at.reduce((farthest, place) => (apart(one, place) > apart(one, farthest) ? place : farthest), one);
  const lean = (job: number) => apart(one, at[job]!) - apart(other, at[job]!);
  const used = [...routes.keys()].filter((vehicle) => routes[vehicle]!.length > 0);
  const leans = new Map(
    used.map((vehicle) => [
      vehicle,
      routes[vehicle]!.reduce((all, { job }) => all + lean(job), 0) / routes[vehicle]!.length,
    ]),
  );
  used.sort((left, right) => leans.get(left)! - leans.get(right)! || left - right);
  const total = used.reduce((all, vehicle) => all + routes[vehicle]!.length, 0);
  const side = new Uint8Array(routes.length);
  let passed = 0;
  let border = Number.POSITIVE_INFINITY;
  for (const vehicle of used) {
    if (passed * 2 >= total) {
      side[vehicle] = 1;
      border = Math.min(border, leans.get(vehicle)!);
    }
    passed += routes[vehicle]!.length;
  }
  // Vehicles that are not used yet are dealt out in turn.
  [...routes.keys()]
    .filter((vehicle) => routes[vehicle]!.length === 0)
    .forEach((vehicle, index) => {
      side[vehicle] = index % 2;
    });
  const isServed = new Uint8Array(jobs.length);
  for (const stops of routes) for (const { job } of stops) isServed[job] = 1;
  const jobSide = Uint8Array.from(jobs.keys(), (job) => (lean(job) >= border ? 1 : 0));
  return [partOf(0), partOf(1)];

  function partOf(number: number): Part {
    return {
      active: side.map((value) => (value === number ? 1 : 0)),
      barred: jobSide.map((value, job) => (isServed[job] === 0 && value !== number ? 1 : 0)),
    };
  }
}

/** Puts together what the parts have come to. */
export function merge(parts: readonly Part[], routes: readonly (readonly Stop[][])[]): Stop[][] {
  return routes[0]!.map((_, vehicle) => {
    const of = parts.findIndex(({ active }) => active[vehicle] === 1);
    return routes[of]![vehicle]!;
  });
}

/** Whether one solution is better than another: first fewer jobs missing that must be done, then the cost with all penalties. */
export function isBetter(problem: Problem, one: Solution, other: Solution): boolean {
  const [mine, others] = [leftOutOf(problem, one.left_out), leftOutOf(problem, other.left_out)];
  if (mine.missing !== others.missing) return mine.missing < others.missing;
  return one.cost + mine.penalty < other.cost + others.penalty;
}
