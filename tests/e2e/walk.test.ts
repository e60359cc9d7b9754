import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, inject, it, vi } from 'vitest';
import type { SignedIn } from '../../scripts/sign-in.ts';
import type { PatrolPoint } from '../../server/api/patrol/schema.ts';
import type { PatrolPlan, PlanRun, PlanSheets } from '../../server/api/patrol-plans/schema.ts';
import type { ActivePatrol, Walk } from '../../server/api/patrol-walk/schema.ts';
import type { KeptSquad, PatrolShift } from '../../server/api/squads/schema.ts';
import { seriousFaults } from '../helpers/axe.ts';
import { sessionOf, useBrowser } from '../helpers/browser.ts';
import { rootArea, tell } from './accounts.ts';

const browser = useBrowser();
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, as: null };
/** A broken network is written to Chromium's console. */
const apartFromNetwork = (faults: string[]) => faults.filter((fault) => !/net::ERR|Failed to load/.test(fault));

/** A night that runs now, planned and issued by the coordinator: its sheets, and who made it. */
let night: { plan: PatrolPlan; sheets: PlanSheets; coordinator: SignedIn };

beforeAll(async () => {
  const coordinator = await sessionOf('patrol-coordinator');
  night = { ...(await issuedNight(coordinator)), coordinator };
});

/** A squad of its own, whose shift nobody else's crosses, on duty from an hour ago on, with three points of a community that may be visited all day. */
async function issuedNight(as: SignedIn): Promise<Pick<typeof night, 'plan' | 'sheets'>> {
  const { time_zone } = await tell<{ time_zone: string }>('GET', 'deployment', null, as);
  const { day, hour } = localHour(time_zone);
  const { area_code } = await rootArea();
  const [known] = (await tell<{ items: KeptSquad[] }>('GET', `squads?area_code=${area_code}`, null, as)).items;
  const form = { area_code: known!.area_code, kind: 'volunteer', member_count: 4 };
  const name = `测试队 ${Date.now().toString(36)}`;
  const squad = await tell<KeptSquad>('POST', 'squads', { ...form, name }, as);
  const { items } = await tell<{ items: PatrolPoint[] }>('GET', `patrol-points?area_code=${squad.area_code}`, null, as);
  for (const { id, version } of items.slice(0, 3)) {
    const anybodys = { window_start: '00:00', window_end: '00:00', people: 1, squad_id: null };
    await tell('PATCH', `patrol-points/${id}`, { version, ...anybodys }, as);
  }
  const shift = await tell<PatrolShift>(
    'POST',
    'patrol-shifts',
    { squad_id: squad.id, day, starts_at: hour(-1), ends_at: hour(4), people: 4 },
    as,
  );
  const made = await tell<PatrolPlan>(
    'POST',
    'patrol-plans',
    {
      area_code: squad.area_code,
      name: '巡逻测试夜',
      day,
      shift_ids: [shift.id],
      point_ids: items.slice(0, 3).map(({ id }) => id),
      street_ids: [],
      settings: { pairs_from_min: null, seconds: 1, differ_nights: 0 },
    },
    as,
  );
  await tell('POST', `patrol-plans/${made.id}/runs`, {}, as);
  await vi.waitFor(
    async () => {
      expect((await tell<PlanRun>('GET', `patrol-plans/${made.id}/run`, null, as)).state).toBe('done');
    },
    { timeout: 40_000, interval: 200 },
  );
  const plan = await tell<PatrolPlan>('POST', `patrol-plans/${made.id}/issue`, {}, as);
  return { plan, sheets: await tell<PlanSheets>('GET', `patrol-plans/${made.id}/sheets`, null, as) };
}

/** The day of an hour ago, and hours from now on as `HH:00`. */
function localHour(timeZone: string) {
  const at = (hours: number) =>
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(
      Date.now() + hours * 3_600_000,
    );
  return { day: at(-1).slice(0, 10), hour: (hours: number) => `${at(hours).slice(11, 13)}:00` };
}

const walk = () => night.sheets.walks[0]!;
const known = (pass: string) =>
  fetch(`${inject('address')}/api/patrol-walk`, { headers: { 'Jingwei-Pass': pass } }).then(
    (answer) => answer.json() as Promise<Walk>,
  );
