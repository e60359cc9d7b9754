/** Numbers that look random and are the same for the same seed (xorshift, Marsaglia 2003, 32 bits). */
export class Random {
  private state: number;

  constructor(seed: number) {
    // A state of zero would stay zero; neighbouring seeds begin far from each other.
    this.state = Math.imul(seed + 1, 0x9e3779b1) | 1;
    for (let round = 0; round < 8; round++) this.next();
  }

  /** At least 0, less than 1. */
  next(): number {
    let x = this.state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.state = x;
    return (x >>> 0) / 4294967296;
  }

  /** A whole number of at least 0 and less than `count`. */
  below(count: number): number {
    return Math.floor(this.next() * count);
  }
}
