/** How long a figure is marked after it changed, ms. */
const FRESH_MS = 10_000;

/** Remembers what figures said, to mark those that changed of late. */
export class Changes {
  readonly #known = new Map<string, { text: string; changed_ms: number }>();

  /** Whether a figure changed within the last 10 s. The first text of a key is no change. */
  isFresh(key: string, text: string, now_ms: number): boolean {
    const known = this.#known.get(key);
    if (known?.text === text) return now_ms - known.changed_ms < FRESH_MS;
    this.#known.set(key, { text, changed_ms: known ? now_ms : Number.NEGATIVE_INFINITY });
    return known !== undefined;
  }
}
