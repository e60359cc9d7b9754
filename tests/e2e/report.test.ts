import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { describe, expect, inject, it } from 'vitest';
import { seriousFaults } from '../helpers/axe.ts';
import { mapDrawn, useBrowser } from '../helpers/browser.ts';

const browser = useBrowser();
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
/** A broken network is written to Chromium's console. */
const apartFromNetwork = (faults: string[]) => faults.filter((fault) => !/net::ERR|Failed to load/.test(fault));

const photo = async () => ({
  name: 'lamp.png',
  mimeType: 'image/png',
  buffer: await sharp({ create: { width: 60, height: 40, channels: 3, background: '#557' } })
    .png()
    .toBuffer(),
});

/** Fills in what every report needs, on the page's own map. */
async function fillIn(page: Page, title: string, offset = 0): Promise<void> {
  await page.locator('jw-place-map[drawn]').waitFor({ timeout: 60_000 });
  await page.locator('jw-place-map canvas').click({ position: { x: 150 + offset, y: 130 } });
  await page.getByText(/^\s*已标在/).waitFor();
  await page.locator('.tiles').getByText('公共设施').click();
  await page.getByLabel('一句话说明').fill(title);
  await page.locator('input[type="file"]').setInputFiles(await photo());
  await page.getByAltText('照片1').waitFor();
}

const send = (page: Page) => page.locator('jw-report-form button[type="submit"]').click();
const codeOf = async (page: Page) => (await page.locator('jw-report-sent code').innerText()).replace(/\s/g, '');

describe('anybody', () => {
  it('reports without an account, follows it by the code, and takes it back', async () => {
    await using opened = await browser.open('/report', { as: null, ...phone });
    const { page, faults } = opened;
    await send(page);
    await page.getByText('请先标出位置。').waitFor();
    await fillIn(page, '楼道灯不亮（测试上报）');
    expect(await seriousFaults(page)).toEqual([]);
    await send(page);
    const code = await codeOf(page);
    expect(code).toMatch(/^[2-9A-HJ-NP-Z]{10}$/);
    await page.getByRole('link', { name: '查看进度' }).click();
    await page.getByRole('heading', { name: '楼道灯不亮（测试上报）' }).waitFor();
    expect(page.url()).toContain(`/report#code&follow=${code}`);
    expect(await page.locator('jw-step-strip [aria-current="step"]').count()).toBe(1);
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '撤回上报' }).click();
    await page.getByLabel('为什么撤回').fill('已经修好了');
    await page.getByRole('button', { name: '撤回', exact: true }).click();
    await page.getByText('已提交。').waitFor();
    await page.getByText('已经修好了').waitFor();
    expect(await page.getByRole('button', { name: '撤回上报' }).count()).toBe(0);
    expect(faults).toEqual([]);
  });

  it('loads the map only after the form stands, and never the console', async () => {
    await using opened = await browser.open('/report', { as: null });
    const { page } = opened;
    await page.locator('jw-report-form').waitFor();
    const scripts = await page.evaluate(() =>
      [...document.querySelectorAll('link[rel="modulepreload"]')].map((link) => (link as HTMLLinkElement).href),
    );
    await page.locator('jw-place-map[drawn]').waitFor({ timeout: 60_000 });
    const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
    expect(scripts.filter((name) => name.includes('jw-console'))).toEqual([]);
    expect(loaded.filter((name) => /jw-(console|map)-/.test(name))).toEqual([]);
  });

  it('reports without a network: it is sent once, when the network is back', async () => {
    await using opened = await browser.open('/report', { as: null });
    const { page, faults } = opened;
    await fillIn(page, '井盖松动（断网测试）', 60);
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/api/reports')) sent.push(request.postData() ?? '');
    });
    await page.context().setOffline(true);
    await send(page);
    await page.getByText('已存为草稿，联网后自动发送').waitFor();
    await page.context().setOffline(false);
    const code = await codeOf(page);
    expect(code).toHaveLength(10);
    expect(sent.filter((body) => body.includes('断网测试'))).toHaveLength(1);
    expect(apartFromNetwork(faults)).toEqual([]);
  });

  it('finds what was typed again after the page was closed', async () => {
    await using opened = await browser.open('/report', { as: null });
    const { page, faults } = opened;
    await fillIn(page, '写到一半', 20);
    await page.getByText('已自动保存在这台设备上').waitFor();
    await page.goto(`${inject('address')}/replies`);
    await page.getByRole('heading', { name: '回音壁' }).waitFor();
    await page.goto(`${inject('address')}/report`);
    await page.getByAltText('照片1').waitFor();
    expect(await page.getByLabel('一句话说明').inputValue()).toBe('写到一半');
    expect(await page.getByText(/^\s*已标在/).count()).toBe(1);
    expect(faults).toEqual([]);
  });

  it('is told where a place belongs that is not of this district', async () => {
    await using opened = await browser.open('/report', { as: null });
    const { page } = opened;
    await fillIn(page, '区外的事');
    await page.getByText('直接填经纬度').click();
    await page.getByLabel('经度，纬度').fill('100, 30');
    await page.keyboard.press('Tab');
    await page.getByText('已标在 100.00000, 30.00000').waitFor();
    await send(page);
    const said = page.locator('jw-place-field [role="alert"]');
    await said.waitFor();
    expect(await said.innerText()).toMatch(/公里/);
    expect(await page.getByLabel('一句话说明').inputValue()).toBe('区外的事');
  });
});

