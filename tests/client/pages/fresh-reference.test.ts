import type { ReactiveControllerHost } from 'lit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Reference } from '../../../client/elements/reference.ts';
import { FreshReference } from '../../../client/pages/fresh-reference.ts';
import type { Deployment, DeploymentNews } from '../../../server/api/deployment/schema.ts';
import { catalogues, deployment } from '../map/context.ts';

class FakeDocument extends EventTarget {
  visibilityState = 'visible';
}

/** An open page, and what its server would answer. */
function openPage() {
  let updates = 0;
  const host = { addController: () => {}, requestUpdate: () => updates++ } as unknown as ReactiveControllerHost;
  const { today, latest_day, tiles, data_version } = deployment;
  const news: DeploymentNews = { today, latest_day, tiles, data_version };
  const asked: string[] = [];
  const answers = { news, deployment, broken: false };
  const fresh = new FreshReference(host, {
    news: async () => {
      asked.push('news');
      if (answers.broken) throw new Error('away');
      return answers.news;
    },
    deployment: async () => {
      asked.push('deployment');
      return { ...answers.deployment, ...answers.news };
    },
  });
  const opened: Reference = { deployment, catalogues };
  fresh.hostConnected();
  fresh.start(opened);
  return { fresh, opened, answers, asked, updates: () => updates };
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

describe('an open page', () => {
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
