import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { rootFolder } from '../../server/config.ts';
import { migrate } from '../../server/db/migrate.ts';
import { openDatabase } from '../../server/db/open.ts';
import { benchServer, createDatabase } from '../own-database.ts';
import { type BenchLine, median, rounded } from './bench.ts';
import { writeAreas, writeBuildings, writeHouseholds, writePoints } from './import-large.ts';
import { importOnce } from './import-once.ts';
import { copyFeatures, copyPoints } from './import-peer.ts';

const ROUNDS = 3;
const astanaKinds = ['buildings', 'roads', 'places'];
// Metropolitan Houston, cut into 32 by 32 square grids.
const WEST = -95.9;
const SOUTH = 29.4;
const WIDTH = 1 / 32;
const HEIGHT = 0.8 / 32;

/**
 * Times the import of the Astana extract and of the Houston incidents through the command line, on a throw-away database of the server
 * at BENCH_DATABASE_URL; the median of three rounds, each on an empty database. Peer: ogr2ogr, which copies the same features without
 * mending shapes, joining pieces or assigning areas.
 * @throws Error when the server or the data (SHARED_DATA, default ../shared/data) are not there.
 */
export async function run(report: (line: BenchLine) => void): Promise<void> {
  const server = benchServer();
  const data = path.resolve(process.env.SHARED_DATA ?? path.join(rootFolder, '../shared/data'));
  const astana = astanaKinds.map((kind) => path.join(data, 'osm-astana', `${kind}.geojsonl.gz`));
  const houston = path.join(data, 'incidents-houston-2010/houston-crime-2010.csv.gz');
  for (const file of [...astana, houston])
    if (!existsSync(file))
      throw new Error(`the import benchmark needs ${file}; set SHARED_DATA to the folder of shared data`);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'jingwei-bench-'));
  const areas = path.join(folder, 'houston-areas.geojson');
  writeFileSync(areas, JSON.stringify(houstonAreas()));
  const rounds: Round[] = [];
  try {
    for (let round = 0; round < ROUNDS; round++) rounds.push(await measure(server, folder, astana, areas, houston));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const middle = (pick: (round: Round) => number | undefined) => middleOf(rounds.map(pick));
  const peer = middle(({ peerSeconds }) => peerSeconds);
  report({
    metric: 'astana_s',
    value: middle(({ astanaSeconds }) => astanaSeconds)!,
    unit: 's',
    goal: 15,
    better: 'lower',
    ...(peer === undefined ? {} : { peer: 'ogr2ogr', peer_value: peer }),
  });
  report({ metric: 'astana_again_s', value: middle(({ againSeconds }) => againSeconds)!, unit: 's', better: 'lower' });
  report({
    metric: 'houston_s',
    value: middle(({ houstonSeconds }) => houstonSeconds)!,
    unit: 's',
    goal: 10,
    better: 'lower',
  });
  const peak = middle(({ peakMegabytes }) => peakMegabytes);
  if (peak !== undefined) report({ metric: 'import_peak_rss_mb', value: peak, unit: 'MB', better: 'lower' });
  await runLarge(server, report);
}

const POINTS = 1_000_000;
const HOUSEHOLDS = 100_000;
const BUILDINGS = 1_000;

