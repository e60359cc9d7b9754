import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
  if (await accepts(socketPath)) return { socketPath, stop: async () => {} };
  const lock = path.join(dataFolder, 'database.pid');
  takeLock(lock);
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

/** PGlite does not lock its folder, and two processes on one folder destroy it. */
function takeLock(lock: string): void {
  if (existsSync(lock)) {
    const pid = Number(readFileSync(lock, 'utf8'));
    if (pid > 0 && isOurs(pid)) {
      throw new Error(
        `the database folder is in use by process ${pid}, which is starting or stopping; try again shortly`,
      );
    }
  }
  writeFileSync(lock, String(process.pid));
}

function isOurs(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('embedded-process');
  } catch {
    return true;
  }
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
