import type { Worker } from 'node:worker_threads';
import type { ImportProgress } from '../../api/imports/schema.ts';
import type { Config } from '../../config.ts';
import { AppError, type ErrorCode, type Sentence } from '../../errors.ts';
import { startThread } from '../../tiles/threads/thread.ts';
import type { PreviewAnswer, PreviewTask } from './preview.ts';
import type { ImportWorker } from './runs.ts';
import type { ImportTask } from './work.ts';

/** What a thread needs of the settings: where the database, the keys and the files are. */
export type ThreadConfig = Pick<Config, 'databaseUrl' | 'dataFolder' | 'dataKeys' | 'dataKeyFile'>;
/** What a thread is asked. */
export type ThreadTask = ImportTask | PreviewTask;
/** What a thread says. */
export type ThreadWord =
  | { progress: Omit<ImportProgress, 'seconds_left'> }
  | { done: PreviewAnswer | null }
  | { fault: { code: ErrorCode; sentence: Sentence; field: string | undefined } | null; message: string };

type Hear = (progress: Omit<ImportProgress, 'seconds_left'>) => void;

/** A thread that does not end by itself this long after it was told to, ms, is ended: the database undoes what it cut. */
const PATIENCE_MS = 5000;
/** How long a thread that has done its task waits for the next one, ms. Starting one takes a second: a clerk would wait for it at every step. */
const KEPT_MS = 60_000;

/**
 * Does each task in a thread beside the server's, with a connection of its own: the server answers meanwhile, and what a file makes too
 * large or breaks ends there. A thread that has done its task well does the next one, too; one at most is kept for that.
 */
export function inThread({ databaseUrl, dataFolder, dataKeys, dataKeyFile }: ThreadConfig): ImportWorker {
  const config = { databaseUrl, dataFolder, dataKeys, dataKeyFile };
  let kept: Worker | undefined;
  let late: NodeJS.Timeout | undefined;
  const end = () => {
    clearTimeout(late);
    const worker = kept;
    kept = undefined;
    return worker?.terminate();
  };
  const start = () => {
    const worker = startThread(new URL('./thread.ts', import.meta.url), config);
    // What breaks a thread that waits is nobody's answer.
    return worker
      .on('error', () => {})
      .on('exit', () => {
        if (kept === worker) kept = undefined;
      });
  };
  const ask = async (task: ThreadTask, hear: Hear, signal: AbortSignal) => {
    clearTimeout(late);
    const worker = kept ?? start();
    kept = undefined;
    worker.ref();
    const answer = await answerOf(worker, task, hear, signal);
    void end();
    worker.unref();
    kept = worker;
    late = setTimeout(end, KEPT_MS).unref();
    return answer;
  };
  return {
    async run(task, hear, signal) {
      await ask(task, hear, signal);
    },
    preview: async (task, signal) => (await ask(task, () => {}, signal))!,
    async close() {
      await end();
    },
  };
}

/** What a thread makes of a task. One that was cancelled or has failed is at its end. */
async function answerOf(
  worker: Worker,
  task: ThreadTask,
  hear: Hear,
  signal: AbortSignal,
): Promise<PreviewAnswer | null> {
  let late: NodeJS.Timeout | undefined;
  const stop = () => {
    worker.postMessage('cancel');
    late = setTimeout(() => void worker.terminate(), PATIENCE_MS);
  };
  try {
    return await new Promise<PreviewAnswer | null>((resolve, reject) => {
      const settle = (end: () => void) => {
        worker.off('message', message).off('error', fail).off('exit', exit);
        end();
      };
      const fail = (error: unknown) => settle(() => reject(error));
      const exit = () => fail(signal.aborted ? signal.reason : new Error('the thread of an import has ended'));
      const message = (word: ThreadWord) => {
        if ('progress' in word) hear(word.progress);
        else if ('done' in word) settle(() => resolve(word.done));
        else if (word.fault) fail(new AppError(word.fault.code, word.fault.sentence, { field: word.fault.field }));
        else fail(new Error(word.message));
      };
      worker.on('message', message).on('error', fail).on('exit', exit);
      worker.postMessage(task);
      signal.addEventListener('abort', stop, { once: true });
      if (signal.aborted) stop();
    });
  } catch (error) {
    void worker.terminate();
    throw error;
  } finally {
    clearTimeout(late);
    signal.removeEventListener('abort', stop);
  }
}
