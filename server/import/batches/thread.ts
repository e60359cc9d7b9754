import { parentPort, workerData } from 'node:worker_threads';
import { openKeys } from '../../access/keys.ts';
import { openDatabase } from '../../db/open.ts';
import { AppError } from '../../errors.ts';
import { previewRows } from './preview.ts';
import type { ThreadConfig, ThreadTask, ThreadWord } from './threaded.ts';
import { doTask } from './work.ts';

// The program of an import's thread: it does a task, says what came of it, and waits for the next one.

const config = workerData.data as ThreadConfig;
const say = (word: ThreadWord) => parentPort!.postMessage(word);
let control = new AbortController();
parentPort!.on('message', (word: ThreadTask | 'cancel') => {
  if (word === 'cancel') control.abort(new Error('cancelled'));
  else void work(word);
});

async function work(task: ThreadTask): Promise<void> {
  control = new AbortController();
  let word: ThreadWord;
  try {
    word = { done: await workOf(task, control.signal) };
  } catch (error) {
    const told = error instanceof AppError ? error : null;
    const fault = told && { code: told.code, sentence: told.sentence, field: told.options.field };
    word = { fault, message: (error as Error).stack ?? String(error) };
  }
  // Nothing of it is open any more: whoever hears of its end may go on with the same rows.
  say(word);
}

async function workOf(task: ThreadTask, signal: AbortSignal) {
  const database = await openDatabase(config);
  try {
    const sealer = await openKeys(database.sql, config);
    const place = { sql: database.sql, sealer, dataFolder: config.dataFolder, signal };
    if (task.work === 'rows' || task.work === 'rejected' || task.work === 'places')
      return await previewRows(task, place);
    await doTask(task, { ...place, hear: (progress) => say({ progress }) });
    return null;
  } finally {
    await database.close();
  }
}
