import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import type { ExportOffer } from '../../server/api/exports/schema.ts';
import type { HouseholdDetail } from '../../server/api/households/schema.ts';
import { dbfOf, entriesOf } from '../helpers/archive.ts';
import { seriousFaults } from '../helpers/axe.ts';
import { useBrowser } from '../helpers/browser.ts';
import { wayDown } from './city.ts';
import { answerTo, doorsOf } from './household-doors.ts';

const browser = useBrowser();
const leader = 'street-leader';
const worker = 'grid-worker';

/** The file that a press of a button of that name brings. */
async function taken(page: Page, button: string): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button, exact: true }).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

describe('exports', () => {
  it('take a layer along: chosen from the menu, counted before, whole after', async () => {
    const { community } = await wayDown();
    await using opened = await browser.open('/account', { as: leader });
    const { page, faults } = opened;
    await page.getByRole('button', { name: /^账号：/ }).click();
    await page.getByRole('link', { name: '导出', exact: true }).click();
    const area = page.getByRole('combobox', { name: '范围' });
    await area.fill(community.name);
    await page.getByRole('option', { name: community.name }).first().click();
    await page.waitForURL(`**/exports#*area_code=${community.area_code}*`);
    // By keyboard: down the layers, then the ways of writing it.
    await page.getByRole('radio', { name: /^区域/ }).focus();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('heading', { level: 3, name: /^楼栋/ }).waitFor();
    await page.getByLabel('格式').selectOption({ label: 'Shapefile（ZIP）' });
    await page.getByLabel('文字编码').selectOption({ label: 'GBK' });
    await page.getByLabel('坐标系').selectOption({ label: 'GCJ-02（高德等）' });
    expect(await seriousFaults(page)).toEqual([]);
    const { layers } = await answerTo<ExportOffer>(leader, `exports?area_code=${community.area_code}`);
    const { count } = layers.find(({ layer }) => layer === 'buildings')!;
    await page
      .locator('form')
      .getByRole('status')
      .getByText(`${count.toLocaleString('en')} 行`, { exact: true })
      .waitFor();
    const { name, bytes } = await taken(page, '导出');
    expect(name).toMatch(new RegExp(`^楼栋-${community.name}-GCJ-02-\\d{4}-\\d\\d-\\d\\d\\.zip$`));
    const files = entriesOf(bytes);
    expect(dbfOf(files['buildings.dbf']!, 'gbk').rows).toHaveLength(count);
    expect(files['buildings.cpg']!.toString()).toBe('GBK');
    await page.getByText(`已保存“${name}”`).waitFor();
    // Reopened by its address, all is as it was.
    await page.reload();
    expect(await page.getByLabel('文字编码').inputValue()).toBe('gbk');
    expect(await page.getByRole('radio', { name: /^楼栋/ }).isChecked()).toBe(true);
    expect(faults).toEqual([]);
  });

  it('say why there is none: too many rows, none at all, a server that is away', async () => {
    const { street } = await wayDown();
    const address = `/exports#area_code=${street.area_code}&layer=households&format=csv`;
    await using opened = await browser.open(address, { as: leader });
    const { page } = opened;
    const take = page.getByRole('button', { name: '导出', exact: true });
    await page.getByText('一个文件至多 10,000 行').waitFor();
    expect(await take.isDisabled()).toBe(true);
    await page.getByRole('radio', { name: /^巡逻点/ }).check();
    await page.route('**/api/exports/patrol-points?*', (route) => route.abort());
    await take.click();
    await page.getByRole('alert').getByText('暂时连不上服务器').waitFor();
    await page.goto(`${inject('address')}/exports#area_code=999999`);
    await page.getByText('没有找到区域 999999').waitFor();
  });

  it('take along who lives behind chosen doors for a stated purpose, each a line in the log', async () => {
    // The tests of openings take the first three doors.
    const [, , , id] = await doorsOf(worker, 4);
    const { household } = await answerTo<HouseholdDetail>(worker, `households/${id}`);
    await using opened = await browser.open('/exports#residents', { as: worker });
    const { page, faults } = opened;
    await page.getByRole('combobox', { name: '楼栋' }).selectOption(String(household.building_id));
    const stair = page.getByRole('group').filter({ hasText: household.unit_name }).last();
    await stair.getByRole('checkbox', { name: household.door, exact: true }).check();
    await page.getByText('已选 1 户').waitFor();
    const take = page.getByRole('button', { name: '导出', exact: true });
    await take.click();
    await page.getByRole('alert').getByText('请选择目的。').waitFor();
    await page.getByRole('radio', { name: '信息核对' }).check();
    await page.getByText('电话中间四位').waitFor();
    await take.click();
    await page.getByRole('alert').getByText('请用几个字说明用途。').waitFor();
    await page.getByLabel('用途说明').fill('核对门牌台账');
    await page.locator('#way').selectOption({ label: 'CSV（UTF-8）' });
    expect(await seriousFaults(page)).toEqual([]);
    const { bytes } = await taken(page, '导出');
    const rows = parse(bytes, { bom: true, relax_column_count: true }) as string[][];
    const phones = rows.slice(1, -1).map((row) => row[6]);
    expect(phones.filter((phone) => phone && !phone.includes('*'))).toEqual([]);
    expect(rows.at(-1)![0]).toContain('核对门牌台账');
    const { opening } = await answerTo<HouseholdDetail>(worker, `households/${id}`);
    expect(opening?.purpose).toBe('check');
    expect(faults).toEqual([]);
  });

  it('offer persons to nobody who does not open their files', async () => {
    await using opened = await browser.open('/exports#residents', { as: 'auditor' });
    const { page, faults } = opened;
    await page.getByText('您的职责不包含打开住户档案').waitFor();
    expect(await page.getByRole('link', { name: '住户人员' }).count()).toBe(0);
    expect(faults).toEqual([]);
  });

  it('give sheets to fill in, also narrow, by night and in English', async () => {
    await using opened = await browser.open('/exports#templates&theme=night&lang=en', {
      as: leader,
      viewport: { width: 390, height: 844 },
    });
    const { page, faults } = opened;
    const { name, bytes } = await taken(page, 'Template of Facilities, CSV (GB18030)');
    expect(name).toBe('template-Facilities.csv');
    expect(parse(bytes.toString('latin1'))).toHaveLength(3);
    expect(await seriousFaults(page)).toEqual([]);
    for (const section of ['layers', 'residents', 'templates']) {
      await page.goto(page.url().replace(/#\w+/, `#${section}`));
      await page.getByRole('heading', { level: 2 }).waitFor();
      await page.waitForLoadState('networkidle');
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
      expect(await seriousFaults(page)).toEqual([]);
    }
    expect(faults).toEqual([]);
  });
});
