import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PlanSummary } from '../../server/api/patrol-plans/schema.ts';
import type { KeptSquad, PatrolShift } from '../../server/api/squads/schema.ts';
import type { Page as Rows } from '../../server/api/wire.ts';
import { seriousFaults } from '../helpers/axe.ts';
import { sessionOf, useBrowser } from '../helpers/browser.ts';
import { tell } from './accounts.ts';

const browser = useBrowser();
const coordinator = 'patrol-coordinator';
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
/** A Thursday that no demonstration has shifts on. */
const day = '2027-03-04';
const mark = Date.now().toString(36);

let squads: KeptSquad[];
let community: string;

/** Calls the API as the coordinator. */
async function ask<Answer>(method: string, route: string, body: unknown = null): Promise<Answer> {
  return tell<Answer>(method, route, body, await sessionOf(coordinator));
}

async function shiftsOn(from: string, to: string): Promise<PatrolShift[]> {
  return (await ask<Rows<PatrolShift>>('GET', `patrol-shifts?area_code=${community}&from=${from}&to=${to}`)).items;
}

/** Puts two squads of one community on duty, and nobody else; whatever earlier runs left is taken back. */
beforeAll(async () => {
  const all = (await ask<Rows<KeptSquad>>('GET', 'squads?area_code=990106001&limit=200')).items;
  community = all[0]!.area_code;
  squads = all.filter(({ area_code }) => area_code === community).slice(0, 2);
  const { items } = await ask<Rows<PlanSummary>>('GET', `patrol-plans?area_code=${community}&limit=200`);
  for (const plan of items.filter((each) => each.day === day)) {
    if (plan.state === 'issued') await ask('POST', `patrol-plans/${plan.id}/withdraw`, {});
  }
  const known = (await shiftsOn(day, day)).map(({ squad_id }) => squad_id);
  for (const { id } of squads.filter((squad) => !known.includes(squad.id))) {
    await ask('POST', 'patrol-shifts', { squad_id: id, day, starts_at: '19:00', ends_at: '02:00', people: 3 });
  }
});

const hash = (rest: string) => `/patrol#area_code=${community}&${rest}`;
const sheet = (page: Page) => page.locator('jw-patrol-plan-sheet');
const again = (page: Page) => page.locator('jw-patrol-run').getByRole('button', { name: '重新编排' });

/** Waits until planning is over and the result is shown. */
async function planned(page: Page): Promise<void> {
  const before = page.locator('jw-patrol-run').locator('progress, .stale');
  await expect.poll(() => before.count(), { timeout: 60_000 }).toBe(0);
  await sheet(page).getByText('各队路线').waitFor();
}

async function planAgain(page: Page): Promise<void> {
  await again(page).click();
  await page.locator('jw-patrol-run progress').waitFor();
  await planned(page);
}

async function makePlan(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: '新建方案' }).click();
  await page.getByLabel('日期').fill(day);
  await page.getByRole('checkbox', { name: squads[0]!.name }).waitFor();
  await page.getByLabel('名称').fill(name);
  await page.locator('jw-patrol-plan-new summary').click();
  await page.getByLabel('编排时间').selectOption({ label: '2秒' });
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByRole('button', { name: '开始编排' }).click();
  await sheet(page).getByRole('heading', { name }).waitFor();
  await planned(page);
}

