import type { Worker } from 'node:worker_threads';
import type { Problem, Solution, Stop } from '../problem.ts';
import type { FoundSolution, ThreadOptions } from '../solve-threads.ts';
import { divide, isBetter, merge } from './parts.ts';
import { Random } from './random.ts';
import { costOf } from './solution.ts';
import { ask } from './thread-talk.ts';

/** From so many jobs on a problem may be divided, and with so many routes it is. */
const LEAST_JOBS = 400;
const LEAST_ROUTES = 6;
/** How long the threads go on by themselves: a share of the whole, at least and at most so many ms. */
const STRETCH_SHARE = 1 / 30;
const LEAST_STRETCH_MS = 100;
const MOST_STRETCH_MS = 1000;

/** Whether nothing but their jobs connects the routes of a large problem. */
export function isDivisible({ jobs, gaps, uneven_cost, vehicles }: Problem): boolean {
  return jobs.length >= LEAST_JOBS && gaps.length === 0 && uneven_cost === 0 && vehicles.length >= LEAST_ROUTES;
}

/** Two threads that search one problem, each half of the routes at a time, divided another way every time. */
export class DividedSearch {
  private readonly begun = Date.now();
  private readonly random: Random;
  private seed: number;
  private iterations = 0;

  /** @param until in ms since 1970. */
  constructor(
    private readonly problem: Problem,
    private readonly options: ThreadOptions,
    private readonly workers: readonly Worker[],
    private readonly until: number,
  ) {
    this.random = new Random(options.seed);
    this.seed = options.seed;
  }

  async run(): Promise<FoundSolution> {
    const { problem, workers, options } = this;
    await Promise.all(workers.map((worker) => ask(worker, { problem }, 'ready')));
    let { current, best } = await this.goAlone();
    while (Date.now() < this.until) {
      const used = current.filter((stops) => stops.length > 0).length;
      const next = await (used < LEAST_ROUTES ? this.goAlone(current) : this.goDivided(current));
      current = next.current;
      if (!isBetter(problem, next.best, best)) continue;
      best = next.best;
      options.better?.(best);
    }
    return { ...best, seed: options.seed, iterations: this.iterations };
  }

  /** One thread goes on with everything; from nothing it only makes a first solution. */
  private async goAlone(routes?: Stop[][]): Promise<{ current: Stop[][]; best: Solution }> {
    const { start, kept } = this.options;
    const part = { seed: this.seed++, start: routes ?? start, kept };
    const until = routes ? this.stretchEnd() : Date.now();
    const done = await ask(this.workers[0]!, { part, until, shares: this.shares(until) }, 'best');
    this.iterations += done.iterations;
    return { current: done.current, best: this.solutionOf(done.best) };
  }

  private async goDivided(routes: Stop[][]): Promise<{ current: Stop[][]; best: Solution }> {
    const parts = divide(this.problem, routes, this.random);
    const until = this.stretchEnd();
    const shares = this.shares(until);
    const done = await Promise.all(
      parts.map(({ active, barred }, index) => {
        const kept = barred.map((value, job) => value | (this.options.kept?.[job] ?? 0));
        const part = { seed: this.seed++, start: routes, kept, active };
        return ask(this.workers[index]!, { part, until, shares }, 'best');
      }),
    );
    for (const { iterations } of done) this.iterations += iterations;
    const [current, best] = [done.map((one) => one.current), done.map((one) => one.best)];
    return { current: merge(parts, current), best: this.solutionOf(merge(parts, best)) };
  }

  private solutionOf(routes: Stop[][]): Solution {
    const isServed = new Uint8Array(this.problem.jobs.length);
    for (const stops of routes) for (const { job } of stops) isServed[job] = 1;
    const left_out = [...isServed.keys()].filter((job) => isServed[job] === 0);
    return { routes, left_out, cost: costOf(this.problem, routes) };
  }

  private stretchEnd(): number {
    const now = Date.now();
    const wanted = Math.min(MOST_STRETCH_MS, Math.max(LEAST_STRETCH_MS, (this.until - this.begun) * STRETCH_SHARE));
    // What would be left over is too short for a stretch of its own.
    return this.until - now < wanted * 1.5 ? this.until : now + wanted;
  }

  private shares(until: number): readonly [number, number] {
    const all = Math.max(1, this.until - this.begun);
    return [Math.min(1, (Date.now() - this.begun) / all), Math.min(1, (until - this.begun) / all)];
  }
}
