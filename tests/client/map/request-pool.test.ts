import { describe, expect, it } from 'vitest';
import { RequestPool } from '../../../client/map/request-pool.ts';

/** A pool whose answers are given by hand. */
function byHand() {
  const begun: string[] = [];
  const arrived: string[] = [];
  const ended: unknown[] = [];
  const settle = new Map<string, { answer(): void; fail(error: Error): void }>();
  const signals = new Map<string, AbortSignal>();
  const pool = new RequestPool<string>(
    (key, signal) => {
      begun.push(key);
      signals.set(key, signal);
      return new Promise((resolve, reject) => {
        settle.set(key, { answer: () => resolve(`answer ${key}`), fail: reject });
      });
    },
    (key, answer) => arrived.push(`${key}: ${answer}`),
    (error) => ended.push(error),
  );
  return { pool, begun, arrived, ended, settle, signals };
}
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('a pool of requests', () => {
  it('has four on their way at once and begins the next when one ends', async () => {
    const { pool, begun, arrived, ended, settle } = byHand();
    pool.want(['a', 'b', 'c', 'd', 'e', 'f']);
    expect(begun).toEqual(['a', 'b', 'c', 'd']);
    settle.get('c')!.answer();
    await turn();
    expect(begun).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(arrived).toEqual(['c: answer c']);
    expect(ended).toEqual([null]);
  });

  it('asks for no key that is on its way, and forgets those that have not begun and are not wanted any more', async () => {
    const { pool, begun, settle } = byHand();
    pool.want(['a', 'b', 'c', 'd', 'e', 'f']);
    pool.want(['g', 'a', 'f']);
    expect(begun).toEqual(['a', 'b', 'c', 'd']);
    for (const key of ['a', 'b', 'c', 'd']) settle.get(key)!.answer();
    await turn();
    expect(begun).toEqual(['a', 'b', 'c', 'd', 'g', 'f']);
  });

  it('tells of a failure and goes on', async () => {
    const { pool, begun, arrived, ended, settle } = byHand();
    pool.want(['a', 'b', 'c', 'd', 'e']);
    const failure = new Error('away');
    settle.get('a')!.fail(failure);
    await turn();
    expect(ended).toEqual([failure]);
    expect(begun.at(-1)).toBe('e');
    expect(arrived).toEqual([]);
    pool.want(['a']);
    for (const key of ['b', 'c', 'd', 'e']) settle.get(key)!.answer();
    await turn();
    expect(begun.at(-1)).toBe('a');
    settle.get('a')!.answer();
    await turn();
    expect(pool.busy).toBe(false);
  });

  it('breaks everything off without a word', async () => {
    const { pool, begun, arrived, ended, settle, signals } = byHand();
    pool.want(['a', 'b', 'c', 'd', 'e']);
    pool.stop();
    expect(pool.busy).toBe(false);
    expect([...signals.values()].every((signal) => signal.aborted)).toBe(true);
    settle.get('a')!.answer();
    settle.get('b')!.fail(new Error('broken off'));
    await turn();
    expect([begun.length, arrived, ended]).toEqual([4, [], []]);
  });
});
