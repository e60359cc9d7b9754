import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { rootFolder } from '../../server/config.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of a server that npm start's program runs: embedded database, demo city. */
    address: string;
  }
}

/** Starts what a newcomer starts, on a free port and an empty data folder, and waits for its address. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'jingwei-e2e-'));
  const env = { ...process.env, PORT: String(await freePort()), DATA_FOLDER: dataFolder, DATABASE_URL: '' };
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts'], { cwd: rootFolder, env });
  project.provide('address', await addressOf(child));
  return async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
    rmSync(dataFolder, { recursive: true, force: true });
  };
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const address = /http:\/\/\S+/.exec(output)?.[0];
      if (address) resolve(address.replace(/\/$/, ''));
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code} before it was ready:\n${output}`)));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
