// Stands in for a thread that cuts tiles; the column asked for says what it does. The first layer is a shared counter of
// the deaths.
import { parentPort } from 'node:worker_threads';

let deaths = new Int32Array(1);
parentPort.on('message', ({ request, layers }) => {
  if (layers) {
    deaths = layers[0];
    return;
  }
  const { x } = request;
  if (x === 1) process.exit(1);
  if (x === 2 && Atomics.add(deaths, 0, 1) === 0) throw new Error('out of luck');
  if (x === 3) parentPort.postMessage({ fault: 'this tile cannot be cut' });
  else if (x !== 4) parentPort.postMessage({ tile: { body: Uint8Array.of(x), gzipped: false, digest: '' } });
});
