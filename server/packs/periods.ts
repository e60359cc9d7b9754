import { addDays, daysBetween, monthEnd } from '../api/calendar.ts';
import type { Cadence } from '../api/report-packs/schema.ts';

/** First and last day, `YYYY-MM-DD`. */
export interface Period {
  from: string;
  to: string;
}

/** Months of the cadences that go by months. */
const months = { month: 1, quarter: 3, year: 12 } as const;
/** Periods before that a figure is compared with. */
const PAST_PERIODS = 4;
/** A year in whole weeks, so that Monday meets Monday. */
const YEAR_OF_WEEKS_DAYS = 364;

/** The period of a cadence that a day lies in; weeks begin on Monday. */
export function periodOf(cadence: Cadence, day: string): Period {
  if (cadence === 'day') return { from: day, to: day };
  if (cadence === 'week') {
    const from = addDays(day, -((new Date(day).getUTCDay() + 6) % 7));
    return { from, to: addDays(from, 6) };
  }
  const length = months[cadence];
  const first = Math.floor((Number(day.slice(5, 7)) - 1) / length) * length + 1;
  const from = `${day.slice(0, 4)}-${two(first)}-01`;
  return { from, to: monthEnd(`${day.slice(0, 4)}-${two(first + length - 1)}-01`) };
}

/** The four periods before one, oldest first. */
export function periodsBefore(cadence: Cadence, { from }: Period): Period[] {
  const before: Period[] = [];
  for (let first = from; before.length < PAST_PERIODS; first = before[0]!.from)
    before.unshift(periodOf(cadence, addDays(first, -1)));
  return before;
}

/** The same period a year before: of weeks the one that begins on the Monday 52 weeks before. */
export function yearBefore(cadence: Cadence, { from }: Period): Period {
  if (cadence === 'week') return periodOf('week', addDays(from, -YEAR_OF_WEEKS_DAYS));
  const year = String(Number(from.slice(0, 4)) - 1);
  // Of the 29th of February, the 28th.
  const day = from.endsWith('-02-29') ? `${year}-02-28` : `${year}${from.slice(4)}`;
  return periodOf(cadence, day);
}

/** Where the parts of a period begin: hours of a day, days of a week or month, weeks of a quarter, months of a year. */
export function partsOf(cadence: Cadence, { from, to }: Period): string[] {
  if (cadence === 'day') return Array.from({ length: 24 }, (_, hour) => `${from} ${two(hour)}:00`);
  if (cadence === 'year') return Array.from({ length: 12 }, (_, month) => `${from.slice(0, 4)}-${two(month + 1)}-01`);
  const step = cadence === 'quarter' ? 7 : 1;
  return Array.from({ length: Math.ceil(daysBetween(from, to) / step) }, (_, part) => addDays(from, part * step));
}

const two = (value: number) => String(value).padStart(2, '0');
