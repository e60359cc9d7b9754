import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { rootFolder } from '../../server/config.ts';
import { migrate } from '../../server/db/migrate.ts';
import { openDatabase } from '../../server/db/open.ts';
import { benchServer, createDatabase } from '../own-database.ts';
import { type BenchLine, median, rounded } from './bench.ts';
import { writeAreas, writeBuildings, writeHouseholds, writePoints } from './import-large.ts';

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
  try {
    const { sql, close } = await openDatabase({ databaseUrl: url, dataFolder: folder });
    await migrate(sql);
    await close();
    const load = (kind: string, file: string) => importOnce(url, folder, [kind, file, '--json']);
    await load('areas', await writeAreas(folder));
    const points = await load('places', await writePoints(folder, POINTS));
    report({ metric: 'million_points_s', value: rounded(points.seconds), unit: 's', goal: 60, better: 'lower' });
    await load('buildings', await writeBuildings(folder, BUILDINGS));
    const doors = await load('households', await writeHouseholds(folder, HOUSEHOLDS, BUILDINGS));
    report({ metric: 'households_xlsx_s', value: rounded(doors.seconds), unit: 's', goal: 60, better: 'lower' });
    const megabytes = doors.peakMegabytes;
    if (megabytes !== undefined)
      report({ metric: 'households_xlsx_peak_mb', value: megabytes, unit: 'MB', goal: 500, better: 'lower' });
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
      peerSeconds: await measurePeer(url, astana),
    };
  } finally {
    await drop();
  }
}

/** One run of the command line, start of Node included. */
function importOnce(
  url: string,
  folder: string,
  args: string[],
): Promise<{ seconds: number; peakMegabytes: number | undefined }> {
  const started = performance.now();
  const program = path.join(rootFolder, 'scripts/import.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', program, ...args], {
    env: { ...process.env, DATABASE_URL: url, DATA_FOLDER: folder },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (text: Buffer) => {
    complaint = (complaint + text).slice(-1000);
  });
  let peakMegabytes: number | undefined;
  const watch = setInterval(() => {
    peakMegabytes = peakOf(child.pid) ?? peakMegabytes;
  }, 50);
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => {
      clearInterval(watch);
      const seconds = (performance.now() - started) / 1000;
      if (code === 0) resolve({ seconds, peakMegabytes });
      else reject(new Error(`import ${args.slice(0, 2).join(' ')} failed: ${complaint}`));
    });
  });
}

/** The system's own high-water mark of a process's memory. */
function peakOf(pid: number | undefined): number | undefined {
  try {
    const found = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return found ? Math.round(Number(found[1]) / 1024) : undefined;
  } catch {
    return undefined;
  }
}

async function measurePeer(url: string, files: string[]): Promise<number | undefined> {
  const started = performance.now();
  for (const [at, file] of files.entries()) {
    const args = [
      '-f',
      'PostgreSQL',
      connectionOf(url),
      `GeoJSONSeq:/vsigzip/${file}`,
      '-nln',
      `peer_${astanaKinds[at]}`,
      '-overwrite',
    ];
    try {
      await promisify(execFile)('ogr2ogr', args, { maxBuffer: 1 << 24 });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }
  return (performance.now() - started) / 1000;
}

/** The form of an address that GDAL takes. */
function connectionOf(url: string): string {
  const { hostname, port, username, password, pathname } = new URL(url);
  const parts = { host: hostname, port: port || '5432', user: username, password, dbname: pathname.slice(1) };
  const given = Object.entries(parts).filter(([, value]) => value !== '');
  return `PG:${given.map(([key, value]) => `${key}='${decodeURIComponent(value)}'`).join(' ')}`;
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
