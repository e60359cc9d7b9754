import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { rootFolder } from '../server/config.ts';

/** A server of its own for a test or a benchmark. */
export interface FreshServer {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  address: string;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

/** Runs what npm start runs, on a free port and an empty data folder, and waits until the demo city is served. */
export async function startFreshServer(): Promise<FreshServer> {
  const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'jingwei-fresh-'));
  const env = { ...process.env, PORT: String(await freePort()), DATA_FOLDER: dataFolder, DATABASE_URL: '' };
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts'], { cwd: rootFolder, env });
  const address = await addressOf(child);
  return {
    address,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const address = /http:\/\/[^\s/]+/.exec(output)?.[0];
      if (address) resolve(address);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code} before it was ready:\n${output}`)));
  });
}

/** A port of 127.0.0.1 that nothing listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
