/** How a stretch of a line can be read. What is paid for it also depends on what stands before, see costs.ts. */
export const edgeKind = {
  /** A name of the gazetteer; `extra` is its group there. */
  division: 0,
  /** The same, with the word of its kind left out. */
  shortDivision: 1,
  /** A road, community, zone or division by its last word. */
  place: 2,
  /** `extra` is the first of its numbers. */
  number: 3,
  /** Numbers joined by dashes, as 3-2-501; `extra` is the first, they follow each other. */
  chain: 4,
  /** A part of a place, as 东区. */
  part: 5,
  assist: 6,
  /** 与 between two roads. */
  and: 7,
  filler: 8,
  separator: 9,
} as const;

export interface NumberToken {
  from: number;
  to: number;
  /** What the word behind the number makes of it, see words.ts; `bare` without one. */
  says: string;
  /** NaN where letters belong to the number. */
  value: number;
  digits: number;
  isNumeral: boolean;
}

/** The readings of one line, in flat arrays that are used again for the next one; `first` and `next` link those that begin at one place, -1 ends. */
export class Edges {
  count = 0;
  first = new Int32Array(0);
  next = new Int32Array(0);
  kind = new Uint8Array(0);
  to = new Int32Array(0);
  state = new Uint8Array(0);
  extra = new Int32Array(0);
  cost = new Float64Array(0);
  /** Of edges of kind number and chain. */
  numbers: NumberToken[] = [];

  /** Forgets the last line. */
  reset(length: number): void {
    this.count = 0;
    this.numbers.length = 0;
    if (this.first.length < length) this.first = new Int32Array(length * 2);
    this.first.fill(-1, 0, length);
  }

  add(from: number, kind: number, to: number, cost: number, state = 0, extra = 0): void {
    if (this.count === this.next.length) this.grow();
    const edge = this.count++;
    this.next[edge] = this.first[from]!;
    this.first[from] = edge;
    this.kind[edge] = kind;
    this.to[edge] = to;
    this.cost[edge] = cost;
    this.state[edge] = state;
    this.extra[edge] = extra;
  }

  private grow(): void {
    const size = Math.max(256, this.next.length * 2);
    this.next = grown(this.next, new Int32Array(size));
    this.kind = grown(this.kind, new Uint8Array(size));
    this.to = grown(this.to, new Int32Array(size));
    this.state = grown(this.state, new Uint8Array(size));
    this.extra = grown(this.extra, new Int32Array(size));
    this.cost = grown(this.cost, new Float64Array(size));
  }
}

function grown<T extends Int32Array | Uint8Array | Float64Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}
