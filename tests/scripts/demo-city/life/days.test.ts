import { describe, expect, it } from 'vitest';
import { addDays, Clock, daysBetween, monthEnd, weekdayOf } from '../../../../scripts/demo-city/life/days.ts';

describe('days', () => {
  it('step over the ends of months and years', () => {
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(daysBetween('2025-12-31', '2026-01-02')).toBe(2);
    expect(monthEnd('2026-11-21')).toBe('2026-11-30');
    expect(monthEnd('2026-01-31', -11)).toBe('2025-02-28');
    expect(weekdayOf('2026-11-21')).toBe(6);
  });

  it('turn wall times of a zone into instants and back', () => {
    const shanghai = new Clock('Asia/Shanghai');
    expect(new Date(shanghai.instant('2026-11-21', 8 * 60)).toISOString()).toBe('2026-11-21T00:00:00.000Z');
    expect(shanghai.wall(Date.parse('2026-11-20T16:30:00Z'))).toEqual({ day: '2026-11-21', minutes: 30 });
    const newYork = new Clock('America/New_York');
    expect(new Date(newYork.instant('2026-07-01', 12 * 60)).toISOString()).toBe('2026-07-01T16:00:00.000Z');
    expect(new Date(newYork.instant('2026-12-01', 12 * 60)).toISOString()).toBe('2026-12-01T17:00:00.000Z');
  });
});
