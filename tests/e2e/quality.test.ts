import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { AreaMend, AreaShapes } from '../../server/api/area-changes/schema.ts';
import type { QualityAnswer, QualityFaults, QualityFinding, QualityItem } from '../../server/api/quality/schema.ts';
import { seriousFaults } from '../helpers/axe.ts';
import { sessionOf, useBrowser } from '../helpers/browser.ts';
import { rootArea, tell } from './accounts.ts';

const browser = useBrowser();
const [leader, community] = ['street-leader', '990106001003'] as const;

/** The report as if two things of a load lay far outside: registers refuse such places, so that only loads bring them. */
async function withOutliers(page: Page): Promise<void> {
  const place = { group: 'places', code: 'far_outside', layer: 'facility', field: null } as const;
  const finding: QualityFinding = { ...place, count: 2, whole: null, gravity: 'grave', areas: [] };
  const row = { layer: 'facility' as const, area_code: null };
  const items: QualityItem[] = [
    { ...row, id: 1, name: '消火栓甲', centre: [32.1, 83.2], distance_m: 6_328_000, hint: 'swapped' },
    { ...row, id: 2, name: '消火栓乙', centre: [0, 0], distance_m: 11_000_000, hint: 'zero' },
  ];
  await page.route('**/api/quality?*', async (route) => {
    const answer = (await (await route.fetch()).json()) as QualityAnswer;
    answer.report!.findings.unshift(finding);
    await route.fulfill({ json: answer });
  });
  await page.route('**/api/quality/items?*', (route) => route.fulfill({ json: { items, next: null } }));
}

/** The report and its faults as if one grid had a gap beside it, and what is asked to mend it. */
async function withGap(page: Page) {
  const route = `area-changes/shapes?area_code=${community}`;
  const { items } = await tell<AreaShapes>('GET', route, null, await sessionOf(leader));
  const [grid] = items;
  const ring = (grid!.shape.coordinates as [number, number][][][])[0]![0]!;
  const [x, y] = ring[0]!;
  const mend: AreaMend = { kind: 'gap', place: [x, y], to: grid!.area_code };
  const finding: QualityFinding = {
    ...{ group: 'ground', code: 'gap', layer: null, field: null, count: 1, whole: null, gravity: 'grave', areas: [] },
  };
  const shape = {
    type: 'Polygon' as const,
    coordinates: [
      [
        [x, y],
        [x + 0.0002, y],
        [x + 0.0002, y + 0.0002],
        [x, y],
      ],
    ],
  };
  const asked: unknown[] = [];
  let mended = false;
  await page.route('**/api/quality?*', async (route) => {
    const answer = (await (await route.fetch()).json()) as QualityAnswer;
    if (!mended) answer.report!.findings.unshift(finding);
    await route.fulfill({ json: answer });
  });
  await page.route('**/api/quality/faults?*', (route) => {
    const fault = {
      kind: 'gap' as const,
      area_code: community,
      name: '社区',
      areas: [grid!],
      area_m2: 200,
      width_m: 6,
    };
    const repair = { area_codes: [grid!.area_code], mend };
    return route.fulfill({
      json: { items: mended ? [] : [{ ...fault, place: [x, y], shape, repair }], more: false } satisfies QualityFaults,
    });
  });
  const counts = {
    ...{ building_count: 9, household_count: 270, resident_count: 640, visit_due_count: 12 },
    ...{ incident_open_count: 1, patrol_point_count: 0 },
  };
  await page.route('**/api/area-changes/preview', (route) => {
    asked.push(route.request().postDataJSON());
    const area = { ...grid!, area_m2: 9000, ...counts };
    const plan = { kind: 'redraw', area_code: community, before: [area], after: [{ ...area, from: [] }] };
    const rest = { answering: [], carried: [], settled_count: 2, problems: [], seen: 'seen' };
    return route.fulfill({ json: { ...plan, ...rest } });
  });
  await page.route('**/api/area-changes', (route) => {
    asked.push(route.request().postDataJSON());
    mended = true;
    return route.fulfill({ status: 201, json: { id: 1, kind: 'redraw', area_code: community, steps: [] } });
  });
  return {
    name: grid!.name,
    request: { kind: 'redraw', area_codes: [grid!.area_code], mends: [mend], given: {} },
    asked,
  };
}

describe('data quality', () => {
  it('finds what lies far outside, leads to it by keyboard, and prints it with its map', async () => {
    const { area_code } = await rootArea();
    await using opened = await browser.open('/areas', { as: 'district-leader' });
    const { page, faults } = opened;
    await withOutliers(page);
    await page.goto(`${new URL(page.url()).origin}/quality#area_code=${area_code}`);
    const finding = page.getByRole('link', { name: '设施 · 远在辖区之外' });
    await finding.focus();
    await page.keyboard.press('Enter');
    const list = page.locator('jw-quality-finding');
    await list.getByText('消火栓乙', { exact: true }).waitFor();
    await list.getByText('经纬度颠倒', { exact: false }).last().waitFor();
    await page.locator('jw-area-map[drawn]').waitFor();
    await list.getByRole('button', { name: '在地图上看' }).first().click();
    expect(await seriousFaults(page)).toEqual([]);
    const printed = page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          window.print = () => resolve();
        }),
    );
    await page.getByRole('button', { name: '打印' }).click();
    await printed;
    const picture = page.locator('img.picture');
    expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(500);
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    await picture.waitFor({ state: 'detached' });
    await list.getByRole('link', { name: '全部问题' }).click();
    await page.getByRole('heading', { name: '位置' }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    expect(faults).toEqual([]);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });

  it('shows what a repair would change before it is made, and asks for exactly that', async () => {
    await using opened = await browser.open('/areas', { as: leader });
    const { page, faults } = opened;
    const { name, request, asked } = await withGap(page);
    await page.goto(`${new URL(page.url()).origin}/quality#area_code=${community}&found=gap`);
    const list = page.locator('jw-quality-finding');
    await list.getByText(`建议划给「${name}」`, { exact: false }).waitFor();
    await list.getByRole('button', { name: '看修复效果' }).click();
    await list.getByRole('heading', { name: '调整前后' }).waitFor();
    await list.getByText('另有2栋楼原来不在任何网格内', { exact: false }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await list.getByRole('button', { name: '按此修复' }).click();
    await list.getByRole('button', { name: '按此修复' }).click();
    await list.getByText('已经修复', { exact: false }).waitFor();
    await expect.poll(() => asked).toEqual([request, { ...request, seen: 'seen' }]);
    expect(faults).toEqual([]);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });

  it('says so where nothing was found, on a phone too', async () => {
    const phone = { viewport: { width: 390, height: 844 } };
    await using opened = await browser.open('/areas', { as: leader, ...phone });
    const { page, faults } = opened;
    await page.route('**/api/quality?*', async (route) => {
      const answer = (await (await route.fetch()).json()) as QualityAnswer;
      await route.fulfill({ json: { report: { ...answer.report!, findings: [] } } });
    });
    await page.goto(`${new URL(page.url()).origin}/quality#area_code=${community}`);
    await page.getByRole('status').getByText('没有发现问题').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await seriousFaults(page)).toEqual([]);
    expect(faults).toEqual([]);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });
});
