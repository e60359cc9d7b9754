import { describe, expect, it } from 'vitest';
import { mapDrawn, useBrowser } from '../helpers/browser.ts';
import { focused, tabTo } from '../helpers/keyboard.ts';
import { ask, wayDown } from './city.ts';

const browser = useBrowser();

describe('the drill-down', () => {
  it('goes from the district to a door by keyboard alone', async () => {
    const { street, community, grid, building, door, unit } = await wayDown();
    await using opened = await browser.open('/');
    const { page, faults } = opened;
    const heading = (name: string) => page.getByRole('heading', { level: 2, name }).waitFor();
    await mapDrawn(page);
    // The first stop of the page leads past the map to the panel.
    await page.keyboard.press('Tab');
    expect((await focused(page)).text).toBe('跳到面板');
    await page.keyboard.press('Enter');
    for (const area of [street, community, grid]) {
      await page.locator('jw-area-list button').filter({ hasText: area.name }).first().waitFor();
      await tabTo(page, ({ tag, text }) => tag === 'button' && text.startsWith(area.name));
      await page.keyboard.press('Enter');
      await heading(area.name);
      await expect.poll(async () => (await focused(page)).text).toBe(area.name);
    }
    await page.locator('jw-building-list button.row').first().waitFor();
    await tabTo(
      page,
      ({ tag, text }) =>
        tag === 'button' && text.includes(building.name!) && text.includes(`${building.household_count} 户`),
      300,
    );
    await page.keyboard.press('Enter');
    await heading(building.name!);
    await page.locator('jw-door-matrix [role="gridcell"]').first().waitFor();
    await tabTo(page, ({ role }) => role === 'gridcell');
    const first = await focused(page);
    await page.keyboard.press('ArrowDown');
    expect((await focused(page)).text).not.toBe(first.text);
    await page.keyboard.press('ArrowUp');
    expect((await focused(page)).text).toBe(first.text);
    // Walk the windows row by row to the wanted door.
    const wanted = (text: string) => text.startsWith(`${door.door}，${unit.name}，自住`);
    walk: for (let row = 0; row < 40; row++) {
      await page.keyboard.press('Home');
      for (let column = 0; column < 40; column++) {
        const { text } = await focused(page);
        if (wanted(text)) break walk;
        await page.keyboard.press('ArrowRight');
        if ((await focused(page)).text === text) break;
      }
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('Enter');
    await page.getByText('为什么打开这份档案？').waitFor();
    const steps = await page.getByRole('navigation', { name: '所在位置' }).getByRole('button').allTextContents();
    expect(steps.map((step) => step.trim())).toEqual([
      '澄江区',
      street.name,
      community.name,
      grid.name,
      building.name,
      unit.name,
      expect.stringContaining(`${door.floor}`),
      expect.stringContaining(door.door),
    ]);
    expect(page.url()).toContain('at=household:');
    // And back up, one step a key.
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => !location.hash.includes('household'));
    expect(faults).toEqual([]);
  });

  it('shows for every level what the API counts', async () => {
    const { district, street, community, grid } = await wayDown();
    for (const area of [district, street, community, grid]) {
      await using opened = await browser.open(`/#v=1&at=area:${area.area_code}`);
      const { page, faults } = opened;
      const { counts } = await ask<{ counts: Record<string, number> }>(`areas/${area.area_code}`);
      const panel = page.locator('jw-area-panel');
      await panel.getByRole('heading', { level: 2, name: area.name }).waitFor();
      const figures = await panel.locator('dl div').allTextContents();
      const shown = (label: string) =>
        figures.map((text) => text.replace(/[\s,]/g, '')).find((text) => text.replace('▲', '').startsWith(label));
      expect(shown('户数')).toBe(`户数${counts.household_count}户`);
      expect(shown('居住人口')).toBe(`居住人口${counts.resident_count}人`);
      expect(shown('楼栋')).toBe(`楼栋${counts.building_count}栋`);
      expect(shown('未办结')).toBe(`未办结${counts.incident_open_count}件`);
      expect(faults).toEqual([]);
    }
  });

  it('draws every door of a building once, and narrows to a unit and a floor', async () => {
    const { building, matrix, door, unit } = await wayDown();
    await using opened = await browser.open(`/#v=1&at=building:${building.id}`);
    const { page } = opened;
    const doors = page.locator('jw-door-matrix [role="gridcell"]');
    await doors.first().waitFor();
    expect(await doors.count()).toBe(matrix.doors.length);
    await page.goto(
      `${new URL('/', page.url())}#v=1&at=building:${building.id}/unit${unit.unit_no}/floor${door.floor}`,
    );
    const onFloor = matrix.doors.filter(({ unit_id, floor }) => unit_id === unit.id && floor === door.floor);
    const list = page.locator('jw-door-matrix ul.doors > li');
    await list.first().waitFor();
    expect(await list.count()).toBe(onFloor.length);
  });

  it('shows nothing of who lives in a household before a purpose is stated', async () => {
    const { door } = await wayDown();
    await using opened = await browser.open(`/#v=1&at=household:${door.household_id}`);
    const { page } = opened;
    const panel = page.locator('jw-household-panel');
    await panel.getByRole('heading', { level: 2 }).waitFor();
    await panel.getByText('为什么打开这份档案？').waitFor();
    expect(await panel.locator('.name, .lines').count()).toBe(0);
    const text = await panel.evaluate((element) => element.shadowRoot!.textContent);
    expect(text).not.toMatch(/\d{11}/);
    expect(text).not.toMatch(/\d{4}年\d{1,2}月\d{1,2}日生|\d{4}-\d{2}-\d{2}/);
  });
});
