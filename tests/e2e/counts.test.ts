import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import type { AreaChild } from '../../server/api/areas/schema.ts';
import type { Deployment, DeploymentNews } from '../../server/api/deployment/schema.ts';
import type { LonLat } from '../../server/api/wire.ts';
import { mapDrawn, useBrowser } from '../helpers/browser.ts';
import { ask, wayDown } from './city.ts';

const browser = useBrowser();
const patient = { timeout: 30_000 };
/** Nothing but grids, from nearer than their names: what lies under the middle is a grid. */
const gridsAlone = 'layers=buildings:0,compounds:0,incidents:0,facilities:0';

/** Moves the map as Back and a link do. */
async function look(page: Page, zoom: number, [longitude, latitude]: LonLat, more = ''): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `v=1&map=${zoom}/${latitude}/${longitude}/0/0${more}`);
}

/** What the map tells by keyboard of the area under its middle. */
async function told(page: Page): Promise<string> {
  await page.locator('jw-map canvas').first().focus();
  // A step there and back: the map tells what it holds when it comes to rest.
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  const sheet = page.locator('jw-map .popup');
  await sheet.waitFor();
  return sheet.innerText();
}

/**
 * A blank page that, once it goes to the console, is told that nothing was written since: what it fetches then, it fetches for the
 * view alone. `change` is what the deployment says otherwise.
 */
async function stillPage(change: Partial<Deployment> = {}) {
  const opened = await browser.open('/robots.txt');
  const deployment = { ...(await ask<Deployment>('deployment')), ...change };
  const { today, latest_day, tiles, data_version } = deployment;
  const news: DeploymentNews = { today, latest_day, tiles, data_version };
  await opened.page.route('**/api/deployment', (route) => route.fulfill({ json: deployment }));
  await opened.page.route('**/api/deployment/news', (route) => route.fulfill({ json: news }));
  return opened;
}

/** The blank page is one that there is not, nor has it an icon: these two are no fault of the console. */
const ofConsole = (fault: string) => !fault.includes('404');

/** Queries of the counts that the page asked for, in order. */
function countRequests(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.pathname === '/api/areas/indicators') asked.push(url.searchParams.toString());
  });
  return asked;
}

describe('counts of areas', () => {
  it('are fetched by chunk, and none twice while the map pans and zooms', async () => {
    const { root } = await ask<Deployment>('deployment');
    const { items: streets } = await ask<{ items: AreaChild[] }>(`areas/${root!.area_code}/children`);
    const chunks = streets.map(({ area_code, bounds }) => ({ area_code, bounds }));
    // The demo city's district as a large one, of which state is fetched by street.
    await using opened = await stillPage({ chunk_digits: 9, chunks });
    const { page, faults } = opened;
    const asked = countRequests(page);
    const [west, east] = [streets[0]!, streets.at(-1)!];
    await page.goto(`${inject('address')}/#v=1&map=17/${west.centre[1]}/${west.centre[0]}/0/0`);
    await mapDrawn(page);
    for (const street of [east, west, east, west]) {
      await look(page, 17, street.centre);
      await look(page, 7, street.centre);
      await look(page, 17, street.centre);
    }
    const code = root!.area_code;
    const wanted = [
      `within=${code}&level=district`,
      ...[west, east].map((one) => `within=${one.area_code}&level=grid`),
    ];
    await expect.poll(() => wanted.filter((query) => !asked.includes(query)), patient).toEqual([]);
    // What is asked for last comes after all that went before.
    await look(page, 11.7, root!.centre);
    await expect.poll(() => asked.at(-1), patient).toBe(`within=${code}&level=street`);
    expect(asked.filter((query, index) => asked.indexOf(query) !== index)).toEqual([]);
    expect(faults.filter(ofConsole)).toEqual([]);
  });

  it('stand where they stood when the map comes back from far away', async () => {
    const { grid } = await wayDown();
    await using opened = await stillPage();
    const { page, faults } = opened;
    await page.goto(`${inject('address')}/#v=1&map=17/${grid.centre[1]}/${grid.centre[0]}/0/0&${gridsAlone}`);
    await mapDrawn(page);
    const asked = countRequests(page);
    const before = await told(page);
    expect(before).toContain(`未办结事件 ${grid.incident_open_count}`);
    await look(page, 15, [grid.centre[0] + 20, grid.centre[1]], `&${gridsAlone}`);
    await look(page, 17, grid.centre, `&${gridsAlone}`);
    await expect.poll(() => told(page), patient).toBe(before);
    expect(asked).toEqual([]);
    expect(faults.filter(ofConsole)).toEqual([]);
  });
});

describe('a page that stays open', () => {
  it('takes the new tiles of the set that changed, and keeps what was chosen and counted', async () => {
    const { grid } = await wayDown();
    await using opened = await browser.open(
      `/#v=1&map=17/${grid.centre[1]}/${grid.centre[0]}/0/0&at=area:${grid.area_code}&${gridsAlone}`,
    );
    const { page, faults } = opened;
    await mapDrawn(page);
    const before = await told(page);
    const { tiles } = await ask<Deployment>('deployment');
    const [, version] = /areas\/([^/]+)\//.exec(tiles.areas.url)!;
    const fresh = tiles.areas.url.replace(version!, `${version}.1`);
    await page.route('**/api/deployment/news', async (route) => {
      const news = await (await route.fetch()).json();
      await route.fulfill({ json: { ...news, tiles: { ...tiles, areas: { ...tiles.areas, url: fresh } } } });
    });
    const fetched = new Set<string>();
    page.on('response', (response) => {
      const [, set, told] = /\/api\/tiles\/([a-z]+)\/([^/]+)\//.exec(response.url()) ?? [];
      if (set) fetched.add(`${set} ${told === `${version}.1` ? 'new' : 'as before'}`);
    });
    // Being looked at again makes a page ask at once.
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await expect.poll(() => [...fetched], patient).toEqual(['areas new']);
    await expect.poll(() => told(page), patient).toBe(before);
    await page.getByRole('heading', { level: 2, name: grid.name }).waitFor();
    expect(faults).toEqual([]);
  });
});
