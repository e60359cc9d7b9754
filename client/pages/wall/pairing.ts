import type { NewPairing, PairingState } from '../../../server/api/wall/schema.ts';
import { ApiError } from '../../api.ts';

/** Time between two questions whether the screen was let in, and the longest one while the server does not answer, ms. */
const ASK_MS = 2000;
const LONGEST_MS = 16_000;

/** What a screen shows that waits to be let in. */
export interface PairingLook {
  code: string;
  /** Until the code gives way to another, ms. */
  left_ms: number;
}

/** What pairing needs; tests hand in their own. */
export interface PairingOptions {
  begin: () => Promise<NewPairing>;
  claim: (secret: string) => Promise<PairingState>;
  /** This machine's clock, ms. */
  now: () => number;
  /** Something that is shown has changed. */
  changed: () => void;
  letIn: () => void;
}

/** Gets a code for this screen, asks whether somebody let it in, and gets another code when the time of one is over. */
export class Pairing {
  /** Why the server does not answer at the moment; null: it does. */
  fault: Error | null = null;
  readonly #options: PairingOptions;
  #held: NewPairing | null = null;
  /** When the code gives way, by this machine's clock. */
  #ends_ms = 0;
  #pause_ms = ASK_MS;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #runs = false;

  constructor(options: PairingOptions) {
    this.#options = options;
  }

  /** Null until there is a code. */
  get look(): PairingLook | null {
    return this.#held && { code: this.#held.code, left_ms: Math.max(0, this.#ends_ms - this.#options.now()) };
  }

  start(): void {
    if (this.#runs) return;
    this.#runs = true;
    void this.#turn();
  }

  stop(): void {
    this.#runs = false;
    clearTimeout(this.#timer);
  }

  /** Asks now instead of after the pause. */
  hurry(): void {
    clearTimeout(this.#timer);
    if (this.#runs) void this.#turn();
  }

  async #turn(): Promise<void> {
    try {
      const isIn = await this.#ask();
      this.fault = null;
      this.#pause_ms = ASK_MS;
      if (isIn && this.#runs) {
        this.stop();
        this.#options.letIn();
        return;
      }
    } catch (error) {
      this.fault = error as Error;
      const told_ms = error instanceof ApiError && error.retry_s ? error.retry_s * 1000 : 0;
      this.#pause_ms = Math.max(told_ms, Math.min(this.#pause_ms * 2, LONGEST_MS));
    }
    if (!this.#runs) return;
    this.#options.changed();
    this.#timer = setTimeout(() => void this.#turn(), this.#pause_ms);
  }

  async #ask(): Promise<boolean> {
    const { begin, claim, now } = this.#options;
    if (this.#held) {
      // Asked before the clock is looked at: whoever typed the code in its last second is heard.
      const { state } = await claim(this.#held.secret);
      if (state === 'let_in') return true;
      if (state === 'waiting' && this.#ends_ms > now()) return false;
      this.#held = null;
    }
    const made = await begin();
    this.#held = made;
    this.#ends_ms = now() + made.until_ms - made.now_ms;
    return false;
  }
}
