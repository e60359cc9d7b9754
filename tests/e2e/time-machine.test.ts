import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../client/format/time.ts';
import type { AreaIndicators } from '../../server/api/areas/schema.ts';
import type { Deployment } from '../../server/api/deployment/schema.ts';
import { seriousFaults } from '../helpers/axe.ts';
import { mapDrawn, sessionOf, useBrowser } from '../helpers/browser.ts';
import { tell } from './accounts.ts';

const browser = useBrowser();
const leader = 'street-leader';

async function today(): Promise<string> {
  return (await tell<Deployment>('GET', 'deployment', null, await sessionOf(leader))).today;
}
const bar = (page: Page) => page.locator('jw-time-bar');
const dayIn = (page: Page) => new URL(page.url()).hash.match(/[&]on=([\d-]+)/)?.[1] ?? null;

describe('the time machine', () => {
  it('opens a day by the bar, says it in bar and link, and goes back to today', async () => {
    const now = await today();
    const then = addDays(now, -200);
    await using open = await browser.open('/', { as: leader });
    const { page, faults } = open;
    await mapDrawn(page);
    await page.getByRole('button', { name: '回看过去' }).click();
    await expect.poll(() => dayIn(page), { timeout: 30_000 }).toBe(addDays(now, -1));
    const asked = page.waitForResponse(
      (answer) => answer.url().includes('/api/past/map') && answer.url().includes(then),
    );
    await bar(page).getByLabel('选择日期').fill(then);
    expect((await asked).ok()).toBe(true);
    await expect.poll(() => dayIn(page), { timeout: 30_000 }).toBe(then);
    await bar(page).getByRole('slider', { name: '日期' }).press('ArrowRight');
    await expect.poll(() => dayIn(page), { timeout: 30_000 }).toBe(addDays(then, 1));
    await mapDrawn(page);
    await expect.poll(() => seriousFaults(page), { timeout: 30_000 }).toEqual([]);
    await page.reload();
    await mapDrawn(page);
    await expect.poll(() => bar(page).getByLabel('选择日期').inputValue(), { timeout: 30_000 }).toBe(addDays(then, 1));
    await bar(page).getByRole('button', { name: '回到今天' }).click();
    await bar(page).waitFor({ state: 'detached' });
    expect(dayIn(page)).toBeNull();
    expect(faults).toEqual([]);
  });

  it('plays day after day, and stops', async () => {
    const then = addDays(await today(), -100);
    await using open = await browser.open(`/#v=1&on=${then}`, { as: leader });
    const { page, faults } = open;
    await mapDrawn(page);
    await bar(page).getByRole('button', { name: '逐日' }).click();
    await bar(page).getByRole('button', { name: '播放' }).click();
    await expect.poll(() => dayIn(page)! > addDays(then, 1), { timeout: 60_000 }).toBe(true);
    await bar(page).getByRole('button', { name: '暂停' }).click();
    await bar(page).getByRole('button', { name: '播放' }).waitFor();
    expect(faults).toEqual([]);
  });

  it('answers counts as of the day, by what is known now or was known then', async () => {
    const now = await today();
    const session = await sessionOf(leader);
    const { root } = await tell<Deployment>('GET', 'deployment', null, session);
    const counts = (on: string, known = '') =>
      tell<AreaIndicators>(
        'GET',
        `areas/indicators?within=${root!.area_code}&level=community&on=${on}${known}`,
        null,
        session,
      );
    const before = await counts(addDays(now, -200));
    const after = await counts(now);
    expect(before.area_code.length).toBeGreaterThan(0);
    expect(before.incident_open_count).not.toEqual(after.incident_open_count);
    await using open = await browser.open(`/#v=1&on=${addDays(now, -1)}`, { as: leader });
    const { page, faults } = open;
    await mapDrawn(page);
    const asked = page.waitForResponse((answer) => /past\/map.*known=then/.test(answer.url()));
    await bar(page).getByRole('button', { name: '按当时所知' }).click();
    expect((await asked).ok()).toBe(true);
    expect(page.url()).toContain('known=then');
    expect(faults).toEqual([]);
  });

  it('lays two days side by side, divided by the keyboard, and leaves nothing behind', async () => {
    const now = await today();
    const then = addDays(now, -200);
    await using open = await browser.open(`/#v=1&on=${then}`, { as: leader });
    const { page, faults } = open;
    await mapDrawn(page);
    await bar(page).getByRole('button', { name: '对比' }).click();
    await page.locator('jw-swipe[drawn]').waitFor({ timeout: 60_000 });
    expect(page.url()).toContain(`with=${now}`);
    const divider = page.getByRole('slider', { name: '两日分界' });
    await divider.press('End');
    expect(await divider.getAttribute('aria-valuenow')).toBe('100');
    await divider.press('ArrowLeft');
    expect(await divider.getAttribute('aria-valuenow')).toBe('95');
    await mapDrawn(page);
    await expect.poll(() => seriousFaults(page), { timeout: 30_000 }).toEqual([]);
    await page.reload();
    await page.locator('jw-swipe[drawn]').waitFor({ timeout: 60_000 });
    await divider.press('Home');
    // All that is seen now is the later day: a click opens its thing, and the bar goes to that day.
    const box = (await page.locator('jw-map').boundingBox())!;
    await page.mouse.click(box.x + box.width * 0.4, box.y + box.height * 0.5);
    await expect.poll(() => dayIn(page), { timeout: 30_000 }).toBe(now);
    expect(page.url()).toContain(`with=${then}`);
    await bar(page).getByRole('button', { name: '对比' }).click();
    await page.locator('jw-swipe').waitFor({ state: 'detached' });
    expect(page.url()).not.toContain('with=');
    expect(await page.locator('jw-map canvas').count()).toBe(1);
    expect(faults).toEqual([]);
  });
});
