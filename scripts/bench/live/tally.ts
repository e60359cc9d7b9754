/** Which numbers of the feed a screen got, and what was wrong with their order. */
export class Tally {
  /** Number from which on it listens: it has everything up to there by itself. */
  from: number | null = null;
  /** The highest number that it was given, with a change or a beat. */
  last = 0;
  doubled = 0;
  disordered = 0;
  #got: Uint8Array;

  /** @param base number of the feed before the first change of the run. */
  constructor(private readonly base: number) {
    this.#got = new Uint8Array(1024);
  }

  /** A change came. */
  take(seq: number): void {
    if (this.has(seq)) this.doubled += 1;
    else if (seq <= this.last) this.disordered += 1;
    this.#mark(seq);
    this.last = Math.max(this.last, seq);
  }

  has(seq: number): boolean {
    const at = seq - this.base;
    return ((this.#got[at >> 3] ?? 0) & (1 << (at & 7))) !== 0;
  }

  /** How many of these numbers never came, of those after `from`. */
  missed(seqs: readonly number[]): number {
    const { from } = this;
    return from === null ? seqs.length : seqs.filter((seq) => seq > from && !this.has(seq)).length;
  }

  #mark(seq: number): void {
    const at = seq - this.base;
    if (at >> 3 >= this.#got.length) {
      const larger = new Uint8Array(Math.max(2 * this.#got.length, (at >> 3) + 1));
      larger.set(this.#got);
      this.#got = larger;
    }
    this.#got[at >> 3] = this.#got[at >> 3]! | (1 << (at & 7));
  }
}
