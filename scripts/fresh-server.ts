import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { rootFolder } from '../server/config.ts';
import { makeLeader, signIn } from './sign-in.ts';

/** Account that sees everything of the demo city exactly, and its password. */
const leader = ['leader', '榆钱 渡口 铜铃 晚风'] as const;

/** A server of its own for a test or a benchmark. */
export interface FreshServer {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  address: string;
  /**
   * Passwords by account name: one a role of the demo (`grid-worker` …), the display token as `wall`, and `leader`, who sees
   * everything exactly.
   */
  accounts: Record<string, string>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

/** Runs what npm start runs, on a free port and an empty data folder and without a limit of requests, and waits until the demo city is served. */
export async function startFreshServer(): Promise<FreshServer> {
  const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'jingwei-fresh-'));
  const env = {
    ...process.env,
    PORT: String(await freePort()),
    DATA_FOLDER: dataFolder,
    DATABASE_URL: '',
    RATE_LIMIT_PER_MIN: '0',
    // What is asserted or timed must not move by itself.
    DEMO_LIFE: 'off',
  };
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts'], { cwd: rootFolder, env });
  const { address, accounts } = await started(child);
  const [login, password] = leader;
  await makeLeader(address, await signIn(address, 'district-leader', accounts['district-leader']!), login, password);
  return {
    address,
    accounts: { ...accounts, [login]: password },
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/** Reads what it prints until the address and the last of the demo's accounts have come. */
function started(child: ChildProcess): Promise<Pick<FreshServer, 'address' | 'accounts'>> {
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const address = /http:\/\/[^\s/]+/.exec(output)?.[0];
      const lines = [...output.matchAll(/^ {2}(\S+) {2,}(\S+) {2}\S.* · .*$/gm)];
      const accounts = Object.fromEntries(lines.map(([, login, password]) => [login!, password!]));
      if (!address || !accounts.wall) return;
      for (const stream of [child.stdout, child.stderr]) stream?.off('data', read);
      tellErrors(child);
      resolve({ address, accounts });
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code} before it was ready:\n${output}`)));
  });
}

/** Prints the errors that its log tells of, and lets the rest go: a page says no more than a number where the server failed. */
function tellErrors({ stdout, stderr }: ChildProcess): void {
  for (const stream of [stdout!, stderr!]) {
    createInterface({ input: stream }).on('line', (line) => {
      if (stream === stderr || line.startsWith('{"level":"error"')) console.error(line);
    });
  }
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
