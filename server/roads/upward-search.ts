import type { PartOfArc } from './ends.ts';
import type { UpwardLinks } from './hierarchy.ts';
import { VertexHeap } from './vertex-heap.ts';

/** A search up a hierarchy from one place; its arrays serve one search after the other. Vertices are ranks. */
export class UpwardSearch {
  readonly time_s: Float64Array;
  readonly length_m: Float64Array;
  /** How a vertex was come to: by that link of `links`, or, `~index`, by that part of an arc it began with. */
  readonly via: Int32Array;
  private readonly before: Uint32Array;
  private readonly heap: VertexHeap;
  private readonly touched: Uint32Array;
  private touchedCount = 0;

  /**
   * @param links that are followed, and `opposite` those of the other direction: where a higher vertex gives a faster way than the one found,
   * this one is on no fastest way and is not followed (stall on demand).
   */
  constructor(
    private readonly links: UpwardLinks,
    private readonly opposite: UpwardLinks,
  ) {
    const vertex_count = links.start.length - 1;
    this.time_s = new Float64Array(vertex_count).fill(Infinity);
    this.length_m = new Float64Array(vertex_count);
    this.via = new Int32Array(vertex_count);
    this.before = new Uint32Array(vertex_count);
    this.heap = new VertexHeap(vertex_count);
    this.touched = new Uint32Array(vertex_count);
  }

  /** Begins anew at parts of arcs. @param rank of each vertex of the graph. */
  begin(parts: readonly PartOfArc[], rank: Uint32Array): void {
    for (let index = 0; index < this.touchedCount; index++) this.time_s[this.touched[index]!] = Infinity;
    this.touchedCount = 0;
    this.heap.clear();
    parts.forEach(({ vertex, time_s, length_m }, index) => {
      if (time_s < this.time_s[rank[vertex]!]!) this.reach(rank[vertex]!, time_s, length_m, ~index, 0);
    });
  }

  /** Time of the next vertex; `Infinity` at the end. */
  get least(): number {
    return this.heap.least;
  }

  /** Takes the next vertex and follows its links; -1 instead of a vertex that is on no fastest way. */
  step(): number {
    const { links, time_s, length_m } = this;
    const vertex = this.heap.pop();
    if (this.isStalled(vertex)) return -1;
    const here_s = time_s[vertex]!;
    for (let link = links.start[vertex]!; link < links.start[vertex + 1]!; link++) {
      const other = links.other[link]!;
      const there_s = here_s + links.time_s[link]!;
      if (there_s < time_s[other]!) this.reach(other, there_s, length_m[vertex]! + links.length_m[link]!, link, vertex);
    }
    return vertex;
  }

  /** Links of the pool from the first vertex to this one, in this search's order, and the index of the part that it began with. */
  trace(vertex: number): { part: number; links: number[] } {
    const passed: number[] = [];
    let at = vertex;
    while (this.via[at]! >= 0) {
      passed.push(this.links.link[this.via[at]!]!);
      at = this.before[at]!;
    }
    return { part: ~this.via[at]!, links: passed.reverse() };
  }

  private isStalled(vertex: number): boolean {
    const { opposite, time_s } = this;
    for (let link = opposite.start[vertex]!; link < opposite.start[vertex + 1]!; link++) {
      if (time_s[opposite.other[link]!]! + opposite.time_s[link]! < time_s[vertex]!) return true;
    }
    return false;
  }

  private reach(vertex: number, time_s: number, length_m: number, via: number, before: number): void {
    if (this.time_s[vertex] === Infinity) this.touched[this.touchedCount++] = vertex;
    this.time_s[vertex] = time_s;
    this.length_m[vertex] = length_m;
    this.via[vertex] = via;
    this.before[vertex] = before;
    this.heap.set(vertex, time_s);
  }
}
