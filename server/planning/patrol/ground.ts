import type { TravelMode } from '../../api/patrol-plans/schema.ts';
import type { LonLat } from '../../api/wire.ts';
import type { RoadPath, Snap } from '../../roads/road-graph.ts';
import type { RoadMatrix } from '../../roads/router.ts';

/** How far from a street a place may lie, m; what is farther is not on any street. */
export const reach_m = 150;

/** What planning asks of the streets. */
export interface PatrolGround {
  /** The street at a place by a mode, within `limit_m`; null where there is none. */
  snap(at: LonLat, mode: TravelMode, limit_m: number): Snap | null;
  /** The nearest street, however far, from which a way leads to another place and back; null where there is none at all. */
  joined(at: LonLat, mode: TravelMode, to: Snap): Snap | null;
  /** The fastest way; null where none leads. */
  path(mode: TravelMode, from: Snap, to: Snap): RoadPath | null;
  /** Fastest ways from each to each, row by row; lets others have their turn meanwhile. */
  matrix(mode: TravelMode, from: readonly Snap[], to: readonly Snap[]): Promise<RoadMatrix>;
}