/** A million points into 10,000 grids, and the doors of a district from a workbook: once, as they take a minute each. */
async function runLarge(server: string, report: (line: BenchLine) => void): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'jingwei-bench-'));
  const { url, drop } = await createDatabase(server);
  const tell = (metric: string, value: number | undefined, unit: string, more: Partial<BenchLine> = {}) => {
    if (value !== undefined) report({ metric, value: rounded(value), unit, better: 'lower', ...more });
  };
  try {
    const { sql, close } = await openDatabase({ databaseUrl: url, dataFolder: folder });
    await migrate(sql);
    await close();
    const load = (kind: string, file: string, ...more: string[]) =>
      importOnce(url, folder, [kind, file, '--json', ...more]);
    await load('areas', await writeAreas(folder));
    const pointsFile = await writePoints(folder, POINTS);
    const peer = await copyPoints(url, pointsFile);
    const dry = await load('places', pointsFile, '--dry');
    const points = await load('places', pointsFile);
    const again = await load('places', pointsFile);
    const beside = peer === undefined ? {} : { peer: 'ogr2ogr and one join', peer_value: rounded(peer) };
    tell('million_points_s', points.seconds, 's', { goal: 60, ...beside });
    tell('million_points_rows_s', POINTS / points.seconds, 'rows/s', { better: 'higher' });
    tell('million_points_dry_s', dry.seconds, 's');
    tell('million_points_again_s', again.seconds, 's');
    tell('million_points_peak_mb', points.peakMegabytes, 'MB');
    tell('million_points_database_mb', points.databaseMegabytes, 'MB');
    await load('buildings', await writeBuildings(folder, BUILDINGS));
    const doors = await load('households', await writeHouseholds(folder, HOUSEHOLDS, BUILDINGS));
    tell('households_xlsx_s', doors.seconds, 's', { goal: 60 });
    tell('households_xlsx_rows_s', HOUSEHOLDS / doors.seconds, 'rows/s', { better: 'higher' });
    tell('households_xlsx_peak_mb', doors.peakMegabytes, 'MB', { goal: 500 });
    tell('households_xlsx_database_mb', doors.databaseMegabytes, 'MB');
    if (peer === undefined)
      console.error('ogr2ogr is not installed (Debian: gdal-bin), so there is nothing to compare with.');
  } finally {
    await drop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Round {
  astanaSeconds: number;
  againSeconds: number;
  houstonSeconds: number;
  /** Absent where the system has no /proc. */
  peakMegabytes: number | undefined;
  /** Absent where ogr2ogr is not installed. */
  peerSeconds: number | undefined;
}

async function measure(
  server: string,
  folder: string,
  astana: string[],
  areas: string,
  houston: string,
): Promise<Round> {
  const { url, drop } = await createDatabase(server);
  try {
    const { sql, close } = await openDatabase({ databaseUrl: url, dataFolder: folder });
    await migrate(sql);
    await close();
    const load = (kind: string, file: string, ...more: string[]) =>
      importOnce(url, folder, [kind, file, '--keep-good', '--json', ...more]);
    const all = async () => {
      const runs = [];
      for (const [at, kind] of astanaKinds.entries())
        runs.push(await load(kind, astana[at]!, '--source', `astana-${kind}`));
      return runs;
    };
    const first = await all();
    const again = await all();
    await load('areas', areas);
    const incidents = await load('incidents', houston, '--time-column', 'time', '--time-zone', 'UTC');
    const peaks = [...first, incidents].flatMap(({ peakMegabytes }) => peakMegabytes ?? []);
    return {
      astanaSeconds: sum(first.map(({ seconds }) => seconds)),
      againSeconds: sum(again.map(({ seconds }) => seconds)),
      houstonSeconds: incidents.seconds,
      peakMegabytes: peaks.length > 0 ? Math.max(...peaks) : undefined,
      peerSeconds: await copyFeatures(
        url,
        astana.map((file, at) => [astanaKinds[at]!, file]),
      ),
    };
  } finally {
    await drop();
  }
}

/** A district of 4 streets, 32 communities and 1,024 square grids, as a GeoJSON FeatureCollection. */
function houstonAreas() {
  const box = (code: string, column: number, row: number, columns: number, rows: number) => {
    const [west, south] = [WEST + column * WIDTH, SOUTH + row * HEIGHT];
    const [east, north] = [west + columns * WIDTH, south + rows * HEIGHT];
    const ring = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ];
    return {
      type: 'Feature',
      properties: { area_code: code, name: `Bench ${code}` },
      geometry: { type: 'Polygon', coordinates: [ring] },
    };
  };
  const serial = (number: number) => String(number + 1).padStart(3, '0');
  const features = [box('482010', 0, 0, 32, 32)];
  for (let street = 0; street < 4; street++) {
    features.push(box(`482010${serial(street)}`, 0, street * 8, 32, 8));
    for (let community = 0; community < 8; community++) {
      const code = `482010${serial(street)}${serial(community)}`;
      features.push(box(code, community * 4, street * 8, 4, 8));
      for (let grid = 0; grid < 32; grid++)
        features.push(box(code + serial(grid), community * 4 + (grid % 4), street * 8 + Math.floor(grid / 4), 1, 1));
    }
  }
  return { type: 'FeatureCollection', features };
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Undefined when a round has no value. */
function middleOf(values: (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length < values.length ? undefined : rounded(median(known));
}
