import { parentPort, workerData } from 'node:worker_threads';
import { openKeys } from '../../access/keys.ts';
import { openDatabase } from '../../db/open.ts';
import { AppError } from '../../errors.ts';
import { previewRows } from './preview.ts';
import type { ThreadOrder, ThreadWord } from './threaded.ts';
import { doTask } from './work.ts';

// The program of an import's thread: one task, then it ends.

const { config, task } = workerData.data as ThreadOrder;
const say = (word: ThreadWord) => parentPort!.postMessage(word);
const control = new AbortController();
parentPort!.on('message', () => control.abort(new Error('cancelled')));

const database = await openDatabase(config);
try {
  const sealer = await openKeys(database.sql, config);
  const place = { sql: database.sql, sealer, dataFolder: config.dataFolder, signal: control.signal };
  if (task.work === 'rows' || task.work === 'rejected' || task.work === 'places')
    say({ done: await previewRows(task, place) });
  else {
    await doTask(task, { ...place, hear: (progress) => say({ progress }) });
    say({ done: null });
  }
} catch (error) {
  const told = error instanceof AppError ? error : null;
  say({
    fault: told && { code: told.code, sentence: told.sentence, field: told.options.field },
    message: (error as Error).stack ?? String(error),
  });
} finally {
  await database.close();
  parentPort!.close();
}
