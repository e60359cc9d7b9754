import { RateLimiterMemory } from 'rate-limiter-flexible';
import { consume } from './consume.ts';

/** A minute, in seconds: what the limits count over. */
const WINDOW_S = 60;
/** What may be sent by one address of callers who are not signed in, as a multiple of what one account may. */
const ADDRESS_SHARE = 2;
/** Share of an account's requests that may be writes. */
const WRITE_SHARE = 0.1;

/**
 * How many requests an account and an address may send a minute, in memory. An address pays for callers who are not
 * signed in only, as a whole office may stand behind one.
 */
export class RequestLimits {
  readonly #account: RateLimiterMemory | undefined;
  readonly #address: RateLimiterMemory | undefined;
  readonly #writes: RateLimiterMemory | undefined;

  /** @param perMin requests a minute of one account; 0 limits nothing. */
  constructor(perMin: number) {
    if (perMin === 0) return;
    const limiter = (share: number) =>
      new RateLimiterMemory({ points: Math.max(1, Math.round(perMin * share)), duration: WINDOW_S });
    this.#account = limiter(1);
    this.#address = limiter(ADDRESS_SHARE);
    this.#writes = limiter(WRITE_SHARE);
  }

  /** Counts a request of an address. @throws AppError (429) where it has sent too many. */
  async countAddress(address: string): Promise<void> {
    await spend(this.#address, address);
  }

  /** Takes back what `countAddress` counted, as the request was a signed-in caller's. */
  async forgiveAddress(address: string): Promise<void> {
    await this.#address?.reward(address, 1);
  }

  /** Counts a request of whoever is signed in, by the account's or token's number. @throws AppError (429) where there were too many. */
  async countCaller(caller: { account_id: number | null; credential_id: number }, isWrite: boolean): Promise<void> {
    const key = caller.account_id === null ? `token ${caller.credential_id}` : `account ${caller.account_id}`;
    await spend(this.#account, key);
    if (isWrite) await spend(this.#writes, key);
  }
}

function spend(limiter: RateLimiterMemory | undefined, key: string): Promise<void> {
  return consume(limiter, key, (retry_s) => ({
    'zh-CN': `请求过于频繁，请在${retry_s}秒后再试。`,
    en: `Too many requests. Please try again in ${retry_s} seconds.`,
  }));
}
