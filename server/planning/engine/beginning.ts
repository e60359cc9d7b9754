import type { Problem } from '../problem.ts';
import type { Engine } from './engine.ts';
import type { Model } from './model.ts';
import { modelOf } from './model.ts';
import { type Beginning, SearchEngine } from './search-engine.ts';
import { isTour, TourEngine } from './tour-engine.ts';

/** Begins searches of a problem, with the engine that suits its structure; what they share is made once. */
export class Beginner {
  private readonly isTour: boolean;
  private model: Model | undefined;

  constructor(private readonly problem: Problem) {
    this.isTour = isTour(problem);
  }

  /** Makes what its searches share, which takes some tenths of a second for a thousand jobs. @throws Error for a job that has no way. */
  prepare(): Model {
    this.model ??= modelOf(this.problem);
    return this.model;
  }

  /** @throws Error for a job that has no way. */
  begin(beginning: Beginning): Engine {
    const keeps = beginning.active !== undefined || beginning.kept?.includes(1) === true;
    if (this.isTour && !keeps) return new TourEngine(this.problem, beginning);
    return new SearchEngine(this.problem, this.prepare(), beginning);
  }
}
