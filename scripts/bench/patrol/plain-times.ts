import { travelModes } from '../../../server/api/patrol-plans/schema.ts';
import { arriving, leaving, within } from '../../../server/roads/ends.ts';
import type { Snap } from '../../../server/roads/road-graph.ts';
import type { Router } from '../../../server/roads/router.ts';
import { VertexHeap } from '../../../server/roads/vertex-heap.ts';

/** Seconds from a place to others by Dijkstra's algorithm over the whole graph. */
export function plainTimes({ graph, mode }: Pick<Router, 'graph' | 'mode'>, from: Snap, to: readonly Snap[]): number[] {
  const arc_s = graph.arc_s[travelModes.indexOf(mode)]!;
  const time_s = new Float64Array(graph.vertex_count).fill(Infinity);
  const heap = new VertexHeap(graph.vertex_count);
  const offer = (vertex: number, seconds: number): void => {
    if (seconds >= time_s[vertex]!) return;
    time_s[vertex] = seconds;
    heap.set(vertex, seconds);
  };
  for (const part of leaving(graph, arc_s, from)) offer(part.vertex, part.time_s);
  while (heap.size > 0) {
    const vertex = heap.pop();
    for (let at = graph.out_start[vertex]!; at < graph.out_start[vertex + 1]!; at++) {
      const arc = graph.out[at]!;
      offer((arc & 1) === 0 ? graph.to[arc >> 1]! : graph.from[arc >> 1]!, time_s[vertex]! + arc_s[arc]!);
    }
  }
  return to.map((end) =>
    arriving(graph, arc_s, end).reduce(
      (best, part) => Math.min(best, time_s[part.vertex]! + part.time_s),
      within(graph, arc_s, from, end)?.time_s ?? Infinity,
    ),
  );
}
