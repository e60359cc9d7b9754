import type { Worker } from 'node:worker_threads';
import type { Solution } from '../problem.ts';
import type { ThreadAnswer, ThreadOrder } from './solve-thread.ts';

/** Gives a thread an order and waits for the answer that has this field. @throws Error with what went wrong in the thread. */
export function ask<Field extends string>(
  worker: Worker,
  order: ThreadOrder,
  field: Field,
  better?: (solution: Solution) => void,
): Promise<Extract<ThreadAnswer, Record<Field, unknown>>> {
  return new Promise((resolve, reject) => {
    const hear = (answer: ThreadAnswer) => {
      if ('better' in answer) {
        better?.(answer.better);
        return;
      }
      worker.off('message', hear);
      if ('fault' in answer) reject(new Error(answer.fault));
      else if (field in answer) resolve(answer as Extract<ThreadAnswer, Record<Field, unknown>>);
      else reject(new Error(`a thread that solves did not answer with its ${field}`));
    };
    worker.on('message', hear);
    worker.postMessage(order);
  });
}

/** A promise that never resolves; it is rejected when the search is to end or a thread has died, until it is forgotten. */
export function stopped(signal: AbortSignal | undefined, workers: readonly Worker[]) {
  let forget = () => {};
  const promise = new Promise<never>((_, reject) => {
    const abort = () => reject(signal!.reason);
    const exit = () => reject(new Error('a thread that solves has ended'));
    signal?.addEventListener('abort', abort, { once: true });
    for (const worker of workers) {
      worker.on('error', reject);
      worker.on('exit', exit);
    }
    forget = () => {
      signal?.removeEventListener('abort', abort);
      for (const worker of workers) {
        worker.off('error', reject);
        worker.off('exit', exit);
      }
    };
  });
  return { promise, forget };
}
