import type { LayerHealth } from '../../../server/api/health/schema.ts';
import type { Config } from '../../../server/config.ts';
import type { OpenDeployment } from '../../../server/db/deployment.ts';
import { type RunningServer, startServer } from '../../../server/main.ts';
import { type BenchLine, median, rounded } from '../bench.ts';
import type { Content } from './comparison.ts';
import { addressOf, groundAddress, timeEdits } from './edits.ts';
import { type HotRates, measureHot } from './hot.ts';

/** Cached tiles that are requested in turn; compressed bytes of the single one that is requested besides. */
const HOT_TILES = 8;
const LARGE_BYTES = 100_000;
/** How long the server may take to have the buildings in memory, and how often it is asked, in ms. */
const LOAD_MS = 120_000;
const ASK_MS = 200;
const KILOBYTE = 1000;

type Report = (line: BenchLine) => void;

/**
 * Starts the server and reports how fast cached tiles leave it, beside nginx, and how soon edits are seen.
 * @param tiles to choose from.
 */
export async function measureServer(
  config: Config,
  database: OpenDeployment,
  tiles: readonly Content[],
  report: Report,
): Promise<void> {
  const begun = performance.now();
  const server = await startServer(config, database);
  try {
    await untilInMemory(server);
    const warm_s = rounded((performance.now() - begun) / 1000);
    report({ metric: 'warm_s', value: warm_s, unit: 's', better: 'lower' });
    const address = await groundAddress(server.url);
    const pathOf = ({ tile }: Content) => decodeURI(new URL(addressOf(address, tile)).pathname);
    reportHot('hot', await measureHot(server.url, usualTiles(tiles).map(pathOf)), report, 0.5);
    reportHot('hot_large', await measureHot(server.url, [pathOf(largeTile(tiles))]), report);
    const edits = await timeEdits(database.sql, server.url);
    report({ metric: 'edit_median_ms', value: rounded(median(edits)), unit: 'ms', better: 'lower' });
    report({ metric: 'edit_worst_ms', value: rounded(Math.max(...edits)), unit: 'ms', goal: 1000, better: 'lower' });
    const { overlay_count } = buildingHealth(server);
    report({ metric: 'edit_overlay_rows', value: overlay_count, unit: 'rows', better: 'higher' });
  } finally {
    await server.close();
  }
}

/** Of the tiles that a console asks for most, evenly from the smallest to the largest. */
function usualTiles(tiles: readonly Content[]): Content[] {
  const usual = tiles.filter(({ tile, features }) => (tile.z === 14 || tile.z === 15) && features > 0);
  usual.sort((a, b) => a.gzipBytes - b.gzipBytes);
  return Array.from({ length: HOT_TILES }, (_, at) => usual[Math.floor(((at + 0.5) / HOT_TILES) * usual.length)]!);
}

function largeTile(tiles: readonly Content[]): Content {
  const away = ({ gzipBytes }: Content) => Math.abs(gzipBytes - LARGE_BYTES);
  // The console has no buildings above zoom 13.
  const served = tiles.filter(({ tile }) => tile.z >= 13 && tile.z <= 15);
  return served.reduce((best, tile) => (away(tile) < away(best) ? tile : best));
}

/** Until then PostGIS cuts the buildings, and the loading takes a processor. */
async function untilInMemory(server: RunningServer): Promise<void> {
  const end = performance.now() + LOAD_MS;
  while (performance.now() < end) {
    const { served_from, feature_count } = buildingHealth(server);
    if (served_from === 'memory' && feature_count !== 0) return;
    await new Promise((resolve) => setTimeout(resolve, ASK_MS));
  }
  throw new Error(`the server had the buildings not in memory after ${LOAD_MS / 1000} s; is TILE_MEMORY_MB too small?`);
}

function buildingHealth(server: RunningServer): LayerHealth {
  return server.tilesHealth().layers.find(({ layer }) => layer === 'building')!;
}

function reportHot(name: string, { ours, nginx, bytes }: HotRates, report: Report, goal?: number): void {
  report({ metric: `${name}_kb`, value: rounded(bytes / KILOBYTE), unit: 'kB', better: 'lower' });
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
