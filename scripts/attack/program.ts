import { spawn } from 'node:child_process';

/** How a program ended and what it said. */
export interface Outcome {
  /** Null where it was stopped at the end of its time. */
  code: number | null;
  output: string;
}

/** Runs a program to its end, or until its time is over. @throws Error where it cannot be started. */
export function runProgram(program: string, args: string[], seconds: number): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const late = setTimeout(() => child.kill('SIGTERM'), seconds * 1000);
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(late);
      resolve({ code, output });
    });
  });
}
