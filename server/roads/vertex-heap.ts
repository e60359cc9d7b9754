/** A queue of vertices by key, the least first; each vertex stands in it once. Four children a node: flat, and near in memory. */
export class VertexHeap {
  private readonly heap: Uint32Array;
  /** Place of each vertex in the heap, from 1; 0: not in it. */
  private readonly place: Uint32Array;
  private readonly keys: Float64Array;
  size = 0;

  /** @param vertex_count vertices are numbered from 0 to below it. */
  constructor(vertex_count: number) {
    this.heap = new Uint32Array(vertex_count);
    this.place = new Uint32Array(vertex_count);
    this.keys = new Float64Array(vertex_count);
  }

  /** Key of the first vertex; `Infinity` where there is none. */
  get least(): number {
    return this.size === 0 ? Infinity : this.keys[this.heap[0]!]!;
  }

  /** Puts a vertex in, or gives it another key. */
  set(vertex: number, key: number): void {
    const held = this.place[vertex]!;
    const before = this.keys[vertex]!;
    this.keys[vertex] = key;
    if (held === 0) this.rise(this.size++, vertex);
    else if (key < before) this.rise(held - 1, vertex);
    else this.sink(held - 1, vertex);
  }

  /** Takes the first vertex out; the heap is not empty. */
  pop(): number {
    const first = this.heap[0]!;
    const last = this.heap[--this.size]!;
    this.place[first] = 0;
    if (this.size > 0) this.sink(0, last);
    return first;
  }

  /** Takes everything out. */
  clear(): void {
    for (let at = 0; at < this.size; at++) this.place[this.heap[at]!] = 0;
    this.size = 0;
  }

  private rise(from: number, vertex: number): void {
    const { heap, place, keys } = this;
    const key = keys[vertex]!;
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 2;
      const other = heap[parent]!;
      if (keys[other]! <= key) break;
      heap[at] = other;
      place[other] = at + 1;
      at = parent;
    }
    heap[at] = vertex;
    place[vertex] = at + 1;
  }

  private sink(from: number, vertex: number): void {
    const { heap, place, keys, size } = this;
    const key = keys[vertex]!;
    let at = from;
    for (;;) {
      const first = 4 * at + 1;
      if (first >= size) break;
      let least = first;
      for (let child = first + 1; child < Math.min(first + 4, size); child++) {
        if (keys[heap[child]!]! < keys[heap[least]!]!) least = child;
      }
      const other = heap[least]!;
      if (keys[other]! >= key) break;
      heap[at] = other;
      place[other] = at + 1;
      at = least;
    }
    heap[at] = vertex;
    place[vertex] = at + 1;
  }
}
