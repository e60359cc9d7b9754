import type { Page } from 'playwright-core';
import { expect, inject, it } from 'vitest';
import { signIn } from '../../scripts/sign-in.ts';
import type { AreaChild } from '../../server/api/areas/schema.ts';
import type { PastMap } from '../../server/api/past/schema.ts';
import type { FirstPassword } from '../../server/api/people/schema.ts';
import { mapDrawn, type OpenPage, sessionOf, useBrowser } from '../helpers/browser.ts';
import { goodPassword, tell } from './accounts.ts';
import { ask } from './city.ts';

const browser = useBrowser();
/** A community that no other test changes. */
const community = '990106001006';
const leader = 'street-leader';

/** A worker of one grid who has settled in, and their session. */
async function workerOf(grid: string) {
  const login = `e2e.month.${Date.now().toString(36)}`;
  const made = await tell<FirstPassword>('POST', 'people', { login, display_name: '申屠月', area_code: grid });
  await tell('POST', `people/${made.person.id}/grants`, { role: 'grid_worker', area_code: grid });
  const session = await signIn(inject('address'), login, made.password);
  await tell('POST', 'account/password', { current: made.password, next: goodPassword }, session);
  return session;
}

/** A page of somebody whose session is none of the demo's accounts. */
async function openAs({ cookie }: Awaited<ReturnType<typeof workerOf>>, path: string): Promise<OpenPage> {
  const opened = await browser.open('/sign-in', { as: null });
  await opened.page.context().addCookies([{ ...cookie, url: inject('address') }]);
  await opened.page.goto(inject('address') + path);
  return opened;
}

const grids = async () => (await ask<{ items: AreaChild[] }>(`areas/${community}/children`)).items;
const go = (page: Page, path: string) => page.goto(inject('address') + path);

it('a month of a grid worker and a street leader', async () => {
  const { area_code, name } = (await grids())[0]!;
  const worker = await workerOf(area_code);

  // The worker: a door is registered, a household gets a tag, the round is walked, the diary becomes an incident.
  await using mine = await openAs(worker, '/register');
  const { page } = mine;
  const form = page.getByRole('main');
  await page.getByRole('checkbox', { name: '只看久未核实' }).check();
  await page.locator('jw-register').getByText('还没有核实过').first().click();
  const state = form.getByLabel('居住状态', { exact: true });
  await state.selectOption({ label: '自住' });
  await form.getByLabel('依据', { exact: true }).fill('上门走访');
  await form.getByRole('checkbox', { name: '其余各项今日已核实属实' }).check();
  await form.getByRole('button', { name: '保存' }).click();
  await form.getByText('已保存').waitFor();
  await form.getByRole('button', { name: '居住状态的修改历史' }).click();
  await form.getByText('申屠月 · 今天').waitFor();

  await go(page, '/duties');
  const round = page.getByRole('main');
  const first = round.getByRole('button', { name: /登记走访/ }).first();
  await first.waitFor();
  const due = await first.locator('.door').innerText();
  await first.click();
  await page.getByRole('link', { name: '打开住户' }).click();
  const household = page.locator('jw-household-panel');
  await page.getByRole('radio', { name: '走访' }).check();
  await page.getByRole('button', { name: '打开档案' }).click();
  await page.getByRole('button', { name: '新增标签' }).click();
  const tags = page.locator('jw-need-tags');
  const tag = await tags.getByLabel('标签', { exact: true }).locator('option').first().innerText();
  await tags.getByLabel('用途').fill('每月上门看望');
  await tags.getByLabel('依据').fill('本人申请');
  await tags.getByRole('button', { name: '保存' }).click();
  await household.getByText(tag).first().waitFor();

  await go(page, '/duties');
  const same = round.getByRole('button', { name: /登记走访/ }).filter({ hasText: due });
  await same.click();
  await page.getByRole('radio', { name: '见到了' }).check();
  for (const question of await page.locator('jw-visit-form').getByRole('group').all()) {
    const choice = question.getByRole('radio').first();
    if ((await question.getByRole('radio', { checked: true }).count()) === 0) await choice.check();
  }
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await same.waitFor({ state: 'detached' });

  await go(page, '/duties#diary');
  await page.getByRole('textbox', { name: '今天做了什么、听到什么' }).fill('楼道里堆着纸箱，住户说夜里不好走。');
  await page.getByRole('button', { name: '记下' }).click();
  await page.getByRole('button', { name: '转为事件' }).click();
  await page.getByRole('textbox', { name: '标题' }).fill('楼道堆放纸箱');
  await page.getByRole('button', { name: '上报事件' }).click();
  await page.getByRole('article').getByRole('link').first().waitFor();
  expect(mine.faults).toEqual([]);

  // The street leader: the grid is split, last spring looks as it was, and the month's pack is printed.
  await using theirs = await browser.open(`/areas#area_code=${community}`, { as: leader });
  const { page: desk } = theirs;
  const work = desk.locator('jw-area-work');
  await work.getByLabel('哪一个网格').selectOption({ label: name });
  await work.getByRole('button', { name: '按户数分成 2 份' }).click();
  await work.getByRole('heading', { name: '调整前后' }).waitFor();
  await work.getByRole('button', { name: '确认调整' }).click();
  await work.getByRole('button', { name: '确认调整' }).click();
  await work.getByText('已拆分，各终端随即更新。').waitFor();
  expect((await grids()).map((grid) => grid.name)).toContain(`${name}乙`);

  const spring = `${new Date().getUTCFullYear() - (new Date().getUTCMonth() < 4 ? 1 : 0)}-04-15`;
  await go(desk, `/#v=1&at=area:${community}&on=${spring}`);
  await mapDrawn(desk);
  await desk.getByRole('group', { name: '时间轴' }).waitFor();
  await desk
    .getByRole('button', { name: `${name} ` })
    .or(desk.getByText(name, { exact: true }))
    .first()
    .waitFor();
  expect(await desk.getByText(`${name}乙`).count()).toBe(0);
  const { headers } = await sessionOf(leader);
  const past = await fetch(`${inject('address')}/api/past/map?area_code=${community}&on=${spring}`, { headers });
  const { features } = (await past.json()) as PastMap;
  expect(features.features.map(({ id }) => String(id))).toContain(area_code);

  await go(desk, `/reports#area_code=${community}`);
  await desk.getByRole('button', { name: '生成报告' }).click();
  await desk.getByRole('heading', { name: '月调度', level: 2 }).waitFor();
  const paper = await desk.pdf({ format: 'A4', preferCSSPageSize: true });
  expect(paper.subarray(0, 5).toString()).toBe('%PDF-');
  expect(theirs.faults).toEqual([]);

  // Nothing depends on it yet: the grid is one again, and the household stands where it stood.
  await go(desk, `/areas#area_code=${community}`);
  await desk.getByRole('link', { name: '沿革' }).click();
  const undo = desk.locator('jw-area-history').getByRole('button', { name: '撤销这次调整' }).first();
  await undo.click();
  await undo.click();
  await desk.locator('jw-area-history').locator('li.change').first().getByText('已撤销').waitFor();
  expect((await grids()).map((grid) => grid.area_code)).toContain(area_code);
});
