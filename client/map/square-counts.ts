/** Shares no key with a square: rows and columns are below 2^26. */
const FREE = -1;

/** How many points lie in each square of an endless grid. A table of its own: a million points are counted in hundredths of a second. */
export class SquareCounts {
  #keys = new Float64Array(4096).fill(FREE);
  #counts = new Uint32Array(4096);
  #used = 0;

  /** Adds one point to a square; column and row are whole, from 0 to 2^26. */
  add(column: number, row: number): void {
    this.#put(row * 2 ** 26 + column, 1);
    if (this.#used * 2 > this.#keys.length) this.#grow();
  }

  /** The counts of the occupied squares, in no order. */
  counts(): Uint32Array {
    return this.#counts.filter((count) => count > 0);
  }

  #put(key: number, count: number): void {
    const mask = this.#keys.length - 1;
    // Columns and rows that lie together are scattered by an odd multiplier (Knuth's).
    let at = Math.imul((key % 2 ** 26) ^ Math.imul(Math.floor(key / 2 ** 26), 40503), 0x9e3779b1) >>> 6;
    for (at &= mask; this.#keys[at] !== key; at = (at + 1) & mask) {
      if (this.#keys[at] !== FREE) continue;
      this.#keys[at] = key;
      this.#used++;
      break;
    }
    this.#counts[at]! += count;
  }

  #grow(): void {
    const [keys, counts] = [this.#keys, this.#counts];
    this.#keys = new Float64Array(keys.length * 2).fill(FREE);
    this.#counts = new Uint32Array(keys.length * 2);
    this.#used = 0;
    keys.forEach((key, at) => {
      if (key !== FREE) this.#put(key, counts[at]!);
    });
  }
}
