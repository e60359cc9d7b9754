import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { writeAs } from '../../server/loop/writing.ts';
import { buildClient } from '../build.mjs';
import { launchChromium } from '../chromium.ts';
import { newestMove } from '../soak/newest.ts';
import { firstScene, recordPage, takeRecord } from '../soak/page-record.ts';
import { Probe } from '../soak/probe.ts';
import { openWallStage, type WallStage } from '../soak/wall-stage.ts';
import { type BenchRun, median, percentile, rounded } from './bench.ts';

const OPENINGS = 5;
const ROTATION_S = 10;
const ROUNDS = 2;
const EVENTS = 20;
/** Longest time that an event may take to the screen before it is taken for lost, ms. */
const HEARD_MS = 30_000;
const full = { width: 1920, height: 1080 };
/** Two screens on two cores would be measured by how they wait for each other. */
const small = { width: 960, height: 540 };

/** A wall of the demo city in Chromium with software rendering: how soon it shows, changes, agrees with its neighbour and hears. */
export const run: BenchRun = async (report) => {
  buildClient();
  const stage = await openWallStage(ROTATION_S, 2);
  const browser = await launchChromium();
  try {
    const firsts: number[] = [];
    for (let opening = 0; opening < OPENINGS; opening++) firsts.push(await openCold(browser, stage));
    const first = rounded(median(firsts) / 1000);
    report({ metric: 'first_scene_s', value: first, unit: 's', goal: 4, better: 'lower' });
    await measureScenes(browser, stage, report);
    await measureAgreement(browser, stage, report);
  } finally {
    await browser.close();
    await stage.close();
  }
};

type Report = Parameters<BenchRun>[0];

/** A screen of the wall, in a profile of its own, when its first scene is complete. */
async function openScreen(browser: Browser, stage: WallStage, viewport = full, part = 1): Promise<Page> {
  const context = await browser.newContext({ viewport, locale: 'zh-CN' });
  await stage.letIn(context, part);
  const page = await context.newPage();
  await recordPage(page);
  await page.goto(`${stage.server.url}/wall`);
  await firstScene(page);
  return page;
}

/** @returns from the call of the page to its first complete scene, ms. */
async function openCold(browser: Browser, stage: WallStage): Promise<number> {
  const page = await openScreen(browser, stage);
  const first_ms = await page.evaluate(() => performance.getEntriesByName('jw-wall-first')[0]!.startTime);
  await page.context().close();
  return first_ms;
}

async function measureScenes(browser: Browser, stage: WallStage, report: Report): Promise<void> {
  const page = await openScreen(browser, stage);
  const probe = await Probe.of(page);
  await takeRecord(page);
  await pause(ROUNDS * stage.scenes.length * ROTATION_S * 1000);
  const { scenes } = await takeRecord(page);
  const took = scenes.map(({ from_ms, to_ms }) => to_ms - from_ms);
  report({ metric: 'scene_changes', value: took.length, unit: 'scenes', better: 'higher' });
  report({ metric: 'scene_change_ms', value: rounded(median(took)), unit: 'ms', goal: 1000, better: 'lower' });
  report({ metric: 'scene_change_max_ms', value: rounded(Math.max(...took)), unit: 'ms', goal: 1000, better: 'lower' });
  const { heap_mb, renderer_mb } = await probe.sample();
  report({ metric: 'heap_mb', value: rounded(heap_mb), unit: 'MB', better: 'lower' });
  report({ metric: 'renderer_mb', value: rounded(renderer_mb), unit: 'MB', better: 'lower' });
  await measureFeed(page, stage, report);
  await page.context().close();
}

/** From the commit of an event until the page has it for its ticker. */
async function measureFeed(page: Page, { city }: WallStage, report: Report): Promise<void> {
  const { sql } = city.deployment;
  const targets = await sql<{ id: number; version: number }[]>`
    select id, version from incident where closed_at is null and area_code is not null order by id limit ${EVENTS}`;
  const waits: number[] = [];
  for (const { id, version } of targets) {
    const events = [{ kind: 'dispatched', actor: 'simulator', text: '大屏测试', changes: {} }] as const;
    await writeAs(sql, { kind: 'owner' }, id, version, events);
    const committed = Date.now();
    const [newest] = await sql<[{ id: number }]>`select max(id)::int as id from incident_event`;
    while ((await newestMove(page)) < newest.id) {
      if (Date.now() - committed > HEARD_MS) throw new Error(`the wall did not hear of event ${newest.id}`);
      await pause(10);
    }
    waits.push(Date.now() - committed);
    await pause(1500);
  }
  report({ metric: 'commit_to_screen_p50_ms', value: median(waits), unit: 'ms', better: 'lower' });
  report({ metric: 'commit_to_screen_p99_ms', value: percentile(waits, 0.99), unit: 'ms', better: 'lower' });
}

/** By how much the moments differ at which two screens of a wall begin the same scene. */
async function measureAgreement(browser: Browser, stage: WallStage, report: Report): Promise<void> {
  const screens = await Promise.all([1, 2].map((part) => openScreen(browser, stage, small, part)));
  for (const screen of screens) await takeRecord(screen);
  await pause(stage.scenes.length * ROTATION_S * 1000);
  const [left, right] = await Promise.all(screens.map(changesOf));
  // A change that only one of them had noted when it was asked has no partner within half a scene.
  const apart = left!.flatMap((moment) => {
    const nearest = Math.min(...right!.map((other) => Math.abs(other - moment)));
    return nearest < ROTATION_S * 500 ? [nearest] : [];
  });
  report({ metric: 'screens_apart_ms', value: rounded(median(apart)), unit: 'ms', better: 'lower' });
  report({
    metric: 'screens_apart_max_ms',
    value: rounded(Math.max(...apart)),
    unit: 'ms',
    goal: 100,
    better: 'lower',
  });
  for (const screen of screens) await screen.context().close();
}

/** Moments at which a page's scene changed, ms of the machine's clock. */
async function changesOf(page: Page): Promise<number[]> {
  const origin_ms = await page.evaluate(() => performance.timeOrigin);
  return (await takeRecord(page)).changes_ms.map((moment) => origin_ms + moment);
}
