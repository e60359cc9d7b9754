/** Does something at once, and again at most every so often however often it is asked for; the last one asked for is done. */
export class Pace {
  #timer = 0;
  #asked = false;

  constructor(
    private readonly every_ms: number,
    private readonly act: () => void,
  ) {}

  ask(): void {
    this.#asked = true;
    if (this.#timer === 0) this.#run();
  }

  /** The same, but not at once: after one pause. */
  later(): void {
    this.#asked = true;
    if (this.#timer === 0) this.#timer = setTimeout(() => this.#run(), this.every_ms) as unknown as number;
  }

  /** Forgets what was asked for. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#asked = false;
  }

  #run(): void {
    this.#timer = 0;
    if (!this.#asked) return;
    this.#asked = false;
    // The next one waits from now on, also where this one takes long.
    this.act();
    this.#timer = setTimeout(() => this.#run(), this.every_ms) as unknown as number;
  }
}
