import { Beginner } from './engine/beginning.ts';
import type { Engine } from './engine/engine.ts';
import type { Problem, Solution, SolveOptions } from './problem.ts';

/** `better` is told no more often, in ms. */
const TELL_EVERY_MS = 250;

/**
 * Solves a routing problem as well as it can in its rounds: a round trip of one vehicle by local search, everything else by ruin and
 * repair. What must be done is never left out for the sake of cost.
 * @throws Error for a job that has no way.
 */
export function solve(problem: Problem, options: SolveOptions): Solution {
  return solveOn(new Beginner(problem).begin(options), options);
}

/** The same with an engine that has begun. */
export function solveOn(engine: Engine, { iterations, over, better }: SolveOptions): Solution {
  let told = performance.now();
  let number = engine.bestNumber;
  engine.run(iterations, (round) => {
    if (better && number !== engine.bestNumber && performance.now() - told > TELL_EVERY_MS) {
      number = engine.bestNumber;
      told = performance.now();
      better(engine.best(), round);
    }
    return over?.() ? null : round / iterations;
  });
  return engine.best();
}
