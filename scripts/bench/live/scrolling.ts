import { buildClient } from '../../build.mjs';
import { launchChromium } from '../../chromium.ts';
import { type BenchLine, percentile, rounded } from '../bench.ts';

/** How long the list is scrolled, and how fast: a row of two lines every 25 ms. */
const SCROLL_MS = 10_000;
const SCROLL_PX_PER_S = 2240;
/** Frames a second that are wanted. */
const FRAMES_PER_S = 60;

/**
 * Scrolls the work list beside the map in Chromium and measures the time between frames. The machine draws by software, so a
 * frame costs more than on any screen with a graphics card; beside it stands the same page at rest.
 */
export async function measureScrolling(
  address: string,
  cookie: string,
  report: (line: BenchLine) => void,
): Promise<void> {
  buildClient();
  const browser = await launchChromium();
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' });
    const [name, value] = cookie.split('=') as [string, string];
    await context.addCookies([{ name, value, url: address }]);
    const page = await context.newPage();
    await page.goto(`${address}/#v=1&tool=incidents&status=open`);
    await page.waitForFunction(() => document.documentElement.dataset.mapDrawn === 'true', undefined, {
      timeout: 60_000,
    });
    const list = page.locator('jw-work-table .rows');
    await list.locator('[role="row"]').first().waitFor();
    const rest = await list.evaluate(timeFrames, { run_ms: SCROLL_MS / 2, px_per_s: 0 });
    const scrolled = await list.evaluate(timeFrames, { run_ms: SCROLL_MS, px_per_s: SCROLL_PX_PER_S });
    const rate = (frames: readonly number[]) =>
      rounded((frames.length * 1000) / frames.reduce((sum, frame) => sum + frame, 0));
    report({
      ...{
        metric: 'scroll_frames_per_s',
        value: rate(scrolled.frames),
        unit: '1/s',
        goal: FRAMES_PER_S * 0.95,
        better: 'higher',
      },
      ...{ peer: 'the same page at rest, drawn by software', peer_value: rate(rest.frames) },
    });
    report({
      metric: 'scroll_frame_p95_ms',
      value: rounded(percentile(scrolled.frames, 0.95)),
      unit: 'ms',
      better: 'lower',
    });
    report({ metric: 'scrolled_rows', value: rounded(scrolled.rows), unit: 'rows', better: 'higher' });
  } finally {
    await browser.close();
  }
}

/** Runs in the page: the times between frames, in ms, while the list is moved on by each, and how many rows went by. */
async function timeFrames(
  list: Element,
  { run_ms, px_per_s }: { run_ms: number; px_per_s: number },
): Promise<{ frames: number[]; rows: number }> {
  const line = list.querySelector('[role="row"]')!.getBoundingClientRect().height;
  const frames: number[] = [];
  const begun = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
  const top = list.scrollTop;
  for (let before = begun; before - begun < run_ms; ) {
    const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
    frames.push(now - before);
    before = now;
    if (px_per_s > 0) list.scrollTop = top + ((now - begun) / 1000) * px_per_s;
  }
  return { frames, rows: (list.scrollTop - top) / line };
}
