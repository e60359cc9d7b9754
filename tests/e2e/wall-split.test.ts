import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import type { JwWallMap } from '../../client/map/wall/jw-wall-map.ts';
import type { OwnWall } from '../../server/api/wall/schema.ts';
import type { LonLat } from '../../server/api/wire.ts';
import { useBrowser } from '../helpers/browser.ts';

const browser = useBrowser();
const screen = { width: 640, height: 360 };
const [columns, rows] = [2, 2];

/** Screen of a wall of two by two; the server's wall is told to be one. */
async function openPart(part: number) {
  const opened = await browser.open('/report', { as: null, viewport: screen, serviceWorkers: 'block' });
  const { page } = opened;
  const value = inject('accounts').wall!;
  await page.context().addCookies([{ name: 'jingwei-wall', value, url: inject('address'), httpOnly: true }]);
  await page.route('**/api/wall', async (route) => {
    const response = await route.fetch();
    const own = (await response.json()) as OwnWall;
    const json = { ...own, part, wall: { ...own.wall, column_count: columns, row_count: rows } };
    await route.fulfill({ response, json });
  });
  await page.goto(`${inject('address')}/wall?scene=today`);
  await page.waitForFunction(() => document.documentElement.dataset.wallDrawn === 'true', undefined, {
    timeout: 90_000,
  });
  return opened;
}

/** Where places lie on the screen, CSS pixels, and how much is drawn there. */
function seen(page: Page, places: LonLat[]) {
  return page.locator('jw-wall-map').evaluate((element: JwWallMap, at) => {
    const map = element.map!;
    const scale = window.innerWidth / map.getContainer().clientWidth;
    const drawn = (layers: string[]) => map.queryRenderedFeatures({ layers }).length;
    const names = map.getLayersOrder().filter((id) => /^grids-name-/.test(id));
    return {
      at: at.map((place) => {
        const { x, y } = map.project(place);
        return [x * scale, y * scale] as const;
      }),
      tilted: map.getPitch() > 20 && map.getBearing() !== 0,
      houses: drawn(['buildings-solid']),
      names: drawn(names),
    };
  }, places);
}

describe('a split wall', () => {
  it('shows one perspective: a place lies at the same point of the wall, whichever screen reckons it', async () => {
    const response = await fetch(`${inject('address')}/api/wall`, {
      headers: { authorization: `Bearer ${inject('accounts').wall}` },
    });
    const { area } = (await response.json()) as OwnWall;
    const [west, south, east, north] = area.bounds;
    const places = [0.1, 0.5, 0.9].map(
      (share): LonLat => [west + (east - west) * share, north - (north - south) * share],
    );
    const onWall: number[][] = [];
    for (let part = 1; part <= columns * rows; part++) {
      await using opened = await openPart(part);
      const { at, tilted, houses, names } = await seen(opened.page, places);
      const [left, top] = [((part - 1) % columns) * screen.width, Math.floor((part - 1) / columns) * screen.height];
      onWall.push(at.flatMap(([x, y]) => [x + left, y + top]));
      expect({ tilted, houses: houses > 0, names: names > 0 }).toEqual({ tilted: true, houses: true, names: true });
      expect(opened.faults).toEqual([]);
    }
    const off_px = onWall.flatMap((point) => point.map((value, place) => Math.abs(value - onWall[0]![place]!)));
    expect(Math.max(...off_px)).toBeLessThan(1);
  });
});
