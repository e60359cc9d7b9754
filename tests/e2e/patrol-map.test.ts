import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import type { PatrolPoint } from '../../server/api/patrol/schema.ts';
import type { SignedIn } from '../../server/api/session/schema.ts';
import type { Page as Rows } from '../../server/api/wire.ts';
import { seriousFaults } from '../helpers/axe.ts';
import { sessionOf, useBrowser } from '../helpers/browser.ts';
import { tell } from './accounts.ts';

const browser = useBrowser();
const coordinator = { as: 'patrol-coordinator' };
const mark = Date.now().toString(36);

interface Named {
  id: number;
  name: string;
}

/** What is kept in the coordinator's area. */
async function kept<Row extends Named>(path: 'patrol-points' | 'patrol-streets' | 'squads'): Promise<Row[]> {
  const session = await sessionOf('patrol-coordinator');
  const { caller } = await tell<{ caller: SignedIn }>('GET', 'session', null, session);
  const query = `area_code=${caller.grants[0]!.area_code}&limit=200`;
  return (await tell<Rows<Row>>('GET', `${path}?${query}`, null, session)).items;
}
const keptAs = async <Row extends Named>(path: Parameters<typeof kept>[0], name: string): Promise<Row | undefined> =>
  (await kept<Row>(path)).find((row) => row.name === name);

/** Leaves nothing behind that this run made. */
afterAll(async () => {
  const session = await sessionOf('patrol-coordinator');
  for (const path of ['patrol-points', 'patrol-streets'] as const) {
    const made = (await kept(path)).filter(({ name }) => name.includes(mark));
    for (const { id } of made) await tell('DELETE', `${path}/${id}`, null, session);
  }
});

const map = (page: Page) => page.locator('jw-patrol-map');
const canvas = (page: Page) => map(page).locator('canvas').first();

async function drawn(page: Page): Promise<void> {
  await page.locator('jw-patrol-map[drawn]').waitFor({ timeout: 45_000 });
}

describe('points on the map of patrols', () => {
  it('are set by a click, listed, changed, and taken back', async () => {
    const name = `南门 ${mark}`;
    await using tab = await browser.open('/patrol', coordinator);
    const { page } = tab;
    await drawn(page);
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '添加巡逻点' }).click();
    await page.getByLabel('名称', { exact: true }).fill(name);
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('请先标出位置。').waitFor();
    await canvas(page).click({ position: { x: 400, y: 350 } });
    await page.getByText(/已标在/).waitFor();
    await page.getByLabel('优先级').selectOption('5');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByRole('button', { name: `修改 ${name}` }).waitFor();
    expect(await keptAs<PatrolPoint>('patrol-points', name)).toMatchObject({ priority: 5, wanted_visits: 1 });
    await page.getByRole('button', { name: `撤销：添加「${name}」` }).click();
    await page.getByRole('button', { name: `修改 ${name}` }).waitFor({ state: 'detached' });
    expect(await keptAs('patrol-points', name)).toBeUndefined();
    expect(tab.faults).toEqual([]);
  });

  it('are set without a map, by figures, and deleted by a second press', async () => {
    const name = `北门 ${mark}`;
    const [{ centre }] = (await kept<PatrolPoint>('patrol-points')) as [PatrolPoint];
    await using tab = await browser.open('/patrol', coordinator);
    const { page } = tab;
    await page.getByRole('button', { name: '添加巡逻点' }).click();
    await page.getByLabel('名称', { exact: true }).fill(name);
    await page.getByText('地图用不了？直接填经纬度').click();
    await page.getByLabel('经度，纬度').fill(`${centre[0].toFixed(5)}, ${(centre[1] + 0.0005).toFixed(5)}`);
    await page.getByLabel('经度，纬度').press('Tab');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByRole('button', { name: `修改 ${name}` }).click();
    await page.getByRole('button', { name: '删除' }).click();
    await page.getByText('以后的方案里不再有它').waitFor();
    await page.getByRole('button', { name: '删除' }).click();
    await page.getByRole('button', { name: `修改 ${name}` }).waitFor({ state: 'detached' });
    expect(await keptAs('patrol-points', name)).toBeUndefined();
    expect(tab.faults).toEqual([]);
  });

  it('come from a list: what can be taken and why the rest cannot is said before anything is written', async () => {
    const name = `导入点 ${mark}`;
    const [{ centre }] = (await kept<PatrolPoint>('patrol-points')) as [PatrolPoint];
    await using tab = await browser.open('/patrol', coordinator);
    const { page } = tab;
    await page.getByRole('button', { name: '导入' }).click();
    const rows = [`名称,经度,纬度`, `${name},${centre[0]},${centre[1]}`, `远处 ${mark},10,10`];
    await page.getByLabel('或者粘贴').fill(rows.join('\n'));
    await page.getByRole('button', { name: '试读' }).click();
    await page.getByText('可以收下 1 条').waitFor();
    await page.getByText('有 1 条不行').waitFor();
    expect(await page.getByRole('row').count()).toBe(2);
    expect(await keptAs('patrol-points', name)).toBeUndefined();
    await page.getByRole('button', { name: '收下这 1 条' }).click();
    await page.getByText('已收下 1 条').waitFor();
    expect(await keptAs('patrol-points', name)).toBeDefined();
    expect(tab.faults).toEqual([]);
  });
});

