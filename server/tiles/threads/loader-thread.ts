import { parentPort, workerData } from 'node:worker_threads';
import { type DatabaseAddress, type OpenDatabase, openDatabase } from '../../db/open.ts';
import { loadStore, StoreTooLargeError } from '../loader.ts';
import type { LoadAnswer, LoadOrder } from './background-loader.ts';

// The program of the thread that loads layers; background-loader.ts starts it and says what to load.
const port = parentPort!;
let open: OpenDatabase | undefined;

async function answer({ job, layer, maxBytes }: LoadOrder): Promise<LoadAnswer> {
  try {
    open ??= await openDatabase(workerData.data as DatabaseAddress);
    return { job, loaded: await loadStore(open.sql, layer, { maxBytes }) };
  } catch (error) {
    return { job, fault: (error as Error).message, tooLarge: error instanceof StoreTooLargeError };
  }
}

port.on('message', (order: LoadOrder | 'end') => {
  if (order !== 'end') void answer(order).then((done) => port.postMessage(done));
  else void (open?.close() ?? Promise.resolve()).finally(() => port.close());
});
