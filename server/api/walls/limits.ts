import { RateLimiterMemory } from 'rate-limiter-flexible';
import { consume } from '../../access/consume.ts';

/** Wrong codes of an account in a quarter of an hour: a code has a million values, and some dozens hold at a time. */
const MOST_WRONG = 10;
const WRONG_WINDOW_S = 15 * 60;
/** Codes that the screens of an address may ask for in an hour: eight that wait for a day's work ask for some fifty. */
const MOST_PAIRINGS = 120;
const PAIRING_WINDOW_S = 60 * 60;

/** Counts in memory what could be tried until it fits, or fill the list of waiting screens. */
export class WallLimits {
  readonly #wrong: RateLimiterMemory | undefined;
  readonly #pairings: RateLimiterMemory | undefined;

  /** @param counts false: nothing is limited. */
  constructor(counts = true) {
    if (!counts) return;
    this.#wrong = new RateLimiterMemory({ points: MOST_WRONG, duration: WRONG_WINDOW_S });
    this.#pairings = new RateLimiterMemory({ points: MOST_PAIRINGS, duration: PAIRING_WINDOW_S });
  }

  /**
   * Judges a code that an account typed. It is counted before, so that many at once count, too, and forgiven where it is right.
   * @throws AppError (429) with the seconds to wait where there were too many wrong ones.
   */
  async judge<Found>(accountId: number, find: () => Promise<Found | undefined>): Promise<Found | undefined> {
    await spend(this.#wrong, String(accountId));
    const found = await find();
    if (found !== undefined) await this.#wrong?.reward(String(accountId), 1);
    return found;
  }

  /** Counts a screen of an address that asks for a code. @throws AppError (429) as `judge` does. */
  async countPairing(address: string): Promise<void> {
    await spend(this.#pairings, address);
  }
}

function spend(limiter: RateLimiterMemory | undefined, key: string): Promise<void> {
  return consume(limiter, key, (retry_s) => {
    const minutes = Math.ceil(retry_s / 60);
    return {
      'zh-CN': `尝试次数过多，请在${minutes}分钟后再试。`,
      en: `There were too many tries. Please try again in ${minutes} min.`,
    };
  });
}
