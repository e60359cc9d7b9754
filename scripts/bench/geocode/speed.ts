import { buildPlaceIndex } from '../../../server/geocode/build.ts';
import { geocode } from '../../../server/geocode/geocode.ts';
import type { PlaceRows } from '../../../server/geocode/rows.ts';
import { damages } from './damage.ts';
import { SampleMaker } from './samples.ts';
import { townRows } from './town-rows.ts';

/** Rounds that are timed. */
export const ROUNDS = 5;
const TEXTS = 2000;

/** Damaged addresses of all kinds. */
export function mixedTexts(rows: PlaceRows): string[] {
  const maker = new SampleMaker(rows, 'speed');
  return Array.from({ length: TEXTS }, (_, at) => maker.make(damages[at % damages.length]!)?.text ?? '清河路18号');
}

/** Addresses a second of the thread that asks, by the clock, while another does the same. */
export function speedOfThread(): number {
  const rows = townRows('jingwei');
  const index = buildPlaceIndex(rows);
  const texts = mixedTexts(rows);
  for (const text of texts) geocode(index, text);
  const started = performance.now();
  for (let round = 0; round < ROUNDS; round++) for (const text of texts) geocode(index, text);
  return (texts.length * ROUNDS * 1000) / (performance.now() - started);
}
