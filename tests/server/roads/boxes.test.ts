import { expect, it } from 'vitest';
import { Boxes } from '../../../server/roads/boxes.ts';
import { atOnce } from '../../../server/roads/slices.ts';
import { numbersFrom } from '../../fixtures/streets.ts';

const COUNT = 70_000;
const next = numbersFrom(7);
const boxes = Array.from({ length: COUNT }, (): [number, number, number, number] => {
  const [x, y] = [next() * 100, next() * 100];
  return [x, y, x + next(), y + next()];
});

it('finds what touches a box, in however many parts it is made, and pauses before each', () => {
  const pauses = [...Boxes.make(COUNT, (at) => boxes[at]!)].length;
  expect(pauses).toBe(5);
  const index = atOnce(Boxes.make(COUNT, (at) => boxes[at]!));
  for (let round = 0; round < 20; round++) {
    const [west, south] = [next() * 100, next() * 100];
    const [east, north] = [west + 2, south + 1];
    const touching = boxes.flatMap((box, at) =>
      box[0] <= east && box[1] <= north && box[2] >= west && box[3] >= south ? [at] : [],
    );
    expect(index.search(west, south, east, north).sort((a, b) => a - b)).toEqual(touching);
  }
  expect(index.bytes).toBeGreaterThan(COUNT * 16);
});

it('finds nothing among none', () => {
  expect(atOnce(Boxes.make(0, () => [0, 0, 0, 0])).search(-1, -1, 1, 1)).toEqual([]);
});
