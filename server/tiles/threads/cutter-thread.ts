import { parentPort } from 'node:worker_threads';
import type { CutLayer } from '../cut/cut.ts';
import { cutFinished } from './cutter.ts';
import type { CutAnswer, CutterOrder } from './cutter-pool.ts';
import { collectGarbage } from './garbage.ts';

// The program of a thread that cuts tiles; cutter-pool.ts starts it and tells it from which layers.
const port = parentPort!;
const layers = new Map<string, readonly CutLayer[]>();

port.on('message', (order: CutterOrder) => {
  if ('tidy' in order) {
    collectGarbage();
    return;
  }
  if ('layers' in order) {
    layers.set(order.set, order.layers);
    return;
  }
  try {
    const tile = cutFinished(layers.get(order.request.set) ?? [], order.request);
    const answer: CutAnswer = { tile };
    port.postMessage(answer, tile.body ? [tile.body.buffer as ArrayBuffer] : []);
  } catch (error) {
    const answer: CutAnswer = { fault: (error as Error).stack ?? String(error) };
    port.postMessage(answer);
  }
});
