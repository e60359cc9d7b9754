import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import type { SignedIn } from '../../scripts/sign-in.ts';
import type { AreaChild, AreaDetail } from '../../server/api/areas/schema.ts';
import type { BuildingSummary, DoorMatrix } from '../../server/api/buildings/schema.ts';
import type { DueHousehold, DutyRound, DutySets } from '../../server/api/duties/schema.ts';
import type { VisitQuestions } from '../../server/api/visits/schema.ts';
import type { Page as ListPage } from '../../server/api/wire.ts';
import { seriousFaults } from '../helpers/axe.ts';
import { type OpenPage, useBrowser } from '../helpers/browser.ts';
import { settledPerson, tell } from './accounts.ts';
import { ask } from './city.ts';

const browser = useBrowser();
/** A community whose households no other test visits. */
const community = '990106001005';
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** A grid of it where somebody is overdue, and a worker of that grid alone. */
let grid: AreaChild;
let worker: SignedIn;

beforeAll(async () => {
  const { items } = await ask<{ items: AreaChild[] }>(`areas/${community}/children`);
  const details = await Promise.all(items.map(({ area_code }) => ask<AreaDetail>(`areas/${area_code}`)));
  const owed = details.map(({ counts }) => (counts?.visit_overdue_count ?? 0) * 100 + (counts?.visit_due_count ?? 0));
  grid = items[owed.indexOf(Math.max(...owed))]!;
  worker = (await settledPerson('司徒访', 'grid_worker', grid.area_code)).session;
}, 60_000);

const asked = <Answer>(route: string) => tell<Answer>('GET', route, null, worker);
const due = async () =>
  (await asked<ListPage<DueHousehold>>(`duties?area_code=${grid.area_code}&limit=200`)).items.map(
    ({ household_id }) => household_id,
  );
const round = () => asked<DutyRound>(`duties/round?area_code=${grid.area_code}`);
const counts = async () => (await asked<AreaDetail>(`areas/${grid.area_code}`)).counts!;

/** A page of the worker, on a computer or on a phone. */
async function open(path: string, options: object = {}): Promise<OpenPage> {
  const opened = await browser.open('/sign-in', { ...options, as: null });
  await opened.page.context().addCookies([{ ...worker.cookie, url: inject('address') }]);
  await opened.page.goto(inject('address') + path);
  return opened;
}

/** A household of the grid where people live and nobody is owed anything. */
async function unowed(): Promise<number> {
  const { items } = await asked<ListPage<BuildingSummary>>(`buildings?area_code=${grid.area_code}&limit=200`);
  for (const { id } of items) {
    const { doors } = await asked<DoorMatrix>(`buildings/${id}/households`);
    const door = doors.find(({ door_state, visit_owed }) => door_state === 'occupied' && visit_owed === null);
    if (door) return door.household_id;
  }
  throw new Error('every household of the grid is owed a visit');
}

/** Opens the file of the household whose page it is, for visits. */
async function openFile(page: Page) {
  await page.getByRole('radio', { name: '走访' }).check();
  await page.getByRole('button', { name: '打开档案' }).click();
}

const stops = (page: Page) => page.getByRole('main').getByRole('button', { name: /登记走访/ });
const form = (page: Page) => page.locator('jw-visit-form');

/** Enters a visit at a stop of the round, which is then no longer on it. */
async function visit(page: Page, stop: DueHousehold, fill: () => Promise<void>) {
  const before = await stops(page).count();
  const own = stops(page).filter({ hasText: stop.address! }).first();
  await own.tap();
  await fill();
  await form(page).getByRole('button', { name: '登记', exact: true }).tap();
  await page.getByText(/^已登记/).waitFor();
  await expect.poll(() => stops(page).count()).toBe(before - 1);
}

const choose = (page: Page, name: string) => form(page).getByRole('radio', { name, exact: true }).tap();

/** Chromium writes what the server refuses to its console as well. */
const ownFaults = (faults: string[]) => faults.filter((fault) => !fault.includes('400 (Bad Request)'));

