import { Worker } from 'node:worker_threads';

/**
 * Starts a thread of this process.
 * @param program a TypeScript file beside this one; it finds `data` in `workerData.data`.
 */
export function startThread(program: URL, data: unknown = null): Worker {
  return new Worker(new URL('./thread-start.mjs', import.meta.url), {
    workerData: { program: program.href, data },
    execArgv: [],
  });
}
