import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { rootFolder } from '../../server/config.ts';
import { buildClient } from '../build.mjs';
import { launchChromium } from '../chromium.ts';
import { startFreshServer } from '../fresh-server.ts';
import { type SignedIn, signIn } from '../sign-in.ts';
import { type BenchRun, median, rounded } from './bench.ts';

const ROUNDS = 7;
const KIB = 1024;

/** Opens the console of the demo city on a warm server in Chromium with software rendering. */
export const run: BenchRun = async (report) => {
  buildClient();
  const server = await startFreshServer();
  const browser = await launchChromium();
  try {
    const caller = await signIn(server.address, 'leader', server.accounts.leader!);
    await openOnce(browser, server.address, caller);
    const rounds: Opening[] = [];
    for (let round = 0; round < ROUNDS; round++) rounds.push(await openOnce(browser, server.address, caller));
    const middle = (pick: (opening: Opening) => number) => rounded(median(rounds.map(pick)));
    report({ metric: 'drawn_s', value: middle((o) => o.drawn_s), unit: 's', goal: 3, better: 'lower' });
    report({ metric: 'first_paint_s', value: middle((o) => o.first_paint_s), unit: 's', better: 'lower' });
    report({
      metric: 'javascript_gzip_kb',
      value: middle((o) => o.javascript_kb),
      unit: 'kB',
      goal: 700,
      better: 'lower',
    });
    report({ metric: 'requests', value: middle((o) => o.requests), unit: 'requests', better: 'lower' });
    report({ metric: 'heap_mb', value: middle((o) => o.heap_mb), unit: 'MB', better: 'lower' });
    report({ metric: 'javascript_all_gzip_kb', value: rounded(builtKilobytes()), unit: 'kB', better: 'lower' });
  } finally {
    await browser.close();
    await server.stop();
  }
};

interface Opening {
  drawn_s: number;
  first_paint_s: number;
  javascript_kb: number;
  requests: number;
  heap_mb: number;
}

/** A fresh profile each time, already signed in, so nothing comes from the browser's cache. */
async function openOnce(browser: Browser, address: string, { cookie }: SignedIn): Promise<Opening> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' });
  await context.addCookies([{ ...cookie, url: address }]);
  const page = await context.newPage();
  const scripts: Promise<number>[] = [];
  let requests = 0;
  page.on('response', (response) => {
    requests += 1;
    if (!/javascript/.test(response.headers()['content-type'] ?? '')) return;
    scripts.push(
      response.body().then(
        (body) => gzipSync(body).length,
        () => 0,
      ),
    );
  });
  await page.goto(address);
  await page.waitForFunction(() => document.documentElement.dataset.mapDrawn === 'true', undefined, {
    timeout: 60_000,
    polling: 20,
  });
  const inPage = await page.evaluate(() => ({
    // The page stamps the moment itself, so that the polling above adds nothing.
    drawn_ms: performance.getEntriesByName('jw-map-drawn')[0]?.startTime ?? performance.now(),
    paint_ms: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
    heap: (performance as unknown as { memory?: { usedJSHeapSize: number } }).memory?.usedJSHeapSize ?? 0,
  }));
  const bytes = (await Promise.all(scripts)).reduce((sum, size) => sum + size, 0);
  await context.close();
  return {
    drawn_s: inPage.drawn_ms / 1000,
    first_paint_s: inPage.paint_ms / 1000,
    javascript_kb: bytes / KIB,
    requests,
    heap_mb: inPage.heap / KIB / KIB,
  };
}

/** What all scripts of the build weigh, also those that load later. */
function builtKilobytes(): number {
  const folder = path.join(rootFolder, 'client/dist');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.m?js$/.test(name));
  return files.reduce((sum, name) => sum + gzipSync(readFileSync(path.join(folder, name))).length, 0) / KIB;
}
