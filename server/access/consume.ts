import { type RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError, type Sentence } from '../errors.ts';

/**
 * Counts one act of `key`; without a limiter nothing is counted.
 * @param words what is said where there were too many, by the seconds to wait.
 * @throws AppError (429) with these words and seconds.
 */
export async function consume(
  limiter: RateLimiterMemory | undefined,
  key: string,
  words: (retry_s: number) => Sentence,
): Promise<void> {
  try {
    await limiter?.consume(key);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    const retry_s = Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
    throw new AppError('too_many', words(retry_s), { retry_s });
  }
}
