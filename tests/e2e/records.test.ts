import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { DataClasses } from '../../server/api/register/schema.ts';
import type { ResidentExport } from '../../server/api/residents/schema.ts';
import { seriousFaults } from '../helpers/axe.ts';
import { useBrowser } from '../helpers/browser.ts';
import { answerTo, doorsOf, openedBy } from './household-doors.ts';

const browser = useBrowser();
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

describe('the records', () => {
  it.each([
    ['by day', '', undefined],
    ['by night on a phone', '&theme=night', phone],
  ])('open without a fault %s', async (_, theme, options) => {
    const sections = [
      ['auditor', 'audit', 'jw-audit-log tbody td'],
      ['auditor', 'classes', 'jw-data-classes .table'],
      ['registrar', 'retention', 'jw-retention-report .rules td'],
      ['registrar', 'processing', 'jw-processing-record li'],
      ['registrar', 'residents', 'jw-resident-rights form'],
    ] as const;
    const found: string[] = [];
    for (const [login, section, shown] of sections) {
      await using opened = await browser.open(`/admin#${section}${theme}`, { as: login, ...options });
      await opened.page.locator(shown).first().waitFor();
      found.push(...(await seriousFaults(opened.page)), ...opened.faults);
      const wide = await opened.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
      if (wide) found.push(`${section} is wider than the page`);
    }
    expect(found).toEqual([]);
  });
});

describe('the data classes', () => {
  it('count every column, and narrow to a class and a word', async () => {
    const { tables } = await answerTo<DataClasses>('auditor', 'data-classes');
    const sensitive = tables.flatMap(({ table_name, columns }) =>
      columns.filter((column) => column.class === 'sensitive').map(({ column_name }) => `${table_name}.${column_name}`),
    );
    await using opened = await browser.open('/admin#classes', { as: 'auditor' });
    const { page } = opened;
    const list = page.locator('jw-data-classes');
    const key = list.getByRole('button', { name: '敏感' });
    await key.waitFor();
    expect(await key.locator('.count').textContent()).toBe(String(sensitive.length));
    await key.click();
    expect(await list.getByRole('status').textContent()).toContain(`${sensitive.length} 列`);
    await list.getByRole('searchbox').fill('resident');
    const shown = await list.locator('.table h3').allTextContents();
    expect(shown).toEqual(['resident', 'resident_past']);
  });
});

describe('retention', () => {
  it('takes another number of days and says so', async () => {
    await using opened = await browser.open('/admin#retention', { as: 'registrar' });
    const { page, faults } = opened;
    const days = page.getByLabel('保存天数').first();
    await days.waitFor();
    const before = await days.inputValue();
    for (const value of [String(Number(before) + 5), before]) {
      await days.fill(value);
      await days.press('Enter');
      await page.getByText('已保存').waitFor();
      await expect.poll(() => days.inputValue()).toBe(value);
    }
    expect(faults).toEqual([]);
  });
});

describe("a resident's request", () => {
  it('is found exactly, opened, exported, corrected and erased', async () => {
    const doors = await doorsOf('leader', 40);
    const id = doors.at(-1)!;
    const { file } = await openedBy('leader', id, 'emergency');
    const { name, birth_date, phone: number } = file!.residents.at(-1)!;
    await using opened = await browser.open('/admin#residents', { as: 'registrar' });
    const { page, faults } = opened;
    const rights = page.locator('jw-resident-rights');
    await rights.getByRole('button', { name: '查找' }).click();
    await rights.getByText('请填写姓名，以及电话或出生日期。').waitFor();
    await rights.getByLabel('姓名').fill(name);
    await rights.getByLabel('出生日期').fill('1901-01-01');
    await rights.getByRole('button', { name: '查找' }).click();
    await rights.getByText('没有找到完全一致的人').waitFor();
    await rights.getByLabel('出生日期').fill(birth_date!);
    await rights.getByRole('button', { name: '查找' }).click();
    const hit = rights.locator('.hits button').first();
    await hit.waitFor();
    expect(await hit.locator('.name').textContent()).toMatch(/^.\*+$/);
    expect(await rights.textContent()).not.toContain(number ?? name);
    await hit.click();
    await rights.getByLabel('说明').fill('本人到场，已核对身份证件');
    await rights.getByRole('button', { name: '打开档案' }).click();
    await rights.getByRole('timer').waitFor();
    expect(await seriousFaults(page)).toEqual([]);

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      rights.getByRole('button', { name: '导出' }).click(),
    ]);
    const kept = JSON.parse(readFileSync(await download.path(), 'utf8')) as ResidentExport;
    expect([kept.resident.name, kept.resident.birth_date]).toEqual([name, birth_date]);
    expect(kept.openings.map(({ purpose }) => purpose).sort()).toEqual(['emergency', 'subject_request']);

    await rights.getByRole('button', { name: '保存更正' }).click();
    await rights.getByText('请填写要更正的内容。').waitFor();
    await rights.getByLabel('姓名').fill(`${name}一`);
    await rights.getByRole('button', { name: '保存更正' }).click();
    await rights.getByText('已更正').waitFor();

    await rights.getByLabel('删除原因').fill('本人申请，已迁出');
    await rights.getByRole('button', { name: '删除这个人的资料' }).click();
    await rights.getByText('请先输入「确认删除」四个字。').waitFor();
    await rights.getByLabel('请输入「确认删除」确认').fill('确认删除');
    await rights.getByRole('button', { name: '删除这个人的资料' }).click();
    await rights.getByText('已删除。').waitFor();
    const { file: after } = await openedBy('leader', id, 'emergency');
    expect(after!.residents.map((resident) => resident.name)).toEqual(
      file!.residents.slice(0, -1).map((resident) => resident.name),
    );
    expect(faults).toEqual([]);
  });
});
