import { describe, expect, it } from 'vitest';
import { mapDrawn, useBrowser } from '../helpers/browser.ts';
import { focused } from '../helpers/keyboard.ts';
import { wayDown } from './city.ts';

const browser = useBrowser();

describe('the console', () => {
  it('draws the demo city from its own server alone, and says that its people are invented', async () => {
    await using opened = await browser.open('/');
    const { page, faults } = opened;
    await mapDrawn(page);
    await page.getByText('演示数据：人物均为虚构').waitFor();
    await page.getByRole('heading', { level: 2, name: '澄江区' }).waitFor();
    expect(await page.title()).toBe('澄江区 · 经纬');
    expect(await inkOf(page)).toBeGreaterThan(200);
    expect(faults).toEqual([]);
  });

  it('reopens a view from its link, and goes back and forward through what was opened', async () => {
    const { community, grid } = await wayDown();
    await using opened = await browser.open(
      `/#v=1&map=15.2/32.006/112.138/20/30&at=area:${community.area_code}&theme=night&lang=en&show=household_count`,
    );
    const { page, faults } = opened;
    await mapDrawn(page);
    await page.getByRole('heading', { level: 2, name: community.name }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
    expect(page.url()).toContain('map=15.2/32.006/112.138/20/30');
    await page.locator('jw-area-list button').filter({ hasText: grid.name }).first().click();
    await page.getByRole('heading', { level: 2, name: grid.name }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { level: 2, name: community.name }).waitFor();
    await page.goForward();
    await page.getByRole('heading', { level: 2, name: grid.name }).waitFor();
    expect(faults).toEqual([]);
  });

  it('opens on what is left of a broken link', async () => {
    await using opened = await browser.open('/#v=1&map=99/nowhere&at=castle:7&period=2026-02-31..x&layers=&lang=tlh');
    const { page, faults } = opened;
    await mapDrawn(page);
    await page.getByRole('heading', { level: 2, name: '澄江区' }).waitFor();
    expect(faults).toEqual([]);
  });

  it('says so when a link names a thing that is gone', async () => {
    await using opened = await browser.open('/#v=1&at=building:2000000000');
    const { page } = opened;
    await page.getByRole('alert').filter({ hasText: '没有找到' }).waitFor();
  });

  it('finds an area by name with the keyboard', async () => {
    const { community } = await wayDown();
    await using opened = await browser.open('/');
    const { page, faults } = opened;
    await mapDrawn(page);
    await page.keyboard.press('/');
    expect((await focused(page)).role).toBe('combobox');
    await page.keyboard.type(community.name);
    await page.getByRole('option').filter({ hasText: community.name }).first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 2, name: community.name }).waitFor();
    expect(page.url()).toContain(`at=area:${community.area_code}`);
    expect(faults).toEqual([]);
  });

  it('says when nothing was found', async () => {
    await using opened = await browser.open('/');
    const { page } = opened;
    await mapDrawn(page);
    await page.keyboard.press('/');
    await page.keyboard.type('鲸鱼火箭博物馆之外');
    await page.getByRole('status').filter({ hasText: '鲸鱼火箭博物馆之外' }).waitFor();
  });

  it('changes language and theme in place', async () => {
    await using opened = await browser.open('/');
    const { page } = opened;
    await mapDrawn(page);
    await page.getByTitle('切换为英文界面').click();
    await page.getByText('Demonstration data', { exact: false }).first().waitFor();
    expect(page.url()).toContain('lang=en');
    await page.goto(page.url().replace('lang=en', 'lang=en&theme=night'));
    await page.waitForFunction(() => getComputedStyle(document.documentElement).colorScheme.includes('dark'));
  });

  it('keeps layers and period in the address', async () => {
    await using opened = await browser.open('/#v=1&tool=layers');
    const { page, faults } = opened;
    await mapDrawn(page);
    await page
      .locator('jw-layer-switcher')
      .getByRole('checkbox', { name: '巡逻' })
      .or(page.locator('jw-layer-switcher').getByRole('switch', { name: '巡逻' }))
      .first()
      .click();
    await page.waitForFunction(() => location.hash.includes('patrol:1'));
    await page.getByRole('button', { name: '近7天' }).click();
    await page.waitForFunction(() => /period=\d{4}-\d{2}-\d{2}\.\.\d{4}-\d{2}-\d{2}/.test(location.hash));
    expect(faults).toEqual([]);
  });

  it('measures a distance on the map', async () => {
    await using opened = await browser.open('/#v=1&map=16/32.006/112.138/0/0&tool=measure');
    const { page, faults } = opened;
    await mapDrawn(page);
    await page
      .getByRole('radio', { name: '距离' })
      .or(page.getByRole('button', { name: '距离' }))
      .first()
      .click();
    await page.mouse.click(500, 400);
    await page.mouse.click(700, 400);
    const length = page.locator('jw-measure-sheet dd.large');
    await length.filter({ hasText: /[1-9]/ }).waitFor();
    const metres = Number((await length.innerText()).replace(/[^\d.]/g, ''));
    // 200 px at zoom 16 on 512 px tiles and latitude 32.006°: 1.0127 m a pixel.
    expect(metres).toBeGreaterThan(195);
    expect(metres).toBeLessThan(210);
    expect(faults).toEqual([]);
  });

  it('saves the map as a picture', async () => {
    await using opened = await browser.open('/#v=1&tool=print');
    const { page, faults } = opened;
    await mapDrawn(page);
    const download = page.waitForEvent('download');
    await page.locator('jw-print-sheet').getByRole('button', { name: /图片/ }).first().click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/\.png$/);
    expect(faults).toEqual([]);
  });

  it('fits a phone of 360 px without scrolling sideways', async () => {
    const { grid } = await wayDown();
    await using opened = await browser.open(`/#v=1&at=area:${grid.area_code}`, {
      viewport: { width: 360, height: 740 },
      hasTouch: true,
      isMobile: true,
    });
    const { page, faults } = opened;
    await mapDrawn(page);
    await page.getByRole('heading', { level: 2, name: grid.name }).waitFor();
    const [width, scroll] = await page.evaluate(() => [innerWidth, document.documentElement.scrollWidth]);
    expect(scroll).toBeLessThanOrEqual(width!);
    await page.locator('jw-building-list button.row').first().tap();
    await page.locator('jw-building-panel').getByRole('heading', { level: 2 }).waitFor();
    expect(faults).toEqual([]);
  });

  it('gives an unknown page a way home', async () => {
    await using opened = await browser.open('/no-such-page');
    await opened.page.getByRole('link', { name: '回到地图' }).waitFor();
  });
});

/** How many different colours stand in a small copy of the page's picture: a blank map has a handful. */
async function inkOf(page: import('playwright-core').Page): Promise<number> {
  const picture = (await page.screenshot({ clip: { x: 200, y: 120, width: 600, height: 500 } })).toString('base64');
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d')!;
    context.drawImage(image, 0, 0);
    return new Set(new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer)).size;
  }, picture);
}
