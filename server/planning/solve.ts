import { heatOf } from './engine/heat.ts';
import { modelOf } from './engine/model.ts';
import { Search } from './engine/search.ts';
import { solutionOf, stateOf } from './engine/solution.ts';
import { tourOf } from './engine/tour-problem.ts';
import type { Problem, Solution, SolveOptions } from './problem.ts';

/** Rounds between two questions whether it is over. */
const ASK_EVERY = 16;
/** `better` is told no more often, in ms. */
const TELL_EVERY_MS = 250;

/**
 * Solves a routing problem as well as it can in its rounds: a round trip of one vehicle by local search, everything else by ruin and
 * repair. What must be done is never left out for the sake of cost.
 * @throws Error for a job that has no way.
 */
export function solve(problem: Problem, options: SolveOptions): Solution {
  const tour = tourOf(problem, options);
  if (tour) return tour.run(options);
  const model = modelOf(problem);
  const { state, kept } = stateOf(model, options.start, options.kept);
  const isWarm = state.absent_count[0]! < model.job_count / 2;
  const search = new Search(model, options.seed, state, new Uint8Array(model.vehicle_count).fill(1), kept);
  const heat = heatOf(search.best, isWarm);
  let told = performance.now();
  let worth = search.bestWorth;
  for (let round = 0; round < options.iterations; round++) {
    if (round % ASK_EVERY === 0) {
      if (options.over?.()) break;
      if (options.better && worth !== search.bestWorth && performance.now() - told > TELL_EVERY_MS) {
        worth = search.bestWorth;
        told = performance.now();
        options.better(solutionOf(problem, model, search.best), round);
      }
    }
    search.round(heat(round / options.iterations));
  }
  return solutionOf(problem, model, search.best);
}
