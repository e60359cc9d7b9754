import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Duplicate } from '../../server/api/duplicates/schema.ts';
import type { Written } from '../../server/api/registers/schema.ts';
import type { Page as ListPage } from '../../server/api/wire.ts';
import { seriousFaults } from '../helpers/axe.ts';
import { useBrowser } from '../helpers/browser.ts';
import { answerTo, askAs, unitOf } from './household-doors.ts';

const browser = useBrowser();
const worker = 'grid-worker';
const secretary = 'community-secretary';
/** Tells this run's doors and persons from those of another. */
const mark = Date.now() % 1000;
const floor = 1;

/** Enters a line in a register as a grid worker would; its number. */
async function enter(register: string, fields: object): Promise<number> {
  const { row } = await answerTo<Written>(worker, `registers/${register}`, { fields, source: '上门走访' });
  return row.id;
}
const home = (unit_id: number, door: string) => enter('household', { unit_id, floor, door, door_state: 'occupied' });
const person = (household_id: number, phone: string, name: string) =>
  enter('resident', {
    ...{ household_id, name, relation: '本人', sex: 'female', birth_date: '1960-04-05', phone },
    ...{ registered_here: true, lives_here: true },
  });
const listed = async (kind: Duplicate['kind']) =>
  (await answerTo<ListPage<Duplicate>>(secretary, `duplicates?kind=${kind}&area_code=${await community()}&limit=50`))
    .items;
async function community(): Promise<string> {
  const { caller } = await answerTo<{ caller: { grants: { area_code: string }[] } }>(secretary, 'session');
  return caller.grants[0]!.area_code;
}

/** Says why both files are to be opened, one after the other, as the page asks for it; then merges. */
async function mergeWithFilesOpen(page: Page, label: string): Promise<void> {
  const pair = page.getByRole('article', { name: label });
  const merge = pair.getByRole('button', { name: '合并', exact: true });
  for (let closed = 2; closed > 0; closed -= 1) {
    await merge.click();
    await merge.click();
    await pair.getByText('合并前，请先说明目的').waitFor();
    await pair.getByRole('radio').and(page.locator('[name="purpose"]')).first().check();
    await pair.getByRole('button', { name: '打开档案' }).click();
    await pair.getByText('合并前，请先说明目的').waitFor({ state: 'detached' });
  }
  await merge.click();
  await merge.click();
  await page.getByText('已合并。').waitFor();
}

describe('what was entered twice', () => {
  it('is proposed, merged by a person with both files open, and taken apart again: doors', async () => {
    const unit_id = await unitOf(worker);
    const [one, other] = [await home(unit_id, `9${mark}`), await home(unit_id, `09${mark}室`)];
    const held = (await listed('household')).find((each) => each.one.id === one && each.other.id === other)!;
    expect(held.reasons).toContain('door');
    await using opened = await browser.open('/duplicates', { as: secretary });
    const { page, faults } = opened;
    const pair = page.getByRole('article', { name: held.one.address });
    await pair.getByText('门牌相同').waitFor();
    expect(await pair.getByText(held.other.address, { exact: true }).count()).toBeGreaterThan(0);
    expect(await seriousFaults(page)).toEqual([]);
    await mergeWithFilesOpen(page, held.one.address);
    await pair.waitFor({ state: 'detached' });
    expect((await listed('household')).some((each) => each.one.id === one)).toBe(false);
    expect((await askAs(secretary, `registers/household/${other}`)).status).toBe(404);

    // From the list of what was merged, as somebody would who comes back later.
    await page.getByRole('link', { name: '已合并' }).click();
    const row = page.locator('jw-mergings li').filter({ hasText: held.one.address }).first();
    await row.getByRole('button', { name: '撤销' }).click();
    await page.getByText('已撤销，两条记录都恢复了原样。').waitFor();
    await row.getByText('已撤销').waitFor();
    expect((await listed('household')).some((each) => each.one.id === one && each.other.id === other)).toBe(true);
    expect(faults).toEqual([]);
  });

  it('is proposed by one name and one phone, without naming anybody in full: persons, merged and undone at once', async () => {
    const unit_id = await unitOf(worker);
    const name = `宗政${'甲乙丙丁戊己庚辛壬癸'[mark % 10]}`;
    const phone = `1390000${String(1000 + mark)}`;
    const homes = [await home(unit_id, `8${mark}`), await home(unit_id, `7${mark}`)];
    const people: number[] = [];
    for (const household_id of homes) {
      await answerTo(worker, `households/${household_id}/openings`, { purpose: 'check' });
      people.push(await person(household_id, phone, name));
    }
    const find = async () =>
      (await listed('resident')).find((each) => each.one.id === people[0] && each.other.id === people[1]);
    const held = (await find())!;
    expect(held.reasons).toContain('phone');
    await using opened = await browser.open('/duplicates#resident', { as: secretary });
    const { page, faults } = opened;
    const pair = page.getByRole('article', { name: held.one.address });
    await pair.getByText('电话相同').waitFor();
    const text = await page.getByRole('main').innerText();
    expect(text.includes(name) || text.includes(phone)).toBe(false);
    expect(await seriousFaults(page)).toEqual([]);
    await mergeWithFilesOpen(page, held.one.address);
    expect(await find()).toBeUndefined();
    await page.getByRole('button', { name: '撤销' }).click();
    await pair.waitFor();
    expect(await find()).toMatchObject({ one: { id: people[0] }, other: { id: people[1] } });
    expect(faults).toEqual([]);
  });
});
