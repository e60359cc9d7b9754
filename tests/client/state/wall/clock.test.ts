import { describe, expect, it } from 'vitest';
import { ServerClock } from '../../../../client/state/wall/clock.ts';

/** A server whose clock is 5,000 ms ahead, over a network that takes so long there and back. */
function clockOver(ways: readonly [there_ms: number, back_ms: number][]) {
  let local = 1000;
  let asked = 0;
  const clock = new ServerClock({
    local: () => local,
    ask: async () => {
      const [there, back] = ways[asked++ % ways.length]!;
      local += there;
      const now_ms = local + 5000;
      local += back;
      return { now_ms };
    },
  });
  return { clock, pass: (ms: number) => (local += ms), local: () => local };
}

describe('the server’s clock', () => {
  it('is this machine’s before the server was asked', () => {
    const { clock } = clockOver([[1, 1]]);
    expect(clock.now()).toBe(1000);
    expect(clock.error_ms).toBe(Number.POSITIVE_INFINITY);
  });

  it('takes the quickest of several questions, which is wrong by half of what it took at most', async () => {
    const { clock, local } = clockOver([
      [90, 10],
      [400, 20],
      [3, 5],
      [50, 50],
      [20, 400],
    ]);
    await clock.sync();
    expect(Math.abs(clock.now() - (local() + 5000))).toBe(1);
    expect(clock.error_ms).toBeLessThan(5);
    expect(clock.error_ms).toBeGreaterThanOrEqual(4);
  });

  it('keeps what it knows where a later answer is less sure, until that may have drifted further', async () => {
    const { clock, pass, local } = clockOver([
      [1, 1],
      ...Array.from({ length: 4 }, (): [number, number] => [50, 60]),
      ...Array.from({ length: 5 }, (): [number, number] => [50, 60]),
    ]);
    await clock.sync();
    await clock.sync();
    expect(clock.now()).toBe(local() + 5000);
    pass(20 * 60_000);
    expect(clock.error_ms).toBeGreaterThan(60);
  });

  it('takes any answer after a sleep', async () => {
    const { clock } = clockOver([
      [0, 0],
      ...Array.from({ length: 4 }, (): [number, number] => [9, 9]),
      ...Array.from({ length: 5 }, (): [number, number] => [30, 40]),
    ]);
    await clock.sync();
    const before = clock.ahead_ms;
    clock.forget();
    await clock.sync();
    expect(clock.ahead_ms).not.toBe(before);
    expect(clock.error_ms).toBeGreaterThanOrEqual(35);
  });
});
