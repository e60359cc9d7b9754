import { describe, expect, it } from 'vitest';
import { addDays, dayOf, daysBetween, monthEnd } from '../../../server/api/calendar.ts';

describe('dayOf', () => {
  it('is the day of the zone, not of UTC', () => {
    const moment = new Date('2026-05-31T16:30:00Z');
    expect(dayOf(moment, 'UTC')).toBe('2026-05-31');
    expect(dayOf(moment, 'Asia/Shanghai')).toBe('2026-06-01');
    expect(dayOf(moment, 'America/Chicago')).toBe('2026-05-31');
  });
});

it('adds and counts days over months, leap days and years', () => {
  expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
  expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
  expect(daysBetween('2024-02-28', '2024-03-01')).toBe(3);
  expect(daysBetween('2026-05-02', '2026-05-02')).toBe(1);
  expect(daysBetween('2026-05-02', '2026-05-01')).toBe(0);
});

it('finds the end of a month', () => {
  expect(monthEnd('2024-02-01')).toBe('2024-02-29');
  expect(monthEnd('2026-12-31')).toBe('2026-12-31');
});
