import type { LanguageChoice } from '../state/store.ts';
import { daysBetween, wallTime } from './time.ts';

/** Minutes of a day. */
export const DAY_MIN = 1440;

/** A minute of a plan as a time of day: 21:05; after midnight 次日 01:10. Rounded down to the minute. */
export function formatMinute(minute: number, language: LanguageChoice): string {
  const days = Math.floor(minute / DAY_MIN);
  const time = timeText(minute);
  if (days === 0) return time;
  if (language === 'en') return `${time} +${days}`;
  return days === 1 ? `次日 ${time}` : `第${days + 1}天 ${time}`;
}

/** A minute of a plan as `HH:MM`, whatever the day. */
export function timeText(minute: number): string {
  const within = ((Math.floor(minute) % DAY_MIN) + DAY_MIN) % DAY_MIN;
  return `${String(Math.floor(within / 60)).padStart(2, '0')}:${String(within % 60).padStart(2, '0')}`;
}

/** The first minute from `from_min` on at which a clock shows `HH:MM`. */
export function minuteFrom(time: string, from_min: number): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const within = hours * 60 + minutes;
  return within + Math.max(0, Math.ceil((from_min - within) / DAY_MIN)) * DAY_MIN;
}

/** The minute of a plan's day (`YYYY-MM-DD`) at an instant; negative before it. */
export function minuteAt(now_ms: number, day: string, timeZone: string): number {
  const clock = wallTime(new Date(now_ms).toISOString(), timeZone);
  return daysBetween(day, clock.day) * DAY_MIN + minuteFrom(clock.time, 0);
}

/** The length of a shift from one local time to another, min; an end at or before the start is on the next day. */
export function shiftSpan(starts_at: string, ends_at: string): number {
  const from = minuteFrom(starts_at, 0);
  return minuteFrom(ends_at, from + 1) - from;
}
