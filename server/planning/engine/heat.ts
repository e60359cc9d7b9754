import type { State } from './state.ts';

/** Temperatures as shares of what a job costs in the mean. */
const HOT = 2;
const WARM = 0.2;
const COLD = 0.015;

/**
 * How the temperature falls from the share 0 to the share 1 of the search.
 * @param isWarm begins from a solution that is worth keeping.
 */
export function heatOf(state: State, isWarm: boolean): (share: number) => number {
  let cost = 0;
  let jobs = 0;
  for (let vehicle = 0; vehicle < state.size.length; vehicle++) {
    cost += state.cost[vehicle]!;
    jobs += state.size[vehicle]!;
  }
  const mean = Math.max(cost, Number.EPSILON) / Math.max(1, jobs);
  const first = isWarm ? WARM : HOT;
  return (share) => mean * first * (COLD / first) ** Math.min(1, share);
}
