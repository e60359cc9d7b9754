import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { type PointColumns, readPointColumns } from '../../client/map/point-columns.ts';
import { dayNumber } from '../../client/map/points.ts';
import { addDays } from '../../server/api/calendar.ts';
import type { Deployment } from '../../server/api/deployment/schema.ts';
import type { IncidentDetail } from '../../server/api/incidents/schema.ts';
import { mapDrawn, sessionOf, useBrowser } from '../helpers/browser.ts';
import { ask } from './city.ts';

const browser = useBrowser();
/** A zoom at which incidents are dots. */
const zoom = 14.6;

describe('incidents on the map', () => {
  it('follow the slider while it is dragged, without asking the server', async () => {
    const { today, root } = await ask<Deployment>('deployment');
    await using opened = await browser.open(`/#v=1&map=${zoom}/${root!.centre[1]}/${root!.centre[0]}/0/0`);
    const { page, faults } = opened;
    const asked = pointRequests(page);
    await dotsDrawn(page);
    expect(asked()).toBe(1);
    const points = await pointsOf(addDays(today, -364), today);
    expect(await drawn(page)).toMatchObject({ held: points.header.count, count: since(points, addDays(today, -29)) });
    const url = page.url();
    for (const days of [60, 300]) {
      await slide(page, 'input', days);
      const first = addDays(today, -days);
      await page.waitForFunction(filterBegins, dayNumber(first));
      expect((await drawn(page)).count).toBe(since(points, first));
      expect((await drawn(page)).dots.every(({ filter }) => filter[0]![0] === dayNumber(first))).toBe(true);
    }
    // Until the thumb is let go nothing is written down.
    expect(page.url()).toBe(url);
    await slide(page, 'change', 300);
    await page.waitForURL(new RegExp(`period=${addDays(today, -300)}\\.\\.${today}`));
    await page
      .getByText('期间上报')
      .filter({ hasText: since(points, addDays(today, -300)).toLocaleString() })
      .waitFor();
    expect(asked()).toBe(1);
    expect(faults).toEqual([]);
  });

  it('are dots in the colour of their urgency, open by a click and by the keyboard, and stay through a change of theme', async () => {
    const { today } = await ask<Deployment>('deployment');
    const lonely = await loneOverdue(await pointsOf(addDays(today, -29), today));
    const { incident } = await ask<IncidentDetail>(`incidents/${lonely}`);
    const [longitude, latitude] = incident.centre;
    const view = `#v=1&map=${zoom}/${latitude.toFixed(5)}/${longitude.toFixed(5)}/0/0`;
    await using opened = await browser.open(`/${view}`);
    const { page, faults } = opened;
    await dotsDrawn(page);
    await expect.poll(() => middleColour(page), { timeout: 20_000 }).toEqual([200, 55, 31]);
    await page.mouse.click(720, 450);
    await page.waitForURL(new RegExp(`at=incident:${lonely}`));
    await page.getByRole('heading', { level: 2, name: incident.title }).waitFor();
    await page.evaluate((hash) => {
      location.hash = hash;
    }, `${view}&theme=night`);
    await expect.poll(() => middleColour(page), { timeout: 20_000 }).toEqual([240, 106, 77]);
    await page.locator('jw-map canvas').focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(`at=incident:${lonely}`));
    expect(faults).toEqual([]);
  });

  it('come back when the graphics card lets go of everything', async () => {
    const { root } = await ask<Deployment>('deployment');
    await using opened = await browser.open(`/#v=1&map=${zoom}/${root!.centre[1]}/${root!.centre[0]}/0/0`);
    const { page } = opened;
    await dotsDrawn(page);
    const before = await page.locator('jw-map canvas').elementHandle();
    await page.locator('jw-map').evaluate(async (map) => {
      const canvas = map.shadowRoot!.querySelector('canvas')!;
      const card = canvas.getContext('webgl2')!.getExtension('WEBGL_lose_context')!;
      const lost = new Promise((resolve) => canvas.addEventListener('webglcontextlost', resolve, { once: true }));
      card.loseContext();
      await lost;
      // It cannot come back before the event that took it is over.
      await new Promise((resolve) => setTimeout(resolve));
      card.restoreContext();
    });
    await expect.poll(() => before!.evaluate((canvas) => canvas.isConnected)).toBe(false);
    await expect.poll(async () => (await drawn(page))?.dots.length ?? 0, { timeout: 30_000 }).toBeGreaterThan(0);
  });

  it('are the same in the list and on the map, and the key leads back to all', async () => {
    const { today, root } = await ask<Deployment>('deployment');
    const points = await pointsOf(addDays(today, -29), today);
    const overdue = points.urgency.filter((urgency) => urgency === 3).length;
    await using opened = await browser.open(
      `/#v=1&map=${zoom}/${root!.centre[1]}/${root!.centre[0]}/0/0&tool=incidents`,
    );
    const { page, faults } = opened;
    const asked = pointRequests(page);
    await dotsDrawn(page);
    expect((await drawn(page)).count).toBe(points.header.count);
    await page.getByRole('radio', { name: '逾期' }).click();
    await page.waitForURL(/status=overdue/);
    await page.locator(`jw-work-table [role="grid"][aria-rowcount="${overdue}"]`).waitFor();
    expect(await drawn(page)).toMatchObject({ count: overdue, filter: { urgencies: [3, 3] } });
    await page.getByText('只看逾期').waitFor();
    await page.getByRole('button', { name: '看全部', exact: true }).click();
    await page.waitForURL((url) => !url.hash.includes('status='));
    expect((await drawn(page)).count).toBe(points.header.count);
    expect(await page.getByText('只看逾期').count()).toBe(0);
    expect(asked()).toBe(1);
    expect(faults).toEqual([]);
  });
});

