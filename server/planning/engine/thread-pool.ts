import type { Worker } from 'node:worker_threads';
import { startThread } from '../../tiles/threads/thread.ts';

/** A thread without work ends after this time in ms; until then the next search does not wait for one to start. */
const IDLE_MS = 60_000;

interface Idle {
  worker: Worker;
  timer: NodeJS.Timeout;
}

const idle: Idle[] = [];

/** A thread that solves: one that has just become free, or a new one. */
export function takeThread(): Worker {
  const free = idle.pop();
  if (!free) return startThread(new URL('./solve-thread.ts', import.meta.url));
  clearTimeout(free.timer);
  // By name: a worker listens to itself for who listens to it, and without that hears no messages any more.
  free.worker.removeAllListeners('exit').removeAllListeners('error');
  free.worker.ref();
  return free.worker;
}

/** Gives a thread back that has nothing left to do. */
export function giveThread(worker: Worker): void {
  const leave = () => {
    const at = idle.findIndex((one) => one.worker === worker);
    if (at >= 0) clearTimeout(idle.splice(at, 1)[0]!.timer);
  };
  worker.on('exit', leave);
  worker.on('error', leave);
  worker.unref();
  const timer = setTimeout(() => {
    // At once: nobody is given a thread that is ending.
    leave();
    void worker.terminate();
  }, IDLE_MS).unref();
  idle.push({ worker, timer });
}