describe('a night', () => {
  it('is planned, moved about, compared, issued and repaired', async () => {
    const name = `夜巡 ${mark}`;
    await using opened = await browser.open(hash('tab=plan'), { as: coordinator });
    const { page, faults } = opened;
    await makePlan(page, name);
    const rows = page.locator('jw-patrol-gantt .row-of');
    expect(await rows.count()).toBe(2);
    expect(await seriousFaults(page)).toEqual([]);

    // The longer route gives its first stop away, by the menu; undo brings it back.
    const counts = await rows.evaluateAll((each) => each.map((row) => row.querySelectorAll('.stop').length));
    const from = counts[0]! >= counts[1]! ? 0 : 1;
    await rows.nth(from).locator('.stop').first().click();
    const place = await sheet(page).locator('tr[aria-current] .name').innerText();
    const menu = page.locator('jw-patrol-gantt').getByLabel(`把「${place}」移到另一队`);
    await menu.selectOption({ label: squads[1 - from]!.name });
    await expect.poll(() => rows.nth(from).locator('.stop').count()).toBe(counts[from]! - 1);
    await page.getByRole('button', { name: `撤销：把「${place}」移到${squads[1 - from]!.name}` }).click();
    await expect.poll(() => rows.nth(from).locator('.stop').count()).toBe(counts[from]);

    // Given away again, it stays there when the rest is planned anew.
    await rows.nth(from).locator('.stop').first().click();
    await menu.selectOption({ label: squads[1 - from]!.name });
    await planAgain(page);
    expect(await page.locator('jw-patrol-run').getByText('没能排出来', { exact: false }).count()).toBe(0);
    expect(
      await rows
        .nth(1 - from)
        .locator('.stop.locked')
        .count(),
    ).toBe(1);
    expect(await rows.nth(from).locator('.stop.locked').count()).toBe(0);

    // By keys: to the next stop, locked.
    await rows.nth(from).locator('.stop').first().focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('l');
    await rows.nth(from).locator('.stop.locked').waitFor();
    await planAgain(page);
    expect(await page.locator('jw-patrol-gantt .stop.locked').count()).toBe(2);

    await sheet(page).getByRole('button', { name: '下发方案' }).click();
    await sheet(page).getByText('现在下发？').waitFor();
    await sheet(page).getByRole('button', { name: '下发方案' }).click();
    const sheets = sheet(page).getByRole('link', { name: '打印巡逻单' });
    await sheets.waitFor();
    expect(await sheets.getAttribute('href')).toMatch(/^\/patrol#sheets=\d+$/);
    expect(await seriousFaults(page)).toEqual([]);

    await sheet(page).locator('jw-patrol-plan-repair summary').click();
    await sheet(page).getByLabel('哪支队伍').selectOption({ label: squads[from]!.name });
    await sheet(page).getByLabel('从什么时候起').fill('20:00');
    await sheet(page).getByRole('button', { name: '重新编排看看' }).click();
    await sheet(page).getByText('这是调整后的草稿', { exact: false }).waitFor({ timeout: 30_000 });
    await sheet(page).locator('jw-patrol-compare table').waitFor();
    expect(await sheet(page).locator('jw-patrol-compare table').innerText()).toContain('排上的到访');
    expect(await seriousFaults(page)).toEqual([]);
    await sheet(page).getByRole('button', { name: '下发方案' }).click();
    await sheet(page).getByRole('button', { name: '下发方案' }).click();
    await sheets.waitFor();
    await sheet(page).getByRole('button', { name: '撤回' }).click();
    await sheet(page).getByRole('button', { name: '撤回' }).click();
    await sheet(page).getByText('这份方案已撤回', { exact: false }).waitFor();
    expect(faults).toEqual([]);
  }, 240_000);

  it('is moved about with the mouse, played by its clock, and laid beside another', async () => {
    const name = `再巡 ${mark}`;
    await using opened = await browser.open(hash('tab=plan'), { as: coordinator });
    const { page, faults } = opened;
    await makePlan(page, name);
    const rows = page.locator('jw-patrol-gantt .row-of');
    const counts = await rows.evaluateAll((each) => each.map((row) => row.querySelectorAll('.stop').length));
    const from = counts[0]! >= counts[1]! ? 0 : 1;
    const [stop, goal] = await Promise.all([
      rows.nth(from).locator('.stop').first().boundingBox(),
      rows.nth(1 - from).boundingBox(),
    ]);
    const [x, y] = [stop!.x + stop!.width / 2, stop!.y + stop!.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x, (y + goal!.y + goal!.height / 2) / 2);
    await page.mouse.move(x, goal!.y + goal!.height / 2);
    await page.mouse.up();
    const undo = page.getByRole('button', { name: `移到${squads[1 - from]!.name}` });
    await undo.waitFor();
    expect(await rows.nth(from).locator('.stop').count()).toBe(counts[from]! - 1);
    await undo.click();
    await expect.poll(() => rows.nth(from).locator('.stop').count()).toBe(counts[from]);

    await page.getByRole('button', { name: '看这一夜怎么走' }).click();
    const clock = page.getByRole('slider', { name: '这一夜' });
    const begun = await clock.getAttribute('aria-valuetext');
    await expect.poll(() => clock.getAttribute('aria-valuetext'), { timeout: 5000 }).not.toBe(begun);
    await page.getByRole('button', { name: '暂停' }).click();
    await clock.press('End');
    expect(await clock.getAttribute('aria-valuetext')).toContain('02:00');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '收起时钟' }).click();

    const others = sheet(page).getByLabel('与哪一份比较');
    await others.selectOption({ index: 1 });
    await sheet(page).locator('jw-patrol-compare table').waitFor();
    await page.locator('jw-patrol-map .half.second canvas').first().waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await sheet(page).getByRole('button', { name: '结束比较' }).click();
    await sheet(page).locator('jw-patrol-compare table').waitFor({ state: 'detached' });
    expect(faults).toEqual([]);
  }, 180_000);

  it('is read on a phone by who makes no plans, one squad at a time', async () => {
    const { items } = await ask<Rows<PlanSummary>>('GET', `patrol-plans?area_code=${community}&limit=200`);
    const plan = items.find(({ wanted_count }) => wanted_count !== null)!;
    // A link that names the plan alone leads into its own area.
    await using opened = await browser.open(`/patrol#plan=${plan.id}`, { as: 'district-leader', ...phone });
    const { page, faults } = opened;
    await sheet(page).getByRole('heading', { name: plan.name }).waitFor();
    await expect.poll(() => page.url()).toContain(`area_code=${community}`);
    expect(await page.locator('jw-patrol-gantt .row-of').count()).toBe(1);
    for (const name of ['下发方案', '删除', '复制一份']) {
      expect(await sheet(page).getByRole('button', { name }).count()).toBe(0);
    }
    expect(await seriousFaults(page)).toEqual([]);
    expect(faults).toEqual([]);
  }, 90_000);
});

