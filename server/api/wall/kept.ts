import type { Database } from '../../db/open.ts';

/** Answers that all screens of an area share for a moment, by pool, so that each server keeps its own. */
export class Kept<Answer> {
  readonly #keep_ms: number;
  readonly #pools = new WeakMap<Database, Map<string, { answer: Answer; until_ms: number }>>();

  /** @param keep_ms how long an answer is good, by the clock of those who ask. */
  constructor(keep_ms: number) {
    this.#keep_ms = keep_ms;
  }

  /** The answer that is kept, or a new one. Nobody waits for another's: that one may have to wait for this one's connection. */
  async get(pool: Database, key: string, now_ms: number, make: () => Promise<Answer>): Promise<Answer> {
    const kept = this.#pools.get(pool) ?? new Map<string, { answer: Answer; until_ms: number }>();
    this.#pools.set(pool, kept);
    const held = kept.get(key);
    // A clock that was put back does not keep an answer for longer.
    if (held && held.until_ms > now_ms && held.until_ms <= now_ms + this.#keep_ms) return held.answer;
    for (const [old, { until_ms }] of kept) if (until_ms <= now_ms) kept.delete(old);
    const answer = await make();
    kept.set(key, { answer, until_ms: now_ms + this.#keep_ms });
    return answer;
  }
}
