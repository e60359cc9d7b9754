import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { BuildingSummary } from '../../server/api/buildings/schema.ts';
import type { DoorPlan } from '../../server/api/door-plans/schema.ts';
import type { SessionState } from '../../server/api/session/schema.ts';
import type { Page as ListPage } from '../../server/api/wire.ts';
import { seriousFaults } from '../helpers/axe.ts';
import { useBrowser } from '../helpers/browser.ts';
import { answerTo } from './household-doors.ts';

const browser = useBrowser();
const worker = 'grid-worker';
const planOf = (id: number) => answerTo<DoorPlan>(worker, `door-plans/${id}`);

/** Buildings of the grid worker: with most doors first, those without any last. */
async function buildings(): Promise<BuildingSummary[]> {
  const { caller } = await answerTo<SessionState>(worker, 'session');
  const area = caller!.grants[0]!.area_code;
  const { items } = await answerTo<ListPage<BuildingSummary>>(worker, `buildings?area_code=${area}&limit=200`);
  return items.sort((a, b) => (b.household_count ?? 0) - (a.household_count ?? 0));
}

/** A keyboard that counts; a character is one stroke. */
function counting(page: Page) {
  let strokes = 0;
  return {
    get strokes() {
      return strokes;
    },
    async press(...keys: string[]) {
      for (const key of keys) {
        strokes += 1;
        await page.keyboard.press(key);
      }
    },
    async type(text: string) {
      strokes += text.length;
      await page.keyboard.type(text);
    },
  };
}

const windows = (page: Page) => page.locator('jw-door-board [role="gridcell"]');
const focusedKey = (page: Page) => page.locator('jw-door-board [role="gridcell"]:focus').getAttribute('data-key');

