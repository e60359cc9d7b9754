import type { TravelMode } from '../api/patrol-plans/schema.ts';
import type { Database } from '../db/open.ts';
import type { RoadGraph } from './road-graph.ts';
import type { Router } from './router.ts';
import type { Snapper } from './snap.ts';

/**
 * The streets of the deployment as a graph, kept until a road or compound changes. In a deployment of very many roads only those of the
 * district that `areaCode` lies in; without one, of everywhere.
 */
export function roadGraph(_sql: Database, _areaCode?: string): Promise<RoadGraph> {
  throw new Error('not written yet');
}

/** The graph's snapper, made once. */
export function snapperOf(_graph: RoadGraph): Snapper {
  throw new Error('not written yet');
}

/** The graph's router of a mode, made once, in slices between which the server answers others. */
export function routerOf(_graph: RoadGraph, _mode: TravelMode): Promise<Router> {
  throw new Error('not written yet');
}
