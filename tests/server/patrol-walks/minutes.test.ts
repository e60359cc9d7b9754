import { describe, expect, it } from 'vitest';
import {
  clockOf,
  dutyOf,
  keepsClock,
  midnightOf,
  minuteAt,
  momentAt,
  spanOf,
  windowsOf,
} from '../../../server/patrol-walks/minutes.ts';

describe('minutes of a night', () => {
  it('run on past midnight', () => {
    expect(spanOf('19:00', '23:30')).toEqual([1140, 1410]);
    expect(spanOf('19:00', '01:00')).toEqual([1140, 1500]);
    expect(spanOf('08:00', '08:00')).toEqual([480, 1920]);
    expect(spanOf('00:30', '06:00', 1)).toEqual([1470, 1800]);
    expect([clockOf(1140), clockOf(1440), clockOf(1505.9)]).toEqual(['19:00', '00:00', '01:05']);
  });

  it('of duty reach from the first squad to the last', () => {
    expect(dutyOf([])).toBeNull();
    const squads = [
      { from_min: 1200, to_min: 1380 },
      { from_min: 1140, to_min: 1320 },
    ];
    expect(dutyOf(squads)).toEqual([1140, 1380]);
  });

  it.each([
    ['over midnight as it stands', '18:00', '06:00', [1140, 1500], [[1080, 1800]]],
    ['of the small hours on the day after', '00:30', '05:00', [1140, 1800], [[1470, 1740]]],
    ['that began the day before', '18:00', '06:00', [0, 480], [[0, 360]]],
    [
      'twice where duty meets it twice',
      '18:00',
      '06:00',
      [300, 1200],
      [
        [0, 360],
        [1080, 1800],
      ],
    ],
    ['that nobody is on duty in, on the day itself', '08:00', '09:00', [1140, 1380], [[480, 540]]],
    ['of a whole day as one', '00:00', '00:00', [1140, 1500], [[0, 2880]]],
  ] as const)('make a window %s', (_, starts, ends, duty, windows) => {
    expect(windowsOf(starts, ends, [...duty])).toEqual(windows);
  });

  it('make a window of the day itself without anybody on duty', () => {
    expect(windowsOf('18:00', '06:00', null)).toEqual([[1080, 1800]]);
  });

  it('count from midnight of the deployment', () => {
    const midnight = midnightOf('2026-05-01', 'Asia/Shanghai');
    expect(midnight.toISOString()).toBe('2026-04-30T16:00:00.000Z');
    expect(momentAt(1500, midnight).toISOString()).toBe('2026-05-01T17:00:00.000Z');
    expect(minuteAt(new Date('2026-05-01T11:30:30Z'), midnight)).toBe(1170.5);
    // A day that begins in summer time, and one on which the clock was put back before.
    expect(midnightOf('2026-03-30', 'Europe/Berlin').toISOString()).toBe('2026-03-29T22:00:00.000Z');
    expect(midnightOf('2026-03-29', 'Europe/Berlin').toISOString()).toBe('2026-03-28T23:00:00.000Z');
  });

  it.each([
    // The clock goes on at 2:00 of the 29th, and back at 3:00 of the 25th, which is the 180th minute of that day for the second time.
    ['2026-03-28', 1559, true],
    ['2026-03-28', 1560, false],
    ['2026-03-29', 119, true],
    ['2026-03-29', 1200, false],
    ['2026-03-30', 1800, true],
    ['2026-10-25', 179, true],
    ['2026-10-25', 180, false],
  ])('are what clocks show, or are known not to be: %s, %i', (day, minute, keeps) => {
    expect(keepsClock(minute, midnightOf(day, 'Europe/Berlin'), 'Europe/Berlin')).toBe(keeps);
    expect(keepsClock(minute, midnightOf(day, 'Asia/Shanghai'), 'Asia/Shanghai')).toBe(true);
  });
});
