import type { WallClock } from '../../../server/api/wall/schema.ts';

/** Questions of which the quickest counts. */
const QUESTIONS = 5;
/** What two clocks may drift apart in a minute, ms: quartz is good to some 50 in a million. */
const DRIFT_MS = 3;

/** What the clock needs; tests hand in their own. */
export interface ClockOptions {
  /** Asks the server's clock. */
  ask: () => Promise<WallClock>;
  /** This machine's, ms; goes on evenly. */
  local: () => number;
}

/**
 * The server's clock as this screen reckons it. Of several questions the one that came back quickest is wrong by no more than half of
 * what it took, so that screens beside each other agree to a few ms.
 */
export class ServerClock {
  readonly #options: ClockOptions;
  #ahead_ms = 0;
  #error_ms = Number.POSITIVE_INFINITY;
  #asked_ms = 0;

  constructor(options: ClockOptions) {
    this.#options = options;
  }

  /** The server's clock now, ms since 1970; this machine's until the server was asked. */
  now(): number {
    return this.#options.local() + this.#ahead_ms;
  }

  /** How far the server's clock is ahead of this machine's, ms. */
  get ahead_ms(): number {
    return this.#ahead_ms;
  }

  /** The longest that `now` may be wrong by, ms; infinite until the server was asked. */
  get error_ms(): number {
    return this.#error_ms + ((this.#options.local() - this.#asked_ms) / 60_000) * DRIFT_MS;
  }

  /** Asks the server. What it answers is taken where it is surer than what is known. @throws where it does not answer at all. */
  async sync(): Promise<void> {
    for (let question = 0; question < QUESTIONS; question++) {
      const sent = this.#options.local();
      const { now_ms } = await this.#options.ask();
      const came = this.#options.local();
      const error_ms = (came - sent) / 2;
      if (error_ms >= this.error_ms) continue;
      this.#ahead_ms = now_ms + error_ms - came;
      this.#error_ms = error_ms;
      this.#asked_ms = came;
    }
  }

  /** What is known counts no longer: the machine slept, and its clock may have stood still. */
  forget(): void {
    this.#error_ms = Number.POSITIVE_INFINITY;
  }
}
