import { describe, expect, it } from 'vitest';
import {
  addDays,
  daysBetween,
  earlierDay,
  formatDate,
  formatDay,
  formatExact,
  formatMoment,
  laterDay,
  wallTime,
} from '../../../client/format/time.ts';

/** A day in the past that is looked at. */
const then = { today: '2026-11-21', timeZone: 'Asia/Shanghai', language: 'zh-CN', past: true } as const;
const zh = { today: '2026-11-21', timeZone: 'Asia/Shanghai', language: 'zh-CN' } as const;
const en = { ...zh, language: 'en' } as const;

describe('times', () => {
  it('reads the clock of the time zone, also across midnight', () => {
    expect(wallTime('2026-11-20T16:05:00Z', 'Asia/Shanghai')).toEqual({ day: '2026-11-21', time: '00:05' });
    expect(wallTime('2026-11-20T15:59:59Z', 'Asia/Shanghai')).toEqual({ day: '2026-11-20', time: '23:59' });
    expect(wallTime('2026-07-01T04:30:00Z', 'America/Chicago')).toEqual({ day: '2026-06-30', time: '23:30' });
  });

  it('says the time only of today', () => {
    expect(formatMoment('2026-11-21T06:05:00Z', zh)).toBe('今天 14:05');
    expect(formatMoment('2026-11-20T06:05:00Z', zh)).toBe('昨天');
    expect(formatMoment('2026-03-02T06:05:00Z', zh)).toBe('3月2日');
    expect(formatMoment('2025-12-31T06:05:00Z', zh)).toBe('2025年12月31日');
    expect(formatMoment('2026-11-21T06:05:00Z', then)).toBe('11月21日 14:05');
    expect(formatMoment('2026-11-20T06:05:00Z', then)).toBe('11月20日');
    expect(formatMoment('2026-11-21T06:05:00Z', en)).toBe('today 14:05');
    expect(formatMoment('2025-12-31T06:05:00Z', en)).toBe('31 Dec 2025');
  });

  it('knows yesterday, today and tomorrow', () => {
    expect(['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23'].map((day) => formatDay(day, zh))).toEqual([
      '昨天',
      '今天',
      '明天',
      '11月23日',
    ]);
  });

  it('leaves the year out of dates of this year', () => {
    expect(formatDate('2026-10-01', zh)).toBe('10月1日');
    expect(formatDate('2024-02-29', en)).toBe('29 Feb 2024');
  });

  it('writes exact times with year and minute', () => {
    expect(formatExact('2026-11-21T06:05:00Z', zh)).toBe('2026年11月21日 14:05');
    expect(formatExact('2026-11-21T06:05:00Z', en)).toBe('21 Nov 2026 14:05');
  });

  it('counts days across months, years and leap days', () => {
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(daysBetween('2026-03-02', '2026-11-21')).toBe(264);
    expect(daysBetween('2026-11-21', '2026-11-20')).toBe(-1);
    expect(earlierDay('2026-02-01', '2026-01-31')).toBe('2026-01-31');
    expect(laterDay('2026-02-01', '2026-01-31')).toBe('2026-02-01');
  });
});
