import type { BenchRun } from './bench.ts';
import { measureFeed } from './live/feeding.ts';
import { measureList } from './live/listing.ts';
import { measureReports } from './live/reporting.ts';
import { readSettings } from './live/settings.ts';
import { openStage } from './live/stage.ts';

/**
 * The feed of changes under 2,000 screens, reports over HTTP, and the list of 100,000 open incidents, each in a demo city on a
 * PostgreSQL that brings every commit to the disk. `--minutes`, `--screens`, `--changes` and `--part` make it shorter.
 */
export const run: BenchRun = async (report) => {
  const settings = readSettings();
  const stage = await openStage();
  try {
    if (settings.parts.includes('feed')) await measureFeed(stage, settings, report);
    if (settings.parts.includes('reports')) await measureReports(stage, report);
    if (settings.parts.includes('list')) await measureList(stage, report);
  } finally {
    await stage.close();
  }
};
