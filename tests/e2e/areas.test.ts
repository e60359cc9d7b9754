import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { AreaChange, AreaPlan } from '../../server/api/area-changes/schema.ts';
import type { Page as Rows } from '../../server/api/wire.ts';
import { seriousFaults } from '../helpers/axe.ts';
import { sessionOf, useBrowser } from '../helpers/browser.ts';
import { tell } from './accounts.ts';

const browser = useBrowser();
const leader = 'street-leader';
const community = '990106001002';
const hash = `/areas#area_code=${community}`;

async function ask<Answer>(method: string, route: string, body: unknown = null): Promise<Answer> {
  return tell<Answer>(method, route, body, await sessionOf(leader));
}
const areas = async () =>
  (await ask<{ items: { area_code: string; name: string }[] }>('GET', `area-changes/shapes?area_code=${community}`))
    .items;

/** A number in the table of what goes before and what comes after. */
async function households(page: Page, name: string): Promise<number> {
  const cell = page
    .locator('jw-area-work tr', { has: page.getByRole('rowheader', { name }) })
    .locator('td')
    .first();
  return Number((await cell.innerText()).replaceAll(',', ''));
}

describe('areas', () => {
  it('are split on the map: the households add up, every count follows, and it is taken back', async () => {
    const before = await areas();
    const { area_code, name } = before[1]!;
    await using open = await browser.open(hash, { as: leader });
    const { page } = open;
    const work = page.locator('jw-area-work');
    await work.getByLabel('哪一个网格').selectOption({ label: name });
    await work.getByRole('button', { name: '按户数分成 2 份' }).click();
    await work.getByRole('heading', { name: '调整前后' }).waitFor();
    const whole = await households(page, name);
    const [one, other] = [await households(page, `${name}甲`), await households(page, `${name}乙`)];
    expect(whole).toBeGreaterThan(100);
    expect(one + other).toBe(whole);
    expect(Math.abs(one - other)).toBeLessThan(whole / 3);
    await page.locator('jw-area-map[drawn]').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await work.getByRole('button', { name: '确认调整' }).click();
    await work.getByRole('button', { name: '确认调整' }).click();
    await work.getByText('已拆分，各终端随即更新。').waitFor();
    const after = await areas();
    expect(after.map((area) => area.name)).toEqual([
      ...before.filter((area) => area.area_code !== area_code).map((area) => area.name),
      `${name}甲`,
      `${name}乙`,
    ]);
    await page.getByRole('link', { name: '沿革' }).click();
    await page.locator('jw-area-history').getByText(`${name}甲`).first().waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('link', { name: '数量' }).click();
    await page.getByText('按事情发生当天的边界计数').waitFor();
    await page.getByRole('button', { name: '现今边界' }).click();
    await page.getByText('按今天的边界计数').waitFor();
    const { items } = await ask<Rows<AreaChange>>('GET', `area-changes?area_code=${community}`);
    expect(items[0]!.steps.map(({ household_count }) => household_count)).toEqual([one, other]);
    await page.getByRole('link', { name: '沿革' }).click();
    const undo = page.locator('jw-area-history').getByRole('button', { name: '撤销这次调整' }).first();
    await undo.click();
    await undo.click();
    await page.locator('jw-area-history').locator('li.change').first().getByText('已撤销').waitFor();
    expect(await areas()).toEqual(before);
    expect(open.faults).toEqual([]);
  });

  it('drawn by keyboard: corners at the middle of the map, moved by arrows, and what cannot be is refused with the place', async () => {
    const [grid] = await areas();
    await using open = await browser.open(hash, { as: leader });
    const { page } = open;
    const work = page.locator('jw-area-work');
    await work.getByLabel('哪一个网格').selectOption({ label: grid!.name });
    await page.locator('jw-area-map[drawn]').waitFor();
    const canvas = page.locator('jw-area-map canvas');
    await canvas.focus();
    await page.keyboard.press('Enter');
    await work.getByText('线上 1 个点').waitFor();
    await page.keyboard.press('Enter');
    await work.getByText('线上 2 个点').waitFor();
    const corner = page.locator('jw-area-map .corner').nth(1);
    await corner.focus();
    await page.keyboard.press('Shift+ArrowDown');
    await work.getByRole('button', { name: '预览' }).click();
    const refused = work.getByRole('alert');
    await refused.waitFor();
    expect(await refused.innerText()).toContain('不能这样调整');
    expect(await work.getByRole('button', { name: '确认调整' }).count()).toBe(0);
    expect(open.faults).toEqual([]);
  });

  it('of a community: split by its grids, counted before and after, and taken back', async () => {
    const street = community.slice(0, 9);
    const listed = async () =>
      (await ask<{ items: { name: string }[] }>('GET', `area-changes/shapes?area_code=${street}`)).items.map(
        ({ name }) => name,
      );
    const before = await listed();
    const [first, second] = await areas();
    const { name } = (
      await ask<{ items: { area_code: string; name: string }[] }>('GET', `area-changes/shapes?area_code=${street}`)
    ).items.find(({ area_code }) => area_code === community)!;
    await using open = await browser.open(`/areas#area_code=${street}`, { as: leader });
    const { page } = open;
    const work = page.locator('jw-area-work');
    await work.getByLabel('哪一个区域').selectOption({ label: name });
    await work.getByRole('checkbox', { name: first!.name }).check();
    expect(await work.getByRole('checkbox', { name: second!.name }).isChecked()).toBe(false);
    await work.getByRole('button', { name: '预览' }).click();
    await work.getByRole('heading', { name: '调整前后' }).waitFor();
    const whole = await households(page, name);
    const parts = [await households(page, `${name}甲`), await households(page, `${name}乙`)];
    expect(parts[0]! + parts[1]!).toBe(whole);
    await work.getByText('个下级区域整个转过去，换用新编码').waitFor();
    await page.locator('jw-area-map[drawn]').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await work.getByRole('button', { name: '确认调整' }).click();
    await work.getByRole('button', { name: '确认调整' }).click();
    await work.getByText('已拆分，各终端随即更新。').waitFor();
    expect(await listed()).toEqual([...before.filter((own) => own !== name), `${name}甲`, `${name}乙`]);
    const undo = work.getByRole('button', { name: '撤销这次调整' });
    await undo.click();
    await undo.click();
    await work.getByText('已撤销，全部恢复到调整之前。').waitFor();
    expect(await listed()).toEqual(before);
    expect(open.faults).toEqual([]);
  });

  it('to the nearest ten for who sees no doors', async () => {
    const [one, other] = await areas();
    const plan = await tell<AreaPlan>('POST', 'area-changes/preview', {
      kind: 'merge',
      area_codes: [one!.area_code, other!.area_code],
    });
    for (const area of [...plan.before, ...plan.after]) expect(area.household_count! % 10).toBe(0);
  });
});
