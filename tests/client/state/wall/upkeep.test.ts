import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Standing } from '../../../../client/state/live.ts';
import { Signal } from '../../../../client/state/signals.ts';
import { scriptOf, Upkeep, type UpkeepFacts } from '../../../../client/state/wall/upkeep.ts';

const MINUTE = 60_000;

beforeEach(() => {
  vi.useFakeTimers();
  // 12:00 in Shanghai.
  vi.setSystemTime('2026-05-20T04:00:00Z');
});
afterEach(() => {
  vi.useRealTimers();
});

const page = (script: string) =>
  `<html><script type="module" crossorigin src="/assets/${script}"></script><link href="/assets/a.css"></html>`;

class FakePage extends EventTarget {
  visibilityState: DocumentVisibilityState = 'visible';
  show(visibility: DocumentVisibilityState): void {
    this.visibilityState = visibility;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

/** A page with its upkeep, a server that may be away, and what happened. */
function screen(facts: Partial<UpkeepFacts> | null = {}) {
  const work: (() => void)[] = [];
  const files = new Map([
    ['/wall', page('old.js')],
    ['/assets/old.js', ''],
  ]);
  const browser = {
    page: new FakePage(),
    window: new EventTarget() as unknown as Window,
    standing: new Signal<Standing>({ state: 'connecting', since: 0 }),
    ownScript: () => '/assets/old.js',
    text: vi.fn(async (address: string) => {
      const text = files.get(address);
      if (text === undefined) throw new Error(`${address} answered 502`);
      return text;
    }),
    reload: vi.fn(),
    keepAwake: vi.fn(),
  };
  const onWake = vi.fn();
  const upkeep = new Upkeep(
    {
      between: (each) => work.push(each),
      onWake,
      facts: () => facts && { now_ms: Date.now(), reload_at_ms: null, part: 1, time_zone: 'Asia/Shanghai', ...facts },
    },
    browser,
  );
  return {
    ...browser,
    onWake,
    upkeep,
    files,
    /** Reloads that wait for the next scene. */
    waiting: () => work.length,
    /** The scene changes. */
    async change() {
      for (const each of work.splice(0)) each();
      await vi.advanceTimersByTimeAsync(0);
    },
    update() {
      files.set('/wall', page('new.js'));
      files.set('/assets/new.js', '');
      files.delete('/assets/old.js');
    },
  };
}
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('a newer build', () => {
  it('is found within five minutes and loaded between two scenes', async () => {
    const { update, waiting, change, reload } = screen();
    await pass(10 * MINUTE);
    expect(waiting()).toBe(0);
    update();
    await pass(5 * MINUTE + 5000);
    expect([waiting(), reload.mock.calls.length]).toEqual([1, 0]);
    await change();
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it('is found as soon as the feed comes back', async () => {
    const { update, waiting, standing } = screen();
    await pass(2 * MINUTE);
    update();
    standing.set({ state: 'late', since: 0 });
    await pass(5000);
    expect(waiting()).toBe(0);
    standing.set({ state: 'live', since: 1 });
    await pass(5000);
    expect(waiting()).toBe(1);
  });

  it('is not loaded while the server does not give it, but at the next change of scene that finds it', async () => {
    const { files, update, waiting, change, reload } = screen();
    update();
    files.delete('/assets/new.js');
    await pass(6 * MINUTE);
    await change();
    expect(reload).not.toHaveBeenCalled();
    await pass(5000);
    expect(waiting()).toBe(1);
    files.set('/assets/new.js', '');
    await change();
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it('is no reason where the server is away or something else answers for it', async () => {
    const { files, waiting } = screen();
    files.delete('/wall');
    await pass(6 * MINUTE);
    files.set('/wall', '<html>Sign in to this network</html>');
    await pass(6 * MINUTE);
    expect(waiting()).toBe(0);
  });

  it('does not wait for a scene that never ends', async () => {
    const { update, reload } = screen();
    update();
    await pass(5 * MINUTE + 5000);
    await pass(10 * MINUTE - 1000);
    expect(reload).not.toHaveBeenCalled();
    await pass(1000);
    expect(reload).toHaveBeenCalledTimes(1);
  });
});

describe('a reload that somebody asked for', () => {
  it('comes at its moment, for screens that were loaded before it, and not within a minute of that', async () => {
    const begun = Date.now();
    const early = screen({ reload_at_ms: begun + 500 });
    const late = screen({ reload_at_ms: begun - 500 });
    await pass(MINUTE - 5000);
    expect(early.waiting()).toBe(0);
    await pass(5000);
    expect([early.waiting(), late.waiting()]).toEqual([1, 0]);
  });

  it('goes by the clock of the server', async () => {
    const begun = Date.now();
    const facts = { reload_at_ms: begun + 3_600_000 + 1000, now_ms: begun };
    const { waiting } = screen(facts);
    await pass(5 * MINUTE);
    expect(waiting()).toBe(0);
    facts.now_ms = begun + 3_600_000 + 5 * MINUTE;
    await pass(5000);
    expect(waiting()).toBe(1);
  });

  it('is nothing before the server was asked', async () => {
    const { waiting } = screen(null);
    await pass(20 * MINUTE);
    expect(waiting()).toBe(0);
  });
});

describe('once a night', () => {
  it.each([
    [1, '2026-05-20T20:30:00Z'],
    [4, '2026-05-20T20:36:00Z'],
  ])('screen %i is loaded anew at its own minute', async (part, moment) => {
    const { waiting } = screen({ part });
    await pass(Date.parse(moment) - Date.now() - 5000);
    expect(waiting()).toBe(0);
    await pass(10_000);
    expect(waiting()).toBe(1);
  });

  it('is not loaded anew again in the same hour', async () => {
    vi.setSystemTime('2026-05-20T20:31:00Z');
    const { waiting } = screen();
    await pass(70 * MINUTE);
    expect(waiting()).toBe(0);
  });

  it('waits for the next night where the machine slept over it', async () => {
    const { waiting } = screen();
    vi.setSystemTime('2026-05-20T21:31:00Z');
    await pass(10_000);
    expect(waiting()).toBe(0);
  });
});

describe('a page that fails', () => {
  const fail = (window: Window) => window.dispatchEvent(new Event('unhandledrejection'));

  it('is loaded anew after three errors in a minute, but not again and again', async () => {
    const { window, waiting } = screen();
    for (let count = 0; count < 3; count++) fail(window);
    await pass(9 * MINUTE);
    expect(waiting()).toBe(0);
    await pass(MINUTE);
    expect(waiting()).toBe(1);
  });

  it('goes on after errors that are rare', async () => {
    const { window, waiting } = screen();
    for (let count = 0; count < 30; count++) {
      fail(window);
      await pass(31_000);
    }
    expect(waiting()).toBe(0);
  });
});

describe('a page that cannot be mended', () => {
  it('is loaded anew without waiting for a scene, as soon as the server gives it', async () => {
    const { upkeep, files, reload } = screen();
    const kept = files.get('/wall')!;
    files.delete('/wall');
    await pass(2 * MINUTE);
    upkeep.reloadSoon();
    await pass(MINUTE);
    expect(reload).not.toHaveBeenCalled();
    files.set('/wall', kept);
    await pass(5000);
    expect(reload).toHaveBeenCalled();
  });

  it('is not loaded anew within a minute', async () => {
    const { upkeep, reload } = screen();
    upkeep.reloadSoon();
    await pass(MINUTE - 5000);
    expect(reload).not.toHaveBeenCalled();
    await pass(5000);
    expect(reload).toHaveBeenCalledTimes(1);
  });
});

describe('sleep', () => {
  it.each([
    ['forth', 30_000],
    ['back', -3_600_000],
  ])('is known by a clock that jumps %s', async (_, jump) => {
    const { onWake } = screen();
    await pass(MINUTE);
    expect(onWake).not.toHaveBeenCalled();
    vi.setSystemTime(Date.now() + jump);
    await pass(10_000);
    expect(onWake).toHaveBeenCalledTimes(1);
  });

  it('ends when the page is seen again, and the screen is to stay on again', async () => {
    const { page: shown, onWake, keepAwake } = screen();
    shown.show('hidden');
    vi.setSystemTime(Date.now() + 60_000);
    await pass(10_000);
    expect([onWake.mock.calls.length, keepAwake.mock.calls.length]).toEqual([0, 1]);
    shown.show('visible');
    expect([onWake.mock.calls.length, keepAwake.mock.calls.length]).toEqual([1, 2]);
  });
});

it('does nothing any more once it is stopped', async () => {
  const { upkeep, update, window, page: shown, standing, text, waiting, onWake } = screen();
  upkeep.stop();
  update();
  shown.show('visible');
  for (let count = 0; count < 3; count++) window.dispatchEvent(new Event('error'));
  standing.set({ state: 'live', since: 1 });
  await pass(30 * MINUTE);
  expect([text.mock.calls.length, waiting(), onWake.mock.calls.length]).toEqual([0, 0, 0]);
});

it('reads the address of the script from a page of this build', () => {
  expect(scriptOf(page('index-1.js'))).toBe('/assets/index-1.js');
  expect(scriptOf('<script type="module" src="https://elsewhere.example/a.js"></script>')).toBeNull();
});
