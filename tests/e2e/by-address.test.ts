import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { BuildingSummary } from '../../server/api/buildings/schema.ts';
import type { Deployment } from '../../server/api/deployment/schema.ts';
import type { GeocodeAnswer } from '../../server/api/geocode/schema.ts';
import type { Page as ListPage } from '../../server/api/wire.ts';
import { seriousFaults } from '../helpers/axe.ts';
import { useBrowser } from '../helpers/browser.ts';
import { answerTo } from './household-doors.ts';

const browser = useBrowser();
const clerk = 'registrar';
const mark = Date.now() % 100_000;

/** An address of the demo city that means one building for certain. */
async function sureAddress(): Promise<string> {
  const { root } = await answerTo<Deployment>(clerk, 'deployment');
  const { items } = await answerTo<ListPage<BuildingSummary>>(clerk, `buildings?area_code=${root!.area_code}&limit=50`);
  for (const { address } of items) {
    if (!address) continue;
    const { items: hits } = await answerTo<GeocodeAnswer>(clerk, `geocode?q=${encodeURIComponent(address)}&limit=1`);
    if (hits[0]?.level === 'building' && hits[0].confidence >= 0.95) return address;
  }
  throw new Error('no building of the demo city is found by its address');
}

const step = (page: Page, name: string) =>
  page.locator('jw-import-batch h3 button').filter({ has: page.getByText(name, { exact: true }) });
const opened = (page: Page, name: string) =>
  expect.poll(() => step(page, name).getAttribute('aria-expanded'), { timeout: 30_000 }).toBe('true');

describe('addresses that are doubtful', () => {
  it('of a sheet without coordinates are decided by keys, and their rows are loaded where it was said', async () => {
    await using view = await browser.open('/imports', { as: clerk });
    const { page, faults } = view;
    const doubtful = [`红砖楼后面第二排${mark}`, `老粮站对过${mark}`];
    const rows = [await sureAddress(), ...doubtful].map((address, at) => `按址设施${mark}-${at},健身点,${address}`);
    const name = `按址设施${mark}.csv`;
    await page.getByLabel('文件里是什么').selectOption({ label: '公共设施' });
    await page
      .locator('input[type="file"]')
      .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(`设施名称,类型,地址\n${rows.join('\n')}\n`) });
    await page.getByRole('button', { name: /^上传/ }).click();
    await page.getByRole('heading', { name }).waitFor();
    const yes = page.getByRole('button', { name: '没问题，下一步' });
    await opened(page, '文件').then(() => yes.click());

    // No column of coordinates: addresses are proposed, and shown on the map.
    await opened(page, '坐标');
    expect(await page.getByLabel('没有坐标的行按地址定位').isChecked()).toBe(true);
    await page.getByText('1行按地址找到了位置，2行没有把握').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '位置对，就用这一种' }).click();
    await opened(page, '对应列').then(() => yes.click());
    await opened(page, '核对');
    await page.getByRole('button', { name: '试算', exact: true }).last().click();
    await opened(page, '试算');
    await page.getByText('已列入地址核对').first().waitFor();

    // The first is no place, which is taken back and said again; the second is shown on the map.
    await page.getByRole('link', { name: '核对没有把握的地址' }).click();
    const inHand = page.locator('jw-review-card');
    await inHand.getByText(doubtful[0]!).first().waitFor();
    await page.locator('jw-review-map[drawn]').waitFor();
    await page.keyboard.press('n');
    await page.getByText('已记为不在本地。').waitFor();
    await page.keyboard.press('u');
    await page.getByText(`已撤销，「${doubtful[0]}」重新待核对。`).waitFor();
    await inHand.getByText(doubtful[0]!).first().waitFor();
    await page.keyboard.press('n');
    await inHand.getByText(doubtful[1]!).first().waitFor();
    await page.keyboard.press('m');
    await page.locator('jw-review-map').click({ position: { x: 160, y: 160 } });
    await page.getByText('这一批没有待核对的地址了。').waitFor();

    // Counted again, the row has its place, and the other is told to have none.
    await page.getByRole('link', { name: '回到这次导入，重新试算' }).click();
    await page.getByRole('heading', { name }).waitFor();
    await opened(page, '试算');
    await page.getByRole('button', { name: '重新试算' }).click();
    await page.getByText('已核对：本辖区没有这个地点').waitFor();
    await page.getByText('退回的留下').click();
    await opened(page, '试算');
    await yes.click();
    await opened(page, '导入');
    await page.getByRole('button', { name: '导入2行' }).click();
    await page.getByRole('button', { name: '整批撤销' }).click();
    await page.getByRole('button', { name: '整批撤销' }).click();
    await page.getByText('数据已恢复为导入之前的样子').waitFor();
    expect(faults).toEqual([]);
  });
});
