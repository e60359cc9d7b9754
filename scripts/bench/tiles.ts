import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readConfig } from '../../server/config.ts';
import { openDeployment } from '../../server/db/deployment.ts';
import type { Database } from '../../server/db/open.ts';
import { type TileLayer, tileLayers } from '../../server/tiles/layers.ts';
import { loadStore } from '../../server/tiles/loader.ts';
import { storeBytes } from '../../server/tiles/store/store.ts';
import { installBenchTools } from '../debian.mjs';
import { benchServer, createDatabase } from '../own-database.ts';
import { type BenchLine, type BenchRun, rounded } from './bench.ts';
import { measureCold } from './tiles/cold.ts';
import type { Content } from './tiles/comparison.ts';
import { pyramidOf } from './tiles/pyramid.ts';
import { measureServer } from './tiles/serving.ts';
import { makeTown } from './tiles/town.ts';

type Report = (line: BenchLine) => void;

/** Buildings to make; the goals are for this many. */
const BUILDINGS = Number(process.env.BENCH_TILES_BUILDINGS || 1_000_000);
/** The pyramid begins at lower zooms than the console asks for buildings at. */
const FIRST_ZOOM = 10;

const building: TileLayer = {
  ...tileLayers.find(({ name }) => name === 'building')!,
  minzoom: FIRST_ZOOM,
};

/**
 * Tiles of a million invented buildings: what they take in memory, what a tile that is not in the cache takes beside
 * `ST_AsMVT`, one that is beside nginx, and how soon an edit is seen. `BENCH_TILES_BUILDINGS` makes the town smaller.
 * @throws Error when a tile holds other buildings than PostGIS puts into it, when nginx or wrk are not there, or when the
 * number of buildings is not one.
 */
export const run: BenchRun = async (report) => {
  if (!(Number.isInteger(BUILDINGS) && BUILDINGS >= 1000))
    throw new Error('BENCH_TILES_BUILDINGS must be a whole number from 1000');
  const missing = installBenchTools();
  if (missing.length > 0) throw new Error(`the tile benchmark needs ${missing.join(' and ')}`);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'jingwei-bench-'));
  const made = await createDatabase(benchServer());
  try {
    const config = { ...readConfig({ DATA_FOLDER: folder }), databaseUrl: made.url, port: 0 };
    const database = await openDeployment(config);
    try {
      const town_s = await makeTown(database.sql, BUILDINGS);
      report({ metric: 'buildings', value: BUILDINGS, unit: 'buildings', better: 'higher' });
      report({ metric: 'make_buildings_s', value: rounded(town_s), unit: 's', better: 'lower' });
      const tiles = await measureStore(database.sql, report);
      await measureServer(config, database, tiles, report);
    } finally {
      await database.close();
    }
  } finally {
    await made.drop();
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Loads the buildings and cuts the pyramid from them; what was loaded is let go at the end. */
async function measureStore(sql: Database, report: Report): Promise<Content[]> {
  const begun = performance.now();
  const { store } = await loadStore(sql, building);
  const load_s = (performance.now() - begun) / 1000;
  const peak_mb = process.resourceUsage().maxRSS / 1024;
  report({ metric: 'load_s', value: rounded(load_s), unit: 's', goal: 20, better: 'lower' });
  const bytes = storeBytes(store) / store.count;
  report({ metric: 'bytes_per_building', value: rounded(bytes), unit: 'bytes', goal: 160, better: 'lower' });
  report({ metric: 'load_peak_rss_mb', value: rounded(peak_mb), unit: 'MB', better: 'lower' });
  return measureCold(sql, building, store, await pyramidOf(sql), report);
}