describe('a grid worker', () => {
  it('reports on the console with one key, showing the place on its map', async () => {
    await using opened = await browser.open('/#v=1', { as: 'grid-worker' });
    const { page, faults } = opened;
    await mapDrawn(page);
    await page.keyboard.press('n');
    await page.locator('jw-report-form').waitFor();
    await page.mouse.click(700, 430);
    await page.getByText(/^\s*已标在/).waitFor();
    await page.locator('.tiles').getByText('环境卫生').click();
    await page.getByLabel('事项').click();
    await page.locator('jw-matter-select [role="option"]').first().click();
    await page.getByLabel('一句话说明').fill('路口有散落垃圾（测试）');
    expect(await seriousFaults(page)).toEqual([]);
    await send(page);
    await page.getByRole('button', { name: '在地图上看' }).click();
    await page.locator('jw-incident-panel').getByRole('heading', { name: '路口有散落垃圾（测试）' }).waitFor();
    expect(faults).toEqual([]);
  });

  it('does not find the drafts of a colleague on the same phone', async () => {
    await using opened = await browser.open('/report', { as: 'grid-worker' });
    const { page } = opened;
    await page.getByLabel('一句话说明').fill('只有我看得到');
    await page.getByText('已自动保存在这台设备上').waitFor();
    const login = (name: string) =>
      page.request.post(`${inject('address')}/api/session`, {
        data: { login: name, password: inject('accounts')[name] },
      });
    await login('community-secretary');
    await page.reload();
    await page.locator('jw-report-form').waitFor();
    expect(await page.getByLabel('一句话说明').inputValue()).toBe('');
    await login('grid-worker');
    await page.reload();
    await page.locator('jw-report-form').waitFor();
    expect(await page.getByLabel('一句话说明').inputValue()).toBe('只有我看得到');
  });
});

describe('the wall of replies', () => {
  it('shows questions and answers, by category, without anything serious', async () => {
    await using opened = await browser.open('/replies', { as: null });
    const { page, faults } = opened;
    await page.getByRole('heading', { name: '回音壁' }).waitFor();
    await page.getByLabel('类别').selectOption('noise');
    await page.locator('.wall[aria-busy="false"], .vacant').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('link', { name: '我也要上报' }).first().click();
    await page.getByRole('heading', { name: '上报一件事' }).waitFor();
    expect(faults).toEqual([]);
  });
});
