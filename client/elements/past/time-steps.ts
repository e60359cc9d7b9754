import { addDays, daysBetween, earlierDay, laterDay } from '../../format/time.ts';

/** Days that the slider reaches back at least. */
const LEAST_DAYS = 365;

/** The slider's first day: that of the record, or a year back where that is later. */
export function firstDay(past_since: string, today: string): string {
  return earlierDay(past_since, addDays(today, -LEAST_DAYS));
}

/** The same day of another month, its last where it has none; never outside the slider. */
export function monthsOn(day: string, months: number, [first, last]: readonly [string, string]): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const lastOfMonth = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  const moved =
    lastOfMonth.toISOString().slice(0, 8) + String(Math.min(date, lastOfMonth.getUTCDate())).padStart(2, '0');
  return earlierDay(laterDay(moved, first), last);
}

/** Where a day stands on the slider, 0 to 1. */
export function shareOf(day: string, [first, last]: readonly [string, string]): number {
  return daysBetween(first, day) / Math.max(1, daysBetween(first, last));
}
