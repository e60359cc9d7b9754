import type { Problem, Solution } from '../../server/planning/problem.ts';

/** A problem of a public collection, and how its answers are written. */
export interface Instance {
  name: string;
  problem: Problem;
  /** The solution's cost in the units of the collection's best-known ones, prizes that were not fetched included. */
  costOf(solution: Solution): number;
  /** Routes as the collection writes them: numbers of customers, or served edges as pairs `[from, to]`. */
  routesOf(solution: Solution): (number | readonly [number, number])[][];
}

/** A file that cannot be read; its message is a sentence that names the line. */
export class InstanceError extends Error {
  /** @param line counted from 1; 0: the file as a whole. */
  constructor(line: number, fault: string) {
    super(line > 0 ? `Line ${line}: ${fault}.` : `${fault}.`);
  }
}

/** A number out of a line. @throws InstanceError naming the line where it is none. */
export function numberIn(text: string | undefined, line: number, what: string): number {
  const value = Number(text);
  if (text === undefined || text.trim() === '' || !Number.isFinite(value)) {
    throw new InstanceError(line, `${what} should be a number, not "${text ?? ''}"`);
  }
  return value;
}

/** Routes that are used. */
export function used<T>(routes: readonly (readonly T[])[]): T[][] {
  return routes.filter((route) => route.length > 0).map((route) => [...route]);
}
