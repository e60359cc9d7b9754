// Stands in for the thread that loads layers: the layer's name says what it does.
import { parentPort, workerData } from 'node:worker_threads';

parentPort.on('message', (order) => {
  if (order === 'end') return parentPort.close();
  const { job, layer, maxBytes } = order;
  if (layer.name === 'exit') process.exit(1);
  if (layer.name === 'throw') throw new Error('out of luck');
  if (layer.name === 'large') parentPort.postMessage({ job, fault: `more than ${maxBytes}`, tooLarge: true });
  else if (layer.name === 'fault') parentPort.postMessage({ job, fault: 'the disk is full', tooLarge: false });
  else if (layer.name !== 'never') parentPort.postMessage({ job, loaded: { leftOutCount: workerData.data.number } });
});
