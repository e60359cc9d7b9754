import { LinkPool, NONE } from './link-pool.ts';
import type { RoadGraph } from './road-graph.ts';
import { VertexHeap } from './vertex-heap.ts';
import { WitnessSearch } from './witness.ts';

/** Links to vertices that were taken out later, by the vertex they stand at; vertices are numbered in the order of being taken out. */
export interface UpwardLinks {
  start: Uint32Array;
  other: Uint32Array;
  time_s: Float64Array;
  length_m: Float64Array;
  /** Number in the pool of all links. */
  link: Uint32Array;
}

/** A contraction hierarchy (Geisberger et al. 2008) of one mode. */
export interface Hierarchy {
  vertex_count: number;
  /** Place of each vertex in the order in which they were taken out. */
  rank: Uint32Array;
  /** Links that lead up, and links that lead down by their lower end. */
  up: UpwardLinks;
  down: UpwardLinks;
  /** Of a shortcut the two links that it stands for, of an arc its number and -1. */
  first: Int32Array;
  second: Int32Array;
}

/** Searches for witnesses between two pauses: they are most of the work. */
const SEARCHES = 200;
/** Vertices that a search for witnesses looks at: to weigh a vertex, and to take it out. */
const WEIGHED = 40;
const TAKEN_OUT = 400;

/** Builds the hierarchy of the arcs with these times, pausing every few milliseconds. Two builds of one graph are equal. */
export function* buildHierarchy(graph: RoadGraph, arc_s: Float32Array): Generator<void, Hierarchy> {
  const contraction = new Contraction(graph, arc_s);
  yield* contraction.run();
  return yield* contraction.finish();
}

class Contraction {
  private readonly vertex_count: number;
  private readonly links: LinkPool;
  private readonly witness: WitnessSearch;
  private readonly queue: VertexHeap;
  private readonly rank: Uint32Array;
  /** How many levels of taken-out vertices lie below: even ones make short searches. */
  private readonly level: Uint32Array;
  private taken = 0;
  /** Since the last pause. */
  private searches = 0;

  constructor(graph: RoadGraph, arc_s: Float32Array) {
    const { vertex_count, from, to, length_m } = graph;
    this.vertex_count = vertex_count;
    this.links = new LinkPool(vertex_count, Math.max(16, arc_s.length * 2));
    this.witness = new WitnessSearch(this.links, vertex_count);
    this.queue = new VertexHeap(vertex_count);
    this.rank = new Uint32Array(vertex_count);
    this.level = new Uint32Array(vertex_count);
    for (let arc = 0; arc < arc_s.length; arc++) {
      const edge = arc >> 1;
      const [tail, head] = (arc & 1) === 0 ? [from[edge]!, to[edge]!] : [to[edge]!, from[edge]!];
      // A loop is on no fastest way between vertices.
      if (arc_s[arc] !== Infinity && tail !== head) this.links.add(tail, head, arc_s[arc]!, length_m[edge]!, arc, NONE);
    }
  }

  *run(): Generator<void> {
    for (let vertex = 0; vertex < this.vertex_count; vertex++) {
      this.queue.set(vertex, this.weight(vertex));
      yield* this.pause();
    }
    while (this.queue.size > 0) {
      yield* this.pause();
      const vertex = this.queue.pop();
      const weight = this.weight(vertex);
      // Its neighbours may have gone meanwhile: another may be cheaper to take out now.
      if (weight > this.queue.least) {
        this.queue.set(vertex, weight);
        continue;
      }
      this.takeOut(vertex);
    }
  }

  private *pause(): Generator<void> {
    if (this.searches < SEARCHES) return;
    this.searches = 0;
    yield;
  }

  /** How much taking a vertex out adds: shortcuts more than links that go, and how high it stands. */
  private weight(vertex: number): number {
    const { links } = this;
    let gone = 0;
    for (let link = links.firstOut[vertex]!; link !== NONE; link = links.nextOut[link]!) gone++;
    for (let link = links.firstIn[vertex]!; link !== NONE; link = links.nextIn[link]!) gone++;
    return 2 * this.shortcuts(vertex, WEIGHED, false) - gone + this.level[vertex]!;
  }

  private takeOut(vertex: number): void {
    const { links, level } = this;
    this.shortcuts(vertex, TAKEN_OUT, true);
    links.remove(vertex);
    this.rank[vertex] = this.taken++;
    const above = level[vertex]! + 1;
    for (let link = links.firstOut[vertex]!; link !== NONE; link = links.nextOut[link]!) {
      level[links.head[link]!] = Math.max(level[links.head[link]!]!, above);
    }
    for (let link = links.firstIn[vertex]!; link !== NONE; link = links.nextIn[link]!) {
      level[links.tail[link]!] = Math.max(level[links.tail[link]!]!, above);
    }
  }

  /** Counts the shortcuts that a vertex leaves when it goes, and adds them where asked. */
  private shortcuts(vertex: number, settled: number, add: boolean): number {
    const { links, witness } = this;
    let longest_s = 0;
    for (let out = links.firstOut[vertex]!; out !== NONE; out = links.nextOut[out]!) {
      longest_s = Math.max(longest_s, links.time_s[out]!);
    }
    let count = 0;
    for (let into = links.firstIn[vertex]!; into !== NONE; into = links.nextIn[into]!) {
      const tail = links.tail[into]!;
      const only = links.firstOut[vertex]!;
      if (only === NONE || (links.head[only] === tail && links.nextOut[only] === NONE)) continue;
      this.searches++;
      witness.search(tail, vertex, links.time_s[into]! + longest_s, settled);
      for (let out = links.firstOut[vertex]!; out !== NONE; out = links.nextOut[out]!) {
        const head = links.head[out]!;
        const time_s = links.time_s[into]! + links.time_s[out]!;
        if (head === tail || witness.timeTo(head) <= time_s) continue;
        count++;
        if (add) links.add(tail, head, time_s, links.length_m[into]! + links.length_m[out]!, into, out);
      }
    }
    return count;
  }

  *finish(): Generator<void, Hierarchy> {
    const { vertex_count, rank, links } = this;
    const { count } = links;
    const up = this.upward(links.tail, links.head);
    yield;
    const down = this.upward(links.head, links.tail);
    yield;
    return {
      vertex_count,
      rank,
      up,
      down,
      first: links.first.slice(0, count),
      second: links.second.slice(0, count),
    };
  }

  /** The links of which `low` was taken out before `high`, by `low`. */
  private upward(low: Uint32Array, high: Uint32Array): UpwardLinks {
    const { vertex_count, rank, links } = this;
    const start = new Uint32Array(vertex_count + 1);
    const leadsUp = (link: number): boolean => rank[low[link]!]! < rank[high[link]!]!;
    let total = 0;
    for (let link = 0; link < links.count; link++) {
      if (!leadsUp(link)) continue;
      start[rank[low[link]!]! + 1]!++;
      total++;
    }
    for (let at = 0; at < vertex_count; at++) start[at + 1]! += start[at]!;
    const next = start.slice();
    const found: UpwardLinks = {
      start,
      other: new Uint32Array(total),
      time_s: new Float64Array(total),
      length_m: new Float64Array(total),
      link: new Uint32Array(total),
    };
    for (let link = 0; link < links.count; link++) {
      if (!leadsUp(link)) continue;
      const at = next[rank[low[link]!]!]!++;
      found.other[at] = rank[high[link]!]!;
      found.time_s[at] = links.time_s[link]!;
      found.length_m[at] = links.length_m[link]!;
      found.link[at] = link;
    }
    return found;
  }
}
