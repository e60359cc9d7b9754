import type { PlaceRows } from '../../../server/geocode/rows.ts';
import { damages } from './damage.ts';
import { SampleMaker } from './samples.ts';

const SAMPLES = 2000;

/** Doors of the town, each with one of the five damages. */
export function mixedTexts(rows: PlaceRows, seed: string): string[] {
  const maker = new SampleMaker(rows, seed);
  return Array.from({ length: SAMPLES }, (_, at) => maker.make(damages[at % damages.length]!)?.text ?? '清河路18号');
}
