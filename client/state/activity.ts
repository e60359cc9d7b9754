/** How long after a person's last input requests count as theirs, in ms: longer than the page takes to ask what is new. */
const ACTIVE_MS = 60_000;

/**
 * Tells requests that a person caused from those of a page that keeps itself up to date: only the former keep a session
 * alive, so that a console left open is signed out like any other.
 */
export class Activity {
  /** Opening the page is an input. */
  #last_ms: number;

  constructor(private readonly now: () => number = Date.now) {
    this.#last_ms = now();
  }

  /** Follows what a person does in a page. */
  listen(page: Pick<EventTarget, 'addEventListener'>): void {
    for (const kind of ['pointerdown', 'keydown', 'wheel']) {
      page.addEventListener(kind, () => this.#note(), { capture: true, passive: true });
    }
  }

  /** What a request says of itself: nothing where nobody did anything for a minute. */
  get headers(): Record<string, string> {
    return this.now() - this.#last_ms < ACTIVE_MS ? { 'Jingwei-Active': '1' } : {};
  }

  #note(): void {
    this.#last_ms = this.now();
  }
}

/** That of this page. */
export const activity = new Activity();
