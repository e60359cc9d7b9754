/** Runs work that repeats: what fails is told once, and again only after it has worked meanwhile. */
export class Faults {
  readonly #failing = new Set<string>();

  constructor(private readonly tell: (error: unknown) => void) {}

  /** Runs work of a kind; never rejects. */
  async guard(kind: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.#failing.delete(kind);
    } catch (error) {
      if (!this.#failing.has(kind)) this.tell(error);
      this.#failing.add(kind);
    }
  }
}
