/** Milliseconds that are told apart; what takes longer counts as this long. */
const MOST_MS = 120_000;

/** Counts of durations by the millisecond: millions of them take no more room than a few. */
export class Histogram {
  readonly #counts = new Uint32Array(MOST_MS + 1);
  count = 0;

  add(duration_ms: number): void {
    const at = Math.min(MOST_MS, Math.max(0, Math.round(duration_ms)));
    this.#counts[at] = this.#counts[at]! + 1;
    this.count += 1;
  }

  /** The duration, in ms, that a share (0 to 1) of them does not exceed; null where there is none. */
  percentile(share: number): number | null {
    let left = Math.ceil(share * this.count);
    if (this.count === 0) return null;
    for (let at = 0; at <= MOST_MS; at++) {
      left -= this.#counts[at]!;
      if (left <= 0) return at;
    }
    return MOST_MS;
  }

  /** The counts that are not zero, as pairs of milliseconds and count. */
  toPairs(): [number, number][] {
    return [...this.#counts.entries()].filter(([, count]) => count > 0);
  }

  /** Adds what another process counted. */
  addPairs(pairs: readonly [number, number][]): void {
    for (const [at, count] of pairs) {
      this.#counts[at] = this.#counts[at]! + count;
      this.count += count;
    }
  }
}
