import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readConfig } from '../../server/config.ts';
import { openDeployment } from '../../server/db/deployment.ts';
import type { Database } from '../../server/db/open.ts';
import { startServer } from '../../server/main.ts';
import { Random } from '../../server/simulator/random.ts';
import { makeDemoCity } from '../demo-city/index.ts';
import { benchServer, createDatabase } from '../own-database.ts';
import { type BenchLine, type BenchRun, percentile, rounded } from './bench.ts';
import { type BenchCaller, benchCaller } from './caller.ts';
import { timeRequests } from './requests.ts';

/** Timed requests a kind of answer. */
const REQUESTS = 400;
/** Milliseconds that 99 of 100 answers may take, by engine. */
const GOALS = { postgis: 50, embedded: 150 } as const;
type Engine = keyof typeof GOALS;

/** Times every kind of drill-down answer over HTTP on the demo city, one request after the other, on both databases. */
export const run: BenchRun = async (report) => {
  await onPostgis(report);
  await onEmbedded(report);
};

async function onPostgis(report: (line: BenchLine) => void): Promise<void> {
  const database = await createDatabase(benchServer());
  try {
    await measure('postgis', database.url, report);
  } finally {
    await database.drop();
  }
}

function onEmbedded(report: (line: BenchLine) => void): Promise<void> {
  return measure('embedded', undefined, report);
}

async function measure(
  engine: Engine,
  databaseUrl: string | undefined,
  report: (line: BenchLine) => void,
): Promise<void> {
  const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'jingwei-bench-'));
  const config = { ...readConfig({ DATA_FOLDER: dataFolder, RATE_LIMIT_PER_MIN: '0' }), databaseUrl, port: 0 };
  const database = await openDeployment(config);
  try {
    const { timeZone } = config;
    const { sealer } = database;
    await makeDemoCity(database.sql, { sealer, seed: 'bench', timeZone, now: new Date(), onProgress: () => {} });
    const server = await startServer(config, database);
    // The page asks for it first; it waits until the tiles are in memory, which would disturb the timing.
    const caller = await benchCaller(database.sql);
    await (await fetch(`${server.url}/api/deployment`, caller)).text();
    await timeKinds(engine, { url: server.url, caller }, await addresses(database.sql), report);
    await server.close();
  } finally {
    await database.close();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

async function timeKinds(
  engine: Engine,
  { url, caller }: { url: string; caller: BenchCaller },
  kinds: Record<string, () => string>,
  report: (line: BenchLine) => void,
): Promise<void> {
  let worst = 0;
  const goal = GOALS[engine];
  for (const [kind, next] of Object.entries(kinds)) {
    const times = await timeRequests(url, next, REQUESTS, caller);
    const p99 = percentile(times, 0.99);
    worst = Math.max(worst, p99);
    report({ metric: `${engine}_${kind}_p50_ms`, value: rounded(percentile(times, 0.5)), unit: 'ms', better: 'lower' });
    report({ metric: `${engine}_${kind}_p99_ms`, value: rounded(p99), unit: 'ms', goal, better: 'lower' });
  }
  report({ metric: `${engine}_worst_p99_ms`, value: rounded(worst), unit: 'ms', goal, better: 'lower' });
}

/** A maker of addresses for every kind of answer, over all areas and over buildings and doors drawn by a seed. */
async function addresses(sql: Database): Promise<Record<string, () => string>> {
  const random = new Random('drilldown');
  const areas = await sql<{ area_code: string; level: string; name: string }[]>`
    select area_code, level, name from area order by area_code`;
  const parents = areas.filter((area) =>
    areas.some((other) => other.area_code.length > area.area_code.length && other.area_code.startsWith(area.area_code)),
  );
  const buildings = await sql<{ id: number; name: string | null; address: string | null }[]>`
    select id, name, address from building where exists (select from unit u where u.building_id = building.id) order by id`;
  const doors = await sql<{ id: number }[]>`select id from household order by id`;
  const names = await sql<{ name: string }[]>`
    select name from compound union select name from organisation union select name from road where name is not null
    order by name`;
  const query = (text: string) => `/api/search?q=${encodeURIComponent(text)}`;
  const spoilt = (text: string) => text.slice(0, 1) + text.slice(2);
  const area = () => random.pick(areas).area_code;
  return {
    area: () => `/api/areas/${area()}`,
    area_whole: () => `/api/areas/${areas[0]!.area_code}`,
    children: () => `/api/areas/${random.pick(parents).area_code}/children`,
    indicators: () => `/api/areas/indicators?within=${random.pick(parents).area_code}&level=grid`,
    buildings: () => `/api/buildings?area_code=${area()}&limit=200`,
    building: () => `/api/buildings/${random.pick(buildings).id}`,
    matrix: () => `/api/buildings/${random.pick(buildings).id}/households`,
    household: () => `/api/households/${random.pick(doors).id}`,
    incidents: () => `/api/incidents?area_code=${area()}${random.pick(['', '&status=open', '&status=overdue'])}`,
    search: () => query(random.pick(names).name),
    search_prefix: () => query(random.pick(names).name.slice(0, random.integer(1, 2))),
    search_address: () => query(random.pick(buildings).address ?? '路'),
    search_alike: () => query(spoilt(random.pick(names).name)),
  };
}
