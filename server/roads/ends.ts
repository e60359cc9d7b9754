import { exact } from './metric.ts';
import type { RoadGraph, Snap } from './road-graph.ts';

/** Part of an arc, passed to leave a place on it or to come to one. */
export interface PartOfArc {
  arc: number;
  /** Where it leads to, or comes from; the same for both ends of a way on one edge. */
  vertex: number;
  time_s: number;
  length_m: number;
}

/** The arcs by which a place is left, each to the vertex it leads to. */
export function leaving(graph: RoadGraph, arc_s: Float32Array, { edge, share }: Snap): PartOfArc[] {
  const along = part(graph, arc_s, 2 * edge, 1 - share, graph.to[edge]!);
  const against = part(graph, arc_s, 2 * edge + 1, share, graph.from[edge]!);
  return [along, against].filter(({ time_s }) => time_s !== Infinity);
}

/** The arcs by which a place is come to, each from the vertex that it leaves. */
export function arriving(graph: RoadGraph, arc_s: Float32Array, { edge, share }: Snap): PartOfArc[] {
  const along = part(graph, arc_s, 2 * edge, share, graph.from[edge]!);
  const against = part(graph, arc_s, 2 * edge + 1, 1 - share, graph.to[edge]!);
  return [along, against].filter(({ time_s }) => time_s !== Infinity);
}

/** The way along one edge from a place to a place on it; null where they are on two, or it leads only the other way. */
export function within(graph: RoadGraph, arc_s: Float32Array, from: Snap, to: Snap): PartOfArc | null {
  if (from.edge !== to.edge) return null;
  const arc = 2 * from.edge + (from.share > to.share ? 1 : 0);
  const found = part(graph, arc_s, arc, Math.abs(to.share - from.share), graph.to[from.edge]!);
  // A place is where it is, also for a mode that may not pass it.
  if (from.share === to.share) return { ...found, time_s: 0 };
  return found.time_s === Infinity ? null : found;
}

function part(graph: RoadGraph, arc_s: Float32Array, arc: number, share: number, vertex: number): PartOfArc {
  const seconds = arc_s[arc]!;
  const time_s = seconds === Infinity ? Infinity : exact(seconds * share);
  return { arc, vertex, time_s, length_m: exact(graph.length_m[arc >> 1]! * share) };
}
