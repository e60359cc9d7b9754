import { describe, expect, it } from 'vitest';
import { crowDistance, pickRound, type RoundStop, walkingOrder } from '../../../server/duties/round.ts';

const stop = (household_id: number, building_id: number, due_on: string, at: Partial<RoundStop> = {}): RoundStop => ({
  ...{ household_id, building_id, due_on, unit_no: 1, floor: 1, door: '101', ...at },
});
const ids = (round: Map<number, RoundStop[]>) =>
  [...round].map(([building, stops]) => [building, stops.map(({ household_id }) => household_id)]);

describe('the households of a round', () => {
  it('are those that fall due soonest, with whoever is owed a visit in the same building', () => {
    const due = [
      stop(1, 7, '2026-05-31'),
      stop(2, 8, '2026-05-02'),
      stop(3, 7, '2026-05-01'),
      stop(4, 9, '2026-05-31'),
    ];
    expect(ids(pickRound(due, 3))).toEqual([
      [7, [3, 1]],
      [8, [2]],
    ]);
  });

  it('leaves out a building that would be too much, and takes the next that fits', () => {
    const big = [11, 12, 13].map((id) => stop(id, 5, '2026-05-03'));
    expect(ids(pickRound([stop(1, 4, '2026-05-01'), ...big, stop(2, 6, '2026-05-09')], 3))).toEqual([
      [4, [1]],
      [6, [2]],
    ]);
  });

  it('cuts the one building that alone is too much', () => {
    const big = [11, 12, 13].map((id) => stop(id, 5, '2026-05-03', { door: String(id) }));
    expect(ids(pickRound(big, 2))).toEqual([[5, [11, 12]]]);
  });

  it('goes through a building unit by unit from the top', () => {
    const due = [
      stop(1, 5, '2026-05-01', { unit_no: 2, floor: 9 }),
      stop(2, 5, '2026-05-01', { floor: 2, door: '202' }),
      stop(3, 5, '2026-05-01', { floor: 2, door: '21' }),
      stop(4, 5, '2026-05-01', { floor: 6 }),
    ];
    expect(ids(pickRound(due))).toEqual([[5, [4, 3, 2, 1]]]);
  });

  it('are none where nothing is owed', () => {
    expect(pickRound([]).size).toBe(0);
  });
});

describe('the walking order', () => {
  const apart = (places: [number, number][]) =>
    places.map(([x, y]) => places.map(([u, v]) => Math.hypot(u - x, v - y)));

  it('begins with the first place and takes the way without crossings', () => {
    expect(
      walkingOrder(
        apart([
          [0, 0],
          [9, 0],
          [3, 0],
          [6, 0],
        ]),
      ),
    ).toEqual([0, 2, 3, 1]);
    // The nearest next would come back for the place behind the start.
    const order = walkingOrder(
      apart([
        [0, 0],
        [1, 0],
        [-1.5, 0],
        [3, 0],
        [7, 0],
      ]),
    );
    expect(order).toEqual([0, 2, 1, 3, 4]);
  });

  it('takes last what no way leads to', () => {
    const [a, b, c] = [
      [0, Infinity, 5],
      [Infinity, 0, Infinity],
      [5, Infinity, 0],
    ];
    expect(walkingOrder([a!, b!, c!])).toEqual([0, 2, 1]);
  });

  it('is no order of no places, and one of one', () => {
    expect(walkingOrder([[0]])).toEqual([0]);
  });
});

it('measures as the crow flies', () => {
  expect(crowDistance([112, 32], [112, 32.001])).toBeCloseTo(111.2, 0);
  expect(crowDistance([112, 32], [112.001, 32])).toBeCloseTo(94.3, 0);
});
