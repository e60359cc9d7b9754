import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { seriousFaults } from '../helpers/axe.ts';
import { mapDrawn, useBrowser } from '../helpers/browser.ts';
import { ask, wayDown } from './city.ts';

const browser = useBrowser();
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** Goes to a view and looks at it once what `shown` names is there and nothing is on its way any more. */
async function faultsAt(page: Page, hash: string, shown: string, heading: string): Promise<string[]> {
  await page.evaluate((next) => {
    location.hash = next;
  }, hash);
  await page.locator(shown).getByRole('heading', { level: 2, name: heading }).first().waitFor();
  await page.locator('jw-panel.detail > .content[aria-busy="false"]').waitFor();
  await page.locator('.bone').first().waitFor({ state: 'detached' });
  return (await seriousFaults(page)).map((fault) => `${hash}: ${fault}`);
}

describe('axe finds nothing serious', () => {
  it.each([
    ['by day', '', undefined],
    ['by night', '&theme=night', undefined],
    ['on a phone', '', phone],
  ])('at any level of the drill-down %s', async (_, theme, options) => {
    const { district, grid, building, door } = await wayDown();
    const places = [
      [`area:${district.area_code}`, 'jw-area-panel', district.name],
      [`area:${grid.area_code}`, 'jw-area-panel', grid.name],
      [`building:${building.id}`, 'jw-building-panel', building.name!],
      [`building:${building.id}/floor${door.floor}`, 'jw-building-panel', `${door.floor}层`],
      [`household:${door.household_id}`, 'jw-household-panel', `${door.door}室`],
    ] as const;
    await using opened = await browser.open(`/#v=1${theme}`, options);
    const { page } = opened;
    await mapDrawn(page);
    const found: string[] = [];
    for (const [place, panel, heading] of places) {
      found.push(...(await faultsAt(page, `v=1${theme}&at=${place}`, panel, heading)));
    }
    expect(found).toEqual([]);
  });

  it('in any tool and with any other thing open', async () => {
    const { community } = await wayDown();
    const first = async (route: string) =>
      (
        await ask<{ items: { id: number; name?: string; title?: string }[] }>(
          `${route}?area_code=${community.area_code}&limit=1`,
        )
      ).items[0]!;
    const things = await Promise.all(
      [
        ['incident', 'incidents', 'jw-incident-panel'],
        ['compound', 'compounds', 'jw-thing-panel'],
        ['facility', 'facilities', 'jw-thing-panel'],
        ['patrol_route', 'patrol-routes', 'jw-thing-panel'],
      ].map(async ([kind, route, panel]) => {
        const { id, name, title } = await first(route!);
        return [`at=${kind}:${id}`, panel!, (name ?? title)!] as const;
      }),
    );
    const tools = [
      ['layers', '图层'],
      ['report', '上报'],
      ['incidents', '工作清单'],
      ['measure', '量算'],
      ['print', '打印与存图'],
      ['help', '帮助'],
    ].map(([tool, heading]) => [`tool=${tool}`, 'jw-panel.tool', heading!] as const);
    await using opened = await browser.open('/');
    const { page } = opened;
    await mapDrawn(page);
    const found: string[] = [];
    for (const [view, shown, heading] of [...things, ...tools]) {
      found.push(
        ...(await faultsAt(
          page,
          `v=1&${view}${view.startsWith('tool') ? `&at=area:${community.area_code}` : ''}`,
          shown,
          heading,
        )),
      );
    }
    expect(found).toEqual([]);
  });
});
