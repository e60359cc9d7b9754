import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { dayOf } from '../../server/api/calendar.ts';
import { type Config, readConfig } from '../../server/config.ts';
import { openDeployment } from '../../server/db/deployment.ts';
import type { Database } from '../../server/db/open.ts';
import { generateDuties } from '../../server/duties/generation.ts';
import { startServer } from '../../server/main.ts';
import { Random } from '../../server/simulator/random.ts';
import { makeProvince } from '../demo-city/province/index.ts';
import { benchServer, createDatabase } from '../own-database.ts';
import { type BenchLine, type BenchRun, median, percentile, rounded } from './bench.ts';
import { type BenchCaller, benchCaller } from './caller.ts';
import { timeRequests } from './requests.ts';

/** Part of the province that has a million households. */
const SHARE = 0.07;
/** A county's households that are visited, and how often in three years. */
const VISITED = 38_000;
const VISITS = 95_000;
/** Grids that are split, each another one. */
const SPLITS = 9;
/** Lists asked for, of each kind: one in a hundred is ten of them. */
const LISTS = 1000;
/** Days of two years that the map of a street is asked for. */
const LOOKS = 200;

type Report = (line: BenchLine) => void;
interface Asked {
  url: string;
  caller: BenchCaller;
  report: Report;
}

/** Measures reorganising in a database of a million households, the map of past days, lists of what is owed and making it. */
export const run: BenchRun = async (report) => {
  const made = await createDatabase(benchServer());
  const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'jingwei-bench-'));
  const config: Config = {
    ...readConfig({ DATA_FOLDER: dataFolder, RATE_LIMIT_PER_MIN: '0', DEMO_LIFE: 'off' }),
    ...{ databaseUrl: made.url, port: 0 },
  };
  const database = await openDeployment(config);
  try {
    const now = new Date();
    const request = { sealer: database.sealer, seed: 'bench', share: SHARE, timeZone: config.timeZone, now };
    await makeProvince(database, { ...request, language: 'en' });
    const { sql } = database;
    const [rows] = await sql<[{ count: number }]>`select count(*)::int as count from household`;
    report({ metric: 'households', value: rows.count, unit: 'rows', better: 'higher' });
    const county = await fillCounty(sql);
    const street = await changeStreet(sql);
    // The server of a deployment does so by itself within minutes of such an import.
    await sql`analyze`;
    await generate(sql, { today: dayOf(now, config.timeZone), report });
    await sql`analyze visit_duty`;
    const server = await startServer(config, database);
    try {
      const asked = { url: server.url, caller: await benchCaller(sql), report };
      await listDue(sql, county, asked);
      await lookBack(street, asked);
      await split(sql, asked);
    } finally {
      await server.close();
    }
  } finally {
    await database.close();
    await made.drop();
    rmSync(dataFolder, { recursive: true, force: true });
  }
};

/** Gives the households of one district tags, and visits over three years; returns its code. */
async function fillCounty(sql: Database): Promise<string> {
  const [county] = await sql<[{ code: string }]>`
    select left(area_code, 6) as code from household group by 1 order by count(*) desc, 1 limit 1`;
  const tags = ['living_alone', 'disabled', 'hardship', 'newcomer', 'veteran_member', 'support'];
  await sql`create temp table visited as
    select id, row_number() over (order by id)::int as n from household where area_code ^@ ${county.code} order by id limit ${VISITED}`;
  await sql`insert into need_tag (household_id, tag, purpose, basis, starts_on, expires_on)
    select id, (${tags}::text[])[1 + n % 6], '走访', '\\x00', current_date - 1000, current_date + 300 from visited
    on conflict do nothing`;
  await sql`insert into visit (household_id, visited_at, outcome)
    select id, now() - make_interval(days => (n * 7919 + round * 365) % 1095), 'met' from visited, generate_series(0, 2) round
    order by round, n limit ${VISITS}`;
  return county.code;
}

/** Two years of changes in one street: of doors, facilities and buildings, a hundred a month; returns its code. */
async function changeStreet(sql: Database): Promise<string> {
  const [street] = await sql<[{ code: string }]>`
    select left(area_code, 9) as code from building where area_code is not null group by 1 order by count(*) desc, 1 limit 1`;
  for (let month = 24; month > 0; month--) {
    await sql.begin(async (step) => {
      await step`select open_change('edit', ${street.code}, '走访', null, current_date - ${month * 30}::int,
        now() - make_interval(days => ${month * 30 - 2}))`;
      await step`update household set door_state = case door_state when 'let' then 'empty' else 'let' end
        where id in (select id from household where area_code ^@ ${street.code} order by id * 7919 % ${1000 + month} limit 80)`;
      await step`update facility set name = name || ${`·${month}`}
        where id in (select id from facility where area_code ^@ ${street.code} order by id * 31 % ${100 + month} limit 10)`;
      await step`update building set floor_count = coalesce(floor_count, 6) % 30 + 1
        where id in (select id from building where area_code ^@ ${street.code} order by id * 31 % ${100 + month} limit 10)`;
    });
  }
  return street.code;
}

