import { type LinkPool, NONE } from './link-pool.ts';
import { VertexHeap } from './vertex-heap.ts';

/** Looks for ways that make a shortcut needless, in a few steps: one that it does not find costs a shortcut, never a wrong answer. */
export class WitnessSearch {
  private readonly heap: VertexHeap;
  private readonly time_s: Float64Array;
  private readonly touched: Uint32Array;
  private touchedCount = 0;

  constructor(
    private readonly links: LinkPool,
    vertex_count: number,
  ) {
    this.heap = new VertexHeap(vertex_count);
    this.time_s = new Float64Array(vertex_count).fill(Infinity);
    this.touched = new Uint32Array(vertex_count);
  }

  /**
   * Looks around a vertex, without passing `avoided`, for ways of up to `most_s` seconds.
   * @param settled vertices that are looked at, at most.
   */
  search(from: number, avoided: number, most_s: number, settled: number): void {
    const { heap, links, time_s } = this;
    for (let index = 0; index < this.touchedCount; index++) time_s[this.touched[index]!] = Infinity;
    this.touchedCount = 0;
    heap.clear();
    this.reach(from, 0);
    for (let left = settled; left > 0 && heap.least <= most_s; left--) {
      const vertex = heap.pop();
      const here_s = time_s[vertex]!;
      for (let link = links.firstOut[vertex]!; link !== NONE; link = links.nextOut[link]!) {
        const head = links.head[link]!;
        const there_s = here_s + links.time_s[link]!;
        if (head !== avoided && there_s < time_s[head]!) this.reach(head, there_s);
      }
    }
  }

  /** Seconds of a way to a vertex that the last search found; not always of the fastest. */
  timeTo(vertex: number): number {
    return this.time_s[vertex]!;
  }

  private reach(vertex: number, time_s: number): void {
    if (this.time_s[vertex] === Infinity) this.touched[this.touchedCount++] = vertex;
    this.time_s[vertex] = time_s;
    this.heap.set(vertex, time_s);
  }
}
