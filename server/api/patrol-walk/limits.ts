import { RateLimiterMemory } from 'rate-limiter-flexible';
import { consume } from '../../access/consume.ts';
import type { Sentence } from '../../errors.ts';

/** A quarter of an hour, s. */
const WINDOW_S = 15 * 60;
/** Different wrong passes of an address: a pass has 128 bits, so that these are mistypings or worse. */
const MOST_WRONG = 20;
/** Questions and sendings of an address: a hundred phones of a street may stand behind one. */
const MOST_ASKED = 3000;

/** Counts in memory what comes from an address without an account, so that nobody tries passes until one fits. */
export class WalkLimits {
  readonly #wrong: RateLimiterMemory | undefined;
  /** Wrong passes that were counted, by address: a page left open asks with the same old pass every minute, and tries nothing. */
  readonly #counted: RateLimiterMemory | undefined;
  readonly #asked: RateLimiterMemory | undefined;

  /** @param counts false: nothing is limited. */
  constructor(counts = true) {
    if (!counts) return;
    this.#wrong = new RateLimiterMemory({ points: MOST_WRONG, duration: WINDOW_S });
    this.#counted = new RateLimiterMemory({ points: 1, duration: WINDOW_S });
    this.#asked = new RateLimiterMemory({ points: MOST_ASKED, duration: WINDOW_S });
  }

  /**
   * Judges a pass that came from an address: it is counted as wrong before, so that many at once count, too, and forgiven where it was
   * right; the same wrong one counts once.
   * @param pass its digest.
   * @throws AppError (429) with the seconds to wait.
   */
  async judge<Found>(
    address: string,
    pass: Buffer,
    find: () => Promise<Found | undefined>,
  ): Promise<Found | undefined> {
    await consume(this.#asked, address, tooMuch);
    const tried = `${address} ${pass.toString('base64')}`;
    if (((await this.#counted?.get(tried))?.consumedPoints ?? 0) > 0) return find();
    await consume(this.#wrong, address, tooMuch);
    const found = await find().catch(async (error) => {
      // What is refused of a walk was found.
      await this.#wrong?.reward(address, 1);
      throw error;
    });
    if (found !== undefined) await this.#wrong?.reward(address, 1);
    else await this.#counted?.penalty(tried, 1);
    return found;
  }
}

function tooMuch(retry_s: number): Sentence {
  const minutes = Math.ceil(retry_s / 60);
  return {
    'zh-CN': `这个网络地址请求过于频繁，请在${minutes}分钟后再试；签到会保存在手机上。`,
    en: `Too much came from this network address. Try again in ${minutes} min; check-ins stay on the phone until then.`,
  };
}
