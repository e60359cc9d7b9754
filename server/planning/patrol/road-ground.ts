import type { TravelMode } from '../../api/patrol-plans/schema.ts';
import type { RoadGraph } from '../../roads/road-graph.ts';
import type { PatrolGround } from './ground.ts';

/** The streets of a graph for these modes; on foot is always among them. */
export function patrolGround(_graph: RoadGraph, _modes: readonly TravelMode[]): Promise<PatrolGround> {
  throw new Error('not written yet');
}
