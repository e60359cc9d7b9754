import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { addDays, dayOf } from '../../server/api/calendar.ts';
import { readConfig } from '../../server/config.ts';
import { openDeployment } from '../../server/db/deployment.ts';
import type { Database } from '../../server/db/open.ts';
import { startServer } from '../../server/main.ts';
import { buildClient } from '../build.mjs';
import { launchChromium } from '../chromium.ts';
import { makeDemoCity } from '../demo-city/index.ts';
import { benchServer, createDatabase } from '../own-database.ts';
import { type BenchLine, type BenchRun, median, rounded } from './bench.ts';
import { type BenchCaller, benchCaller } from './caller.ts';

type Report = (line: BenchLine) => void;

/** Incidents of one year in one district, and the most that one answer holds. */
const SIZES = [100_000, 1_000_000] as const;
/** Seconds that a district's year may take from the request to the first picture with the points. */
const GOAL_S = 1.5;
const ROUNDS = 5;
/** A zoom at which the whole demo city is in view as dots. */
const ZOOM = 14;
const MB = 1_000_000;

/** A district's year of incidents: from the database to the screen, in Chromium with software rendering. */
export const run: BenchRun = async (report) => {
  buildClient();
  const made = await createDatabase(benchServer());
  const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'jingwei-bench-'));
  const config = {
    ...readConfig({ DATA_FOLDER: dataFolder, RATE_LIMIT_PER_MIN: '0' }),
    databaseUrl: made.url,
    port: 0,
  };
  const database = await openDeployment(config);
  const browser = await launchChromium();
  try {
    const { timeZone } = config;
    const { sealer } = database;
    await makeDemoCity(database.sql, { sealer, seed: 'bench', timeZone, now: new Date(), onProgress: () => {} });
    const server = await startServer(config, database);
    const caller = await benchCaller(database.sql);
    for (const size of SIZES) {
      await fillYear(database.sql, size);
      await measure({ browser, url: server.url, caller }, size, dayOf(new Date(), timeZone), report);
    }
    await server.close();
  } finally {
    await browser.close();
    await database.close();
    await made.drop();
    rmSync(dataFolder, { recursive: true, force: true });
  }
};

/** Adds copies of the demo's incidents, some 60 m away and spread over the year, until the year has `size`. */
async function fillYear(sql: Database, size: number): Promise<void> {
  const [have] = await sql<[{ demo_count: number; year_count: number }]>`
    select (count(*) filter (where source <> 'bench'))::int as demo_count,
      (count(*) filter (where reported_at > now() - interval '364 days'))::int as year_count from incident`;
  await sql.begin(async (transaction) => {
    // No search is timed here, and copies keep the area of what they were copied from.
    await transaction`drop index if exists incident_title_trigram`;
    await transaction`alter table incident disable trigger incident_area_code`;
    await transaction`
      insert into incident (incident_code, area_code, category, title, severity, status, channel, reported_at, due_at,
        closed_at, settled_at, geometry, source, source_id)
      select 'BENCH' || n, area_code, category, title, severity, status, channel, reported_at + shift, due_at + shift,
        closed_at + shift, settled_at,
        ST_SetSRID(ST_MakePoint(ST_X(geometry) + 0.0006 * sin(n * 1.7), ST_Y(geometry) + 0.0005 * cos(n * 2.3)), 4326),
        'bench', n::text
      from (
        select one.*, n, now() - interval '1 second' * (n::bigint * 7919 % 31440000) - reported_at as shift
        from generate_series(${have.year_count}::int + 1, ${size}::int) n
        join (select *, row_number() over (order by id) - 1 as place from incident where source <> 'bench') one
          on one.place = n::bigint * 104729 % ${have.demo_count}::int) copied`;
    await transaction`alter table incident enable trigger incident_area_code`;
  });
  await sql`vacuum analyze incident`;
}

/** A server, and who opens its page in which browser. */
interface Opened {
  browser: Browser;
  url: string;
  caller: BenchCaller;
}

