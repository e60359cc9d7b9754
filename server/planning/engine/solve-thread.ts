import { parentPort } from 'node:worker_threads';
import type { Problem, Solution, Stop } from '../problem.ts';
import { solveOn } from '../solve.ts';
import { Beginner } from './beginning.ts';
import type { Beginning } from './search-engine.ts';

/** What a thread is told. Times are in ms since 1970. */
export type ThreadOrder =
  /** To take a problem, and with `beginning` to search it from there until then, in so many rounds where they are given. */
  | { problem: Problem; beginning?: Beginning; until?: number; iterations?: number | undefined }
  /** To search the problem that it has with some routes only; `shares`: how far the whole search is then and after it, 0 to 1. */
  | { part: Beginning; until: number; shares: readonly [number, number] };

/** What it answers: one that is better, the end of a search, the end of a part, or why there is none. */
export type ThreadAnswer =
  | { better: Solution }
  | { solution: Solution; seed: number; iterations: number }
  | { best: Stop[][]; current: Stop[][]; iterations: number }
  | { ready: true }
  | { fault: string };

/** Share of the time in which the speed is measured, at the least in ms, and how much of the rest is taken for sure. */
const MEASURED_SHARE = 0.05;
const LEAST_MEASURED_MS = 40;
const SURE_SHARE = 0.93;

// The program of a thread that solves; thread-pool.ts starts it.
const port = parentPort!;
let beginner: Beginner;

function answer(order: ThreadOrder): ThreadAnswer {
  if ('part' in order) return searchPart(order.part, order.until, order.shares);
  beginner = new Beginner(order.problem);
  if (order.beginning) return search(order.beginning, order.until!, order.iterations);
  // All threads at once, and in none of their stretches.
  beginner.prepare();
  return { ready: true };
}

/** As many rounds as there is time for are fixed beforehand, so that the same search can be made again. */
function search(beginning: Beginning, until: number, wanted?: number): ThreadAnswer {
  const iterations = wanted ?? roundsUntil(beginning, until);
  const over = () => Date.now() > until;
  const better = (solution: Solution) => post({ better: solution });
  const solution = solveOn(beginner.begin(beginning), { ...beginning, iterations, over, better });
  return { solution, seed: beginning.seed, iterations };
}

function roundsUntil(beginning: Beginning, until: number): number {
  const speed = measureSpeed(beginning, Math.max(LEAST_MEASURED_MS, (until - Date.now()) * MEASURED_SHARE));
  return Math.max(1, Math.floor(speed * (until - Date.now()) * SURE_SHARE));
}

/** Rounds a ms, after those in which the program is still being made fast; 0 where there is nothing to search. */
function measureSpeed(beginning: Beginning, lasts: number): number {
  const engine = beginner.begin(beginning);
  const begun = performance.now();
  let [from, rounds] = [begun, 0];
  let now = begun;
  engine.run(Number.POSITIVE_INFINITY, (round) => {
    now = performance.now();
    if (now - begun < lasts / 2) [from, rounds] = [now, round];
    if (now - begun < lasts) return 0;
    rounds = round - rounds;
    return null;
  });
  return now > from ? rounds / (now - from) : 0;
}

function searchPart(beginning: Beginning, until: number, [from, to]: readonly [number, number]): ThreadAnswer {
  const engine = beginner.begin(beginning);
  const begun = Date.now();
  let iterations = 0;
  engine.run(Number.POSITIVE_INFINITY, (round) => {
    iterations = round;
    const now = Date.now();
    return now < until ? from + ((to - from) * (now - begun)) / (until - begun) : null;
  });
  return { best: engine.best().routes, current: engine.current(), iterations };
}

function post(message: ThreadAnswer): void {
  port.postMessage(message);
}

port.on('message', (order: ThreadOrder) => {
  try {
    post(answer(order));
  } catch (error) {
    post({ fault: (error as Error).stack ?? String(error) });
  }
});
