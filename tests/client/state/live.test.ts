import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeBrowser } from './fake-browser.ts';

beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime('2026-05-20T04:00:00Z');
});
afterEach(() => {
  vi.useRealTimers();
});
const begun_ms = Date.parse('2026-05-20T04:00:00Z');

/** Lets what was promised happen, and this much time pass. */
const pass = (ms = 0) => vi.advanceTimersByTimeAsync(ms);

describe('one tab', () => {
  it('connects, is live from the first word, and tells changes once, resets and news', () => {
    const browser = new FakeBrowser();
    const { feed, told } = browser.tab();
    const [stream] = browser.streams;
    expect([stream!.url, feed.standing.value]).toEqual(['/api/live', { state: 'connecting', since: begun_ms }]);
    stream!.send('hello', { seq: 7 }, 7);
    expect(feed.standing.value).toEqual({ state: 'live', since: begun_ms });
    stream!.send('change', { id: 80 }, 8);
    stream!.send('change', { id: 80 }, 8);
    stream!.send('news');
    stream!.send('beat', {}, 12);
    stream!.send('change', { id: 81 }, 11);
    stream!.send('change', { id: 90 }, 13);
    stream!.send('reset', {}, 2);
    stream!.send('change', { id: 91 }, 3);
    expect(told).toEqual(['change 8 80', 'news', 'change 13 90', 'reset', 'change 3 91']);
  });

  it('comes back from where it was, ever more slowly, and quickly again once it was heard', async () => {
    const browser = new FakeBrowser();
    const { refusals } = browser.tab();
    browser.streams[0]!.send('hello', { seq: 7 }, 7);
    browser.streams[0]!.send('change', { id: 1 }, 9);
    const waits: number[] = [];
    for (let failure = 0; failure < 7; failure++) {
      const count = browser.streams.length;
      browser.streams.at(-1)!.fail();
      let waited = 0;
      for (; browser.streams.length === count; waited += 500) await pass(500);
      waits.push(waited);
    }
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
    expect(new Set(browser.streams.slice(1).map(({ url }) => url))).toEqual(new Set(['/api/live?after=9']));
    browser.streams.at(-1)!.send('hello', { seq: 9 }, 9);
    browser.streams.at(-1)!.fail();
    await pass(1000);
    expect([browser.streams.length, browser.open.length, refusals()]).toEqual([9, 1, 0]);
  });

  it('asks who is signed in where the server refuses, or says that it is over', async () => {
    const browser = new FakeBrowser();
    const { refusals } = browser.tab();
    browser.streams[0]!.fail(true);
    expect(refusals()).toBe(1);
    await pass(1000);
    browser.streams[1]!.send('bye');
    expect([refusals(), browser.open.length]).toEqual([2, 0]);
    await pass(1000);
    expect(browser.open.length).toBe(1);
  });

  it('is late after two beats of silence, since it was last heard, and tries anew by itself', async () => {
    const browser = new FakeBrowser();
    const { feed } = browser.tab();
    browser.streams[0]!.send('hello', { seq: 7 }, 7);
    await pass(15_000);
    browser.streams[0]!.send('beat', {}, 7);
    await pass(30_000);
    expect([feed.standing.value.state, browser.streams.length]).toEqual(['live', 1]);
    await pass(1000);
    expect(feed.standing.value).toEqual({ state: 'late', since: begun_ms + 15_000 });
    expect(browser.streams.map(({ url }) => url)).toEqual(['/api/live', '/api/live?after=7']);
    expect(browser.open).toEqual([browser.streams[1]]);
    // The old connection has nothing more to say.
    browser.streams[0]!.send('beat', {}, 8);
    expect(feed.standing.value.state).toBe('late');
    browser.streams[1]!.send('hello', { seq: 7 }, 7);
    expect(feed.standing.value).toEqual({ state: 'live', since: begun_ms + 46_000 });
  });

  it('closes what it has when nobody wants it, and begins anew for whoever comes next', async () => {
    const browser = new FakeBrowser();
    const { feed, told } = browser.tab();
    browser.streams[0]!.send('hello', { seq: 7 }, 7);
    feed.stop();
    expect([browser.open.length, feed.standing.value.state]).toEqual([0, 'off']);
    await pass(120_000);
    expect(browser.streams.length).toBe(1);
    feed.start('session 2');
    expect(browser.streams[1]!.url).toBe('/api/live');
    browser.streams[1]!.send('change', { id: 1 }, 3);
    expect(told).toEqual(['change 3 1']);
  });
});