interface Drawn {
  held: number;
  count: number;
  filter: { days: [number, number]; urgencies: [number, number] };
  dots: { filter: [number, number][] }[];
}

/** What the map says that it draws. */
function drawn(page: Page): Promise<Drawn> {
  return page.locator('jw-map').evaluate((map) => (map as unknown as { incidents: Drawn }).incidents);
}

async function dotsDrawn(page: Page): Promise<void> {
  await mapDrawn(page);
  await expect.poll(async () => (await drawn(page)).dots.length, { timeout: 30_000 }).toBeGreaterThan(0);
}

/** In the page: true when the filter of the dots begins on a day. */
function filterBegins(day: number): boolean {
  const inside = (root: Document | ShadowRoot): Element | undefined => {
    const all = [...root.querySelectorAll('*')];
    return (
      all.find((element) => element.localName === 'jw-map') ??
      all.flatMap(({ shadowRoot }) => (shadowRoot ? (inside(shadowRoot) ?? []) : []))[0]
    );
  };
  const map = inside(document) as unknown as { incidents: { filter: { days: number[] } } };
  return map.incidents.filter.days[0] === day;
}

/** Counts requests for points from now on. */
function pointRequests(page: Page): () => number {
  let count = 0;
  page.on('request', (request) => {
    if (request.url().includes('/api/incidents/points')) count++;
  });
  return () => count;
}

/** Puts the first thumb so many days before the last, as a drag (`input`) or letting go (`change`) does. */
async function slide(page: Page, type: 'input' | 'change', days: number): Promise<void> {
  await page.locator('jw-period input.from').evaluate(
    (thumb: HTMLInputElement, [type, days]) => {
      thumb.value = String(Number(thumb.max) - days);
      thumb.dispatchEvent(new Event(type, { bubbles: true }));
    },
    [type, days] as const,
  );
}

async function pointsOf(from: string, to: string): Promise<PointColumns> {
  const answer = await fetch(`${inject('address')}/api/incidents/points?from=${from}&to=${to}`, await sessionOf());
  return readPointColumns(await answer.arrayBuffer());
}

/** How many were reported on a day or later. */
function since({ header, day }: PointColumns, first: string): number {
  const least = dayNumber(first) - dayNumber(header.first_day);
  return day.filter((each) => each >= least).length;
}

/** The overdue incident that stands furthest from all others: at least some 8 pixels of zoom 14.6. */
async function loneOverdue({ id, position, urgency }: PointColumns): Promise<number> {
  const apart = (one: number, other: number) =>
    Math.hypot(position[one * 2]! - position[other * 2]!, position[one * 2 + 1]! - position[other * 2 + 1]!);
  const places = [...id.keys()];
  const overdue = places
    .filter((place) => urgency[place] === 3)
    .map((place) => ({
      place,
      room: Math.min(...places.filter((other) => other !== place).map((other) => apart(place, other))),
    }))
    .sort((one, other) => other.room - one.room);
  const [lonely] = overdue;
  if (!lonely || lonely.room < 2000) throw new Error('no overdue incident of the demo city stands alone');
  return id[lonely.place]!;
}

/** Red, green and blue in the middle of a page of 1440 × 900. */
async function middleColour(page: Page): Promise<number[]> {
  const picture = await page.screenshot({ clip: { x: 720, y: 450, width: 1, height: 1 } });
  return page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const pen = document.createElement('canvas').getContext('2d')!;
    pen.drawImage(image, 0, 0);
    return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
  }, picture.toString('base64'));
}
