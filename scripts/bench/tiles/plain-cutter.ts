import { parentPort } from 'node:worker_threads';
import { type CutLayer, cutTile } from '../../../server/tiles/cut/cut.ts';
import type { CutAnswer, CutterOrder } from '../../../server/tiles/threads/cutter-pool.ts';

// As the thread of the product that cuts tiles, but it does not compress them: PostGIS does not either.
const port = parentPort!;
let layers: readonly CutLayer[] = [];

port.on('message', (order: CutterOrder) => {
  if ('layers' in order) {
    layers = order.layers;
    return;
  }
  if ('tidy' in order) return;
  const { z, x, y } = order.request;
  const bytes = cutTile(layers, z, x, y);
  // A buffer of its own can be handed over without a copy.
  const body = bytes && new Uint8Array(bytes);
  const answer: CutAnswer = { tile: { body, gzipped: false, digest: '' } };
  port.postMessage(answer, body ? [body.buffer] : []);
});