describe('visits that are owed', () => {
  it('come from a need tag with its purpose, basis and expiry, are counted at its grid, and go when it ends', async () => {
    const household = await unowed();
    const before = await counts();
    await using opened = await open(`/#v=1&at=household:${household}`);
    const { page, faults } = opened;
    await openFile(page);
    const tags = page.locator('jw-need-tags');
    await tags.getByRole('button', { name: '新增标签' }).click();
    await tags.getByRole('button', { name: '保存' }).click();
    await tags.getByRole('alert').first().waitFor();
    await tags.getByLabel('标签', { exact: true }).selectOption({ label: '独居老人' });
    await tags.getByLabel('用途').fill('每月上门看望');
    await tags.getByLabel('依据').fill('本人申请');
    expect(await tags.getByLabel('到期日').inputValue()).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(await seriousFaults(page)).toEqual([]);
    await tags.getByRole('button', { name: '保存' }).click();
    const held = tags.locator('li').filter({ hasText: '独居老人' });
    await held.getByText(/到期/).waitFor();
    expect(await due()).toContain(household);
    expect((await counts()).visit_due_count).toBe(before.visit_due_count! + 1);

    await page.goto(`${inject('address')}/#v=1&at=area:${grid.area_code}`);
    const figure = page.locator('jw-area-panel .foremost').getByText('本月待走访').locator('xpath=..');
    await expect.poll(() => figure.locator('dd').innerText()).toContain(String(before.visit_due_count! + 1));

    await page.goto(`${inject('address')}/#v=1&at=household:${household}`);
    await held.getByRole('button', { name: '今天结束' }).click();
    await held.locator('jw-sure-button .yes').click();
    await held.waitFor({ state: 'detached' });
    expect(await due()).not.toContain(household);
    expect((await counts()).visit_due_count).toBe(before.visit_due_count);
    expect(ownFaults(faults)).toEqual([]);
  });

  it('are walked to in order on a phone: met, nobody, refused, moved, each with what follows from it', async () => {
    const { stops: planned, visited_count } = await round();
    expect(planned.length).toBeGreaterThanOrEqual(4);
    await using opened = await open('/duties', phone);
    const { page, faults } = opened;
    await expect.poll(() => stops(page).count()).toBe(planned.length);
    const doors = await stops(page).locator('.door').allInnerTexts();
    expect(doors).toEqual(planned.map(({ address }) => address));
    const [met, nobody, refused, moved] = planned as [DueHousehold, DueHousehold, DueHousehold, DueHousehold];

    await visit(page, met, async () => {
      await form(page).getByRole('button', { name: '登记', exact: true }).tap();
      await page.getByText('请选择这次走访的结果。').waitFor();
      await choose(page, '见到了');
      expect(await seriousFaults(page)).toEqual([]);
      for (const question of await form(page).getByRole('group').all()) {
        if ((await question.getByRole('radio', { checked: true }).count()) === 0)
          await question.getByRole('radio').first().tap();
      }
    });
    await page.getByText(/^已登记，完成\d+项应访/).waitFor();
    expect(await due()).not.toContain(met.household_id);
    const { questions, known } = await asked<VisitQuestions>(`visits/questions?household_id=${met.household_id}`);
    // What was answered is not asked again, but for what may change from day to day.
    expect(known.length).toBeGreaterThan(0);
    expect(questions.every(({ days }) => days === 0)).toBe(true);

    await visit(page, nobody, () => choose(page, '无人应答'));
    await visit(page, refused, async () => {
      await choose(page, '婉拒');
      await form(page).getByRole('button', { name: '登记', exact: true }).tap();
      await form(page).getByRole('alert').waitFor();
      await form(page).getByRole('group', { name: '原因' }).getByRole('radio').first().tap();
    });
    await visit(page, moved, () => choose(page, '已搬走'));

    const { items } = await asked<ListPage<DueHousehold>>(`duties?area_code=${grid.area_code}&limit=200`);
    const owedTo = ({ household_id }: DueHousehold) => items.find((each) => each.household_id === household_id);
    expect(owedTo(nobody)?.try_count).toBe(nobody.try_count + 1);
    expect(owedTo(refused)?.next_try_on).toMatch(/^\d{4}-/);
    expect(owedTo(moved)).toBeUndefined();
    expect((await round()).visited_count).toBe(visited_count + 4);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(ownFaults(faults)).toEqual([]);
  });

  it('are listed by area and by lateness, from the map on', async () => {
    const { visit_overdue_count } = await counts();
    expect(visit_overdue_count).toBeGreaterThan(0);
    await using opened = await open(`/#v=1&at=area:${grid.area_code}`);
    const { page, faults } = opened;
    await page
      .locator('jw-area-panel')
      .getByRole('link', { name: /逾期未访/ })
      .click();
    const rows = page.locator('jw-due-list li');
    await expect.poll(() => rows.count()).toBe(visit_overdue_count);
    expect(await rows.getByText(/逾期 \d+ 天/).count()).toBe(visit_overdue_count);
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '全部', exact: true }).click();
    const { length } = await due();
    await expect.poll(() => rows.count()).toBe(length);
    expect(faults).toEqual([]);
  });
});

