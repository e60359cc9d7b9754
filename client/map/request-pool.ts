/** Requests on their way at once: a browser opens six connections to a host, and tiles want some of them. */
const most = 4;

/** Requests named by keys, a few at a time, the first wanted first. One that has begun is brought to its end. */
export class RequestPool<Answer> {
  #waiting: readonly string[] = [];
  readonly #under = new Map<string, AbortController>();

  constructor(
    private readonly fetch: (key: string, signal: AbortSignal) => Promise<Answer>,
    private readonly arrived: (key: string, answer: Answer) => void,
    /** A request ended: without an error (null), or with one; a broken-off request does not call. */
    private readonly ended: (error: unknown) => void,
  ) {}

  get busy(): boolean {
    return this.#under.size > 0 || this.#waiting.length > 0;
  }

  /** Asks for these keys, most wanted first; earlier ones that have not begun and are not among them are forgotten. */
  want(keys: readonly string[]): void {
    this.#waiting = keys.filter((key) => !this.#under.has(key));
    this.#begin();
  }

  /** Breaks everything off. */
  stop(): void {
    this.#waiting = [];
    for (const control of this.#under.values()) control.abort();
    this.#under.clear();
  }

  #begin(): void {
    while (this.#waiting.length > 0 && this.#under.size < most) {
      const [key, ...rest] = this.#waiting as [string, ...string[]];
      this.#waiting = rest;
      void this.#run(key);
    }
  }

  async #run(key: string): Promise<void> {
    const control = new AbortController();
    this.#under.set(key, control);
    let failure: unknown = null;
    try {
      const answer = await this.fetch(key, control.signal);
      if (control.signal.aborted) return;
      this.arrived(key, answer);
    } catch (error) {
      if (control.signal.aborted) return;
      failure = error;
    }
    this.#under.delete(key);
    this.#begin();
    this.ended(failure);
  }
}
