import { type TravelMode, travelModes } from '../api/patrol-plans/schema.ts';
import { Buckets } from './buckets.ts';
import { arriving, leaving, type PartOfArc, within } from './ends.ts';
import { buildHierarchy, type Hierarchy } from './hierarchy.ts';
import type { RoadGraph, RoadPath, Snap } from './road-graph.ts';
import { pieceOf } from './shape.ts';
import { atOnce } from './slices.ts';
import { UpwardSearch } from './upward-search.ts';

/** Values from each place (row) to each place, row by row; `Infinity` where no way leads. */
export interface RoadMatrix {
  time_s: Float64Array;
  /** Of the fastest way. */
  length_m: Float64Array;
}

/** Fastest ways by one mode, exactly those that Dijkstra's algorithm finds: a bidirectional search in a contraction hierarchy. */
export class Router {
  private readonly arc_s: Float32Array;
  private readonly hierarchy: Hierarchy;
  private readonly forward: UpwardSearch;
  private readonly backward: UpwardSearch;

  /** @param hierarchy of this graph and mode; built at once where not given, which takes a second for a city. */
  constructor(
    readonly graph: RoadGraph,
    readonly mode: TravelMode,
    hierarchy?: Hierarchy,
  ) {
    this.arc_s = graph.arc_s[travelModes.indexOf(mode)]!;
    this.hierarchy = hierarchy ?? atOnce(buildHierarchy(graph, this.arc_s));
    const { up, down } = this.hierarchy;
    this.forward = new UpwardSearch(up, down);
    this.backward = new UpwardSearch(down, up);
  }

  /** Bytes that the hierarchy takes. */
  get bytes(): number {
    const { rank, up, down, first, second } = this.hierarchy;
    const arrays = [rank, first, second, ...Object.values(up), ...Object.values(down)];
    return arrays.reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  /** The fastest way from a place to a place; null where none leads. */
  path(from: Snap, to: Snap): RoadPath | null {
    const { graph, arc_s } = this;
    const direct = within(graph, arc_s, from, to);
    const starts = leaving(graph, arc_s, from);
    const ends = arriving(graph, arc_s, to);
    const { vertex, time_s } = this.meet(starts, ends, direct?.time_s ?? Infinity);
    if (vertex < 0) return direct && onOneEdge(graph, from, to, direct);
    const there = this.forward.trace(vertex);
    const back = this.backward.trace(vertex);
    const between: number[] = [];
    for (const link of [...there.links, ...back.links.reverse()]) this.unpack(link, between);
    const [first, last] = [starts[there.part]!, ends[back.part]!];
    return { time_s, ...alongArcs(graph, from, to, first, between, last) };
  }

  /** Time and length of the fastest way from each place to each. */
  matrix(from: readonly Snap[], to: readonly Snap[]): RoadMatrix {
    const { graph, arc_s, forward } = this;
    const time_s = new Float64Array(from.length * to.length).fill(Infinity);
    const length_m = new Float64Array(from.length * to.length).fill(Infinity);
    const buckets = this.bucketsOf(to);
    from.forEach((start, row) => {
      const base = row * to.length;
      to.forEach((end, column) => {
        const direct = within(graph, arc_s, start, end);
        if (!direct) return;
        time_s[base + column] = direct.time_s;
        length_m[base + column] = direct.length_m;
      });
      forward.begin(leaving(graph, arc_s, start), this.hierarchy.rank);
      while (forward.least < Infinity) {
        const vertex = forward.step();
        if (vertex < 0) continue;
        for (let entry = buckets.first[vertex]!; entry >= 0; entry = buckets.next[entry]!) {
          const at = base + buckets.place[entry]!;
          const total_s = forward.time_s[vertex]! + buckets.time_s[entry]!;
          if (total_s >= time_s[at]!) continue;
          time_s[at] = total_s;
          length_m[at] = forward.length_m[vertex]! + buckets.length_m[entry]!;
        }
      }
    });
    return { time_s, length_m };
  }

  /** How far it is to each place from the vertices above it. */
  private bucketsOf(to: readonly Snap[]): Buckets {
    const { graph, arc_s, backward, hierarchy } = this;
    const buckets = new Buckets(hierarchy.vertex_count);
    to.forEach((end, column) => {
      backward.begin(arriving(graph, arc_s, end), hierarchy.rank);
      while (backward.least < Infinity) {
        const vertex = backward.step();
        if (vertex >= 0) buckets.add(vertex, column, backward.time_s[vertex]!, backward.length_m[vertex]!);
      }
    });
    return buckets;
  }

  /** Where both searches meet on the fastest way; vertex -1 where no way is faster than `best_s`. */
  private meet(starts: readonly PartOfArc[], ends: readonly PartOfArc[], best_s: number) {
    const { forward, backward, hierarchy } = this;
    forward.begin(starts, hierarchy.rank);
    backward.begin(ends, hierarchy.rank);
    const best = { vertex: -1, time_s: best_s };
    for (;;) {
      const side = forward.least <= backward.least ? forward : backward;
      if (side.least >= best.time_s) return best;
      const vertex = side.step();
      if (vertex < 0) continue;
      const time_s = forward.time_s[vertex]! + backward.time_s[vertex]!;
      if (time_s < best.time_s) Object.assign(best, { vertex, time_s });
    }
  }

  /** Adds the arcs that a link stands for, in order. */
  private unpack(link: number, arcs: number[]): void {
    const { first, second } = this.hierarchy;
    const open = [link];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (second[next]! < 0) arcs.push(first[next]!);
      else open.push(second[next]!, first[next]!);
    }
  }
}

function onOneEdge(graph: RoadGraph, from: Snap, to: Snap, { arc, time_s, length_m }: PartOfArc): RoadPath {
  const line = pieceOf(graph, from.edge, from.share, to.share);
  return { length_m, time_s, line: between(from, line.slice(1, -1), to), arcs: [arc] };
}

function alongArcs(
  graph: RoadGraph,
  from: Snap,
  to: Snap,
  first: PartOfArc,
  arcs: readonly number[],
  last: PartOfArc,
): Omit<RoadPath, 'time_s'> {
  const line: [number, number][] = [];
  let length_m = first.length_m + last.length_m;
  line.push(...pieceOf(graph, from.edge, from.share, (first.arc & 1) === 0 ? 1 : 0).slice(1));
  for (const arc of arcs) {
    const along = (arc & 1) === 0;
    length_m += graph.length_m[arc >> 1]!;
    line.push(...pieceOf(graph, arc >> 1, along ? 0 : 1, along ? 1 : 0).slice(1));
  }
  line.push(...pieceOf(graph, to.edge, (last.arc & 1) === 0 ? 0 : 1, to.share).slice(1, -1));
  const passed = [first, ...arcs.map((arc) => ({ arc, length_m: 1 })), last];
  // An end that lies at a vertex passes nothing of its own edge.
  const passedArcs = passed.filter((part) => part.length_m > 0).map(({ arc }) => arc);
  return { length_m, line: between(from, line, to), arcs: passedArcs };
}

/** A line from a place to a place, without places that stand twice; never fewer than two. */
function between(from: Snap, line: readonly [number, number][], to: Snap): [number, number][] {
  const all: [number, number][] = [from.at];
  for (const place of [...line, to.at]) {
    const last = all[all.length - 1]!;
    if (last[0] !== place[0] || last[1] !== place[1]) all.push(place);
  }
  if (all.length === 1) all.push(to.at);
  return all;
}
