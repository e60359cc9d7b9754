import type { ReactiveControllerHost } from 'lit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Reference } from '../../../client/elements/reference.ts';
import { FreshReference } from '../../../client/pages/fresh-reference.ts';
import type { LiveEventMessage, Standing } from '../../../client/state/live.ts';
import { Signal } from '../../../client/state/signals.ts';
import type { Deployment, DeploymentNews } from '../../../server/api/deployment/schema.ts';
import { catalogues, deployment } from '../map/context.ts';

class FakeDocument extends EventTarget {
  visibilityState = 'visible';
}

/** A feed that a test speaks for. */
class FakeFeed {
  readonly standing = new Signal<Standing>({ state: 'connecting', since: 0 });
  readonly #listeners = new Set<(event: LiveEventMessage) => void>();

  subscribe(listener: (event: LiveEventMessage) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
  tell(event: LiveEventMessage): void {
    for (const listener of this.#listeners) listener(event);
  }
  become(state: Standing['state']): void {
    this.standing.set({ state, since: Date.now() });
  }
}

/** An open page, and what its server would answer; its turn among all screens is the middle one. */
function openPage() {
  const feed = new FakeFeed();
  let updates = 0;
  const host = { addController: () => {}, requestUpdate: () => updates++ } as unknown as ReactiveControllerHost;
  const { today, latest_day, tiles, data_version } = deployment;
  const news: DeploymentNews = { today, latest_day, tiles, data_version };
  const asked: string[] = [];
  const answers = { news, deployment, broken: false };
  const questions = {
    news: async () => {
      asked.push('news');
      if (answers.broken) throw new Error('away');
      return answers.news;
    },
    deployment: async () => {
      asked.push('deployment');
      return { ...answers.deployment, ...answers.news };
    },
  };
  const fresh = new FreshReference(host, questions, feed, () => 0.5);
  const opened: Reference = { deployment, catalogues };
  fresh.hostConnected();
  fresh.start(opened);
  return { fresh, feed, opened, answers, asked, updates: () => updates };
}

const withVersion = (set: keyof Deployment['tiles'], version: string): Deployment['tiles'] => ({
  ...deployment.tiles,
  [set]: { ...deployment.tiles[set], url: `/api/tiles/${set}/${version}/{z}/{x}/{y}` },
});

let page: FakeDocument;
beforeEach(() => {
  vi.useFakeTimers();
  page = new FakeDocument();
  vi.stubGlobal('document', page);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('an open page without a feed', () => {
  it('asks every ten seconds and keeps what it has while nothing is new', async () => {
    const { fresh, opened, asked, updates } = openPage();
    await vi.advanceTimersByTimeAsync(9_999);
    expect(asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(20_001);
    expect(asked).toEqual(['news', 'news', 'news']);
    expect([fresh.reference, updates()]).toEqual([opened, 0]);
    expect(fresh.reference).toBe(opened);
  });

  it('takes the new address of a tile set and leaves everything else as it is', async () => {
    const { fresh, opened, answers, asked, updates } = openPage();
    answers.news = { ...answers.news, tiles: withVersion('ground', '2') };
    await vi.advanceTimersByTimeAsync(10_000);
    expect(fresh.reference).toEqual({
      catalogues,
      deployment: { ...opened.deployment, tiles: withVersion('ground', '2') },
    });
    expect(fresh.reference!.deployment.root).toBe(opened.deployment.root);
    expect([asked, updates()]).toEqual([['news'], 1]);
  });

  it('asks for the tree where the areas have changed', async () => {
    const { fresh, answers, asked } = openPage();
    answers.deployment = { ...deployment, chunk_digits: 12 };
    answers.news = { ...answers.news, tiles: withVersion('areas', '2') };
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked).toEqual(['news', 'deployment']);
    expect(fresh.reference!.deployment.chunk_digits).toBe(12);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked).toEqual(['news', 'deployment', 'news']);
  });

  it('has its data renewed at most once a minute', async () => {
    const { fresh, answers, updates } = openPage();
    const versions: string[] = [];
    for (let second = 10; second <= 130; second += 10) {
      answers.news = { ...answers.news, data_version: `at ${second}` };
      await vi.advanceTimersByTimeAsync(10_000);
      versions.push(fresh.reference!.deployment.data_version);
    }
    expect([...new Set(versions)]).toEqual(['1', 'at 60', 'at 120']);
    expect(updates()).toBe(2);
  });

  it('asks nothing while it is hidden, and at once when it is seen again', async () => {
    const { asked } = openPage();
    page.visibilityState = 'hidden';
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toEqual([]);
    page.visibilityState = 'visible';
    page.dispatchEvent(new Event('visibilitychange'));
    await vi.advanceTimersByTimeAsync(0);
    expect(asked).toEqual(['news']);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked).toEqual(['news', 'news']);
  });

  it('keeps what it has while the server is away, and goes on asking', async () => {
    const { fresh, opened, answers, asked } = openPage();
    answers.broken = true;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(fresh.reference).toBe(opened);
    answers.broken = false;
    answers.news = { ...answers.news, today: '2026-05-21' };
    await vi.advanceTimersByTimeAsync(10_000);
    expect(fresh.reference!.deployment.today).toBe('2026-05-21');
    expect(asked).toEqual(['news', 'news', 'news']);
  });

  it('asks no more once it is closed', async () => {
    const { fresh, asked } = openPage();
    fresh.hostDisconnected();
    page.dispatchEvent(new Event('visibilitychange'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toEqual([]);
  });
});

describe('an open page with a feed', () => {
  const live = async () => {
    const page = openPage();
    page.feed.become('live');
    // What happened while it was connecting.
    await vi.advanceTimersByTimeAsync(10_000);
    return page;
  };

  it('asks once when the feed comes, and then no more than every five minutes', async () => {
    const { feed, asked } = openPage();
    await vi.advanceTimersByTimeAsync(2000);
    feed.become('live');
    await vi.advanceTimersByTimeAsync(8000);
    expect(asked).toEqual(['news']);
    await vi.advanceTimersByTimeAsync(299_999);
    expect(asked).toEqual(['news']);
    await vi.advanceTimersByTimeAsync(1);
    expect(asked).toEqual(['news', 'news']);
  });

  it('asks in its turn when the feed has news, and not again before ten seconds', async () => {
    const { feed, asked } = await live();
    await vi.advanceTimersByTimeAsync(60_000);
    feed.tell({ event: 'news' });
    await vi.advanceTimersByTimeAsync(1499);
    expect(asked).toEqual(['news']);
    await vi.advanceTimersByTimeAsync(1);
    expect(asked).toEqual(['news', 'news']);
    for (let second = 0; second < 10; second++) {
      feed.tell({ event: 'news' });
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(asked).toEqual(['news', 'news']);
    await vi.advanceTimersByTimeAsync(1500);
    expect(asked).toEqual(['news', 'news', 'news']);
  });

  it('takes what came too early for it a minute after the last renewal', async () => {
    const { fresh, feed, answers, asked } = await live();
    answers.news = { ...answers.news, data_version: '2' };
    feed.tell({ event: 'news' });
    await vi.advanceTimersByTimeAsync(49_999);
    expect([fresh.reference!.deployment.data_version, asked.length]).toEqual(['1', 2]);
    await vi.advanceTimersByTimeAsync(1);
    expect([fresh.reference!.deployment.data_version, asked.length]).toEqual(['2', 3]);
    await vi.advanceTimersByTimeAsync(200_000);
    expect(asked.length).toBe(3);
  });

  it('asks after a reset, and not for a change', async () => {
    const { feed, asked } = await live();
    await vi.advanceTimersByTimeAsync(60_000);
    feed.tell({ event: 'change', seq: 1, change: { id: 1, kind: 'gone' } });
    await vi.advanceTimersByTimeAsync(20_000);
    expect(asked).toEqual(['news']);
    feed.tell({ event: 'reset' });
    await vi.advanceTimersByTimeAsync(1500);
    expect(asked).toEqual(['news', 'news']);
  });

  it('asks every ten seconds again while the feed is late', async () => {
    const { feed, asked } = await live();
    await vi.advanceTimersByTimeAsync(60_000);
    feed.become('late');
    await vi.advanceTimersByTimeAsync(1500 + 20_000);
    expect(asked).toEqual(['news', 'news', 'news', 'news']);
  });

  it('hears nothing more once it is closed', async () => {
    const { fresh, feed, asked } = await live();
    fresh.hostDisconnected();
    feed.tell({ event: 'news' });
    feed.become('late');
    await vi.advanceTimersByTimeAsync(600_000);
    expect(asked).toEqual(['news']);
  });
});
