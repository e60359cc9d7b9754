import type { Worker } from 'node:worker_threads';
import { DividedSearch, isDivisible } from './engine/divided-search.ts';
import { isBetter } from './engine/parts.ts';
import { giveThread, takeThread } from './engine/thread-pool.ts';
import { ask, stopped } from './engine/thread-talk.ts';
import type { Problem, Solution, SolveOptions } from './problem.ts';

/** How a search in threads goes. */
export interface ThreadOptions extends Pick<SolveOptions, 'start' | 'kept'> {
  seed: number;
  /** From the call to the answer; the first call waits some tenths of a second for its threads. */
  seconds: number;
  /** 1 or 2. */
  threads: number;
  /** Rounds of each thread; as many as there is time for where they are not given. */
  iterations?: number;
  /** Hears of every solution that is better, at most some times a second. */
  better?: (solution: Solution) => void;
  /** Ends the search at once; the promise is then rejected with its reason. */
  signal?: AbortSignal;
  /** A problem of many hundred jobs is divided among the threads: better, but `solve` does not find the same again. */
  divided?: boolean;
}

/** A solution and what finds it again: `solve` with this seed and so many iterations, and the same start and kept jobs. */
export type FoundSolution = Solution & { seed: number; iterations: number };

/**
 * Solves a problem in threads, each with a seed of its own, and gives the best. A search that its time cuts short, on a machine that
 * has become slower, and a divided one are not found again by their seed and iterations.
 * @throws Error where a thread dies or a job has no way; the signal's reason where it ends the search.
 */
export async function solveInThreads(problem: Problem, options: ThreadOptions): Promise<FoundSolution> {
  options.signal?.throwIfAborted();
  const workers = Array.from({ length: options.threads }, () => takeThread());
  const stop = stopped(options.signal, workers);
  try {
    const found = await Promise.race([search(problem, options, workers), stop.promise]);
    workers.forEach(giveThread);
    return found;
  } catch (error) {
    await Promise.all(workers.map((worker) => worker.terminate()));
    throw error;
  } finally {
    stop.forget();
  }
}

async function search(problem: Problem, options: ThreadOptions, workers: readonly Worker[]): Promise<FoundSolution> {
  const until = Date.now() + options.seconds * 1000;
  if (options.divided && workers.length === 2 && isDivisible(problem)) {
    return new DividedSearch(problem, options, workers, until).run();
  }
  const { seed, start, kept, iterations } = options;
  let best: Solution | undefined;
  const hear = (solution: Solution) => {
    if (best && !isBetter(problem, solution, best)) return;
    best = solution;
    options.better?.(solution);
  };
  const found = await Promise.all(
    workers.map((worker, index) =>
      ask(worker, { problem, beginning: { seed: seed + index, start, kept }, until, iterations }, 'solution', hear),
    ),
  );
  const first = found.reduce((ahead, one) => (isBetter(problem, one.solution, ahead.solution) ? one : ahead));
  return { ...first.solution, seed: first.seed, iterations: first.iterations };
}
