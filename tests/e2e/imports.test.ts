import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { ImportBatch } from '../../server/api/imports/schema.ts';
import type { Page as ListPage } from '../../server/api/wire.ts';
import { seriousFaults } from '../helpers/axe.ts';
import { useBrowser } from '../helpers/browser.ts';
import { answerTo } from './household-doors.ts';

const browser = useBrowser();
const clerk = 'registrar';
/** Tells this run's file from those of another. */
const mark = Date.now() % 100_000;

/** The middle of the demo city's root area. */
async function middle(): Promise<[lon: number, lat: number]> {
  const { bounds } = await answerTo<{ bounds: [number, number, number, number] }>(clerk, 'deployment');
  return [(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2];
}

/** A sheet of invented facilities; the third lacks its kind. */
async function sheet(): Promise<Buffer> {
  const [lon, lat] = await middle();
  const kinds = ['健身点', '公共厕所', '', '消火栓'];
  const rows = kinds.map((kind, at) => `试验设施${mark}-${at},${kind},${lon + at / 10_000},${lat}`);
  return Buffer.from(`设施名称,类型,经度,纬度\n${rows.join('\n')}\n`);
}

const step = (page: Page, name: string) =>
  page.locator('jw-import-batch h3 button').filter({ has: page.getByText(name, { exact: true }) });
const opened = (page: Page, name: string) =>
  expect.poll(() => step(page, name).getAttribute('aria-expanded'), { timeout: 30_000 }).toBe('true');
const found = async () =>
  (await answerTo<ListPage<ImportBatch>>(clerk, 'imports?limit=50')).items.find(({ file_name }) =>
    file_name.includes(String(mark)),
  );

describe('importing', () => {
  it('takes a sheet from the file to the registers and out again, by the page alone', async () => {
    await using view = await browser.open('/imports', { as: clerk });
    const { page, faults } = view;
    await page.getByText('把文件拖到这里').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByLabel('文件里是什么').selectOption({ label: '公共设施' });
    const name = `试验设施${mark}.csv`;
    await page.locator('input[type="file"]').setInputFiles({ name, mimeType: 'text/csv', buffer: await sheet() });
    await page.getByRole('button', { name: /^上传/ }).click();
    await page.getByRole('heading', { name }).waitFor();

    // What the file is: asked only where it is not certain.
    const yes = page.getByRole('button', { name: '没问题，下一步' });
    await opened(page, '文件').then(() => yes.click());
    await opened(page, '坐标');
    await page.getByText('地图上是文件里的4处').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '位置对，就用这一种' }).click();
    await opened(page, '对应列');
    await page.getByLabel('填到: 设施名称').waitFor();
    if ((await page.getByLabel('填到: 设施名称').inputValue()) !== 'name')
      await page.getByLabel('填到: 设施名称').selectOption('name');
    expect(await page.getByLabel('填到: 类型').inputValue()).toBe('kind');
    expect(await seriousFaults(page)).toEqual([]);
    await yes.click();

    // The row without a kind is found by N and mended where it stands.
    await opened(page, '核对');
    await page.getByText('前100行里有1处问题').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('gridcell').first().focus();
    await page.keyboard.press('n');
    await page.getByText('第4行「类型」').waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type('健身点');
    await page.keyboard.press('Enter');
    await page.getByText('前100行没有发现问题。').waitFor();

    await page.getByRole('button', { name: '试算', exact: true }).last().click();
    await opened(page, '导入');
    await page.getByText('新增 4').first().waitFor();
    expect((await found())?.state).toBe('checked');
    await page.getByRole('button', { name: '导入4行' }).click();
    await page.getByRole('button', { name: '整批撤销' }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    expect(await found()).toMatchObject({ state: 'applied', counts: { new: 4, rejected: 0 } });

    // Elsewhere and back: the batch stands in the list and is opened from there.
    await page.getByRole('link', { name: '全部导入记录' }).click();
    await page.getByRole('link', { name }).click();
    await page.getByRole('button', { name: '整批撤销' }).click();
    await page.getByRole('button', { name: '整批撤销' }).click();
    await page.getByText('数据已恢复为导入之前的样子').waitFor();
    expect((await found())?.state).toBe('undone');
    expect(faults).toEqual([]);
  });

  it('is not offered to others', async () => {
    await using view = await browser.open('/imports', { as: 'grid-worker' });
    await view.page.getByText('由全辖区的数据登记员操作').waitFor();
    expect(await view.page.locator('jw-import-start').count()).toBe(0);
    expect(view.faults).toEqual([]);
  });
});
