/** No link. */
export const NONE = -1;

/**
 * Links between vertices while vertices are taken out one by one: at first the arcs of a graph, later shortcuts too. Lists of the links that
 * leave and enter a vertex are chained through flat arrays; those to a vertex that was taken out are unchained when they are met.
 */
export class LinkPool {
  readonly firstOut: Int32Array;
  readonly firstIn: Int32Array;
  nextOut: Int32Array;
  nextIn: Int32Array;
  tail: Uint32Array;
  head: Uint32Array;
  time_s: Float64Array;
  length_m: Float64Array;
  /** Of a shortcut the two links that it stands for, of an arc its number and `NONE`. */
  first: Int32Array;
  second: Int32Array;
  count = 0;

  constructor(vertex_count: number, capacity: number) {
    this.firstOut = new Int32Array(vertex_count).fill(NONE);
    this.firstIn = new Int32Array(vertex_count).fill(NONE);
    this.nextOut = new Int32Array(capacity);
    this.nextIn = new Int32Array(capacity);
    this.tail = new Uint32Array(capacity);
    this.head = new Uint32Array(capacity);
    this.time_s = new Float64Array(capacity);
    this.length_m = new Float64Array(capacity);
    this.first = new Int32Array(capacity);
    this.second = new Int32Array(capacity);
  }

  /**
   * Adds a link, or makes the one that is there as fast; a slower one changes nothing. A link between two vertices that are both still there
   * is no part of a shortcut yet, so that it may change.
   */
  add(tail: number, head: number, time_s: number, length_m: number, first: number, second: number): void {
    let link = this.firstOut[tail]!;
    while (link !== NONE && this.head[link] !== head) link = this.nextOut[link]!;
    if (link === NONE) {
      if (this.count === this.tail.length) this.grow();
      link = this.count++;
      this.tail[link] = tail;
      this.head[link] = head;
      this.nextOut[link] = this.firstOut[tail]!;
      this.firstOut[tail] = link;
      this.nextIn[link] = this.firstIn[head]!;
      this.firstIn[head] = link;
    } else if (this.time_s[link]! <= time_s) return;
    this.time_s[link] = time_s;
    this.length_m[link] = length_m;
    this.first[link] = first;
    this.second[link] = second;
  }

  /** Takes a vertex out of the lists of those that it is linked with. Its own lists stay: they are what its links are in the end. */
  remove(vertex: number): void {
    for (let link = this.firstOut[vertex]!; link !== NONE; link = this.nextOut[link]!) {
      unchain(this.firstIn, this.nextIn, this.head[link]!, link);
    }
    for (let link = this.firstIn[vertex]!; link !== NONE; link = this.nextIn[link]!) {
      unchain(this.firstOut, this.nextOut, this.tail[link]!, link);
    }
  }

  private grow(): void {
    const capacity = Math.ceil(this.count * 1.5) + 16;
    const larger = <Values extends Int32Array | Uint32Array | Float64Array>(values: Values, made: Values): Values => {
      made.set(values);
      return made;
    };
    for (const name of ['nextOut', 'nextIn', 'first', 'second'] as const) {
      this[name] = larger(this[name], new Int32Array(capacity));
    }
    for (const name of ['tail', 'head'] as const) this[name] = larger(this[name], new Uint32Array(capacity));
    for (const name of ['time_s', 'length_m'] as const) this[name] = larger(this[name], new Float64Array(capacity));
  }
}

function unchain(first: Int32Array, next: Int32Array, vertex: number, link: number): void {
  if (first[vertex] === link) {
    first[vertex] = next[link]!;
    return;
  }
  let before = first[vertex]!;
  while (next[before] !== link) before = next[before]!;
  next[before] = next[link]!;
}
