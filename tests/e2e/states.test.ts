import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { mapDrawn, useBrowser } from '../helpers/browser.ts';
import { wayDown } from './city.ts';

const browser = useBrowser();

/** Opens a blank page of the server, where routes can be set before the console loads. */
async function prepared(route: string, handle: Parameters<Page['route']>[1]) {
  const opened = await browser.open('/robots.txt');
  await opened.page.route(`**/api/${route}`, handle);
  return opened;
}

const failed = {
  status: 503,
  contentType: 'application/json',
  body: JSON.stringify({ error: { code: 'too_busy', message: '服务器繁忙，请稍后再试。' } }),
};

describe('while the server does not answer as hoped', () => {
  it('shows the outline of a panel until the answer is there', async () => {
    const { grid } = await wayDown();
    let answer = () => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await using opened = await prepared(`areas/${grid.area_code}`, async (route) => {
      await held;
      await route.continue();
    });
    const { page } = opened;
    await page.goto(`${inject('address')}/#v=1&at=area:${grid.area_code}`);
    await page.locator('jw-panel .bone').first().waitFor();
    answer();
    await page.getByRole('heading', { level: 2, name: grid.name }).waitFor();
    expect(await page.locator('jw-panel.detail > .content > .bones').count()).toBe(0);
  });

  it('says why a panel is empty and tries again at a press', async () => {
    const { grid } = await wayDown();
    let broken = true;
    await using opened = await prepared(`areas/${grid.area_code}`, (route) =>
      broken ? route.fulfill(failed) : route.continue(),
    );
    const { page } = opened;
    await page.goto(`${inject('address')}/#v=1&at=area:${grid.area_code}`);
    const alert = page.getByRole('alert').filter({ hasText: '服务器繁忙，请稍后再试。' });
    await alert.waitFor();
    broken = false;
    await alert.getByRole('button', { name: '再试一次' }).click();
    await page.getByRole('heading', { level: 2, name: grid.name }).waitFor();
  });

  it('says that the server is away when nothing answers at all', async () => {
    await using opened = await prepared('deployment', (route) => route.abort());
    await opened.page.goto(`${inject('address')}/`);
    await opened.page.getByRole('alert').filter({ hasText: '暂时连不上服务器' }).waitFor();
  });

  it('keeps the map when the incidents cannot be had, and says so', async () => {
    await using opened = await prepared('incidents/**', (route) => route.fulfill(failed));
    const { page } = opened;
    await page.goto(`${inject('address')}/`);
    await mapDrawn(page);
    await page.getByRole('alert').first().waitFor();
    await page.getByRole('heading', { level: 2, name: '澄江区' }).waitFor();
  });

  it('teaches what will stand where nothing is', async () => {
    const { grid } = await wayDown();
    await using opened = await prepared('incidents?**', (route) => route.fulfill({ json: { items: [], next: null } }));
    const { page } = opened;
    await page.goto(`${inject('address')}/#v=1&at=area:${grid.area_code}`);
    await page.getByText('没有未办结的事件。').first().waitFor();
  });

  it('tells how to begin in an empty database', async () => {
    await using opened = await prepared('deployment', async (route) => {
      const body = await (await route.fetch()).json();
      await route.fulfill({ json: { ...body, root: null, bounds: null, demo: false } });
    });
    const { page } = opened;
    await page.goto(`${inject('address')}/`);
    await page.getByText('npm run demo-city').waitFor();
  });
});
