import type { Problem, Solution, SolveOptions } from '../problem.ts';
export function tourOf(_p: Problem, _o: SolveOptions): { run(o: SolveOptions): Solution } | null {
  return null;
}
