import type { TravelMode } from '../api/patrol-plans/schema.ts';
import type { RoadGraph, Snap } from './road-graph.ts';

/** Finds the street at a place. */
export class Snapper {
  constructor(readonly graph: RoadGraph) {}

  /** The street nearest to a place `[lon, lat]` that the mode may use; null where none lies within `limit_m`. */
  snap(_at: readonly [number, number], _mode: TravelMode, _limit_m: number): Snap | null {
    throw new Error('not written yet');
  }
}
