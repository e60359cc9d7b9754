import type { Problem, Solution, Stop } from '../problem.ts';
import { BEAT, type Beat, type Engine } from './engine.ts';
import { heatOf } from './heat.ts';
import type { Model } from './model.ts';
import { Search } from './search.ts';
import { type Routes, routesOf, solutionOf, stateOf } from './solution.ts';

/** What a search begins with. */
export interface Beginning {
  seed: number;
  start?: Routes;
  /** 1 for jobs that stay where `start` has them, or stay out where it does not have them and `active` is given. */
  kept?: Uint8Array;
  /** 1 for vehicles whose routes may change; without it all may. */
  active?: Uint8Array;
}

/** Ruin and repair as an engine. */
export class SearchEngine implements Engine {
  private readonly search: Search;
  private readonly heat: (share: number) => number;

  constructor(
    private readonly problem: Problem,
    private readonly model: Model,
    { seed, start, kept: wanted, active }: Beginning,
  ) {
    const { state, kept } = stateOf(model, start, wanted);
    // Jobs that another thread may put in stay out here.
    if (active)
      for (let job = 0; job < model.job_count; job++) if (state.route[job]! < 0) kept[job] = wanted?.[job] ?? 0;
    const isWarm = !active && state.absent_count[0]! < model.job_count / 2;
    this.search = new Search(model, seed, state, active ?? new Uint8Array(model.vehicle_count).fill(1), kept);
    this.heat = heatOf(this.search.best, isWarm);
  }

  get bestNumber(): number {
    return this.search.bestNumber;
  }

  run(rounds: number, beat: Beat): void {
    if (this.search.isOver) return;
    let heat = 0;
    for (let round = 0; round < rounds; round++) {
      if (round % BEAT === 0) {
        const share = beat(round);
        if (share === null) return;
        heat = this.heat(share);
      }
      this.search.round(heat);
    }
  }

  current(): Stop[][] {
    return routesOf(this.problem, this.model, this.search.current);
  }

  best(): Solution {
    return solutionOf(this.problem, this.model, this.search.best);
  }
}