/** The nightly making of what falls due, the first time in a month and once more. */
async function generate(sql: Database, { today, report }: { today: string; report: Report }): Promise<void> {
  const timed = async () => {
    const begun = performance.now();
    const { made_count } = await generateDuties(sql, { month: today, today });
    return { made_count, seconds: rounded((performance.now() - begun) / 1000) };
  };
  const first = await timed();
  report({ metric: 'generated_duties', value: first.made_count, unit: 'rows', better: 'higher' });
  report({ metric: 'generation_s', value: first.seconds, unit: 's', goal: 10, better: 'lower' });
  report({ metric: 'generation_again_s', value: (await timed()).seconds, unit: 's', goal: 10, better: 'lower' });
}

/** Due lists over HTTP, of grids and of the whole county. */
async function listDue(sql: Database, county: string, { url, caller, report }: Asked): Promise<void> {
  const random = new Random('due');
  const grids = await sql<{ area_code: string }[]>`
    select distinct d.area_code from visit_duty d where d.area_code ^@ ${county} and d.visit_id is null order by 1`;
  const kinds = { grid: () => random.pick(grids).area_code, county: () => county };
  for (const [kind, code] of Object.entries(kinds)) {
    const times = await timeRequests(url, () => `/api/duties?area_code=${code()}&limit=50`, LISTS, caller);
    report({ metric: `due_list_${kind}_p50_ms`, value: rounded(percentile(times, 0.5)), unit: 'ms', better: 'lower' });
    report({
      metric: `due_list_${kind}_p99_ms`,
      value: rounded(percentile(times, 0.99)),
      unit: 'ms',
      goal: 50,
      better: 'lower',
    });
  }
}

/** The map of a street on days of the last two years. */
async function lookBack(street: string, { url, caller, report }: Asked): Promise<void> {
  const random = new Random('past');
  const day = () => new Date(Date.now() - Math.floor(1 + random.next() * 729) * 86_400_000).toISOString().slice(0, 10);
  const times = await timeRequests(url, () => `/api/past/map?area_code=${street}&on=${day()}`, LOOKS, caller);
  report({ metric: 'past_map_p50_ms', value: rounded(percentile(times, 0.5)), unit: 'ms', better: 'lower' });
  report({
    metric: 'past_map_p99_ms',
    value: rounded(percentile(times, 0.99)),
    unit: 'ms',
    goal: 300,
    better: 'lower',
  });
}

/** Splits grids of about 300 households in twenty buildings or more by the cuts that the server proposes, over HTTP, until the answer stands. */
async function split(sql: Database, { url, caller, report }: Asked): Promise<void> {
  const grids = await sql<{ area_code: string }[]>`
    select t.area_code from area_tally t join area using (area_code)
    where household_count between 280 and 320 and length(t.area_code) = (select max(length(area_code)) from area)
      and (select count(*) from building b where b.area_code = t.area_code) >= 20
    order by t.area_code::numeric % 7919, t.area_code limit ${SPLITS}`;
  const ask = async <Answer>(address: string, body?: unknown): Promise<Answer> => {
    const headers = { ...caller.headers, 'Content-Type': 'application/json' };
    const init = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) };
    const answer = await fetch(`${url}/api/area-changes${address}`, init);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`area-changes${address} answered ${answer.status}: ${text.slice(0, 200)}`);
    return JSON.parse(text) as Answer;
  };
  const times: number[] = [];
  for (const { area_code } of grids) {
    const { items } = await ask<{ items: { line: unknown }[] }>(`/cuts?area_code=${area_code}&parts=2`);
    const body = { kind: 'split', area_code, lines: items.map(({ line }) => line) };
    const { seen } = await ask<{ seen: string }>('/preview', body);
    const begun = performance.now();
    await ask('', { ...body, seen });
    times.push(performance.now() - begun);
  }
  report({ metric: 'split_median_ms', value: rounded(median(times)), unit: 'ms', goal: 1000, better: 'lower' });
  report({ metric: 'split_slowest_ms', value: rounded(Math.max(...times)), unit: 'ms', goal: 1000, better: 'lower' });
}
