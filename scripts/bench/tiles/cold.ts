import type { Database } from '../../../server/db/open.ts';
import { MAX_TILE_BYTES } from '../../../server/tiles/cut/cut.ts';
import { FULL_DETAIL_ZOOM } from '../../../server/tiles/geometry/simplify.ts';
import type { TileLayer } from '../../../server/tiles/layers.ts';
import { tileByPostgis } from '../../../server/tiles/postgis-tile.ts';
import type { Store } from '../../../server/tiles/store/store.ts';
import { CutterPool } from '../../../server/tiles/threads/cutter-pool.ts';
import { type BenchLine, median, percentile, rounded } from '../bench.ts';
import { Comparison, type Content, mayBeThin, type WayName } from './comparison.ts';
import { plainTile } from './peer.ts';
import type { Tile } from './pyramid.ts';
import { type TimedTile, timeTiles, type Way } from './timing.ts';

const ROUNDS = 3;
/** Tiles that are made once before the clock runs, so that code is compiled and statements are prepared. */
const WARM_UP = 60;
const KILOBYTE = 1000;

type Report = (line: BenchLine) => void;
type Timed = TimedTile<WayName>;

/**
 * Cuts every tile of the pyramid from the store, in a thread as the product does, and from the database, and reports
 * what either takes. The peer is the quicker of two queries with `ST_AsMVT`, the plain one where it gives the same buildings.
 * @throws Error when a tile that was not thinned out holds other buildings than PostGIS puts into it.
 */
export async function measureCold(
  sql: Database,
  layer: TileLayer,
  store: Store,
  pyramid: readonly Tile[],
  report: Report,
): Promise<Content[]> {
  const pools = [new CutterPool(1, new URL('./plain-cutter.ts', import.meta.url)), new CutterPool(1)] as const;
  const connection = await sql.reserve();
  try {
    for (const pool of pools) pool.use(layer.set, [{ ...layer, store }]);
    const comparison = new Comparison();
    const ways = waysOf(connection, layer, pools);
    const timed: Timed[] = [];
    await timeTiles(pyramid.slice(-WARM_UP), ways, 1);
    for (const z of new Set(pyramid.map((tile) => tile.z))) {
      const tiles = pyramid.filter((tile) => tile.z === z);
      timed.push(...(await timeTiles(tiles, ways, ROUNDS, (tile, made) => comparison.add(tile, made))));
    }
    comparison.check();
    const counted = timed.map((each) => (comparison.hasPlain(each.tile) ? each : withoutPlain(each)));
    reportZooms(counted, comparison.contents, report);
    reportWhole(counted, comparison, report);
    return comparison.contents;
  } finally {
    connection.release();
    await Promise.all(pools.map((pool) => pool.close()));
  }
}

function waysOf(
  sql: Database,
  layer: TileLayer,
  [cutting, finishing]: readonly [CutterPool, CutterPool],
): Record<WayName, Way> {
  const cut = async (pool: CutterPool, tile: Tile) => (await pool.cut({ set: layer.set, ...tile, more: null })).body;
  const thin = new Set<Tile>();
  return {
    async ours(tile) {
      const bytes = await cut(cutting, tile);
      if (mayBeThin(tile, bytes)) thin.add(tile);
      return bytes;
    },
    finished: (tile) => cut(finishing, tile),
    postgis: ({ z, x, y }) => tileByPostgis(sql, layer, z, x, y, MAX_TILE_BYTES),
    async plain(tile) {
      return thin.has(tile) ? undefined : plainTile(sql, tile, tile.z < FULL_DETAIL_ZOOM ? layer.minArea : 0);
    },
  };
}

const withoutPlain = ({ tile, ms }: Timed): Timed => ({ tile, ms: { ...ms, plain: Infinity } });
const peerMs = ({ ms }: Timed) => Math.min(ms.postgis, ms.plain);
const ratio = (timed: Timed) => peerMs(timed) / timed.ms.ours;

function reportZooms(timed: readonly Timed[], contents: readonly Content[], report: Report): void {
  for (const z of new Set(timed.map(({ tile }) => tile.z))) {
    const tiles = timed.filter(({ tile }) => tile.z === z);
    const features = contents.filter(({ tile }) => tile.z === z).map((content) => content.features);
    const middle = (of: (tile: Timed) => number) => rounded(median(tiles.map(of)));
    report({ metric: `z${z}_tiles`, value: tiles.length, unit: 'tiles', better: 'higher' });
    report({ metric: `z${z}_features`, value: rounded(median(features)), unit: 'features', better: 'higher' });
    const value = middle(({ ms }) => ms.ours);
    report({ metric: `z${z}_ms`, value, unit: 'ms', better: 'lower', peer: 'ST_AsMVT', peer_value: middle(peerMs) });
    report({ metric: `z${z}_ratio`, value: middle(ratio), unit: 'times', better: 'higher' });
    report({ metric: `z${z}_finished_ms`, value: middle(({ ms }) => ms.finished), unit: 'ms', better: 'lower' });
    report({ metric: `z${z}_fallback_ms`, value: middle(({ ms }) => ms.postgis), unit: 'ms', better: 'lower' });
  }
}

function reportWhole(timed: readonly Timed[], { compared, contents }: Comparison, report: Report): void {
  const p99 = (of: (tile: Timed) => number) => rounded(percentile(timed.map(of), 0.99));
  const value = rounded(median(timed.map(ratio)));
  report({ metric: 'cold_ratio_median', value, unit: 'times', goal: 10, better: 'higher' });
  report({
    metric: 'cold_p99_ms',
    value: p99(({ ms }) => ms.ours),
    unit: 'ms',
    goal: 25,
    better: 'lower',
    peer: 'ST_AsMVT',
    peer_value: p99(peerMs),
  });
  // Compressed and hashed, as it is kept and sent.
  report({ metric: 'cold_finished_p99_ms', value: p99(({ ms }) => ms.finished), unit: 'ms', better: 'lower' });
  const gzip = timed.map(({ ms }) => ms.finished - ms.ours);
  report({ metric: 'gzip_median_ms', value: rounded(median(gzip)), unit: 'ms', better: 'lower' });
  report({ metric: 'gzip_p99_ms', value: rounded(percentile(gzip, 0.99)), unit: 'ms', better: 'lower' });
  const limited = contents.filter(({ tile }) => tile.z < FULL_DETAIL_ZOOM);
  const largest = Math.max(...limited.map(({ bytes }) => bytes)) / KILOBYTE;
  report({ metric: 'cold_max_kb', value: rounded(largest), unit: 'kB', goal: 500, better: 'lower' });
  report({ metric: 'cold_same_tiles', value: compared, unit: 'tiles', better: 'higher' });
}