describe('several tabs', () => {
  it('share one connection', async () => {
    const browser = new FakeBrowser();
    const tabs = [browser.tab(), browser.tab()];
    browser.streams[0]!.send('hello', { seq: 7 }, 7);
    tabs.push(browser.tab());
    browser.streams[0]!.send('change', { id: 1 }, 8);
    browser.streams[0]!.send('news');
    await pass();
    expect(browser.streams.length).toBe(1);
    for (const { told, feed } of tabs) {
      expect([told, feed.standing.value.state]).toEqual([['change 8 1', 'news'], 'live']);
    }
  });

  it('go on where the leading one stood when it closes, with no change lost or told twice', async () => {
    const browser = new FakeBrowser();
    const [first, second] = [browser.tab(), browser.tab()];
    browser.streams[0]!.send('hello', { seq: 7 }, 7);
    browser.streams[0]!.send('change', { id: 1 }, 8);
    // What the first tab tells last comes after the second has begun to lead.
    browser.isHeld = true;
    browser.streams[0]!.send('change', { id: 2 }, 9);
    first!.feed.stop();
    await pass();
    expect(browser.open.map(({ url }) => url)).toEqual(['/api/live?after=8']);
    browser.streams[1]!.send('hello', { seq: 8 }, 8);
    browser.streams[1]!.send('change', { id: 2 }, 9);
    browser.deliver();
    browser.streams[1]!.send('change', { id: 3 }, 10);
    expect(second!.told).toEqual(['change 8 1', 'change 9 2', 'change 10 3']);
    expect(first!.told).toEqual(['change 8 1', 'change 9 2']);
  });

  it('that only wait, leave without a trace', async () => {
    const browser = new FakeBrowser();
    const [, second, third] = [browser.tab(), browser.tab(), browser.tab()];
    second.feed.stop();
    browser.streams[0]!.send('hello', { seq: 7 }, 7);
    await pass();
    expect([second.told, third.feed.standing.value.state, browser.streams.length]).toEqual([[], 'live', 1]);
  });

  it('of somebody else keep to themselves', () => {
    const browser = new FakeBrowser();
    const [mine, others] = [browser.tab('session 1'), browser.tab('session 2')];
    browser.streams[0]!.send('change', { id: 1 }, 8);
    expect([browser.streams.length, mine.told, others.told]).toEqual([2, ['change 8 1'], []]);
  });

  it('are late when the leading one says nothing any more, and only that one tries anew', async () => {
    const browser = new FakeBrowser();
    const tabs = [browser.tab(), browser.tab()];
    browser.streams[0]!.send('hello', { seq: 7 }, 7);
    await pass(31_000);
    expect(tabs.map(({ feed }) => feed.standing.value)).toEqual([1, 2].map(() => ({ state: 'late', since: begun_ms })));
    expect(browser.streams.length).toBe(2);
  });

  it('each connect where the browser knows nothing of the others, while they are seen', async () => {
    const browser = new FakeBrowser(false);
    const [first, second] = [browser.tab(), browser.tab()];
    expect(browser.open.length).toBe(2);
    browser.streams[0]!.send('change', { id: 1 }, 8);
    expect([first.told, second.told]).toEqual([['change 8 1'], []]);
    first.page.show('hidden');
    expect(browser.open).toEqual([browser.streams[1]]);
    await pass(120_000);
    expect(browser.open.every((stream) => stream !== browser.streams[0])).toBe(true);
    first.page.show('visible');
    expect(browser.open.map(({ url }) => url)).toContain('/api/live?after=8');
  });
});
