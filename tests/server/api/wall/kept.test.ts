import { expect, it } from 'vitest';
import { Kept } from '../../../../server/api/wall/kept.ts';
import type { Database } from '../../../../server/db/open.ts';

it('gives all who ask alike the same answer for a while, and makes it anew when that is over', async () => {
  const kept = new Kept<number>(2000);
  const [pool, other] = [{}, {}] as Database[];
  let made = 0;
  const ask = (from: Database | undefined, key: string, now_ms: number) =>
    kept.get(from!, key, now_ms, async () => ++made);
  expect([await ask(pool, 'a', 0), await ask(pool, 'a', 1999), await ask(pool, 'a', 2000)]).toEqual([1, 1, 2]);
  expect([await ask(pool, 'b', 2000), await ask(other, 'a', 2000), await ask(pool, 'a', 2001)]).toEqual([3, 4, 2]);
  // The clock was put back by an hour: what was made then is not kept for so long.
  expect(await ask(pool, 'a', -3_600_000)).toBe(5);
});

it('keeps nothing of an answer that failed', async () => {
  const kept = new Kept<number>(2000);
  const pool = {} as Database;
  await expect(kept.get(pool, 'a', 0, () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await kept.get(pool, 'a', 0, async () => 7)).toBe(7);
});
