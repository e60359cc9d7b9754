import { parseArgs } from 'node:util';
import { findPostgres, startPostgres } from '../throw-away-postgres.mjs';
import type { BenchLine, BenchRun } from './bench.ts';
import { liveOptions } from './live/settings.ts';

/** Name on the command line → the file that measures. */
const benches: Record<string, () => Promise<{ run: BenchRun }>> = {
  // First: it times how long the gazetteer takes to load, which a process does once.
  'geocode-parse': () => import('./geocode-parse.ts'),
  geocode: () => import('./geocode.ts'),
  import: () => import('./import.ts'),
  page: () => import('./page.ts'),
  drilldown: () => import('./drilldown.ts'),
  province: () => import('./province.ts'),
  points: () => import('./points.ts'),
  tiles: () => import('./tiles.ts'),
  access: () => import('./access.ts'),
  live: () => import('./live.ts'),
  wall: () => import('./wall.ts'),
  patrol: () => import('./patrol.ts'),
  registers: () => import('./registers.ts'),
};

/** Benches that one name stands for: what a district needs that brings its own data. */
const groups: Record<string, readonly string[]> = { import: ['geocode-parse', 'geocode', 'import'] };

/** Runs the named benches, or all; prints a JSON line a figure and at the end what misses its goal. */
async function main(): Promise<void> {
  const { positionals } = parseArgs({ allowPositionals: true, options: liveOptions });
  const unknown = positionals.find((name) => !(name in benches));
  if (unknown) throw new Error(`there is no bench ${unknown}; there are ${Object.keys(benches).join(', ')}`);
  const asked = positionals.length > 0 ? positionals : Object.keys(benches);
  const names = [...new Set(asked.flatMap((name) => groups[name] ?? [name]))];
  const folder = findPostgres();
  if (!folder && !process.env.BENCH_DATABASE_URL) {
    throw new Error(
      'benches need PostgreSQL with PostGIS (on Debian: apt-get install postgresql-postgis), or BENCH_DATABASE_URL',
    );
  }
  const server = process.env.BENCH_DATABASE_URL || !folder ? null : await startPostgres(folder);
  if (server) process.env.BENCH_DATABASE_URL = server.url;
  // What benches have started and not stopped yet ends with this process, also when it is stopped halfway.
  process.once('exit', () => server?.stop());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const missed: BenchLine[] = [];
  for (const name of names) {
    const { run } = await benches[name]!();
    await run((line) => {
      console.log(JSON.stringify({ bench: name, ...line }));
      if (misses(line)) missed.push({ ...line, metric: `${name} ${line.metric}` });
    });
  }
  if (missed.length === 0) console.log('\nEvery figure that has a goal reaches it.');
  else console.table(missed.map(({ metric, value, goal, unit }) => ({ metric, value, goal, unit })));
}

function misses({ value, goal, better }: BenchLine): boolean {
  return goal !== undefined && (better === 'lower' ? value > goal : value < goal);
}

main().then(
  () => process.exit(0),
  (error: Error) => {
    console.error(error.message);
    process.exit(1);
  },
);
