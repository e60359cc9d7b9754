import type { TravelMode } from '../api/patrol-plans/schema.ts';
import type { RoadGraph, RoadPath, Snap } from './road-graph.ts';

/** Values from each place (row) to each place, row by row; `Infinity` where no way leads. */
export interface RoadMatrix {
  time_s: Float64Array;
  length_m: Float64Array;
}

/** Fastest ways by one mode. */
export class Router {
  constructor(
    readonly graph: RoadGraph,
    readonly mode: TravelMode,
  ) {}

  /** The fastest way from a place to a place; null where none leads. */
  path(_from: Snap, _to: Snap): RoadPath | null {
    throw new Error('not written yet');
  }

  /** Time and length of the fastest way from each place to each. */
  matrix(_from: readonly Snap[], _to: readonly Snap[]): RoadMatrix {
    throw new Error('not written yet');
  }
}
