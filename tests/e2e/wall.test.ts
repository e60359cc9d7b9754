import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import type { JwWallMap } from '../../client/map/wall/jw-wall-map.ts';
import type { Reported } from '../../server/api/incidents/schema.ts';
import { seriousFaults } from '../helpers/axe.ts';
import { sessionOf, useBrowser } from '../helpers/browser.ts';
import { tell } from './accounts.ts';
import { ask } from './city.ts';

const browser = useBrowser();
const fullHd = { width: 1920, height: 1080 };
/** Smallest text of a wall at 3840 by 2160, px. */
const SMALLEST_PX = 28;

/** A page of a wall with the demo's display token, or without one. */
async function openWall(search = '', viewport = fullHd, token: string | null = inject('accounts').wall!) {
  const opened = await browser.open('/report', { as: null, viewport });
  const { page } = opened;
  if (token !== null) {
    await page.context().addCookies([{ name: 'jingwei-wall', value: token, url: inject('address'), httpOnly: true }]);
  }
  await page.goto(`${inject('address')}/wall${search}`);
  return opened;
}

const drawn = (page: Page) =>
  page.waitForFunction(() => document.documentElement.dataset.wallDrawn === 'true', undefined, { timeout: 90_000 });
const wallMap = (page: Page) => page.locator('jw-wall-map');
const scene = (page: Page) => page.evaluate(() => document.documentElement.dataset.scene);
/** All words on the surface, in shadow trees too. */
const wording = (page: Page) => page.locator('jw-wall').evaluate(textIn);

/** Text of an element and its shadow trees. */
function textIn(root: Element): string {
  const read = (node: Node): string => {
    if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? '';
    if (node instanceof Element && ['STYLE', 'SCRIPT'].includes(node.tagName)) return '';
    const inner = node instanceof Element && node.shadowRoot ? [...node.shadowRoot.childNodes] : [];
    return [...inner, ...node.childNodes].map(read).join(' ');
  };
  return read(root);
}

/** The smallest text that is seen, px, and what it says. */
function smallestText(root: Element): { size_px: number; text: string } {
  let smallest = { size_px: Number.POSITIVE_INFINITY, text: '' };
  // The map's sheet is laid out small and enlarged.
  const enlargement = (element: Element): number => {
    let ratio = 1;
    for (let next: Element | undefined = element; next; ) {
      const { transform } = getComputedStyle(next);
      if (transform !== 'none') {
        const { a, b } = new DOMMatrix(transform);
        ratio *= Math.hypot(a, b);
      }
      next = next.parentElement ?? (next.getRootNode() as ShadowRoot).host;
    }
    return ratio;
  };
  const visit = (node: Node): void => {
    if (node.nodeType === Node.TEXT_NODE) {
      const text = node.textContent?.trim();
      const parent = node.parentElement ?? (node.getRootNode() as ShadowRoot).host;
      if (!text || ['STYLE', 'SCRIPT'].includes(parent.tagName) || !parent.getClientRects().length) return;
      const size_px = Number.parseFloat(getComputedStyle(parent).fontSize) * enlargement(parent);
      if (size_px < smallest.size_px) smallest = { size_px, text };
      return;
    }
    if (node instanceof Element && node.shadowRoot) node.shadowRoot.childNodes.forEach(visit);
    node.childNodes.forEach(visit);
  };
  visit(root);
  return smallest;
}

