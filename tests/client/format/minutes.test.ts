import { describe, expect, it } from 'vitest';
import { formatMinute, minuteAt, minuteFrom, shiftSpan, timeText } from '../../../client/format/minutes.ts';

describe('minutes of a plan', () => {
  it.each([
    [0, '00:00', '00:00'],
    [1265.9, '21:05', '21:05'],
    [1439.99, '23:59', '23:59'],
    [1440, '次日 00:00', '00:00 +1'],
    [1510, '次日 01:10', '01:10 +1'],
    [2890, '第3天 00:10', '00:10 +2'],
  ])('says %d as %s', (minute, chinese, english) => {
    expect([formatMinute(minute, 'zh-CN'), formatMinute(minute, 'en')]).toEqual([chinese, english]);
  });

  it('says the time of any day alone', () => {
    expect([timeText(1510), timeText(-10)]).toEqual(['01:10', '23:50']);
  });

  it.each([
    ['21:00', 1200, 1260],
    ['20:00', 1200, 1200],
    ['01:00', 1200, 1500],
    ['01:00', 3000, 4380],
  ])('finds when a clock shows %s from minute %d on', (time, from, minute) => {
    expect(minuteFrom(time, from)).toBe(minute);
  });

  it('knows the minute of a plan at an instant, in the time zone of the place', () => {
    const at = (iso: string) => minuteAt(Date.parse(iso), '2026-11-20', 'Asia/Shanghai');
    expect([at('2026-11-20T13:05:00Z'), at('2026-11-20T17:30:00Z'), at('2026-11-19T15:00:00Z')]).toEqual([
      1265, 1530, -60,
    ]);
  });

  it('lets a shift that ends when it begins, or before, run into the next day', () => {
    expect([shiftSpan('18:00', '22:00'), shiftSpan('22:00', '02:00'), shiftSpan('08:00', '08:00')]).toEqual([
      240, 240, 1440,
    ]);
  });
});
