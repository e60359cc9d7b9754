import { gzipSync } from 'node:zlib';
import type { Database } from '../../../server/db/open.ts';
import { cutTile } from '../../../server/tiles/cut.ts';
import type { TileLayer } from '../../../server/tiles/layers.ts';
import { FULL_DETAIL_ZOOM } from '../../../server/tiles/simplify.ts';
import type { Store } from '../../../server/tiles/store.ts';
import { type BenchLine, median, percentile, rounded } from '../bench.ts';
import { plainTile } from './peer.ts';
import type { Tile } from './pyramid.ts';
import { type TimedTile, timeTiles } from './timing.ts';

const ROUNDS = 3;
/** Tiles that are made once before the clock runs, so that code is compiled and statements are prepared. */
const WARM_UP = 60;
const KILOBYTE = 1000;

type Way = 'ours' | 'postgis';
type Timed = TimedTile<Way>;

/** A tile of the pyramid and the bytes that it has when compressed. */
export interface CutTile {
  tile: Tile;
  gzipBytes: number;
}

/**
 * Cuts every tile of the pyramid from the store and from the database, and reports what either takes.
 * @throws Error when a tile that was not thinned out holds another number of buildings than PostGIS puts into it.
 */
export async function measureCold(
  sql: Database,
  layer: TileLayer,
  store: Store,
  pyramid: readonly Tile[],
  report: (line: BenchLine) => void,
): Promise<CutTile[]> {
  const ours = async ({ z, x, y }: Tile) => cutTile([{ ...layer, store }], z, x, y);
  const postgis = (tile: Tile) => plainTile(sql, tile, tile.z < FULL_DETAIL_ZOOM ? layer.minArea : 0);
  await timeTiles(pyramid.slice(-WARM_UP), { ours, postgis }, 1);
  const timed = await timeTiles(pyramid, { ours, postgis }, ROUNDS);
  const compared = compareFeatures(timed);
  reportZooms(timed, report);
  reportWhole(timed, compared, report);
  const zipped: (CutTile & { ms: number })[] = [];
  for (const { tile } of timed) {
    const bytes = await ours(tile);
    if (bytes === null) continue;
    const begun = performance.now();
    const gzipBytes = gzipSync(bytes).length;
    zipped.push({ tile, gzipBytes, ms: performance.now() - begun });
  }
  const gzipTimes = zipped.map(({ ms }) => ms);
  report({ metric: 'gzip_median_ms', value: rounded(median(gzipTimes)), unit: 'ms', better: 'lower' });
  report({ metric: 'gzip_p99_ms', value: rounded(percentile(gzipTimes, 0.99)), unit: 'ms', better: 'lower' });
  return zipped;
}

/** How many tiles were compared; throws when one differs. */
function compareFeatures(timed: readonly Timed[]): number {
  const whole = timed.filter(({ tile }) => tile.z >= FULL_DETAIL_ZOOM);
  const different = whole.filter(({ features }) => features.ours !== features.postgis);
  if (different.length > 0) {
    const list = different
      .slice(0, 5)
      .map(({ tile, features }) => `${tile.z}/${tile.x}/${tile.y} ${features.ours} and ${features.postgis}`);
    throw new Error(
      `${different.length} of ${whole.length} tiles hold other buildings than PostGIS puts into them: ${list.join(', ')}`,
    );
  }
  return whole.length;
}

function reportZooms(timed: readonly Timed[], report: (line: BenchLine) => void): void {
  for (const z of new Set(timed.map(({ tile }) => tile.z))) {
    const tiles = timed.filter(({ tile }) => tile.z === z);
    const middle = (of: (tile: Timed) => number) => rounded(median(tiles.map(of)));
    report({ metric: `z${z}_tiles`, value: tiles.length, unit: 'tiles', better: 'higher' });
    report({
      metric: `z${z}_features`,
      value: middle(({ features }) => features.ours),
      unit: 'features',
      better: 'higher',
    });
    report({
      metric: `z${z}_ms`,
      value: middle(({ ms }) => ms.ours),
      unit: 'ms',
      better: 'lower',
      peer: 'ST_AsMVT',
      peer_value: middle(({ ms }) => ms.postgis),
    });
    report({ metric: `z${z}_ratio`, value: middle(ratio), unit: 'times', better: 'higher' });
  }
}

function reportWhole(timed: readonly Timed[], compared: number, report: (line: BenchLine) => void): void {
  const times = timed.map(({ ms }) => ms.ours);
  const peer = timed.map(({ ms }) => ms.postgis);
  const largest = Math.max(...timed.map(({ tile, bytes }) => (tile.z < FULL_DETAIL_ZOOM ? bytes.ours : 0)));
  report({
    metric: 'cold_ratio_median',
    value: rounded(median(timed.map(ratio))),
    unit: 'times',
    goal: 10,
    better: 'higher',
  });
  report({
    metric: 'cold_p99_ms',
    value: rounded(percentile(times, 0.99)),
    unit: 'ms',
    goal: 25,
    better: 'lower',
    peer: 'ST_AsMVT',
    peer_value: rounded(percentile(peer, 0.99)),
  });
  report({ metric: 'cold_max_kb', value: rounded(largest / KILOBYTE), unit: 'kB', goal: 500, better: 'lower' });
  report({ metric: 'cold_same_tiles', value: compared, unit: 'tiles', better: 'higher' });
}

const ratio = ({ ms }: Timed) => ms.postgis / ms.ours;
