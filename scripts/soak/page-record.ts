import type { Page } from 'playwright-core';

/** A stretch of the page's own clock, ms since it was loaded. */
export interface Stretch {
  from_ms: number;
  to_ms: number;
}

/** What a page notes about itself between two looks. */
export interface PageRecord {
  /** Tasks of 50 ms and longer. */
  tasks: Stretch[];
  /** When the scene that the page names became another, ms since it was loaded. */
  changes_ms: number[];
  /** Scenes until their map was complete, and how long that took. */
  scenes: (Stretch & { scene: string })[];
}

declare global {
  interface Window {
    /** Set by `recordPage`. */
    soakRecord?: PageRecord;
  }
}

/** Lets a page note its long tasks and changes of scene from its first moment on; before it is opened. */
export async function recordPage(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const record: PageRecord = { tasks: [], changes_ms: [], scenes: [] };
    window.soakRecord = record;
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) {
        record.tasks.push({ from_ms: startTime, to_ms: startTime + duration });
      }
    }).observe({ type: 'longtask', buffered: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntriesByName('jw-wall-scene')) {
        const { detail } = entry as PerformanceMeasure;
        // The first scene began before there was a page.
        if (entry.startTime > 0)
          record.scenes.push({
            scene: detail?.scene ?? '',
            from_ms: entry.startTime,
            to_ms: entry.startTime + entry.duration,
          });
      }
    }).observe({ type: 'measure', buffered: true });
    let shown: string | undefined;
    new MutationObserver(() => {
      const { scene } = document.documentElement.dataset;
      if (scene !== shown) record.changes_ms.push(performance.now());
      shown = scene;
    }).observe(document, {
      attributeFilter: ['data-scene'],
      subtree: true,
    });
  });
}

/** Takes what the page noted since the last time; a page that was loaded anew meanwhile begins with nothing. */
export function takeRecord(page: Page): Promise<PageRecord> {
  return page.evaluate(() => ({
    tasks: window.soakRecord?.tasks.splice(0) ?? [],
    changes_ms: window.soakRecord?.changes_ms.splice(0) ?? [],
    scenes: window.soakRecord?.scenes.splice(0) ?? [],
  }));
}

/** The page's own clock, ms since it was loaded. */
export function pageTime(page: Page): Promise<number> {
  return page.evaluate(() => performance.now());
}

/** Longest time that the first scene is waited for, ms. */
const FIRST_MS = 120_000;

/** Resolves when the first scene is complete. @throws Error where it never is. */
export async function firstScene(page: Page): Promise<void> {
  const isDrawn = () => document.documentElement.dataset.wallDrawn === 'true';
  await page.waitForFunction(isDrawn, undefined, { timeout: FIRST_MS }).catch(async () => {
    const text = await page.evaluate(() => document.querySelector('jw-wall')?.shadowRoot?.textContent ?? '');
    throw new Error(`the wall showed no scene in ${FIRST_MS} ms, but: ${text.replace(/\s+/g, ' ').trim()}`);
  });
}
