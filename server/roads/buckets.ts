/** What searches from many places left at vertices: lists chained through flat arrays that grow. */
export class Buckets {
  readonly first: Int32Array;
  next = new Int32Array(1024);
  place = new Uint32Array(1024);
  time_s = new Float64Array(1024);
  length_m = new Float64Array(1024);
  private count = 0;

  constructor(vertex_count: number) {
    this.first = new Int32Array(vertex_count).fill(-1);
  }

  /** Leaves at a vertex how far it is to a place. */
  add(vertex: number, place: number, time_s: number, length_m: number): void {
    if (this.count === this.next.length) this.grow();
    const entry = this.count++;
    this.next[entry] = this.first[vertex]!;
    this.place[entry] = place;
    this.time_s[entry] = time_s;
    this.length_m[entry] = length_m;
    this.first[vertex] = entry;
  }

  private grow(): void {
    const capacity = this.count * 2;
    const [next, place] = [new Int32Array(capacity), new Uint32Array(capacity)];
    const [time_s, length_m] = [new Float64Array(capacity), new Float64Array(capacity)];
    next.set(this.next);
    place.set(this.place);
    time_s.set(this.time_s);
    length_m.set(this.length_m);
    Object.assign(this, { next, place, time_s, length_m });
  }
}
