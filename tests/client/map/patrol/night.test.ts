import { describe, expect, it } from 'vitest';
import { placeAt, tripsOf } from '../../../../client/map/patrol/night.ts';
import { windowOpen } from '../../../../client/map/patrol/windows.ts';
import { nextMinute } from '../../../../client/pages/patrol/night-clock.ts';
import type { PlannedRoute } from '../../../../server/api/patrol-plans/schema.ts';

const route = {
  squad_id: 4,
  legs: [
    {
      from_min: 1200,
      to_min: 1210,
      length_m: 1,
      line: [
        [112, 0],
        [112.01, 0],
        [112.04, 0],
      ],
    },
    {
      from_min: 1220,
      to_min: 1230,
      length_m: 1,
      line: [
        [112.04, 0],
        [112.04, 0.01],
      ],
    },
  ],
} as unknown as PlannedRoute;

describe('a night', () => {
  it('goes evenly along each leg and stands between them', () => {
    const [trip] = tripsOf([route]);
    expect(trip!.minutes).toEqual([1200, 1202.5, 1210, 1220, 1230].map((minute) => expect.closeTo(minute, 6)));
    expect(placeAt(trip!, 1206.25)!).toEqual([expect.closeTo(112.025, 6), 0]);
    expect(placeAt(trip!, 1215)).toEqual([112.04, 0]);
    expect(placeAt(trip!, 1225)!).toEqual([112.04, expect.closeTo(0.005, 6)]);
  });

  it('stands at its start before and at its end after', () => {
    const [trip] = tripsOf([route]);
    expect([placeAt(trip!, 0), placeAt(trip!, 3000)]).toEqual([
      [112, 0],
      [112.04, 0.01],
    ]);
  });

  it('leaves out a squad that goes nowhere', () => {
    expect(tripsOf([{ ...route, legs: [] }])).toEqual([]);
  });
});

describe('the clock of a night', () => {
  it('runs by the speed, and in steps of it where less motion is asked for', () => {
    expect(nextMinute(1200, 500, 6, false)).toBe(1203);
    expect(nextMinute(1200, 999, 6, true)).toBe(1200);
    expect(nextMinute(1201, 1000, 6, true)).toBe(1206);
  });
});

it.each([
  ['18:00', '22:00', 1140, true],
  ['18:00', '22:00', 1380, false],
  ['22:00', '05:00', 1500, true],
  ['22:00', '05:00', 720, false],
  ['08:00', '08:00', 60, true],
])('a window from %s to %s at minute %i is open: %s', (from, to, minute, open) => {
  expect(windowOpen(from, to, minute)).toBe(open);
});
