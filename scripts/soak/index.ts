import { findPostgres } from '../throw-away-postgres.mjs';
import { readSettings, type SoakSettings } from './settings.ts';
import type { SoakResult } from './verdict.ts';

type Soak = (settings: SoakSettings, say: (line: string) => void) => Promise<SoakResult>;

/** Name on the command line → what is driven for long. */
const soaks: Record<string, () => Promise<Soak>> = {
  wall: async () => (await import('./wall.ts')).soakWall,
};

/** Runs the named soaks, or all: progress goes to the standard error, a JSON line each to the standard output; fails where a goal is missed. */
async function main(): Promise<void> {
  const { names, settings } = readSettings(process.argv.slice(2));
  const unknown = names.find((name) => !(name in soaks));
  if (unknown) throw new Error(`there is no soak ${unknown}; there are ${Object.keys(soaks).join(', ')}`);
  if (!findPostgres() && !process.env.BENCH_DATABASE_URL) {
    throw new Error(
      'soaks need PostgreSQL with PostGIS (on Debian: apt-get install postgresql-postgis), or BENCH_DATABASE_URL',
    );
  }
  // What a soak has started ends with this process, also when it is stopped halfway.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const missed: string[] = [];
  for (const name of names.length > 0 ? names : Object.keys(soaks)) {
    const soak = await soaks[name]!();
    const result = await soak(settings, (line) => console.error(`${name}: ${line}`));
    console.log(JSON.stringify({ soak: name, ...result }));
    missed.push(...result.missed.map((figure) => `${name} ${figure}`));
  }
  if (missed.length > 0) throw new Error(`missed: ${missed.join(', ')}`);
}

main().then(
  () => process.exit(0),
  (error: Error) => {
    console.error(error.message);
    process.exit(1);
  },
);
