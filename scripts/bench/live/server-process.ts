import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { rootFolder } from '../../../server/config.ts';

/** Longest time in which a server is ready, ms. */
const START_MS = 90_000;

/** A server in a process of its own, as `npm start` runs it. */
export class ServerProcess {
  #child: ChildProcess | undefined;

  constructor(
    readonly port: number,
    private readonly settings: Record<string, string>,
  ) {
    process.once('exit', () => this.#child?.kill('SIGKILL'));
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Resolves when it answers. */
  async start(): Promise<void> {
    const env = {
      ...process.env,
      ...this.settings,
      PORT: String(this.port),
      RATE_LIMIT_PER_MIN: '0',
      DEMO_LIFE: 'off',
    };
    const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts'], { cwd: rootFolder, env });
    this.#child = child;
    await new Promise<void>((resolve, reject) => {
      let output = '';
      const late = setTimeout(
        () => reject(new Error(`a server was not ready in ${START_MS} ms:\n${output}`)),
        START_MS,
      );
      const read = (chunk: Buffer) => {
        output = (output + chunk.toString()).slice(-4000);
        if (!output.includes(this.url)) return;
        clearTimeout(late);
        resolve();
      };
      child.stdout?.on('data', read);
      child.stderr?.on('data', read);
      child.once('exit', (code) => {
        clearTimeout(late);
        reject(new Error(`a server ended with ${code}:\n${output}`));
      });
    });
  }

  /** Ends it as a power cut would. */
  kill(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGKILL');
    return ended;
  }

  /** What it has in memory, in bytes. */
  get memory_bytes(): number {
    const status = readFileSync(`/proc/${this.#child!.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)![1]) * 1024;
  }
}
