import { once } from 'node:events';
import { startThread } from '../../../server/tiles/threads/thread.ts';

const CORES = 2;
const MS = 1000;

/**
 * Addresses a second by the clock, round by round, of two threads that share nothing. What else the machine does is not left out.
 */
export async function ratesOfTwoCores(rounds: number): Promise<number[]> {
  const threads = Array.from({ length: CORES }, (_, at) =>
    startThread(new URL('./address-thread.ts', import.meta.url), { seed: `speed ${at}` }),
  );
  const answers = () => Promise.all(threads.map(async (thread) => (await once(thread, 'message'))[0] as number));
  try {
    await answers();
    const rates: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const done = answers();
      const begun = performance.now();
      for (const thread of threads) thread.postMessage('round');
      const addresses = (await done).reduce((sum, count) => sum + count, 0);
      rates.push((addresses / (performance.now() - begun)) * MS);
    }
    return rates;
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}
