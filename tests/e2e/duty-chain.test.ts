import { describe, expect, it } from 'vitest';
import type {
  ChainHolder,
  DutyChain,
  DutyChecks,
  DutySigns,
  ListedHolder,
} from '../../server/api/duty-chain/schema.ts';
import type { Page } from '../../server/api/wire.ts';
import { seriousFaults } from '../helpers/axe.ts';
import { mapDrawn, useBrowser } from '../helpers/browser.ts';
import { rootArea, tell } from './accounts.ts';
import { ask, wayDown } from './city.ts';

const browser = useBrowser();

const holderOf = async (areaCode: string, role: string) => {
  const { items } = await ask<Page<ListedHolder>>(`duty-holders?area_code=${areaCode}&limit=200`);
  return items.find((one) => one.role === role && one.deputy_of === null && one.area_code === areaCode)!;
};

describe('who answers here', () => {
  it('is a ladder from the door up, of wherever the map is clicked', async () => {
    const { building, community, street } = await wayDown();
    const [longitude, latitude] = building.centre;
    await using opened = await browser.open(`/#v=1&map=17/${latitude}/${longitude}/0/0`);
    const { page, faults } = opened;
    await mapDrawn(page);
    await page.keyboard.press('w');
    const ladder = page.locator('jw-duty-ladder');
    await ladder.getByText(building.address!, { exact: true }).waitFor();
    const { rungs } = await ask<DutyChain>(`duty-chain?lon=${longitude}&lat=${latitude}`);
    const names = rungs.flatMap(({ holders }) => holders.map(({ name }) => name));
    expect(names.length).toBeGreaterThan(3);
    for (const name of [...names, community.name, street.name])
      await ladder.getByText(name, { exact: true }).first().waitFor();
    const secretary = rungs.flatMap(({ holders }) => holders).find(({ role }) => role === 'community_secretary')!;
    expect(await ladder.locator(`a[href="tel:${secretary.phone}"]`).count()).toBe(1);
    // Some other house: the lowest rung is another one.
    await page.locator('jw-map canvas.maplibregl-canvas').click({ position: { x: 900, y: 650 } });
    await expect.poll(() => ladder.locator('.level').first().textContent()).not.toContain(building.address!);
    await ladder.locator('summary', { hasText: '交接记录' }).first().click();
    await ladder.getByText('没有更早的记录', { exact: false }).or(ladder.locator('details[open] li')).first().waitFor();
    expect(faults).toEqual([]);
  });
});

describe('the chain of duty', () => {
  it('keeps the body of a single building, and tells its heads', async () => {
    const { building, grid } = await wayDown();
    await using opened = await browser.open(`/duty-chain#bodies&area_code=${grid.area_code}`, { as: 'street-leader' });
    const { page, faults } = opened;
    await page.getByRole('button', { name: '登记组织' }).click();
    await page.getByLabel('楼栋').selectOption({ value: String(building.id) });
    await page.getByLabel('类别').selectOption({ label: '物业公司' });
    await page.getByLabel('名称').fill('一栋物业');
    await page.getByLabel('负责人').fill('甲经理');
    await page.getByLabel('开始日期').fill('2024-01-01');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByRole('button', { name: '更改 一栋物业' }).click();
    await page.getByLabel('负责人').fill('乙经理');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByRole('cell', { name: '乙经理' }).waitFor();
    await page.getByRole('button', { name: '变更记录 一栋物业' }).click();
    const told = page.locator('jw-body-history li');
    await told.first().waitFor();
    expect(await told.allTextContents()).toEqual([
      expect.stringContaining('乙经理'),
      expect.stringContaining('甲经理'),
    ]);
    const { rungs } = await ask<DutyChain>(`duty-chain?building_id=${building.id}`);
    const bodies = rungs.find(({ kind }) => kind === 'building')!.bodies;
    expect(bodies.map(({ name, head_name }) => [name, head_name])).toEqual([['一栋物业', '乙经理']]);
    expect(await seriousFaults(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('is printed with every finding, however many are shown', async () => {
    const { area_code } = await rootArea();
    await using opened = await browser.open(`/duty-chain#area_code=${area_code}`, { as: 'district-leader' });
    const { page, faults } = opened;
    // A page of one finding, so that there is more than is shown.
    await page.route('**/api/duty-chain/checks?*', (route) =>
      route.continue({ url: route.request().url().replace('limit=100', 'limit=1') }),
    );
    await page.reload();
    await page.getByRole('button', { name: '打印' }).waitFor();
    await page.locator('jw-duty-checks tbody tr').first().waitFor();
    const { counts } = await tell<DutyChecks>('GET', `duty-chain/checks?area_code=${area_code}`, null);
    const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
    expect(all).toBeGreaterThan(1);
    expect(await page.locator('jw-duty-checks tbody tr').count()).toBe(1);
    const printed = page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          window.print = () => resolve();
        }),
    );
    await page.getByRole('button', { name: '打印' }).click();
    await printed;
    expect(await page.locator('jw-duty-checks tbody tr').count()).toBe(all);
    expect(faults).toEqual([]);
  });

  it('hands a post over, and tells who had it before', async () => {
    const { grid } = await wayDown();
    const before = await holderOf(grid.area_code, 'grid_head');
    await using opened = await browser.open(`/duty-chain#holders&area_code=${grid.area_code}`);
    const { page, faults } = opened;
    await page.getByRole('button', { name: `交接 ${before.name}` }).click();
    await page.getByLabel('接手人').fill('程接手');
    await page.getByLabel('备注').fill('岗位调整');
    await page.getByRole('button', { name: '交接', exact: true }).click();
    await page.getByRole('button', { name: '交接 程接手' }).waitFor();
    expect(await page.getByRole('button', { name: `交接 ${before.name}` }).count()).toBe(0);
    const after = await holderOf(grid.area_code, 'grid_head');
    const { items } = await ask<{ items: ChainHolder[] }>(`duty-holders/${after.id}/history`);
    expect(items.map(({ name, ends_on }) => [name, ends_on])).toEqual([
      ['程接手', null],
      [before.name, after.starts_on],
    ]);
    expect(faults).toEqual([]);
  });

  it('shows a gap in the report and on the map until it is mended', async () => {
    const { area_code } = await rootArea();
    const { grid } = await wayDown();
    const { id, version, name } = await holderOf(grid.area_code, 'grid_worker');
    const { as_of } = await tell<DutyChecks>('GET', `duty-chain/checks?area_code=${area_code}`, null);
    const ended = await tell<ChainHolder>('PATCH', `duty-holders/${id}`, { version, ends_on: as_of });
    try {
      await using opened = await browser.open(`/duty-chain#area_code=${grid.area_code}`, { as: 'district-leader' });
      const { page, faults } = opened;
      const row = page.getByRole('row').filter({ hasText: '没有网格员' });
      await row.getByText(`${name}自`, { exact: false }).waitFor();
      const signs = page.waitForResponse((response) => response.url().includes('/duty-chain/signs'));
      await row.getByRole('link', { name: '在地图上看' }).click();
      const told = (await (await signs).json()) as DutySigns;
      expect(told.sign[told.area_code.indexOf(grid.area_code)]).toBe('gap');
      await page.getByRole('heading', { level: 2, name: grid.name }).waitFor();
      expect(faults).toEqual([]);
    } finally {
      await tell('PATCH', `duty-holders/${id}`, { version: ended.version, ends_on: null });
    }
    const report = await tell<DutyChecks>('GET', `duty-chain/checks?area_code=${grid.area_code}`, null);
    expect(report.items.filter(({ code }) => code === 'grid_worker_missing')).toEqual([]);
  });
});