const done = (page: Page) => page.locator('jw-walk-stops li.done');

describe('a squad’s phone', () => {
  it('opens by the code of the sheet, checks in without a network, also after it was closed, and sends each once', async () => {
    await using opened = await browser.open(`/walk#pass=${walk().pass}`, phone);
    const { page, faults } = opened;
    await page.getByRole('heading', { name: walk().squad.name }).waitFor();
    expect(page.url()).not.toContain(walk().pass);
    expect(await page.locator('jw-walk-stops li').count()).toBe(walk().stops.length);
    expect(await seriousFaults(page)).toEqual([]);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
    await page.locator('.next').getByRole('button').click();
    await expect.poll(() => done(page).count()).toBe(1);
    await expect.poll(async () => (await known(walk().pass)).check_ins.length, { timeout: 20_000 }).toBe(1);

    await page.context().setOffline(true);
    await page.locator('.next').getByRole('button').click();
    await expect.poll(() => done(page).count()).toBe(2);
    await page.reload();
    await page.getByText('没有网络').waitFor();
    expect(await done(page).count()).toBe(2);
    await page.context().setOffline(false);
    await expect.poll(async () => (await known(walk().pass)).check_ins.length, { timeout: 20_000 }).toBe(2);
    await page.getByText('签到均已送达').waitFor();
    expect(await done(page).count()).toBe(2);
    expect((await known(walk().pass)).check_ins.map(({ visit, way }) => [visit, way])).toEqual([
      [1, 'button'],
      [1, 'button'],
    ]);
    expect(apartFromNetwork(faults)).toEqual([]);
  });

  it('checks in by the sign of a point, and shows the coordinator the squad and its points, nobody else', async () => {
    const { stops, pass, squad } = walk();
    const last = stops.at(-1)!;
    const { patrol_point } = await tell<{ patrol_point: PatrolPoint }>(
      'GET',
      `patrol-points/${last.id}`,
      null,
      night.coordinator,
    );
    await using opened = await browser.open(`/walk#pass=${pass}`, phone);
    const { page, faults } = opened;
    await page.getByRole('heading', { name: squad.name }).waitFor();
    await page.goto(`${inject('address')}/walk#point=${patrol_point.code}`);
    await page.getByText(`${last.name}：已签到`).waitFor();
    await expect
      .poll(async () => (await known(pass)).check_ins.some(({ way }) => way === 'code'), { timeout: 20_000 })
      .toBe(true);
    const { items } = await tell<{ items: ActivePatrol[] }>(
      'GET',
      `patrol-active?area_code=${night.plan.area_code}`,
      null,
      night.coordinator,
    );
    const own = items.find(({ plan_id }) => plan_id === night.plan.id)!;
    expect([own.squad_name, own.done_count]).toEqual([squad.name, 3]);
    expect(JSON.stringify(own)).not.toMatch(/account|display_name|phone|receiv/);
    expect(faults).toEqual([]);
  });

  it('says what to do where nothing was opened, and that a code is none', async () => {
    await using opened = await browser.open('/walk', phone);
    await opened.page.getByText('还没有打开巡逻').waitFor();
    expect(await seriousFaults(opened.page)).toEqual([]);
    await using other = await browser.open('/walk#pass=AAAAAAAAAAAAAAAAAAAAAA', phone);
    await other.page.getByText('打不开这次巡逻').waitFor();
  });

  it('has a sheet of paper with the map, the stops and its code, one page a squad', async () => {
    await using opened = await browser.open(`/patrol#sheets=${night.plan.id}`, { as: 'patrol-coordinator' });
    const { page, faults } = opened;
    const sheet = page.locator('jw-patrol-sheet').first();
    await sheet.waitFor();
    expect(await sheet.locator('tbody tr').count()).toBe(walk().stops.length);
    expect(await sheet.locator('svg.route .plate').count()).toBeGreaterThanOrEqual(walk().stops.length);
    expect(await sheet.locator('svg.route .street').count()).toBeGreaterThan(0);
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(night.sheets.walks.length);
    expect(await seriousFaults(page)).toEqual([]);
    expect(faults).toEqual([]);
  });
});
