import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { BuildingSummary } from '../../server/api/buildings/schema.ts';
import type { RegisterItem, RegisterRow } from '../../server/api/registers/schema.ts';
import type { Page as ListPage } from '../../server/api/wire.ts';
import { seriousFaults } from '../helpers/axe.ts';
import { mapDrawn, sessionOf, useBrowser } from '../helpers/browser.ts';
import { tell } from './accounts.ts';
import { wayDown } from './city.ts';
import { answerTo } from './household-doors.ts';

const browser = useBrowser();
const leader = 'street-leader';

/** The buildings of a grid that the leader edits, those with most doors first. */
async function buildings(): Promise<BuildingSummary[]> {
  const { grid } = await wayDown();
  const { items } = await answerTo<ListPage<BuildingSummary>>(
    leader,
    `buildings?area_code=${grid.area_code}&limit=200`,
  );
  return items.sort((a, b) => (b.household_count ?? 0) - (a.household_count ?? 0) || a.id - b.id);
}

const rowOf = (register: string, id: number) => answerTo<RegisterRow>(leader, `registers/${register}/${id}`);
const form = (page: Page) => page.locator('jw-register-form');

describe('the registers', () => {
  it('are edited field by field, told by their history, and undone', async () => {
    const { community } = await wayDown();
    const [building] = await buildings();
    const before = (await rowOf('building', building!.id)).values.built_year;
    const year = before === 1987 ? 1988 : 1987;
    await using opened = await browser.open(`/register#area_code=${community.area_code}&register=building`, {
      as: leader,
    });
    const { page, faults } = opened;
    await expect.poll(() => page.getByLabel('区域', { exact: true }).inputValue()).toBe(community.name);
    await page.locator('jw-register-list li a').first().waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.goto(page.url().replace('#', `#row&id=${building!.id}&`));
    await form(page).getByLabel('建成年份', { exact: true }).fill(String(year));
    await form(page).getByLabel('依据').fill('档案核对');
    await form(page).getByRole('button', { name: '保存', exact: true }).click();
    await form(page).getByText('已保存。').waitFor();
    expect((await rowOf('building', building!.id)).values.built_year).toBe(year);
    await form(page).getByRole('button', { name: '建成年份的修改历史' }).click();
    await form(page).locator('jw-field-history li').filter({ hasText: '档案核对' }).first().waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await form(page).getByRole('button', { name: '撤销', exact: true }).click();
    await form(page).getByText('已撤销。').waitFor();
    expect((await rowOf('building', building!.id)).values.built_year).toBe(before);
    expect(faults).toEqual([]);
  });

  it('show both values where two changed the same, and keep the one that is chosen', async () => {
    const building = (await buildings())[1]!;
    await using opened = await browser.open(`/register#row&register=building&id=${building.id}`, { as: leader });
    const { page, faults } = opened;
    const kind = form(page).getByLabel('类型', { exact: true });
    await kind.fill('我改的类型');
    const { version } = await rowOf('building', building.id);
    const other = await sessionOf('community-secretary');
    await tell('PATCH', `registers/building/${building.id}`, { version, fields: { kind: '别人的类型' } }, other);
    await form(page).getByRole('button', { name: '保存', exact: true }).click();
    await form(page).getByText('别人刚改过同样的内容').waitFor();
    await form(page).getByRole('cell', { name: '别人的类型' }).waitFor();
    await form(page).getByRole('cell', { name: '我改的类型' }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await form(page).getByLabel('别人的类型').check();
    await form(page).getByRole('button', { name: '保存', exact: true }).click();
    await form(page).getByText('没有改动。').waitFor();
    expect((await rowOf('building', building.id)).values.kind).toBe('别人的类型');
    // The browser itself writes down that the first save was refused.
    expect(faults).toEqual([expect.stringContaining('409')]);
  });

  it('move a facility on the small map by a click and by keys; a step is undone', async () => {
    const { community } = await wayDown();
    const { items } = await answerTo<ListPage<RegisterItem>>(
      leader,
      `registers/facility?area_code=${community.area_code}&limit=1`,
    );
    const { id } = items[0]!;
    const before = (await rowOf('facility', id)).values.place as [number, number];
    await using opened = await browser.open(`/register#row&register=facility&id=${id}`, { as: leader });
    const { page, faults } = opened;
    const figures = form(page).getByLabel('位置', { exact: true }).first();
    await page.locator('jw-shape-map[drawn]').waitFor();
    const recorded = await figures.inputValue();
    await page.locator('jw-shape-map canvas').click({ position: { x: 330, y: 120 } });
    await expect.poll(() => figures.inputValue()).not.toBe(recorded);
    await form(page).getByRole('button', { name: '撤一步' }).click();
    await expect.poll(() => figures.inputValue()).toBe(recorded);
    await page.locator('jw-shape-map .corner').focus();
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(() => figures.inputValue()).not.toBe(recorded);
    expect(await seriousFaults(page)).toEqual([]);
    await form(page).getByRole('button', { name: '保存', exact: true }).click();
    await form(page).getByText('已保存。').waitFor();
    const after = (await rowOf('facility', id)).values.place as [number, number];
    expect(after[0]).toBeGreaterThan(before[0]);
    expect(faults).toEqual([]);
  });

  it('say at the field that an outline crosses itself', async () => {
    const building = (await buildings())[2]!;
    const [lon, lat] = building.centre;
    const at = (x: number, y: number) => `${lon + x / 1e4}, ${lat + y / 1e4}`;
    await using opened = await browser.open(`/register#row&register=building&id=${building.id}`, { as: leader });
    const { page, faults } = opened;
    const figures = form(page).getByLabel('轮廓', { exact: true }).first();
    await figures.fill([at(0, 0), at(1, 1), at(1, 0), at(0, 1)].join('\n'));
    await page.locator('jw-shape-field').getByText('轮廓的边互相交叉').waitFor();
    await form(page).getByRole('button', { name: '保存', exact: true }).click();
    await form(page).getByText('轮廓: 轮廓的边互相交叉').waitFor();
    await figures.fill([at(0, 0), at(1, 0), at(1, 1), at(0, 1)].join('\n'));
    await page.locator('jw-shape-field').getByText('轮廓的边互相交叉').waitFor({ state: 'detached' });
    expect(faults).toEqual([]);
  });
});

describe('what is stale, changed or apart', () => {
  it('stands in lists, from the map by way of its layer', async () => {
    const { grid } = await wayDown();
    await using opened = await browser.open(`/#v=1&at=area:${grid.area_code}&layers=staleness:1&tool=layers`, {
      as: leader,
    });
    const { page, faults } = opened;
    await mapDrawn(page);
    await page.getByRole('button', { name: '台账新鲜度的图例' }).click();
    await page.getByText('久未核实，应再核实').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('link', { name: '久未核实的记录' }).click();
    await page.getByLabel('只看久未核实').waitFor();
    expect(await page.getByLabel('只看久未核实').isChecked()).toBe(true);
    await page.locator('jw-register-list li').filter({ hasText: '久未核实' }).first().waitFor();
    expect(faults).toEqual([]);
  });

  it('undoes a change of another as one, and lists households by who lives elsewhere', async () => {
    const { grid } = await wayDown();
    const building = (await buildings())[3]!;
    const { version, values } = await rowOf('building', building.id);
    const other = await sessionOf('grid-worker');
    const fields = { built_year: values.built_year === 1991 ? 1992 : 1991 };
    await tell('PATCH', `registers/building/${building.id}`, { version, source: '翻看房产证', fields }, other);
    await using opened = await browser.open(`/register#changes&area_code=${grid.area_code}`, { as: leader });
    const { page, faults } = opened;
    // Undoing is a change itself, learnt from the same source.
    const change = page
      .locator('jw-change-list li')
      .filter({ hasText: /^\s*修改 ·.*翻看房产证/s })
      .first();
    await change.getByRole('button', { name: '撤销' }).click();
    await change.getByRole('button', { name: '撤销' }).click();
    await change.getByText('已撤销', { exact: true }).waitFor();
    expect((await rowOf('building', building.id)).values.built_year).toBe(values.built_year);
    await page.getByLabel('类别').selectOption({ label: '撤销' });
    await page.locator('jw-change-list li').filter({ hasText: '修改 ·' }).first().waitFor({ state: 'detached' });
    await page.locator('jw-change-list li').filter({ hasText: '撤销 ·' }).first().waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('link', { name: '人户分离' }).click();
    await page.getByRole('link', { name: '人在户不在' }).click();
    await page.locator('jw-apart-list li').or(page.getByText('没有这样的住户')).first().waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    expect(faults).toEqual([]);
  });
});
