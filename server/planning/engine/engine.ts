import type { Solution, Stop } from '../problem.ts';

/** Rounds between two beats. */
export const BEAT = 16;

/**
 * Asked at every beat.
 * @param round rounds since the run began.
 * @returns how far the whole search has come, 0 to 1; null to end the run.
 */
export type Beat = (round: number) => number | null;

/** Something that betters a solution, for a while at a time. */
export interface Engine {
  run(rounds: number, beat: Beat): void;
  /** Where it stands, which may be worse than the best. */
  current(): Stop[][];
  best(): Solution;
  /** Changes when there is a better one. */
  readonly bestNumber: number;
}
