import { NOWHERE, type RoadGraph } from './road-graph.ts';

/** Arcs looked at between two pauses. */
const ARCS = 20_000;

type Arcs = Pick<RoadGraph, 'vertex_count' | 'from' | 'to' | 'out' | 'out_start'>;

/**
 * Component of each vertex, by falling number of vertices (equal ones by their first vertex): within one a way leads from each to each.
 * `NOWHERE` where no passable arc begins or ends. Tarjan's algorithm, with a stack of its own as streets are longer than the call stack.
 * Pauses every some milliseconds.
 * @param arc_s seconds of each arc, `Infinity` where it may not be passed.
 */
export function* strongComponents(graph: Arcs, arc_s: Float32Array): Generator<void, Uint32Array> {
  const { vertex_count, from, to, out, out_start } = graph;
  const found = new Uint32Array(vertex_count).fill(NOWHERE);
  const order = new Int32Array(vertex_count).fill(-1);
  const low = new Int32Array(vertex_count);
  const next = out_start.slice(0, vertex_count);
  const open: number[] = [];
  const calls: number[] = [];
  const sizes: number[] = [];
  let numbered = 0;
  const enter = (vertex: number): void => {
    order[vertex] = low[vertex] = numbered++;
    open.push(vertex);
    calls.push(vertex);
  };
  const close = (vertex: number): void => {
    let size = 0;
    for (let member = -1; member !== vertex; size++) {
      member = open.pop()!;
      found[member] = sizes.length;
    }
    sizes.push(size);
  };
  const passed = passedVertices(graph, arc_s);
  let looked = 0;
  for (let root = 0; root < vertex_count; root++) {
    if (order[root]! >= 0 || passed[root] === 0) continue;
    enter(root);
    while (calls.length > 0) {
      if (++looked % ARCS === 0) yield;
      const vertex = calls[calls.length - 1]!;
      if (next[vertex]! < out_start[vertex + 1]!) {
        const arc = out[next[vertex]!++]!;
        if (arc_s[arc] === Infinity) continue;
        const head = (arc & 1) === 0 ? to[arc >> 1]! : from[arc >> 1]!;
        if (order[head]! < 0) enter(head);
        else if (found[head] === NOWHERE) low[vertex] = Math.min(low[vertex]!, order[head]!);
        continue;
      }
      calls.pop();
      if (low[vertex] === order[vertex]) close(vertex);
      const caller = calls[calls.length - 1];
      if (caller !== undefined) low[caller] = Math.min(low[caller]!, low[vertex]!);
    }
  }
  yield;
  return bySize(found, sizes);
}

function passedVertices({ vertex_count, from, to }: Arcs, arc_s: Float32Array): Uint8Array {
  const passed = new Uint8Array(vertex_count);
  for (let arc = 0; arc < arc_s.length; arc++) {
    if (arc_s[arc] === Infinity) continue;
    passed[from[arc >> 1]!] = 1;
    passed[to[arc >> 1]!] = 1;
  }
  return passed;
}

function bySize(found: Uint32Array, sizes: readonly number[]): Uint32Array {
  const first = new Uint32Array(sizes.length);
  for (let vertex = found.length - 1; vertex >= 0; vertex--) {
    if (found[vertex] !== NOWHERE) first[found[vertex]!] = vertex;
  }
  const order = sizes.map((_, component) => component).sort((a, b) => sizes[b]! - sizes[a]! || first[a]! - first[b]!);
  const rank = new Uint32Array(sizes.length);
  order.forEach((component, index) => {
    rank[component] = index;
  });
  return found.map((component) => (component === NOWHERE ? NOWHERE : rank[component]!));
}
