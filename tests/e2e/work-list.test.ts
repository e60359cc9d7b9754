import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../server/api/calendar.ts';
import type { Deployment } from '../../server/api/deployment/schema.ts';
import type { IncidentPage } from '../../server/api/work-list/schema.ts';
import { useBrowser } from '../helpers/browser.ts';
import { ask } from './city.ts';

const browser = useBrowser();
/** A year up to the last day of the demo city. */
async function year(): Promise<{ from: string; to: string }> {
  const { today } = await ask<Deployment>('deployment');
  return { from: addDays(today, -365), to: today };
}
const grid = (page: Page) => page.locator('jw-work-table [role="grid"]');
const chosen = (page: Page) => page.locator('jw-work-table [aria-selected="true"]').count();

describe('the work list', () => {
  it('is a table of which only the rows in sight are there, chosen and opened by keyboard', async () => {
    const { from, to } = await year();
    await using opened = await browser.open(`/#v=1&tool=incidents&period=${from}..${to}`);
    const { page, faults } = opened;
    await page.getByRole('button', { name: '展开' }).click();
    await page.getByRole('columnheader', { name: '期限' }).waitFor();
    await grid(page).locator('[role="row"]').first().waitFor();
    expect(await grid(page).locator('[role="row"]').count()).toBeLessThan(60);
    await grid(page).focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'Space', 'Shift+ArrowDown', 'Shift+ArrowDown'])
      await page.keyboard.press(key);
    await expect.poll(() => chosen(page)).toBe(3);
    await page.getByText('已选 3 件').waitFor();
    // The end of what has come asks for more; the row there is in sight.
    await page.keyboard.press('End');
    await grid(page).locator('[aria-rowindex="200"]').waitFor();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.waitForURL(/at=incident:\d+/);
    await grid(page).locator('.line.opened[aria-rowindex="1"]').waitFor();
    // Escape lets go of what is chosen before it closes the sheet.
    await grid(page).focus();
    await page.keyboard.press('Escape');
    await expect.poll(() => chosen(page)).toBe(0);
    expect(await grid(page).count()).toBe(1);
    expect(faults).toEqual([]);
  });

  it('is sorted by the heads of its columns and narrowed by words', async () => {
    const { from, to } = await year();
    const { items } = await ask<IncidentPage>(`incidents?status=open&sort=due&from=${from}&to=${to}&limit=1`);
    await using opened = await browser.open(`/#v=1&tool=incidents&status=open&period=${from}..${to}`);
    const { page, faults } = opened;
    await page.getByRole('button', { name: '展开' }).click();
    await page.getByRole('columnheader', { name: '期限' }).getByRole('button').click();
    await grid(page).locator(`#row-${items[0]!.id}[aria-rowindex="1"]`).waitFor();
    await page.getByRole('searchbox', { name: '标题、地址或编号' }).fill(items[0]!.incident_code);
    await page.locator('jw-work-table [role="grid"][aria-rowcount="1"]').waitFor();
    expect(faults).toEqual([]);
  });

  it('tells what became of each that something was done with, and keeps what was refused', async () => {
    const { from, to } = await year();
    await using opened = await browser.open(`/#v=1&tool=incidents&status=done&period=${from}..${to}`);
    const { page, faults } = opened;
    await grid(page).locator('[role="row"]').first().locator('.choose').click();
    // What is settled is not dispatched.
    await page.getByRole('button', { name: '分流', exact: true }).click();
    await page.getByRole('button', { name: '确定' }).click();
    await page.getByText(/分流 0 件，1 件未办，仍保持选中/).waitFor();
    expect(await chosen(page)).toBe(1);
    expect(faults).toEqual([]);
  });

  it('is taken along as a file once it was said what is in it', async () => {
    await using opened = await browser.open('/#v=1&tool=incidents&status=overdue');
    const { page, faults } = opened;
    await page.getByRole('button', { name: '导出' }).click();
    await page.getByText('这次导出会记入审计日志。').waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '文本表格（CSV）' }).click();
    expect((await download).suggestedFilename()).toMatch(/^事件-.+-\d{4}-\d\d-\d\d\.csv$/);
    await page.getByText('文件已生成').waitFor();
    expect(faults).toEqual([]);
  });
});

describe('the statistics', () => {
  it('say in words what the loop did, go down to an area, and are reopened by their address', async () => {
    await using opened = await browser.open('/statistics');
    const { page, faults } = opened;
    await page.getByRole('heading', { level: 2, name: /近30天，.+上报 [\d,]+ 件，办结 [\d,]+ 件/ }).waitFor();
    await page.getByRole('link', { name: '近90天' }).click();
    await page.getByRole('heading', { level: 2, name: /近90天/ }).waitFor();
    const below = page.locator('.multiples a').first();
    const name = await below.textContent();
    await below.click();
    await page.getByRole('heading', { level: 2, name: new RegExp(`近90天，${name}`) }).waitFor();
    await page.reload();
    await page.getByRole('heading', { level: 2, name: new RegExp(`近90天，${name}`) }).waitFor();
    expect(faults).toEqual([]);
  });
});
