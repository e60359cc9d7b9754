import { type Clock, formatDay, wallTime } from '../../format/time.ts';

/** An instant with its time, reckoned from the day that `now` (ms since 1970) is in: 14:05 today, 昨天 23:50, 3月2日 08:15. */
export function formatWhen(iso: string, { timeZone, language }: Omit<Clock, 'today'>, now: number): string {
  const { day, time } = wallTime(iso, timeZone);
  const { day: today } = wallTime(new Date(now).toISOString(), timeZone);
  return day === today ? time : `${formatDay(day, { today, language })} ${time}`;
}
