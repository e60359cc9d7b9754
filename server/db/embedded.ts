import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import os from 'node:os';
import path from 'node:path';

/** A running embedded database. */
export interface EmbeddedDatabase {
  /** Folder of the Unix socket, in the form that a PostgreSQL client takes as host. */
  socketPath: string;
  /** Ends the process if this program started it; leaves another program's alone. */
  stop(): Promise<void>;
}

const processFile = path.join(import.meta.dirname, 'embedded-process.mjs');

/**
 * Opens the embedded database of a data folder, or joins the one that another program of this user has open.
 * The first start creates it and takes about 15 s, later ones about 3 s.
 * @throws Error when the folder is held by a program that cannot be joined, or the database does not start.
 */
export async function openEmbedded(dataFolder: string): Promise<EmbeddedDatabase> {
  const folder = path.join(dataFolder, 'database');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const socketPath = socketPathOf(folder);
  const lock = path.join(dataFolder, 'database.pid');
  const holder = holderOf(lock);
  if (holder && (await accepts(socketPath))) return { socketPath, stop: async () => {} };
  if (holder)
    throw new Error(
      `the database folder is in use by process ${holder}, which is starting or stopping; try again shortly`,
    );
  // PGlite does not lock its folder, and two processes on one folder destroy it. Of two that start at once, one gets
  // to make the file.
  rmSync(lock, { force: true });
  writeFileSync(lock, String(process.pid), { flag: 'wx' });
  clearStalePid(folder);
  const child = fork(processFile, [folder, socketPath], { execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  if (child.pid) writeFileSync(lock, String(child.pid));
  await ready(child, lock);
  child.unref();
  child.channel?.unref();
  (child.stderr as unknown as { unref?(): void } | null)?.unref?.();
  return { socketPath, stop: () => stop(child, lock) };
}

/** Unix socket paths end at 107 bytes, so the socket stands in a private folder of the system's temporary one. */
function socketPathOf(folder: string): string {
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  const parent = path.join(os.tmpdir(), `jingwei-${os.userInfo().uid}-${name}`);
  mkdirSync(parent, { recursive: true, mode: 0o700 });
  return path.join(parent, '.s.PGSQL.5432');
}

function accepts(socketPath: string): Promise<boolean> {
  if (!existsSync(socketPath)) return Promise.resolve(false);
  return new Promise((resolve) => {
    const probe = connect(socketPath);
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', () => resolve(false));
  });
}

/** Longest time that a start takes before the database process stands in the lock file, with room to spare. */
const START_MS = 60_000;

/** The live process that has the folder open, or opens it, by its lock file; null when nobody has. */
function holderOf(lock: string): number | null {
  if (!existsSync(lock)) return null;
  const pid = Number(readFileSync(lock, 'utf8'));
  const starting = Date.now() - statSync(lock).mtimeMs < START_MS && pid !== process.pid && isRunning(pid);
  return isDatabase(pid) || starting ? pid : null;
}

/** False for a process that is gone, or was killed and only waits to be reaped. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !existsSync('/proc/self') || commandLine(pid) !== '';
  } catch {
    return false;
  }
}

/** A number in a stale file may meanwhile be another program's: where the system tells, its command line decides. */
function isDatabase(pid: number): boolean {
  if (!isRunning(pid)) return false;
  return !existsSync('/proc/self') || commandLine(pid).includes('embedded-process');
}

function commandLine(pid: number): string {
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
}

/** A killed process leaves its pid file; our lock has just shown that nobody is there. */
function clearStalePid(folder: string): void {
  rmSync(path.join(folder, 'postmaster.pid'), { force: true });
}

function ready(child: ChildProcess, lock: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let complaint = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      complaint = (complaint + chunk.toString()).slice(-2000);
    });
    child.once('message', () => resolve());
    child.once('exit', (code) => {
      rmSync(lock, { force: true });
      reject(new Error(`the embedded database did not start (exit ${code}): ${complaint.trim()}`));
    });
  });
}

function stop(child: ChildProcess, lock: string): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) return resolve();
    child.ref();
    child.once('exit', () => {
      rmSync(lock, { force: true });
      resolve();
    });
    child.kill('SIGTERM');
  });
}
