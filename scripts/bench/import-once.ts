import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import postgres from 'postgres';
import { rootFolder } from '../../server/config.ts';

/** What one run of the command line took. Memory is absent where the system has no /proc, or the database runs elsewhere. */
export interface ImportOnce {
  seconds: number;
  /** The process at its largest, MB. */
  peakMegabytes: number | undefined;
  /** What the database's process had for itself, without what all share, at its largest, MB. */
  databaseMegabytes: number | undefined;
}

/** One run of the command line, start of Node included. @throws Error with what it complained of. */
export async function importOnce(url: string, folder: string, args: string[]): Promise<ImportOnce> {
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
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const peaks: { own?: number | undefined; database?: number } = {};
  let backends: number[] = [];
  const watch = setInterval(() => {
    peaks.own = megabytes(child.pid, 'VmHWM') ?? peaks.own;
    for (const pid of backends) peaks.database = Math.max(peaks.database ?? 0, megabytes(pid, 'RssAnon') ?? 0);
  }, 50);
  const look = setInterval(() => {
    sql<
      { pid: number }[]
    >`select pid from pg_stat_activity where datname = current_database() and application_name = 'jingwei'`.then(
      (found) => {
        backends = found.map(({ pid }) => pid);
      },
      () => {},
    );
  }, 500);
  try {
    const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
    if (code !== 0) throw new Error(`import ${args.slice(0, 2).join(' ')} failed: ${complaint}`);
    return {
      seconds: (performance.now() - started) / 1000,
      peakMegabytes: peaks.own,
      databaseMegabytes: peaks.database || undefined,
    };
  } finally {
    clearInterval(watch);
    clearInterval(look);
    await sql.end();
  }
}

/** A figure of a process by the system; undefined where it does not say. */
function megabytes(pid: number | undefined, name: 'VmHWM' | 'RssAnon'): number | undefined {
  try {
    const found = new RegExp(`${name}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return found ? Math.round(Number(found[1]) / 1024) : undefined;
  } catch {
    return undefined;
  }
}
