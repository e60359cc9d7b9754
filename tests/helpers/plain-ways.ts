import { arriving, leaving, within } from '../../server/roads/ends.ts';
import type { RoadGraph, Snap } from '../../server/roads/road-graph.ts';

/** Seconds from a place to each of some places by Dijkstra's algorithm, as plainly as it can be written; what routers are held to. */
export function plainTimes(graph: RoadGraph, arc_s: Float32Array, from: Snap, to: readonly Snap[]): number[] {
  const time_s = new Map<number, number>();
  const open = new Map<number, number>();
  const offer = (vertex: number, seconds: number): void => {
    if (seconds < (time_s.get(vertex) ?? open.get(vertex) ?? Infinity)) open.set(vertex, seconds);
  };
  for (const part of leaving(graph, arc_s, from)) offer(part.vertex, part.time_s);
  while (open.size > 0) {
    let [vertex, seconds] = [-1, Infinity];
    for (const [other, value] of open) if (value < seconds) [vertex, seconds] = [other, value];
    open.delete(vertex);
    time_s.set(vertex, seconds);
    for (const arc of graph.out.subarray(graph.out_start[vertex]!, graph.out_start[vertex + 1]!)) {
      const head = (arc & 1) === 0 ? graph.to[arc >> 1]! : graph.from[arc >> 1]!;
      if (arc_s[arc] !== Infinity) offer(head, seconds + arc_s[arc]!);
    }
  }
  return to.map((end) =>
    arriving(graph, arc_s, end).reduce(
      (best, part) => Math.min(best, (time_s.get(part.vertex) ?? Infinity) + part.time_s),
      within(graph, arc_s, from, end)?.time_s ?? Infinity,
    ),
  );
}

/** A place on an edge; where exactly it lies does not matter to times. */
export function onEdge(edge: number, share: number): Snap {
  return { edge, share, at: [0, 0], distance_m: 0, side: 'on', wall: null };
}
