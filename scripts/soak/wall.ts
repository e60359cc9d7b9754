import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { Writer } from '../bench/live/writer.ts';
import { buildClient } from '../build.mjs';
import { launchChromium } from '../chromium.ts';
import { Course } from './course.ts';
import { missedMoves } from './newest.ts';
import { firstScene, recordPage } from './page-record.ts';
import { Probe } from './probe.ts';
import { Reporter } from './reporter.ts';
import type { SoakSettings } from './settings.ts';
import { judge, type SoakResult } from './verdict.ts';
import { openWallStage, type WallStage } from './wall-stage.ts';
import { Watch } from './watch.ts';

/** How long the last changes get to reach the screen, ms. */
const LAST_MS = 10_000;
const DAY_MS = 86_400_000;

/**
 * Shows a wall in Chromium, as long as a command centre would in a day pressed together: changes, rotation, lost graphics contexts, a
 * server that restarts and one that stays away for a minute.
 * @param say gets a line of progress.
 */
export async function soakWall(settings: SoakSettings, say: (line: string) => void): Promise<SoakResult> {
  buildClient();
  say('making a city and its wall');
  const stage = await openWallStage(settings.rotation_s);
  const browser = await launchChromium();
  try {
    const viewport = { width: settings.width_px, height: settings.height_px };
    const context = await browser.newContext({ viewport, locale: 'zh-CN' });
    await stage.letIn(context);
    const page = await context.newPage();
    await recordPage(page);
    const watch = new Watch(page, await Probe.of(page), settings.minutes);
    await page.goto(`${stage.server.url}/wall`);
    await firstScene(page);
    say('the first scene is complete');
    return await drive({ stage, page, watch, settings, say });
  } finally {
    await browser.close();
    await stage.close();
  }
}

interface Drive {
  stage: WallStage;
  page: Page;
  watch: Watch;
  settings: SoakSettings;
  say: (line: string) => void;
}

async function drive({ stage, page, watch, settings, say }: Drive): Promise<SoakResult> {
  const { server, city } = stage;
  const writer = new Writer(city.deployment.sql, { kind: 'dispatched', due: dueSomeDay });
  const reporter = await Reporter.of(city, server.url);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'jingwei-soak-'));
  say(`pictures in ${folder}`);
  const begun = Date.now();
  if (settings.changes > 0) await writer.start(settings.changes);
  reporter.start();
  try {
    await new Course({ server, page, watch, settings, folder, say }).run();
  } finally {
    reporter.stop();
    await writer.stop();
  }
  const wrote_s = (Date.now() - begun) / 1000;
  await pause(LAST_MS);
  const missed_changes = await missedMoves(page, stage);
  await watch.look();
  for (const fault of [...new Set(watch.errors), ...watch.empty]) say(fault);
  const figures = { changes_per_s: writer.written / wrote_s, reports: reporter.reported, missed_changes };
  return judge(rounded({ ...watch.figures(), ...figures }), {
    heap_growth_percent: { most: 5 },
    tasks_over_200_ms: { most: 0 },
    losses_repaired: { least: settings.losses },
    slowest_repair_ms: { most: 5000 },
    missed_changes: { most: 0 },
    changes_per_s: { least: settings.changes * 0.9 },
    empty_pictures: { most: 0 },
    errors: { most: 0 },
    loads: { most: 1 },
  });
}

/** Overdue, due soon or with time left: a day past to three days ahead. */
function dueSomeDay(): string {
  return new Date(Date.now() + (Math.random() * 4 - 1) * DAY_MS).toISOString();
}

function rounded(figures: Record<string, number | null>): Record<string, number | null> {
  return Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [name, value === null ? null : Math.round(value * 100) / 100]),
  );
}
