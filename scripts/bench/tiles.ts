import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Config, readConfig } from '../../server/config.ts';
import { migrate } from '../../server/db/migrate.ts';
import { type Database, type OpenDatabase, openDatabase } from '../../server/db/open.ts';
import { startServer } from '../../server/main.ts';
import { type TileLayer, tileLayers } from '../../server/tiles/layers.ts';
import { loadStore } from '../../server/tiles/loader.ts';
import { storeBytes } from '../../server/tiles/store.ts';
import { installBenchTools } from '../debian.mjs';
import { benchServer, createDatabase } from '../own-database.ts';
import { type BenchLine, type BenchRun, median, rounded } from './bench.ts';
import { measureCold } from './tiles/cold.ts';
import type { Content } from './tiles/comparison.ts';
import { addressOf, groundAddress, timeEdits } from './tiles/edits.ts';
import { type HotRates, measureHot } from './tiles/hot.ts';
import { pyramidOf } from './tiles/pyramid.ts';
import { makeTown } from './tiles/town.ts';

type Report = (line: BenchLine) => void;

/** Buildings to make; the goals are for this many. */
const BUILDINGS = Number(process.env.BENCH_TILES_BUILDINGS || 1_000_000);
/** Cached tiles that are requested in turn; compressed bytes of the single one that is requested besides. */
const HOT_TILES = 8;
const LARGE_BYTES = 100_000;
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
    const database = await openDatabase(config);
    try {
      await migrate(database.sql);
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

async function measureServer(config: Config, database: OpenDatabase, tiles: Content[], report: Report): Promise<void> {
  const server = await startServer(config, database);
  try {
    const begun = performance.now();
    const address = await groundAddress(server.url);
    const pathOf = ({ tile }: Content) => decodeURI(new URL(addressOf(address, tile)).pathname);
    const bySize = tiles.filter(({ tile }) => tile.z === 14 || tile.z === 15).sort((a, b) => a.gzipBytes - b.gzipBytes);
    const hot = Array.from(
      { length: HOT_TILES },
      (_, at) => bySize[Math.floor(((at + 0.5) / HOT_TILES) * bySize.length)]!,
    );
    const away = ({ gzipBytes }: Content) => Math.abs(gzipBytes - LARGE_BYTES);
    const large = bySize.reduce((best, tile) => (away(tile) < away(best) ? tile : best));
    // The first tile waits until the buildings are in memory.
    await (await fetch(server.url + pathOf(large))).arrayBuffer();
    report({ metric: 'first_tile_s', value: rounded((performance.now() - begun) / 1000), unit: 's', better: 'lower' });
    reportHot('hot', await measureHot(server.url, hot.map(pathOf)), report, 0.5);
    reportHot('hot_large', await measureHot(server.url, [pathOf(large)]), report);
    const edits = await timeEdits(database.sql, server.url);
    report({ metric: 'edit_median_ms', value: rounded(median(edits)), unit: 'ms', better: 'lower' });
    report({ metric: 'edit_worst_ms', value: rounded(Math.max(...edits)), unit: 'ms', goal: 1000, better: 'lower' });
  } finally {
    await server.close();
  }
}

function reportHot(name: string, { ours, nginx, bytes }: HotRates, report: Report, goal?: number): void {
  report({ metric: `${name}_kb`, value: rounded(bytes / 1000), unit: 'kB', better: 'lower' });
  report({
    metric: `${name}_rps`,
    value: Math.round(ours),
    unit: 'answers/s',
    better: 'higher',
    peer: 'nginx',
    peer_value: Math.round(nginx),
  });
  report({
    metric: `${name}_ratio`,
    value: rounded(ours / nginx),
    unit: 'times nginx',
    better: 'higher',
    ...(goal === undefined ? {} : { goal }),
  });
}