describe('the roster', () => {
  it('takes a shift, its declaration with a reason, what it hands over, and a copy of the week', async () => {
    const weeks = ['2027-03-15', '2027-03-22'] as const;
    for (const shift of await shiftsOn(weeks[0], '2027-03-28')) await ask('DELETE', `patrol-shifts/${shift.id}`);
    await using opened = await browser.open(hash('tab=roster'), { as: coordinator });
    const { page, faults } = opened;
    const roster = page.locator('jw-patrol-roster');
    await roster.locator('table').waitFor();
    await page.evaluate((week) => {
      const shell = document.querySelector('jw-patrol') as HTMLElement & {
        patrol: { roster: { open(week: string): Promise<void> } };
      };
      return shell.patrol.roster.open(week);
    }, weeks[0]);
    const squad = squads[0]!.name;
    await roster.getByRole('button', { name: new RegExp(`^给${squad}排.*3月17日的班$`) }).click();
    const form = page.locator('jw-patrol-roster-shift');
    await form.getByLabel('开始', { exact: true }).fill('21:00');
    await form.getByLabel('结束', { exact: true }).fill('01:30');
    await form.getByText('结束在次日').waitFor();
    await form.getByText('安全保障', { exact: true }).click();
    await form.getByText('30天后自动删除', { exact: false }).waitFor();
    await form.getByLabel('原因').fill(`灯会 ${mark}`);
    expect(await seriousFaults(page)).toEqual([]);
    await form.getByRole('button', { name: '保存' }).click();
    const card = roster.getByRole('button', { name: new RegExp(`${squad} 2027-03-17 21:00.*01:30`) });
    await card.click();
    await form.getByLabel('要交给下一班的事').fill(`西门灯坏了 ${mark}`);
    await form.getByRole('button', { name: '写入交接' }).click();
    await form.locator('li').getByText(`西门灯坏了 ${mark}`).waitFor();
    await page.keyboard.press('Escape');

    await roster.getByRole('button', { name: '下一周' }).click();
    await roster.getByText('2027年3月22日至2027年3月28日').waitFor();
    await roster.getByRole('button', { name: '照搬上一周' }).click();
    await roster.getByText('已有的班次不变。').waitFor();
    await roster.getByRole('button', { name: '照搬上一周' }).click();
    await roster.getByText('照搬了1个班次。').waitFor();
    const other = roster.getByRole('button', { name: new RegExp(`${squad} 2027-03-24 21:00.*01:30`) });
    await other.waitFor();
    const [copied] = await shiftsOn(weeks[1], '2027-03-28');
    expect(copied).toMatchObject({ day: '2027-03-24', starts_at: '21:00', ends_at: '01:30', handovers: [] });

    // Taken off duty by mistake, it is back by one key.
    await other.click();
    await form.getByRole('button', { name: '删除班次' }).click();
    await form.getByRole('button', { name: '删除班次' }).click();
    await other.waitFor({ state: 'detached' });
    await form.waitFor({ state: 'detached' });
    await page.keyboard.press('Control+z');
    await other.waitFor();
    await page.keyboard.press('Control+Shift+z');
    await other.waitFor({ state: 'detached' });
    expect(await seriousFaults(page)).toEqual([]);
    expect(faults).toEqual([]);
  }, 120_000);
});
