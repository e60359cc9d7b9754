import type { Job, Problem, Vehicle } from '../problem.ts';
import { Rota } from './rota.ts';

/** The problem with these jobs otherwise. */
export function withJobs(problem: Problem, jobs: readonly number[], change: Partial<Job>): Problem {
  return { ...problem, jobs: problem.jobs.map((job, index) => (jobs.includes(index) ? { ...job, ...change } : job)) };
}

/** The problem with one vehicle otherwise. */
export function withVehicle(problem: Problem, vehicle: number, change: Partial<Vehicle>): Problem {
  return { ...problem, vehicles: problem.vehicles.with(vehicle, { ...problem.vehicles[vehicle]!, ...change }) };
}

/** The problem with another gap between these jobs. */
export function withGap(problem: Problem, jobs: readonly number[], least: number): Problem {
  return { ...problem, gaps: problem.gaps.map((gap) => (jobs.includes(gap.jobs[0]!) ? { ...gap, least } : gap)) };
}

/** The routes with one more vehicle, which alone does these jobs. */
export function withAnother(rota: Rota, jobs: readonly number[], like: number, change: Partial<Vehicle>): Rota {
  const { problem } = rota;
  const vehicles = [...problem.vehicles, { ...problem.vehicles[like]!, ...change }];
  const changed = withJobs({ ...problem, vehicles }, jobs, { vehicles: [vehicles.length - 1] });
  return new Rota(changed, [...rota.routes, []]);
}

/** The windows with the one nearest to a minute made to reach it. */
export function widened(windows: readonly (readonly [number, number])[], minute: number): [number, number][] {
  const away = ([from, to]: readonly [number, number]) => Math.max(from - minute, minute - to, 0);
  const nearest = windows.reduce((best, window) => (away(window) < away(best) ? window : best), windows[0]!);
  return windows.map((window) =>
    window === nearest ? [Math.min(window[0], minute), Math.max(window[1], minute)] : [window[0], window[1]],
  );
}

/** The least whole number from `least` to `most` that will do, where all above one that does do as well; null where none does. */
export function leastThat(least: number, most: number, does: (value: number) => boolean): number | null {
  if (least > most || !does(most)) return null;
  let no = least - 1;
  let yes = most;
  while (yes - no > 1) {
    const middle = (no + yes) >> 1;
    if (does(middle)) yes = middle;
    else no = middle;
  }
  return yes;
}
