import { describe, expect, it } from 'vitest';
import { lengthOf } from '../../../../client/map/patrol/bounds.ts';
import {
  draftLine,
  draftOf,
  emptyDraft,
  most_corners,
  StreetDrawing,
  type WayBetween,
} from '../../../../client/map/patrol/street-drawing.ts';
import type { LonLat } from '../../../../server/api/wire.ts';

const at = (x: number): LonLat => [112 + x / 100, 32];
/** A way that passes a corner north of the straight line. */
const roundOf = (from: LonLat, to: LonLat): LonLat[] => [from, [(from[0] + to[0]) / 2, 32.001], to];
const round: WayBetween = async (from, to) => roundOf(from, to);

function drawing(way: WayBetween) {
  const told: boolean[] = [];
  const street = new StreetDrawing(way, (_, straight) => told.push(straight));
  street.begin(emptyDraft);
  return { street, told };
}

describe('drawing a street', () => {
  it('follows the streets between the corners', async () => {
    const { street } = drawing(round);
    await street.add(at(0));
    await street.add(at(2));
    expect(draftLine(street.draft)).toEqual([at(0), [expect.closeTo(112.01, 9), 32.001], at(2)]);
  });

  it('is straight where no way leads, and says so', async () => {
    const { street, told } = drawing(async () => null);
    await street.add(at(0));
    await street.add(at(2));
    expect(draftLine(street.draft)).toEqual([at(0), at(2)]);
    expect(told.at(-1)).toBe(true);
  });

  it('says so for as long as any piece is, whatever follows the streets after it', async () => {
    const ways = [async () => null, round, round];
    const { street, told } = drawing((from, to) => ways.shift()!(from, to));
    for (const x of [0, 1, 2]) await street.add(at(x));
    expect(told.at(-1)).toBe(true);
    await street.drop(0);
    expect(told.at(-1)).toBe(false);
  });

  it('takes no more corners than a street can have, and says when it has them', async () => {
    const { street } = drawing(round);
    for (let x = 0; x < most_corners - 1; x++) await street.add(at(x));
    expect(street.isFull).toBe(false);
    for (let x = most_corners - 1; x < most_corners + 2; x++) await street.add(at(x));
    expect([street.isFull, street.draft.corners.length]).toEqual([true, 40]);
    await street.undo();
    expect(street.isFull).toBe(false);
  });

  it('takes answers that come late for the corners that they belong to', async () => {
    const waiting: (() => void)[] = [];
    const { street } = drawing(
      (from, to) => new Promise((done) => waiting.push(() => done([from, [from[0], 32.5], to]))),
    );
    await street.add(at(0));
    const [first, second] = [street.add(at(1)), street.add(at(2))];
    waiting[1]!();
    waiting[0]!();
    await Promise.all([first, second]);
    expect(draftLine(street.draft).map(([, latitude]) => latitude)).toEqual([32, 32.5, 32, 32.5, 32]);
  });

  it('leaves an answer whose corner was taken back', async () => {
    let answer = () => {};
    const { street } = drawing(
      (from, to) =>
        new Promise((done) => {
          answer = () => done([from, to]);
        }),
    );
    await street.add(at(0));
    const added = street.add(at(1));
    await street.undo();
    answer();
    await added;
    expect(street.draft).toEqual({ corners: [at(0)], ways: [] });
  });

  it('moves a corner with both its ways, and joins the neighbours of one that is taken away', async () => {
    const { street } = drawing(async (from, to) => [from, to]);
    for (const x of [0, 1, 2]) await street.add(at(x));
    await street.move(1, [112.01, 32.1]);
    expect(draftLine(street.draft)).toEqual([at(0), [112.01, 32.1], at(2)]);
    await street.drop(1);
    expect(draftLine(street.draft)).toEqual([at(0), at(2)]);
    await street.drop(0);
    expect(street.draft).toEqual({ corners: [at(2)], ways: [] });
  });

  it('takes back whatever was done last: a corner set, moved or taken away, or all of it drawn anew', async () => {
    const asked: LonLat[] = [];
    const { street } = drawing((from, to) => {
      asked.push(from);
      return round(from, to);
    });
    for (const x of [0, 1, 2]) await street.add(at(x));
    const whole = street.draft;
    await street.move(1, [112.01, 32.1]);
    await street.drop(1);
    street.begin(emptyDraft, true);
    expect(street.isUndoable).toBe(true);
    await street.undo();
    expect(street.draft.corners).toEqual([at(0), at(2)]);
    await street.undo();
    expect(street.draft.corners).toEqual([at(0), [112.01, 32.1], at(2)]);
    await street.undo();
    expect(street.draft).toEqual(whole);
    expect(asked).toHaveLength(5);
    for (let left = 3; left > 0; left--) await street.undo();
    expect([street.draft, street.isUndoable]).toEqual([emptyDraft, false]);
  });

  it('leaves a street that was typed as it was typed', async () => {
    const { street } = drawing(round);
    const typed = draftOf([at(0), at(1), at(2)]);
    street.begin(typed);
    await street.move(1, [112.01, 32.1]);
    await street.undo();
    expect(street.draft).toEqual(typed);
  });

  it('gives back a corner taken away while its ways were on their way, with those that came', async () => {
    const waiting: (() => void)[] = [];
    const { street } = drawing((from, to) => new Promise((done) => waiting.push(() => done(roundOf(from, to)))));
    await street.add(at(0));
    const [first, second] = [street.add(at(1)), street.add(at(2))];
    const undone = street.undo();
    for (const answer of waiting.splice(0)) answer();
    await Promise.all([first, second, undone]);
    expect(draftLine(street.draft)).toEqual(roundOf(at(0), at(1)));
  });

  it('gives a kept street handles at its ends and between, and the same line', () => {
    const line = Array.from({ length: 10 }, (_, index) => at(index));
    const draft = draftOf(line);
    expect(draft.corners).toEqual([at(0), at(3), at(6), at(9)]);
    expect(draftLine(draft)).toEqual(line);
  });
});

it('measures a line on the ground', () => {
  expect(
    lengthOf([
      [112, 32],
      [112, 32.01],
    ]),
  ).toBeCloseTo(1111.95, 1);
  expect(lengthOf([[112, 32]])).toBe(0);
});
