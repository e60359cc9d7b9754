import { distance, type Metres } from './frame.ts';
import type { Road } from './ground.ts';
import { MinHeap } from './heap.ts';

const notWalked = new Set(['rail', 'subway', 'light_rail', 'tram', 'motorway', 'motorway_link', 'trunk']);

/** Vertices of the walkable roads, joined where roads share a vertex (to 10 cm), for shortest ways on foot. */
export class Paths {
  readonly points: Metres[] = [];
  readonly #next: { to: number; length_m: number }[][] = [];
  readonly #component: number[] = [];

  /** @param inside leaves out vertices that it refuses, and the edges to them; default none. */
  constructor(roads: readonly Road[], inside: (point: Metres) => boolean = () => true) {
    const byPlace = new Map<string, number>();
    const vertex = (point: Metres): number => {
      const key = `${Math.round(point[0] * 10)},${Math.round(point[1] * 10)}`;
      const known = byPlace.get(key);
      if (known !== undefined) return known;
      byPlace.set(key, this.points.length);
      this.points.push(point);
      this.#next.push([]);
      return this.points.length - 1;
    };
    for (const { kind, line } of roads) {
      if (notWalked.has(kind)) continue;
      for (let index = 1; index < line.length; index++) {
        if (!inside(line[index - 1]!) || !inside(line[index]!)) continue;
        const [from, to] = [vertex(line[index - 1]!), vertex(line[index]!)];
        if (from === to) continue;
        const length_m = distance(this.points[from]!, this.points[to]!);
        this.#next[from]!.push({ to, length_m });
        this.#next[to]!.push({ to: from, length_m });
      }
    }
    this.#label();
  }

  /** Marks which vertices hang together; the largest part is number 0. */
  #label(): void {
    const sizes: number[] = [];
    for (let start = 0; start < this.points.length; start++) {
      if (this.#component[start] !== undefined) continue;
      const part = sizes.length;
      const open = [start];
      this.#component[start] = part;
      sizes.push(0);
      for (let at = open.pop(); at !== undefined; at = open.pop()) {
        sizes[part]!++;
        for (const { to } of this.#next[at]!) {
          if (this.#component[to] !== undefined) continue;
          this.#component[to] = part;
          open.push(to);
        }
      }
    }
    const largest = sizes.indexOf(Math.max(...sizes));
    for (let at = 0; at < this.points.length; at++) this.#component[at] = this.#component[at] === largest ? 0 : 1;
  }

  /** Vertices of the largest connected part of the network: from each of them every other can be reached. */
  get connected(): number[] {
    return this.points.flatMap((_, at) => (this.#component[at] === 0 ? [at] : []));
  }

  /**
   * The shortest way from one vertex to another, both included; null where there is none.
   * @param worn edges walked before, as `edgeKey`: they count three times, so that a loop comes back another way.
   */
  between(from: number, to: number, worn: ReadonlySet<string> = new Set()): number[] | null {
    const best = new Map<number, number>([[from, 0]]);
    const before = new Map<number, number>();
    const open = new MinHeap();
    open.push(from, distance(this.points[from]!, this.points[to]!));
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (at === to) return trace(before, to);
      for (const { to: next, length_m } of this.#next[at]!) {
        const cost = best.get(at)! + length_m * (worn.has(edgeKey(at, next)) ? 3 : 1);
        if (cost >= (best.get(next) ?? Infinity)) continue;
        best.set(next, cost);
        before.set(next, at);
        open.push(next, cost + distance(this.points[next]!, this.points[to]!));
      }
    }
    return null;
  }
}

/** Names an edge whichever way it is walked. */
export function edgeKey(a: number, b: number): string {
  return a < b ? `${a}-${b}` : `${b}-${a}`;
}

function trace(before: ReadonlyMap<number, number>, end: number): number[] {
  const way = [end];
  for (let at = before.get(end); at !== undefined; at = before.get(at)) way.push(at);
  return way.reverse();
}
