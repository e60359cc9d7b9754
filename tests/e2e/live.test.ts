import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import type { IncidentDetail } from '../../server/api/incidents/schema.ts';
import { sessionOf, useBrowser } from '../helpers/browser.ts';
import { tell } from './accounts.ts';
import { ask } from './city.ts';

const browser = useBrowser();

/** An open incident to which somebody else may add a note. */
async function openIncident(): Promise<number> {
  const { items } = await ask<{ items: { id: number }[] }>('incidents?status=open&limit=1');
  return items[0]!.id;
}

/** Somebody else adds a note. */
async function note(id: number, text: string): Promise<void> {
  const colleague = await sessionOf('district-leader');
  const { incident } = await ask<IncidentDetail>(`incidents/${id}`);
  await tell('POST', `incidents/${id}/events`, { kind: 'noted', version: incident.version, text }, colleague);
}

/** Addresses of the connections to the feed that a browser opens. */
function connections(context: BrowserContext): string[] {
  const opened: string[] = [];
  context.on('request', (request) => {
    const { pathname, search } = new URL(request.url());
    if (pathname === '/api/live') opened.push(pathname + search);
  });
  return opened;
}

const isLive = (page: Page) => page.locator('jw-live-mark .live').waitFor({ timeout: 60_000 });

describe('what others do', () => {
  it('appears in every tab by itself over one connection, which the next tab takes over', async () => {
    const id = await openIncident();
    await using opened = await browser.open('/account');
    const { page: first, faults } = opened;
    const context = first.context();
    const feeds = connections(context);
    const address = `${inject('address')}/#v=1&at=incident:${id}`;
    const second = await context.newPage();
    const loads: string[] = [];
    for (const page of [first, second]) {
      await page.goto(address);
      await isLive(page);
      await page.locator('jw-incident-panel').first().waitFor({ timeout: 60_000 });
      page.on('framenavigated', () => loads.push(page.url()));
    }
    expect(feeds).toEqual(['/api/live']);
    const words = `实时备注 ${Date.now()}`;
    await note(id, `${words} 甲`);
    for (const page of [first, second]) await page.getByText(`${words} 甲`).first().waitFor();
    await first.close();
    await expect.poll(() => feeds.length, { timeout: 20_000 }).toBe(2);
    expect(feeds[1]).toMatch(/^\/api\/live\?after=\d+$/);
    await note(id, `${words} 乙`);
    await second.getByText(`${words} 乙`).first().waitFor();
    expect([loads, faults]).toEqual([[], []]);
  });

  it('is missed while the feed is away, which the screen says, and follows when it is back', async () => {
    const id = await openIncident();
    await using opened = await browser.open('/account');
    const { page } = opened;
    await page.clock.install();
    await page.goto(`${inject('address')}/#v=1&at=incident:${id}`);
    await page.clock.resume();
    await isLive(page);
    await page.context().route('**/api/live*', (route) => route.abort());
    await page.context().setOffline(true);
    await page.clock.fastForward(60_000);
    await page
      .locator('jw-live-mark')
      .getByText(/^\d\d:\d\d 起未更新$/)
      .waitFor();
    const words = `补上的备注 ${Date.now()}`;
    await note(id, words);
    await page.context().setOffline(false);
    await page.context().unroute('**/api/live*');
    await page.clock.fastForward(60_000);
    await isLive(page);
    await page.getByText(words).first().waitFor();
  });
});
