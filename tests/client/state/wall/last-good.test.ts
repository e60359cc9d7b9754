import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type GoodStore, type Kept, LastGood } from '../../../../client/state/wall/last-good.ts';

beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime('2026-05-20T04:00:00Z');
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});
const begun_ms = Date.parse('2026-05-20T04:00:00Z');

/** A disk, and what was written to it as `key value`. */
function fakeStore(fault?: Error): GoodStore & { written: string[] } {
  const held = new Map<string, Kept<unknown>>();
  const written: string[] = [];
  return {
    written,
    get: async (key) => {
      if (fault) throw fault;
      return held.get(key);
    },
    put: async (key, kept) => {
      if (fault) throw fault;
      held.set(key, kept);
      written.push(`${key} ${JSON.stringify(kept.value)}`);
    },
    clear: async () => held.clear(),
  };
}

describe('the last good state', () => {
  it('outlives the page, with the time at which it was kept', async () => {
    const store = fakeStore();
    new LastGood(store).keep('own', { part: 2 });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await new LastGood(store).last('own')).toEqual({ value: { part: 2 }, kept_at_ms: begun_ms });
    expect(await new LastGood(store).last('figures')).toBeNull();
  });

  it('is written at once and then every 30 seconds at most, the newest last, each key for itself', async () => {
    const store = fakeStore();
    const good = new LastGood(store);
    for (let second = 0; second < 65; second++) {
      good.keep('moves', second);
      await vi.advanceTimersByTimeAsync(1000);
    }
    good.keep('own', 'a');
    expect(store.written).toEqual(['moves 0', 'moves 29', 'moves 59', 'own "a"']);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(store.written.slice(4)).toEqual(['moves 64']);
    expect(await good.last('moves')).toEqual({ value: 64, kept_at_ms: begun_ms + 64_000 });
  });

  it('gives what waits to be written before what was', async () => {
    const good = new LastGood(fakeStore());
    good.keep('own', 1);
    good.keep('own', 2);
    expect(await good.last('own')).toEqual({ value: 2, kept_at_ms: begun_ms });
  });

  it('keeps nothing that is too large, and says so', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const store = fakeStore();
    const good = new LastGood(store);
    good.keep('picture', new Blob([new Uint8Array(4 * 2 ** 20 + 1)]));
    good.keep('own', 'x'.repeat(4 * 2 ** 20));
    good.keep('moves', 'x');
    expect(store.written).toEqual(['moves "x"']);
    expect(warn.mock.calls).toEqual([
      ['The last state of the wall is not kept: picture takes 4194305, more than the 4194304 that are kept of a wall'],
      ['The last state of the wall is not kept: own takes 4194306, more than the 4194304 that are kept of a wall'],
    ]);
  });

  it('shows a wall all the same where the browser keeps nothing, and says so once', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const good = new LastGood(fakeStore(new Error('no storage')));
    good.keep('own', 1);
    await vi.advanceTimersByTimeAsync(0);
    good.keep('figures', 1);
    await vi.advanceTimersByTimeAsync(0);
    expect(await good.last('own')).toBeNull();
    expect(warn.mock.calls).toEqual([['The last state of the wall is not kept: no storage']]);
  });

  it('is forgotten with what waits to be written', async () => {
    const store = fakeStore();
    const good = new LastGood(store);
    good.keep('own', 1);
    good.keep('own', 2);
    await good.forget();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await good.last('own')).toBeNull();
    expect(store.written).toEqual(['own 1']);
  });
});
