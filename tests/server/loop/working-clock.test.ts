import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLoop } from '../../../server/loop/catalogue.ts';
import { workdayMinutes, workingClock } from '../../../server/loop/working-clock.ts';

const zone = 'Asia/Shanghai';
const { reference, clock } = readLoop({ variant: 'five', timeZone: zone });
/** A moment of the wall clock in China. */
const at = (text: string) => new Date(`${text}+08:00`);
const added = (from: string, minutes: number) => clock.add(at(from), minutes).toISOString();
const iso = (text: string) => at(text).toISOString();

describe('the working clock', () => {
  it('ends on the last minute of the morning and of the day, not on the first of the next span', () => {
    expect(added('2026-11-18T09:00', 180)).toBe(iso('2026-11-18T12:00'));
    expect(added('2026-11-18T09:00', 181)).toBe(iso('2026-11-18T13:31'));
    expect(added('2026-11-18T09:00', 420)).toBe(iso('2026-11-18T17:30'));
    expect(added('2026-11-18T09:00', 421)).toBe(iso('2026-11-19T09:01'));
    expect(added('2026-11-18T17:30', 1)).toBe(iso('2026-11-19T09:01'));
  });

  it('stands still at night, at lunch and over a weekend', () => {
    expect(added('2026-11-18T12:30', 10)).toBe(iso('2026-11-18T13:40'));
    expect(added('2026-11-20T23:59:59.999', 10)).toBe(iso('2026-11-23T09:10'));
    expect(added('2026-11-21T00:00', 420)).toBe(iso('2026-11-23T17:30'));
    expect(clock.between(at('2026-11-20T17:30'), at('2026-11-23T09:00'))).toBe(0);
  });

  it('knows public holidays and the weekends that are worked instead', () => {
    // National Day 2026: off from Thursday 1 to 7 October, worked on Saturday 10.
    expect(added('2026-09-30T17:00', 60)).toBe(iso('2026-10-08T09:30'));
    expect(added('2026-10-09T17:30', 420)).toBe(iso('2026-10-10T17:30'));
    // Spring Festival 2025 over a change of month; the Sunday before is worked.
    expect(added('2025-01-26T09:00', 2 * 420)).toBe(iso('2025-01-27T17:30'));
    expect(added('2025-01-27T17:30', 420)).toBe(iso('2025-02-05T17:30'));
  });

  it('counts the working days of each year that was announced', () => {
    const days = [2024, 2025, 2026].map((year) =>
      clock.between(at(`${year}-01-01T00:00`), at(`${year + 1}-01-01T00:00`)),
    );
    expect(days.map((minutes) => minutes / workdayMinutes(reference.calendar))).toEqual([251, 248, 248]);
  });

  it('knows only weekends of a year that is not in the calendar', () => {
    expect(added('2030-09-30T17:30', 420)).toBe(iso('2030-10-01T17:30'));
    expect(added('1999-12-31T17:30', 420)).toBe(iso('2000-01-03T17:30'));
  });

  it('reckons back below 0, and 0 is the moment itself', () => {
    expect(added('2026-11-23T09:30', -60)).toBe(iso('2026-11-20T17:00'));
    expect(added('2026-11-21T03:00', 0)).toBe(iso('2026-11-21T03:00'));
    expect(clock.between(at('2026-11-23T09:30'), at('2026-11-20T17:00'))).toBe(-60);
  });

  it('keeps to the clock on the wall where that is changed in spring and autumn', () => {
    const berlin = workingClock({ hours: [['08:00', '16:00']], years: [] }, 'Europe/Berlin');
    expect(berlin.add(new Date('2026-03-27T15:00:00+01:00'), 120).toISOString()).toBe('2026-03-30T07:00:00.000Z');
    expect(berlin.add(new Date('2026-10-23T15:00:00+02:00'), 120).toISOString()).toBe('2026-10-26T08:00:00.000Z');
  });

  it('gives back what was added, and never goes backwards', () => {
    const moment = fc.date({ min: at('2023-01-01T00:00'), max: at('2028-01-01T00:00'), noInvalidDate: true });
    const minutes = fc.integer({ min: 0, max: 200_000 });
    fc.assert(
      fc.property(moment, minutes, minutes, (from, one, other) => {
        const end = clock.add(from, one);
        expect(clock.between(from, end)).toBe(one);
        expect(end.getTime()).toBeGreaterThanOrEqual(from.getTime());
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        expect(clock.add(from, less).getTime()).toBeLessThanOrEqual(clock.add(from, more).getTime());
        const later = new Date(from.getTime() + other * 1000);
        expect(clock.add(later, one).getTime()).toBeGreaterThanOrEqual(end.getTime());
      }),
      { numRuns: 500 },
    );
  });
});
