import { RateLimiterMemory } from 'rate-limiter-flexible';
import { consume } from '../../access/consume.ts';

/** An hour, in seconds: what the limits count over. */
const WINDOW_S = 60 * 60;
/** What an address may send in an hour without an account. */
const most = { report: 10, photo: 60, lookup: 60, wrong_code: 10, nearby: 120 } as const;

/** What somebody without an account does. */
export type PublicAct = keyof typeof most;

/**
 * Counts in memory what an address does without an account, so that nobody floods a district with reports, fills its disk or
 * tries codes until one fits.
 */
export class PublicLimits {
  readonly #counters: Partial<Record<PublicAct, RateLimiterMemory>>;

  /** @param counts false: nothing is limited. */
  constructor(counts = true) {
    const acts = counts ? (Object.keys(most) as PublicAct[]) : [];
    this.#counters = Object.fromEntries(
      acts.map((act) => [act, new RateLimiterMemory({ points: most[act], duration: WINDOW_S })]),
    );
  }

  /** Counts one act of an address before it is done. @throws AppError (429) with the seconds to wait where there were too many. */
  async count(act: PublicAct, address: string): Promise<void> {
    await consume(this.#counters[act], address, (retry_s) => {
      const minutes = Math.ceil(retry_s / 60);
      return {
        'zh-CN': `这个网络地址发送过于频繁，请在${minutes}分钟后再试；紧急情况请拨打热线或联系网格员。`,
        en: `Too much came from this network address. Try again in ${minutes} min; for what cannot wait call the hotline or your grid worker.`,
      };
    });
  }

  /** Takes back what `count` counted: a right code is no try, and what was sent twice is one report. */
  async forgive(act: PublicAct, address: string): Promise<void> {
    await this.#counters[act]?.reward(address, 1);
  }
}
