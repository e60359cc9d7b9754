import { parentPort, workerData } from 'node:worker_threads';
import { buildPlaceIndex } from '../../../server/geocode/build.ts';
import { geocode } from '../../../server/geocode/geocode.ts';
import { mixedTexts } from './mixed-texts.ts';
import { townRows } from './town-rows.ts';

// A thread of the geocoder with an index of its own: it says when it is ready, and after each round that it was asked for.

const { seed } = workerData.data as { seed: string };
const rows = townRows('jingwei');
const index = buildPlaceIndex(rows);
const texts = mixedTexts(rows, seed);
const round = () => {
  for (const text of texts) geocode(index, text);
};
// In the first rounds the code is compiled.
for (let at = 0; at < 2; at++) round();
parentPort!.on('message', () => {
  round();
  parentPort!.postMessage(texts.length);
});
parentPort!.postMessage(texts.length);
