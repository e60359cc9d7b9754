import type { ImportProgress } from '../../api/imports/schema.ts';
import type { Config } from '../../config.ts';
import { AppError, type ErrorCode, type Sentence } from '../../errors.ts';
import { startThread } from '../../tiles/threads/thread.ts';
import type { PreviewAnswer, PreviewTask } from './preview.ts';
import type { ImportWorker } from './runs.ts';
import type { ImportTask } from './work.ts';

/** What the thread needs of the settings: where the database, the keys and the files are. */
export type ThreadConfig = Pick<Config, 'databaseUrl' | 'dataFolder' | 'dataKeys' | 'dataKeyFile'>;
/** What the thread is given. */
export interface ThreadOrder {
  config: ThreadConfig;
  task: ImportTask | PreviewTask;
}
/** What the thread says. */
export type ThreadWord =
  | { progress: Omit<ImportProgress, 'seconds_left'> }
  | { done: PreviewAnswer | null }
  | { fault: { code: ErrorCode; sentence: Sentence; field: string | undefined } | null; message: string };

/** A thread that does not end by itself this long after it was told to, ms, is ended: the database undoes what it cut. */
const PATIENCE_MS = 5000;

/**
 * Does each task in a thread of its own with a connection of its own: the server answers meanwhile, and what a file makes too large or
 * breaks ends there.
 */
export function inThread({ databaseUrl, dataFolder, dataKeys, dataKeyFile }: ThreadConfig): ImportWorker {
  const config = { databaseUrl, dataFolder, dataKeys, dataKeyFile };
  return {
    async run(task, hear, signal) {
      await ask({ config, task }, hear, signal);
    },
    preview: async (task, signal) => (await ask({ config, task }, () => {}, signal))!,
  };
}

function ask(
  order: ThreadOrder,
  hear: (progress: Omit<ImportProgress, 'seconds_left'>) => void,
  signal: AbortSignal,
): Promise<PreviewAnswer | null> {
  const worker = startThread(new URL('./thread.ts', import.meta.url), order);
  return new Promise<PreviewAnswer | null>((resolve, reject) => {
    let late: NodeJS.Timeout | undefined;
    const stop = () => {
      worker.postMessage('cancel');
      late = setTimeout(() => void worker.terminate(), PATIENCE_MS);
    };
    signal.addEventListener('abort', stop, { once: true });
    worker.on('message', (word: ThreadWord) => {
      if ('progress' in word) hear(word.progress);
      else if ('done' in word) resolve(word.done);
      else if (word.fault) reject(new AppError(word.fault.code, word.fault.sentence, { field: word.fault.field }));
      else reject(new Error(word.message));
    });
    worker.on('error', reject);
    worker.on('exit', () => {
      clearTimeout(late);
      signal.removeEventListener('abort', stop);
      reject(signal.aborted ? signal.reason : new Error('the thread of an import has ended'));
    });
    if (signal.aborted) stop();
  });
}