describe('the doors of a building', () => {
  it('are entered by keys alone: 33 floors in 2 units with fewer than 60 strokes, saved, and taken back', async () => {
    const bare = (await buildings()).at(-1)!;
    expect(bare.household_count).toBe(0);
    await using opened = await browser.open(`/doors#building=${bare.id}`, { as: worker });
    const { page, faults } = opened;
    await page.getByText('这栋楼还没有装户').waitFor();
    const keys = counting(page);
    await keys.press('/');
    await keys.type('1-2U 1-33F 01-04');
    await expect.poll(() => windows(page).count()).toBe(264);
    await keys.press('Enter');
    await page.getByText('1 步未保存').waitFor();
    // All occupied; one column let from the 20th floor down, but for the ground floor, where it is joined to an occupied flat.
    await keys.press('Control+a', 'o');
    await keys.type('2002');
    await expect.poll(() => focusedKey(page)).toBe('1/2002');
    await keys.press('l', 'f', 'End', 'PageDown', 'Home');
    await keys.type('101');
    await expect.poll(() => focusedKey(page)).toBe('1/101');
    await keys.press('Shift+ArrowRight', 'j', 'Control+s');
    await page.getByText('已保存，共 263 户。').waitFor();
    expect(keys.strokes).toBeLessThan(60);
    const { doors } = await planOf(bare.id);
    expect(doors.filter(({ door_state }) => door_state === 'let')).toHaveLength(19);
    expect(
      doors.filter(({ joined_doors }) => joined_doors.length > 0).map(({ door, joined_doors }) => [door, joined_doors]),
    ).toEqual([['101', ['102']]]);
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('button', { name: '撤回这次保存' }).click();
    await page.getByText('已撤回').waitFor();
    expect((await planOf(bare.id)).doors).toEqual([]);
    expect(faults).toEqual([]);
  });

  it('are filled, undone and kept over a reload; what cannot be done is said', async () => {
    const [{ id }] = (await buildings()) as [BuildingSummary];
    await using opened = await browser.open(`/doors#building=${id}`, { as: worker });
    const { page, faults } = opened;
    await windows(page).first().waitFor();
    await windows(page).first().focus();
    const first = (await focusedKey(page))!;
    await page.keyboard.press('e');
    await page.getByText('1 户记为空置').waitFor();
    await page.keyboard.press('f');
    await page.getByText('2 步未保存').waitFor();
    await page.keyboard.press('Control+z');
    await page.getByText('1 步未保存').waitFor();
    await page.keyboard.press('Control+y');
    await page.getByText('2 步未保存').waitFor();
    await page.keyboard.press('s');
    await page.getByText('没有合并过').waitFor();
    await page.keyboard.press('ArrowDown');
    expect(await focusedKey(page)).not.toBe(first);
    await page.evaluate(() =>
      window.addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), { capture: true }),
    );
    page.on('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await page.getByText('上次没有保存的 2 步还在').waitFor();
    await page.getByRole('button', { name: '全部放弃' }).click();
    await page.locator('jw-sure-button .yes').click();
    await page.getByText('没有要保存的改动').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('1-33层 01-D');
    await page.getByText('第 7 个字：门号的范围不对').waitFor();
    expect(faults).toEqual([]);
  });

  it('stand in units that are called otherwise, and that go once their doors have moved', async () => {
    const [, { id }] = (await buildings()) as [BuildingSummary, BuildingSummary];
    const before = await planOf(id);
    const [{ name }] = before.units as [DoorPlan['units'][number]];
    await using opened = await browser.open(`/doors#building=${id}`, { as: worker });
    const { page, faults } = opened;
    await windows(page).first().waitFor();
    await page.getByRole('button', { name: `给${name}改名` }).click();
    await page.getByLabel('单元名称').fill('东单元');
    await page.keyboard.press('Enter');
    await page.locator('jw-door-board').getByText('东单元', { exact: true }).waitFor();
    await page.getByRole('button', { name: '删除东单元' }).click();
    await page.getByText('东单元还有', { exact: false }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('88U 1F 98-99');
    await page.getByText('将新增 2 户', { exact: false }).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('[data-key="88/199"]').click();
    await page.getByLabel('移到').selectOption({ label: '东单元' });
    await page.locator(`[data-key="${before.units[0]!.unit_no}/199"]`).waitFor();
    await page.locator('[data-key="88/198"]').click();
    await page.keyboard.press('Delete');
    await page.getByRole('button', { name: '删除88单元' }).click();
    await expect.poll(() => page.getByRole('button', { name: '删除88单元' }).count()).toBe(0);
    expect(await seriousFaults(page)).toEqual([]);
    await page.keyboard.press('Control+s');
    await page.getByText('已保存', { exact: false }).waitFor();
    const saved = await planOf(id);
    expect(saved.units.map((unit) => unit.name)).toEqual(['东单元', ...before.units.slice(1).map((unit) => unit.name)]);
    expect(saved.doors).toHaveLength(before.doors.length + 1);
    await page.getByRole('button', { name: '撤回这次保存' }).click();
    await page.getByText('已撤回').waitFor();
    const after = await planOf(id);
    expect(after.units).toEqual(before.units);
    expect(after.doors.map(({ door }) => door)).toEqual(before.doors.map(({ door }) => door));
    expect(faults).toEqual([]);
  });

  it('are drawn beside the map as on their page, and open there by key', async () => {
    const [{ id, household_count }] = (await buildings()) as [BuildingSummary];
    await using opened = await browser.open(`/#v=1&at=building:${id}`, { as: worker });
    const { page, faults } = opened;
    const board = page.locator('jw-door-matrix jw-door-board');
    await board.getByRole('gridcell').first().waitFor();
    expect(await board.getByRole('gridcell').count()).toBe(household_count);
    const { height } = (await board.getByRole('gridcell').first().boundingBox())!;
    expect(height).toBeGreaterThanOrEqual(24);
    await board.locator('[role="gridcell"][tabindex="0"]').focus();
    await page.keyboard.press('ArrowLeft');
    expect(await page.locator('jw-door-board .label button:focus').count()).toBe(1);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('jw-household-panel').waitFor();
    expect(faults).toEqual([]);
  });

  it('are opened from the building on the map, and printed', async () => {
    const [{ id, name, address }] = (await buildings()) as [BuildingSummary];
    await using opened = await browser.open(`/#v=1&at=building:${id}`, { as: worker });
    const { page, faults } = opened;
    await page.getByRole('link', { name: '编辑门户' }).click();
    await windows(page).first().waitFor();
    await page.getByRole('heading', { level: 2, name: name ?? address! }).waitFor();
    await page.getByRole('button', { name: '打印' }).click();
    await page.getByText('只印门号和状态').waitFor();
    await page.getByRole('button', { name: '每单元一张' }).click();
    const { units } = await planOf(id);
    await expect.poll(() => page.locator('jw-door-sheet').count()).toBe(units.length);
    expect(faults).toEqual([]);
  });
});
