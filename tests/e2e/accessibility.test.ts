import { describe, expect, it } from 'vitest';
import { seriousFaults } from '../helpers/axe.ts';
import { mapDrawn, useBrowser } from '../helpers/browser.ts';
import { ask, wayDown } from './city.ts';

const browser = useBrowser();
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

describe('axe finds nothing serious', () => {
  it.each([
    ['by day', '', undefined],
    ['by night', '&theme=night', undefined],
    ['on a phone', '', phone],
  ])('at any level of the drill-down %s', async (_, theme, options) => {
    const { district, grid, building, door } = await wayDown();
    const places = [
      `area:${district.area_code}`,
      `area:${grid.area_code}`,
      `building:${building.id}`,
      `building:${building.id}/floor${door.floor}`,
      `household:${door.household_id}`,
    ];
    await using opened = await browser.open(`/#v=1${theme}`, options);
    const { page } = opened;
    await mapDrawn(page);
    const found: string[] = [];
    for (const place of places) {
      await page.evaluate((hash) => {
        location.hash = hash;
      }, `v=1${theme}&at=${place}`);
      await page.waitForLoadState('networkidle');
      found.push(...(await seriousFaults(page)).map((fault) => `${place}: ${fault}`));
    }
    expect(found).toEqual([]);
  });

  it('in any tool and with any other thing open', async () => {
    const { community } = await wayDown();
    const first = async (route: string) =>
      (await ask<{ items: { id: number }[] }>(`${route}?area_code=${community.area_code}&limit=1`)).items[0]!.id;
    const views = [
      ...['layers', 'incidents', 'measure', 'print', 'help'].map((tool) => `tool=${tool}`),
      `at=incident:${await first('incidents')}`,
      `at=compound:${await first('compounds')}`,
      `at=facility:${await first('facilities')}`,
      `at=patrol_route:${await first('patrol-routes')}`,
    ];
    await using opened = await browser.open('/');
    const { page } = opened;
    await mapDrawn(page);
    const found: string[] = [];
    for (const view of views) {
      await page.evaluate((hash) => {
        location.hash = hash;
      }, `v=1&${view}`);
      await page.waitForLoadState('networkidle');
      found.push(...(await seriousFaults(page)).map((fault) => `${view}: ${fault}`));
    }
    expect(found).toEqual([]);
  });
});
