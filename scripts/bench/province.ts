import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TilesHealth } from '../../server/api/health/schema.ts';
import { type Config, readConfig } from '../../server/config.ts';
import { openDeployment } from '../../server/db/deployment.ts';
import type { Database } from '../../server/db/open.ts';
import { type RunningServer, startServer } from '../../server/main.ts';
import { Random } from '../../server/simulator/random.ts';
import { makeProvince } from '../demo-city/province/index.ts';
import { benchServer, createDatabase } from '../own-database.ts';
import { type BenchLine, type BenchRun, percentile, rounded } from './bench.ts';
import { benchCaller } from './caller.ts';
import { timeRequests } from './requests.ts';

/** Part of the whole province that is made where BENCH_PROVINCE_URL names none. */
const SHARE = 0.1;
/** Buildings and names among which requests are drawn. */
const SAMPLE = 2_000;

type Report = (line: BenchLine) => void;
/** A kind of answer: how its addresses are drawn, how many are timed, and what 99 of 100 may take, ms. */
interface Kind {
  next: () => string;
  count: number;
  goal?: number;
}

/**
 * Times the console's questions to a province over HTTP, one after the other. The province is the database at
 * BENCH_PROVINCE_URL, which stays as it is; without it a tenth is made on a database of its own.
 */
export const run: BenchRun = async (report) => {
  const given = process.env.BENCH_PROVINCE_URL;
  const made = given ? undefined : await createDatabase(benchServer());
  const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'jingwei-bench-'));
  try {
    const config: Config = {
      ...readConfig({ DATA_FOLDER: dataFolder, DATA_KEY_FILE: process.env.DATA_KEY_FILE, RATE_LIMIT_PER_MIN: '0' }),
      databaseUrl: given ?? made!.url,
      port: 0,
    };
    if (made) await fill(config, report);
    await measure(config, report);
  } finally {
    await made?.drop();
    rmSync(dataFolder, { recursive: true, force: true });
  }
};

async function fill(config: Config, report: Report): Promise<void> {
  const database = await openDeployment(config);
  try {
    const request = {
      sealer: database.sealer,
      seed: 'bench',
      share: SHARE,
      timeZone: config.timeZone,
      now: new Date(),
      language: 'en' as const,
    };
    const { minutes, disk_bytes } = await makeProvince(database, request);
    report({ metric: 'fill_tenth_min', value: minutes, unit: 'min', better: 'lower' });
    report({ metric: 'disk_tenth_gb', value: rounded(disk_bytes / 1e9), unit: 'GB', better: 'lower' });
  } finally {
    await database.close();
  }
}

async function measure(config: Config, report: Report): Promise<void> {
  const database = await openDeployment(config);
  try {
    await count(database.sql, report);
    const kinds = await questions(database.sql);
    const begun = performance.now();
    const server = await startServer(config, database);
    const since = () => rounded((performance.now() - begun) / 1000);
    const caller = await benchCaller(database.sql);
    await (await fetch(`${server.url}/api/deployment`, caller)).text();
    report({ metric: 'start_s', value: since(), unit: 's', better: 'lower' });
    const tiles = await tilesLoaded(server);
    report({ metric: 'tiles_loaded_s', value: since(), unit: 's', better: 'lower' });
    const inMemory = tiles.layers.filter(({ served_from }) => served_from === 'memory').length;
    report({ metric: 'tile_layers_in_memory', value: inMemory, unit: 'layers', better: 'higher' });
    report({ metric: 'tiles_mb', value: Math.round(tiles.bytes / 1e6), unit: 'MB', better: 'lower' });
    report({ metric: 'rss_mb', value: Math.round(process.memoryUsage.rss() / 1e6), unit: 'MB', better: 'lower' });
    for (const [kind, { next, count: requests, goal }] of Object.entries(kinds)) {
      const times = await timeRequests(server.url, next, requests, caller);
      const line = { unit: 'ms', better: 'lower' } as const;
      report({ ...line, metric: `${kind}_p50_ms`, value: rounded(percentile(times, 0.5)) });
      const worst = { ...line, metric: `${kind}_p99_ms`, value: rounded(percentile(times, 0.99)) };
      report(goal === undefined ? worst : { ...worst, goal });
    }
    await server.close();
  } finally {
    await database.close();
  }
}

/** Waits until the tiles' layers are loaded, or left to the database: loading would disturb all timings. */
async function tilesLoaded(server: RunningServer): Promise<TilesHealth> {
  for (;;) {
    const tiles = server.tilesHealth();
    if (tiles.layers.every(({ loading }) => !loading)) return tiles;
    await sleep(100);
  }
}

async function count(sql: Database, report: Report): Promise<void> {
  const [rows] = await sql<Record<string, number>[]>`
    select (select count(*)::int from area where area_code like '_______________') as grids,
      (select count(*)::int from household) as households, (select count(*)::int from building) as buildings,
      (select count(*)::int from incident) as incidents`;
  for (const [metric, value] of Object.entries(rows!)) report({ metric, value, unit: 'rows', better: 'higher' });
}

/** What the console asks, each time for another area or building of the province. */
async function questions(sql: Database): Promise<Record<string, Kind>> {
  const random = new Random('province');
  const areas = await sql<{ area_code: string; level: string }[]>`
    select area_code, level from area where level in ('province', 'city', 'district', 'street') order by area_code`;
  const one = (level: string) => {
    const codes = areas.filter((area) => area.level === level).map(({ area_code }) => area_code);
    return () => random.pick(codes);
  };
  const [province, city, district, street] = ['province', 'city', 'district', 'street'].map(one) as (() => string)[];
  const buildings = await sql<{ id: number; address: string | null }[]>`
    select id, address from building
    where id % greatest((select max(id) from building) / ${SAMPLE}::int, 1) = 0
      and exists (select from unit where unit.building_id = building.id) order by id`;
  const building = () => random.pick(buildings);
  const indicators = (within: () => string, level: string) => () =>
    `/api/areas/indicators?within=${within()}&level=${level}`;
  const detail = (code: () => string) => () => `/api/areas/${code()}`;
  const children = (code: () => string) => () => `/api/areas/${code()}/children`;
  return {
    district_grids: { next: indicators(district!, 'grid'), count: 200, goal: 100 },
    building_households: { next: () => `/api/buildings/${building().id}/households`, count: 1_000, goal: 50 },
    province_streets: { next: indicators(province!, 'street'), count: 30 },
    province_districts: { next: indicators(province!, 'district'), count: 30 },
    city_districts: { next: indicators(city!, 'district'), count: 50 },
    district_streets: { next: indicators(district!, 'street'), count: 100 },
    province_detail: { next: detail(province!), count: 30 },
    city_detail: { next: detail(city!), count: 50 },
    district_detail: { next: detail(district!), count: 100 },
    street_detail: { next: detail(street!), count: 200 },
    province_children: { next: children(province!), count: 30 },
    city_children: { next: children(city!), count: 50 },
    district_children: { next: children(district!), count: 100 },
    deployment: { next: () => '/api/deployment', count: 50 },
    incidents: { next: () => `/api/incidents?area_code=${district!()}&limit=50`, count: 100 },
    open_incidents: { next: () => `/api/incidents?area_code=${province!()}&status=open&limit=50`, count: 50 },
    search: { next: () => `/api/search?q=${encodeURIComponent(building().address ?? '路')}`, count: 60 },
    search_prefix: { next: () => `/api/search?q=${encodeURIComponent('安泽')}`, count: 60 },
  };
}
