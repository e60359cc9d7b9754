import { describe, expect, it } from 'vitest';
import type { LoopReference } from '../../server/api/loop/schema.ts';
import { seriousFaults } from '../helpers/axe.ts';
import { useBrowser } from '../helpers/browser.ts';
import { answerTo } from './household-doors.ts';

const browser = useBrowser();
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const views = ['事项', '闭环步骤', '派单例外', '工作日历'];

describe('the catalogue of matters', () => {
  it.each([
    ['by day', '', undefined],
    ['by night on a phone', '&theme=night', phone],
  ])('shows each of its parts without a fault %s', async (_, theme, options) => {
    await using opened = await browser.open(`/admin#matters${theme}`, { as: 'registrar', ...options });
    const { page, faults } = opened;
    const key = page.locator('jw-matter-catalogue .key');
    for (const view of views) {
      await key.getByRole('button', { name: view }).click();
      await key.locator(`button[aria-pressed="true"]`, { hasText: view }).waitFor();
      expect([view, await seriousFaults(page)]).toEqual([view, []]);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
      expect([view, wide]).toEqual([view, false]);
    }
    expect(faults).toEqual([]);
  });

  it('narrows to a word and a category, and tells limits in words', async () => {
    const { catalogue } = await answerTo<LoopReference>('registrar', 'loop');
    await using opened = await browser.open('/admin#matters', { as: 'street-leader' });
    const register = opened.page.locator('jw-matter-register');
    const all = String(catalogue.matters.length);
    await register.getByText(`共${all}项`).waitFor();
    await register.getByRole('searchbox').fill('消防');
    await register.getByLabel('类别').selectOption({ label: '消防通道' });
    const shown = catalogue.matters.filter(
      ({ category, zh, class_zh }) => category === 'fire' && `${zh} ${class_zh}`.includes('消防'),
    );
    await register.getByText(`${all}项中的${shown.length}项`).waitFor();
    const row = register.getByRole('row').filter({ hasText: '消防车通道被占' });
    expect(await row.innerText()).toMatch(/较重\s+2个工作日办结\s+2个工作小时签收\s+街道 · 消防救援\s+说明、照片\s+是/);
    await register.getByRole('searchbox').fill('没有这样的事');
    await register.getByText('没有符合的事项').waitFor();
  });

  it('marks holidays and the weekends worked instead by word', async () => {
    await using opened = await browser.open('/admin#matters', { as: 'registrar' });
    await opened.page.locator('.key').getByRole('button', { name: '工作日历' }).click();
    const year = opened.page.locator('jw-working-year').first();
    const { calendar } = await answerTo<LoopReference>('registrar', 'loop');
    const shown = Number((await year.locator('h3').innerText()).slice(0, 4));
    const { holidays } = calendar.years.find((known) => known.year === shown)!;
    expect(await year.locator('td .worked').count()).toBe(holidays.flatMap(({ worked }) => worked).length);
    expect(await year.locator('td').filter({ hasText: '放假' }).count()).toBe(
      await year.locator('td .holiday').count(),
    );
    expect(await year.locator('caption').allInnerTexts()).toEqual(
      Array.from({ length: 12 }, (_, index) => `${index + 1}月`),
    );
  });
});

describe('a duty in a department', () => {
  it('is given with the department that it serves', async () => {
    await using opened = await browser.open('/admin#people', { as: 'district-leader' });
    const { page } = opened;
    await page.getByLabel('查找').fill('grid-worker');
    await page.getByRole('row').filter({ hasText: 'grid-worker' }).getByRole('button').click();
    const sheet = page.locator('jw-person-sheet');
    await sheet.getByRole('button', { name: '安排职责' }).click();
    const form = sheet.locator('jw-grant-form');
    await form.getByLabel('角色').selectOption({ label: '部门经办人' });
    await form.getByLabel('片区', { exact: true }).fill('社区');
    await form.locator('jw-area-picker').getByRole('option').first().click();
    await form.getByRole('button', { name: '安排职责' }).click();
    await form.getByText('部门经办人要指定部门。').waitFor();
    await form.getByLabel('部门').selectOption({ label: '生态环境' });
    await form.getByRole('button', { name: '安排职责' }).click();
    const duty = sheet.locator('jw-person-grants li').filter({ hasText: '部门经办人 · 生态环境 · ' });
    await duty.waitFor();
    await duty.getByRole('button', { name: '结束职责' }).click();
    await duty.getByRole('button', { name: '结束职责' }).click();
    await duty.waitFor({ state: 'detached' });
  });
});
