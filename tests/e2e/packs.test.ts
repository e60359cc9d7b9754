import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import type { AreaChild } from '../../server/api/areas/schema.ts';
import { addDays } from '../../server/api/calendar.ts';
import type { Deployment } from '../../server/api/deployment/schema.ts';
import type { ReportPack } from '../../server/api/report-packs/schema.ts';
import { seriousFaults } from '../helpers/axe.ts';
import { useBrowser } from '../helpers/browser.ts';
import { ask } from './city.ts';
import { answerTo, unitOf } from './household-doors.ts';

const browser = useBrowser();
const leader = 'street-leader';
const street = '990106001';

const today = async () => (await ask<Deployment>('deployment')).today;
/** A day of the month before. */
const lastMonth = async () => addDays(`${(await today()).slice(0, 7)}-01`, -1);
const packOf = (id: number) => answerTo<ReportPack>(leader, `report-packs/${id}`);
const make = (cadence: string, area_code: string, day: string) =>
  answerTo<ReportPack>(leader, 'report-packs', { area_code, cadence, day });
const idOf = (page: Page) => Number(new URLSearchParams(new URL(page.url()).hash.slice(1)).get('id'));
const paper = (page: Page) => page.locator('jw-pack-document');
/** Opens another address; one that differs in its hash alone is no new page to the browser. */
const go = (page: Page, hash: string) => page.goto(`${inject('address')}/reports${hash}`);

describe('a report pack', () => {
  it('is made by a leader of last month: maps, charts, links to the map, one edition after another', async () => {
    await using opened = await browser.open(`/reports#area_code=${street}`, { as: leader });
    const { page, faults } = opened;
    await page.getByLabel('报告类型').selectOption({ label: '月调度' });
    await page.getByRole('button', { name: '生成报告' }).click();
    await page.getByRole('heading', { name: '月调度', level: 2 }).waitFor();
    const first = await packOf(idOf(page));
    expect(first).toMatchObject({ cadence: 'month', finished: true, period_to: await lastMonth() });
    expect(await paper(page).locator('.map path').count()).toBe(2 * first.figures.map.areas.length);
    expect(await paper(page).locator('.past svg').count()).toBeGreaterThan(2);
    const tags = paper(page).getByRole('table').filter({ hasText: '独居老人' });
    expect(await tags.locator('rect').count()).toBe(first.figures.tables.need_tag.length);
    expect(await seriousFaults(page)).toEqual([]);

    // Made again of the same month: the same figures, as another edition.
    await page.getByRole('button', { name: '重新生成' }).click();
    await paper(page)
      .getByText(`第 ${first.edition + 1} 版`)
      .first()
      .waitFor();
    const second = await packOf(idOf(page));
    expect(second.figures.scalars.incident_reported).toEqual(first.figures.scalars.incident_reported);
    expect(second.figures.parts).toEqual(first.figures.parts);
    expect(second.figures.map).toEqual(first.figures.map);

    // The figure leads to the map of that month, which says the same number.
    const { now } = first.figures.scalars.incident_reported!;
    await paper(page)
      .getByRole('link', { name: `${now}，上报事件` })
      .first()
      .click();
    await page.getByText('期间上报', { exact: false }).getByText(`${now} 件`).first().waitFor();
    expect(page.url()).toContain(`period=${first.period_from}..${first.period_to}`);
    expect(faults).toEqual([]);
  });

  it('stays as it was when the register changes', async () => {
    const pack = await make('month', street, await lastMonth());
    const shown = async () => {
      await using opened = await browser.open(`/reports#id=${pack.id}`, { as: leader });
      await paper(opened.page).getByRole('heading', { name: '月调度' }).waitFor();
      const text = await paper(opened.page).locator('article').innerText();
      expect(opened.faults).toEqual([]);
      return text;
    };
    const before = await shown();
    const unit_id = await unitOf('grid-worker');
    const fields = { unit_id, floor: 1, door: `报${Date.now() % 10_000}`, door_state: 'empty' };
    await answerTo('grid-worker', 'registers/household', { fields, source: '上门走访' });
    expect(await shown()).toBe(before);
  });

  it('compares an area with its own past, and ranks nobody', async () => {
    const pack = await make('month', street, await lastMonth());
    const { items } = await ask<{ items: AreaChild[] }>(`areas/${street}/children`);
    const codes = pack.figures.tables.areas.map(({ area_code }) => area_code);
    expect(codes).toEqual(items.map(({ area_code }) => area_code).toSorted());
    await using opened = await browser.open(`/reports#id=${pack.id}`, { as: leader });
    const { page, faults } = opened;
    const { past, year_before } = pack.figures.scalars.incident_reported!;
    expect(past).toHaveLength(4);
    const mean = (past as number[]).reduce((sum, value) => sum + value, 0) / past.length;
    const head = paper(page).locator('.headline > div').first();
    await head.getByText(`前 4 期平均 ${Math.round(mean * 10) / 10}`).waitFor();
    await head.getByText(`去年同期 ${year_before}`).waitFor();
    const rows = paper(page).getByRole('table').filter({ hasText: '区域（按编码）' }).locator('tbody th');
    expect(await rows.allInnerTexts()).toEqual(pack.figures.tables.areas.map(({ name }) => name));
    expect(await paper(page).innerText()).not.toMatch(/第\s*\d+\s*名|排名第|先进|落后/);
    expect(faults).toEqual([]);
  });

  it('is printed: pages of A4 with a number at the foot and a running head', async () => {
    const pack = await make('month', street, await lastMonth());
    await using opened = await browser.open(`/reports#id=${pack.id}`, { as: leader });
    const { page, faults } = opened;
    await paper(page).getByRole('heading', { name: '应急' }).waitFor();
    const bytes = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
    const pages = bytes.match(/\/Type \/Page\b/g)!.length;
    expect(pages).toBeGreaterThan(3);
    expect(pages).toBeLessThan(9);
    const a4 = bytes.match(/\/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]/g);
    expect(a4).toHaveLength(pages);
    const rules = await page.evaluate(() =>
      document.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText)).join('\n'),
    );
    expect(rules).toContain('@page report');
    expect(rules).toContain(`月调度 · ${pack.figures.area.name} · `);
    // The list has no such head.
    await go(page, `#area_code=${street}`);
    await page.getByRole('button', { name: '生成报告' }).waitFor();
    expect(await page.evaluate(() => document.adoptedStyleSheets.length)).toBe(0);
    expect(faults).toEqual([]);
  });

  it.each([
    ['week', '周例会'],
    ['quarter', '季分析'],
    ['year', '年总结'],
    ['day', '日清点'],
  ])('opens as a page of a %s, also narrow and by night', async (cadence, name) => {
    const back = { day: 1, week: 7, quarter: 92, year: 366 }[cadence]!;
    const pack = await make(cadence, street, addDays(await today(), -back));
    await using opened = await browser.open(`/reports#id=${pack.id}&theme=night`, {
      as: leader,
      viewport: { width: 390, height: 844 },
    });
    const { page, faults } = opened;
    await paper(page).getByRole('heading', { name, level: 2 }).waitFor();
    expect(await paper(page).locator('section h3').allInnerTexts()).toEqual(
      pack.definition.sections.map(({ zh }) => zh),
    );
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(390);
    expect(await seriousFaults(page)).toEqual([]);
    expect(faults).toEqual([]);
  });
});
