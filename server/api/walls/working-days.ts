import { addDays, daysBetween } from '../calendar.ts';
import type { LoopReference } from '../loop/schema.ts';

/** Public holidays and weekends worked instead, `YYYY-MM-DD`, of the year before a day's to the year after. */
export function workingDays(
  calendar: LoopReference['calendar'],
  today: string,
): { holidays: string[]; worked_weekends: string[] } {
  const year = Number(today.slice(0, 4));
  const spans = calendar.years.filter((each) => Math.abs(each.year - year) <= 1).flatMap(({ holidays }) => holidays);
  const days = ({ first, last }: { first: string; last: string }) =>
    Array.from({ length: daysBetween(first, last) }, (_, index) => addDays(first, index));
  return { holidays: spans.flatMap(days), worked_weekends: spans.flatMap(({ worked }) => worked) };
}