describe('visits without a network', () => {
  it('wait on the phone, are told, outlive the page, and are entered once; what is refused then is said', async () => {
    const { stops: planned, visited_count } = await round();
    expect(planned.length).toBeGreaterThanOrEqual(2);
    await using opened = await open('/duties', phone);
    const { page, faults } = opened;
    const [first, second] = planned as [DueHousehold, DueHousehold];
    // What is asked at each door came with the round.
    const fetched = () =>
      page.evaluate(
        () => performance.getEntriesByType('resource').filter(({ name }) => name.includes('/visits/questions')).length,
      );
    await expect.poll(fetched, { timeout: 30_000 }).toBe(planned.length);
    await page.context().setOffline(true);
    for (const [stop, name] of [
      [first, '见到了'],
      [second, '无人应答'],
    ] as const) {
      const count = await stops(page).count();
      await stops(page).filter({ hasText: stop.address! }).first().tap();
      await choose(page, name);
      await form(page).getByRole('button', { name: '登记', exact: true }).tap();
      await expect.poll(() => stops(page).count()).toBe(count - 1);
    }
    await page.getByText('2次走访存在本机，联网后自动登记。').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: /司徒访/ }).tap();
    await page.getByRole('button', { name: '退出登录' }).tap();
    await page.getByText('还有2次走访没有发出').waitFor();
    expect((await round()).visited_count).toBe(visited_count);

    // The second lay on the phone for longer than visits are taken.
    await page.evaluate((household_id) => {
      const opening = indexedDB.open('jingwei-visits');
      return new Promise<void>((resolve, reject) => {
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const store = opening.result.transaction('visit', 'readwrite').objectStore('visit');
          const reading = store.getAll();
          reading.onsuccess = () => {
            const kept = reading.result.find(({ visit: own }) => own.household_id === household_id);
            kept.visit.visited_at = new Date(Date.now() - 9 * 86_400_000).toISOString();
            store.put(kept, kept.visit.key).onsuccess = () => resolve();
          };
        };
      });
    }, second.household_id);
    await page.goto('about:blank');
    await page.context().setOffline(false);
    await page.goto(`${inject('address')}/duties`);
    await page.getByText(`${second.address}（无人应答）没有登记成功`).waitFor();
    await page.getByText(/走访时间应在最近7天之内/).waitFor();
    expect((await round()).visited_count).toBe(visited_count + 1);
    expect(await due()).not.toContain(first.household_id);
    expect(await page.getByText('存在本机').count()).toBe(0);
    await page.getByRole('button', { name: '知道了，删除' }).tap();
    await page.getByText('没有登记成功').waitFor({ state: 'detached' });
    await page.reload();
    await stops(page).first().waitFor();
    expect(await page.getByText('没有登记成功').count()).toBe(0);
    expect((await round()).visited_count).toBe(visited_count + 1);
    expect(faults.filter((fault) => !/net::ERR|Failed to load/.test(fault))).toEqual([]);
  });
});

describe('a set of duties', () => {
  it('is made by a street leader, and its visits at once', async () => {
    const name = `端午看望 ${Date.now().toString(36)}`;
    await using opened = await browser.open('/duties#sets', { as: 'street-leader' });
    const { page, faults } = opened;
    await page.getByRole('button', { name: '新增任务' }).click();
    const sheet = page.locator('jw-duty-set-form');
    await sheet.getByRole('button', { name: '保存' }).click();
    await sheet.getByRole('alert').waitFor();
    await sheet.getByLabel('名称').fill(name);
    const { area } = await ask<AreaDetail>(`areas/${community}`);
    await sheet.getByLabel('区域').fill(grid.name);
    await sheet.getByRole('option').filter({ hasText: area.name }).first().click();
    await sheet.getByRole('checkbox', { name: '独居老人' }).check();
    await sheet.getByLabel('周期').selectOption({ label: '周' });
    await sheet.getByLabel('到期日').selectOption({ label: '周日' });
    expect(await seriousFaults(page)).toEqual([]);
    await sheet.getByRole('button', { name: '保存' }).click();
    const row = page.locator('jw-duty-sets li').filter({ hasText: name });
    await row.getByText('每周一次，周日前').waitFor();
    await page.getByRole('button', { name: '立即生成本月应访' }).click();
    await page.getByText(/^新增[1-9]\d*项，取消\d+项。/).waitFor();
    await page.getByRole('button', { name: '立即生成本月应访' }).click();
    await page.getByText('新增0项，取消0项。').waitFor();
    const { items } = await tell<DutySets>('GET', 'duties/sets', null);
    expect(items.find((set) => set.name === name)).toMatchObject({ period: 'week', every: 1, due_day: 7 });
    expect(ownFaults(faults)).toEqual([]);
  });
});