async function measure(opened: Opened, size: number, today: string, report: Report): Promise<void> {
  const name = size >= MB ? 'million' : 'year';
  const days = { from: addDays(today, -364), to: today };
  const served = await timeAnswer(`${opened.url}/api/incidents/points?from=${days.from}&to=${days.to}`, opened.caller);
  report({ metric: `${name}_answer_ms`, value: rounded(served.ms), unit: 'ms', better: 'lower' });
  report({ metric: `${name}_answer_mb`, value: rounded(served.bytes / MB), unit: 'MB', better: 'lower' });
  const rounds: Shown[] = [];
  for (let round = 0; round < (size >= MB ? 1 : ROUNDS); round++) rounds.push(await show(opened, days));
  const middle = (pick: (shown: Shown) => number) => rounded(median(rounds.map(pick)));
  report({ metric: `${name}_points`, value: middle(({ count }) => count), unit: 'points', better: 'higher' });
  report({
    metric: `${name}_on_screen_s`,
    value: middle(({ screen_ms }) => screen_ms / 1000),
    unit: 's',
    ...(size >= MB ? {} : { goal: GOAL_S }),
    better: 'lower',
  });
  report({ metric: `${name}_heap_mb`, value: middle(({ heap_mb }) => heap_mb), unit: 'MB', better: 'lower' });
  report({ metric: `${name}_filter_ms`, value: middle(({ filter_ms }) => filter_ms), unit: 'ms', better: 'lower' });
  report({
    metric: `${name}_filter_requests`,
    value: Math.max(...rounds.map(({ requests }) => requests)),
    unit: 'requests',
    goal: 0,
    better: 'lower',
  });
}

async function timeAnswer(address: string, caller: BenchCaller): Promise<{ ms: number; bytes: number }> {
  const times: number[] = [];
  let bytes = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const begun = performance.now();
    bytes = (await (await fetch(address, caller)).arrayBuffer()).byteLength;
    times.push(performance.now() - begun);
  }
  return { ms: median(times), bytes };
}

interface Shown {
  count: number;
  /** From the start of the request to the end of drawing the first picture with the points. */
  screen_ms: number;
  /** What the points add to the JavaScript heap, their buffers included. */
  heap_mb: number;
  /** From a step of the slider to the end of drawing. */
  filter_ms: number;
  /** Requests for points that steps of the slider caused. */
  requests: number;
}

/** Opens the page without incidents, lets it come to rest, and shows the year. */
async function show({ browser, url, caller }: Opened, { from, to }: { from: string; to: string }): Promise<Shown> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' });
  await context.addCookies([{ name: 'jingwei', value: caller.secret, url }]);
  const page = await context.newPage();
  const deployment = (await (await fetch(`${url}/api/deployment`, caller)).json()) as {
    root: { centre: [number, number] };
  };
  const [longitude, latitude] = deployment.root.centre;
  const view = `#v=1&map=${ZOOM}/${latitude}/${longitude}/0/0&period=${from}..${to}`;
  await page.goto(`${url}/${view}&layers=incidents:off`);
  await page.waitForFunction(() => document.documentElement.dataset.mapDrawn === 'true', undefined, {
    timeout: 60_000,
  });
  await page.waitForLoadState('networkidle');
  const before = await heap(page);
  let requests = 0;
  page.on('request', (request) => {
    if (request.url().includes('/api/incidents/points')) requests++;
  });
  const map = page.locator('jw-map');
  const screen_ms = await map.evaluate(showInPage, view);
  const count = await map.evaluate(
    (element) => (element as unknown as { incidents: { count: number } }).incidents.count,
  );
  const heap_mb = ((await heap(page)) - before) / MB;
  requests = 0;
  const filter_ms = median(
    await map.evaluate(filterInPage, await page.locator('jw-period input.from').elementHandle()),
  );
  await context.close();
  return { count, screen_ms, heap_mb, filter_ms, requests };
}

/** Bytes that scripts and their buffers hold, after what is not needed any more was let go. */
async function heap(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize } = (await session.send('Runtime.getHeapUsage')) as {
    usedSize: number;
    backingStorageSize?: number;
  };
  await session.detach();
  return usedSize + (backingStorageSize ?? 0);
}

/** In the page: goes to a view, and answers how long it took from the request to the end of drawing the first picture with dots, ms. */
async function showInPage(map: Element, view: string): Promise<number> {
  location.hash = view;
  while (performance.getEntriesByName('jw-dots-drawn').length === 0) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  // Reading back waits until everything is drawn.
  const gl = map.shadowRoot!.querySelector('canvas')!.getContext('webgl2')!;
  gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
  const request = performance.getEntriesByType('resource').find(({ name }) => name.includes('/api/incidents/points'))!;
  return performance.now() - request.startTime;
}

/** In the page: drags the first thumb of the slider by 12 steps, and answers how long each took until it was drawn, ms. */
async function filterInPage(map: Element, thumb: unknown): Promise<number[]> {
  const input = thumb as HTMLInputElement;
  const gl = map.shadowRoot!.querySelector('canvas')!.getContext('webgl2')!;
  const times: number[] = [];
  for (let step = 1; step <= 12; step++) {
    const begun = performance.now();
    input.value = String(step * 20);
    input.dispatchEvent(new Event('input', { bubbles: true }));
    // One frame to follow the thumb, one for deck.gl to ask for a picture, one for the picture.
    for (let frame = 0; frame < 3; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
    times.push(performance.now() - begun);
  }
  return times;
}
