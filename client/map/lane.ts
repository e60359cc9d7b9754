/** Answers kept a lane: enough for a few zoom levels and periods back and forth. */
const most = 12;

/**
 * One kind of request. The last one wanted is shown; an earlier one that is still on its way is broken off; one that was answered is
 * kept and not asked for again.
 */
export class Lane<Answer> {
  readonly #kept = new Map<string, Answer>();
  #key: string | null = null;
  #under: AbortController | null = null;

  constructor(
    private readonly show: (answer: Answer) => void,
    /** A request ended: without an error, or with one; a broken-off request does not call. */
    private readonly ended: (error: unknown) => void,
  ) {}

  get busy(): boolean {
    return this.#under !== null;
  }

  /** Shows the answer of a key, fetched unless it is kept; nothing when it is the one that is shown or on its way. */
  want(key: string, fetch: (signal: AbortSignal) => Promise<Answer>): void {
    if (key === this.#key) return;
    this.#key = key;
    this.#under?.abort();
    this.#under = null;
    const kept = this.#kept.get(key);
    if (kept === undefined) void this.#fetch(key, fetch);
    else this.show(kept);
  }

  /** The next `want` shows again, even of the same key. */
  forget(): void {
    this.stop();
    this.#key = null;
  }

  /** Drops what was kept. */
  empty(): void {
    this.#kept.clear();
  }

  stop(): void {
    this.#under?.abort();
    this.#under = null;
  }

  async #fetch(key: string, fetch: (signal: AbortSignal) => Promise<Answer>): Promise<void> {
    const control = new AbortController();
    this.#under = control;
    let failure: unknown = null;
    try {
      const answer = await fetch(control.signal);
      if (control.signal.aborted) return;
      this.#kept.set(key, answer);
      if (this.#kept.size > most) this.#kept.delete(this.#kept.keys().next().value!);
      this.show(answer);
    } catch (error) {
      if (control.signal.aborted) return;
      failure = error;
      // Asking again is allowed after a failure.
      this.#key = null;
    }
    this.#under = null;
    this.ended(failure);
  }
}