describe('a wall', () => {
  it.each(['today', 'overdue', 'patrol', 'visits', 'living', 'replay', 'night', 'emergency'])(
    'shows the scene %s in type that is read from ten metres, and no field of it fails',
    async (id) => {
      await using opened = await openWall(`?scene=${id}`, { width: 3840, height: 2160 });
      const { page, faults } = opened;
      await drawn(page);
      expect(await scene(page)).toBe(id);
      const { size_px, text } = await page.locator('jw-wall').evaluate(smallestText);
      expect({ text, readable: size_px >= SMALLEST_PX - 0.05 }).toEqual({ text, readable: true });
      expect(await wording(page)).not.toMatch(/undefined|NaN|\[object|null/);
      expect([await seriousFaults(page), faults]).toEqual([[], []]);
    },
  );

  it('takes a new matter in, by kind and place, without a word of what it says', async () => {
    await using opened = await openWall('?scene=today');
    const { page, faults } = opened;
    await drawn(page);
    const { caller } = await tell<{ caller: { grants: { area_code: string }[] } }>(
      ...(['GET', 'session', null, await sessionOf('grid-worker')] as const),
    );
    const { centre } = await ask<{ centre: [number, number] }>(`areas/${caller.grants[0]!.area_code}`);
    const title = `秘密的标题 ${Date.now().toString(36)}`;
    const before = await wording(page);
    const { id } = await tell<Reported>(
      'POST',
      'incidents',
      { report_key: crypto.randomUUID(), centre, category: 'noise', severity: 'urgent', title, way: 'online' },
      await sessionOf('grid-worker'),
    );
    expect(id).toBeGreaterThan(0);
    await expect.poll(() => page.locator('jw-wall-ticker').evaluate(textIn), { timeout: 20_000 }).toContain('噪声扰民');
    await expect.poll(() => wording(page)).not.toBe(before);
    expect(await wording(page)).not.toContain(title);
    expect(faults).toEqual([]);
  });

  it('builds a lost map anew, whether the browser gives it back or not', async () => {
    await using opened = await openWall('?scene=today', { width: 960, height: 540 });
    const { page } = opened;
    await drawn(page);
    for (const restored of [false, true]) {
      const before = await wallMap(page).evaluate((map: JwWallMap) => map.state.rebuilt_count);
      await wallMap(page).evaluate((map: JwWallMap, givesBack) => {
        const canvas = map.renderRoot.querySelector<HTMLCanvasElement>('canvas.maplibregl-canvas')!;
        const lose = canvas.getContext('webgl2')!.getExtension('WEBGL_lose_context')!;
        lose.loseContext();
        if (givesBack) setTimeout(() => lose.restoreContext(), 0);
      }, restored);
      const state = () => wallMap(page).evaluate((map: JwWallMap) => map.state);
      await expect.poll(state, { timeout: 30_000 }).toMatchObject({ rebuilt_count: before + 1, drawn: true });
    }
  });

  it('keeps what it shows while the server is away, says since when, and catches up', async () => {
    await using opened = await openWall('?scene=today', { width: 1280, height: 720 });
    const { page } = opened;
    await drawn(page);
    const figures = () => page.locator('jw-wall-headline').evaluate(textIn);
    const before = await figures();
    expect(before).toMatch(/\d/);
    await page.context().setOffline(true);
    await page.reload().catch(() => {});
    await page.locator('jw-wall-stage').waitFor({ timeout: 60_000 });
    await expect.poll(() => page.locator('jw-wall-head').evaluate(textIn), { timeout: 60_000 }).toContain('画面截至');
    expect((await figures()).replace(/\s/g, '')).toBe(before.replace(/\s/g, ''));
    await page.context().setOffline(false);
    await expect
      .poll(() => page.locator('jw-wall-head').evaluate(textIn), { timeout: 60_000 })
      .not.toContain('画面截至');
  });

  it('is split over several screens, which turn together', async () => {
    await using left = await openWall('?part=1', { width: 960, height: 540 });
    await using right = await openWall('?part=2', { width: 960, height: 540 });
    await Promise.all([drawn(left.page), drawn(right.page)]);
    const scenes = () => Promise.all([scene(left.page), scene(right.page)]);
    await expect.poll(async () => new Set(await scenes()).size).toBe(1);
  });

  it('asks to be let in where the server does not know it', async () => {
    await using opened = await openWall('', fullHd, null);
    await opened.page.locator('jw-pairing').waitFor();
    await using revoked = await openWall('', fullHd, 'x'.repeat(43));
    await revoked.page.locator('jw-pairing').waitFor();
  });
});