describe('streets that must be passed', () => {
  it('are drawn along the streets by clicks and by keys', async () => {
    const name = `背街 ${mark}`;
    await using tab = await browser.open('/patrol#tab=streets', coordinator);
    const { page } = tab;
    await drawn(page);
    await page.getByRole('button', { name: '画一段路' }).click();
    await page.getByLabel('名称', { exact: true }).fill(name);
    await page.getByLabel('走法').selectOption('2');
    await canvas(page).click({ position: { x: 380, y: 330 } });
    await canvas(page).click({ position: { x: 520, y: 380 } });
    await page.getByText(/已画/).waitFor();
    const handles = map(page).getByRole('button', { name: /^路段的第/ });
    expect(await handles.count()).toBe(2);
    await canvas(page).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => handles.count()).toBe(3);
    await page.getByRole('button', { name: '撤回一步' }).click();
    await expect.poll(() => handles.count()).toBe(2);
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByRole('button', { name: `修改 ${name}` }).waitFor();
    const street = await keptAs<Named & { sides: number; line: unknown[] }>('patrol-streets', name);
    expect(street!.sides).toBe(2);
    // Two clicks, and the corners of the streets between them.
    expect(street!.line.length).toBeGreaterThan(2);
    expect(tab.faults).toEqual([]);
  });
});

describe('the page of patrols', () => {
  it.each(['squads', 'coverage'])('is readable by everybody on its tab %s', async (name) => {
    await using tab = await browser.open(`/patrol#tab=${name}`, coordinator);
    await tab.page.getByRole('tab', { selected: true }).waitFor();
    await tab.page.locator('jw-patrol-map[drawn]').waitFor({ timeout: 45_000 });
    expect(await seriousFaults(tab.page)).toEqual([]);
    expect(tab.faults).toEqual([]);
  });

  it('goes to its last and its first part by key', async () => {
    await using tab = await browser.open('/patrol', coordinator);
    const chosen = tab.page.getByRole('tab', { selected: true });
    await chosen.press('End');
    await tab.page.getByRole('tab', { name: '覆盖', selected: true }).waitFor();
    await chosen.press('Home');
    await tab.page.getByRole('tab', { name: '巡逻点', selected: true }).waitFor();
    expect(tab.faults).toEqual([]);
  });

  it('leads back from sheets of a plan that there is not', async () => {
    await using tab = await browser.open('/patrol#sheets=999999999', coordinator);
    await tab.page.getByRole('link', { name: '全部方案' }).click();
    await tab.page.getByRole('tab', { name: '方案', selected: true }).waitFor();
  });

  it('lets who may only look, look', async () => {
    await using tab = await browser.open('/patrol', { as: 'police-officer' });
    const { page } = tab;
    await page.getByText(/不能修改|没有查看巡逻的权限/).waitFor();
    expect(await page.getByRole('button', { name: '添加巡逻点' }).count()).toBe(0);
    expect(tab.faults).toEqual([]);
  });
});
