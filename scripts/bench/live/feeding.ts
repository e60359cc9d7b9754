import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../fresh-server.ts';
import { type BenchLine, rounded } from '../bench.ts';
import { Histogram } from './histogram.ts';
import { type ExpectedRow, type Wait, waits } from './messages.ts';
import { type Counted, Screens } from './screens.ts';
import { ServerProcess } from './server-process.ts';
import type { LiveSettings } from './settings.ts';
import { planScreens, type Stage } from './stage.ts';
import { Writer } from './writer.ts';

/** The most that 99 of 100 changes may take to a screen, ms. */
const P99_MS = 500;
const SERVERS = 2;
const SCREEN_PROCESSES = 2;
/** How long a killed server stays away, and how long it takes screens to come back after it has, ms. */
const AWAY_MS = 3000;
const HEAL_MS = 5000;
/** How long a server gets to load its tiles, and to give back what it needed for that, ms. */
const WARM_MS = 20_000;
/** How long screens get to come back, and to hear the last of it when they are, ms. */
const BACK_MS = 120_000;
const LAST_MS = 3000;
const MEBIBYTE = 2 ** 20;

type Report = (line: BenchLine) => void;

/** Screens listen to two servers on one database while changes are written, screens drop and come back, and each server is killed once. */
export async function measureFeed(stage: Stage, settings: LiveSettings, report: Report): Promise<void> {
  const { sql } = stage.deployment;
  const plans = await planScreens(sql, settings.screens);
  const servers: ServerProcess[] = [];
  for (let count = 0; count < SERVERS; count++) servers.push(new ServerProcess(await freePort(), stage.settings));
  const screens = new Screens(plans, SCREEN_PROCESSES);
  try {
    for (const server of servers) await server.start();
    await pause(WARM_MS);
    const before = servers.map((server) => server.memory_bytes);
    const base = await newest(stage);
    screens.start(
      servers.map(({ port }) => port),
      base,
    );
    while (screens.open < plans.length) await pause(500);
    await pause(HEAL_MS);
    const grown = servers.reduce((sum, server, at) => sum + server.memory_bytes - before[at]!, 0);
    report({ metric: 'screens', value: screens.open, unit: 'screens', better: 'higher' });
    report({ metric: 'memory_a_screen_kb', value: rounded(grown / plans.length / 1024), unit: 'kB', better: 'lower' });
    const writer = new Writer(sql);
    const begun = Date.now();
    await writer.start(settings.changes);
    await drive(servers, screens, settings.minutes * 60_000);
    await writer.stop();
    const rate = rounded((writer.written * 1000) / (Date.now() - begun));
    report({ metric: 'changes_per_s', value: rate, unit: '1/s', better: 'higher' });
    const settled = Date.now();
    while (screens.open < plans.length && Date.now() - settled < BACK_MS) await pause(500);
    const lost = plans.length - screens.open;
    report({ metric: 'screens_not_back', value: lost, unit: 'screens', goal: 0, better: 'lower' });
    await pause(LAST_MS);
    const memory = Math.max(...servers.map((server) => server.memory_bytes)) / MEBIBYTE;
    report({ metric: 'server_memory_mb', value: rounded(memory), unit: 'MB', better: 'lower' });
    const rows = await sql<ExpectedRow[]>`
      select seq::float8 as seq, area_code from feed where seq > ${base} and body is not null order by seq`;
    tell(await screens.count([...rows]), report);
  } finally {
    screens.close();
    for (const server of servers) await server.kill();
  }
}

async function newest({ deployment: { sql } }: Stage): Promise<number> {
  const [row] = await sql<[{ seq: number }]>`select coalesce(max(seq), 0)::float8 as seq from feed`;
  return row.seq;
}

/** Lets it run, with one server after the other killed and started again. */
async function drive(servers: readonly ServerProcess[], screens: Screens, run_ms: number): Promise<void> {
  const begun = Date.now();
  screens.tell({ kind: 'drop', on: true });
  for (const [at, server] of servers.entries()) {
    await pause(Math.max(0, begun + ((at + 1) / (servers.length + 1)) * run_ms - Date.now()));
    screens.tell({ kind: 'killed', at: Date.now() });
    await server.kill();
    await pause(AWAY_MS);
    await server.start();
    screens.tell({ kind: 'healed', at: Date.now() + HEAL_MS });
  }
  await pause(Math.max(0, begun + run_ms - Date.now()));
  screens.tell({ kind: 'drop', on: false });
}

function tell(counted: readonly Counted[], report: Report): void {
  const sum = (pick: (one: Counted) => number) => counted.reduce((total, one) => total + pick(one), 0);
  const figure = (metric: string, value: number, unit: string) => report({ metric, value, unit, better: 'lower' });
  const wrong = (metric: string, value: number) => report({ metric, value, unit: 'changes', goal: 0, better: 'lower' });
  wrong(
    'missed',
    sum(({ missed }) => missed),
  );
  wrong(
    'doubled',
    sum(({ doubled }) => doubled),
  );
  wrong(
    'out_of_order',
    sum(({ disordered }) => disordered),
  );
  wrong(
    'asked_anew',
    sum(({ resets }) => resets),
  );
  report({ metric: 'received', value: sum(({ got }) => got), unit: 'changes', better: 'higher' });
  report({ metric: 'drops', value: sum(({ drops }) => drops), unit: 'screens', better: 'higher' });
  report({ metric: 'resumes', value: sum(({ resumes }) => resumes), unit: 'screens', better: 'higher' });
  const merged = (kinds: readonly Wait[]) => {
    const histogram = new Histogram();
    for (const one of counted) for (const kind of kinds) histogram.addPairs(one.waits[kind]);
    return histogram;
  };
  const calm = merged(['calm']);
  figure('commit_to_screen_p50_ms', calm.percentile(0.5) ?? 0, 'ms');
  const p99 = calm.percentile(0.99) ?? Number.POSITIVE_INFINITY;
  report({ metric: 'commit_to_screen_p99_ms', value: p99, unit: 'ms', goal: P99_MS, better: 'lower' });
  figure('commit_to_screen_max_ms', calm.percentile(1) ?? 0, 'ms');
  // While a server is away: screens of the other one, and those that lost theirs and come back.
  for (const [name, kinds] of [
    ['other_server_killed', ['killed']],
    ['own_server_killed', ['outage']],
    ['all_but_own_absence', ['calm', 'killed', 'outage']],
  ] as const) {
    const histogram = merged(kinds);
    figure(`${name}_p50_ms`, histogram.percentile(0.5) ?? 0, 'ms');
    figure(`${name}_p99_ms`, histogram.percentile(0.99) ?? 0, 'ms');
  }
  report({
    metric: 'caught_up_after_absence',
    value: merged(waits.filter((wait) => wait === 'dropped')).count,
    unit: 'changes',
    better: 'higher',
  });
}
