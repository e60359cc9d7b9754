import type { WorkingCalendar } from '../../../server/api/loop/schema.ts';
import { addDays, daysBetween } from '../../format/time.ts';

/** What a day is: `worked` is a weekend day that is worked instead of a holiday. */
export type DayKind = 'working' | 'weekend' | 'holiday' | 'worked';

/** A day on the sheet of a year. */
export interface SheetDay {
  /** `YYYY-MM-DD`. */
  day: string;
  kind: DayKind;
}

/** The twelve months of a year, each with all its days in order. */
export function sheetOf(year: number, calendar: Pick<WorkingCalendar, 'years'>): SheetDay[][] {
  const holidays = calendar.years.find((known) => known.year === year)?.holidays ?? [];
  const off = new Set(holidays.flatMap(({ first, last }) => daysFrom(first, last)));
  const worked = new Set(holidays.flatMap((holiday) => holiday.worked));
  const kindOf = (day: string): DayKind => {
    if (off.has(day)) return 'holiday';
    if (worked.has(day)) return 'worked';
    return weekdayOf(day) > 4 ? 'weekend' : 'working';
  };
  return Array.from({ length: 12 }, (_, month) => {
    const first = `${year}-${String(month + 1).padStart(2, '0')}-01`;
    const count = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
    return daysFrom(first, addDays(first, count - 1)).map((day) => ({ day, kind: kindOf(day) }));
  });
}

/** How many days of a sheet are worked. */
export function countWorkingDays(months: readonly SheetDay[][]): number {
  return months.flat().filter(({ kind }) => kind === 'working' || kind === 'worked').length;
}

/** Days of a month in rows of weeks from Monday; null where a day is another month's. */
export function weeksOf(month: readonly SheetDay[]): (SheetDay | null)[][] {
  const cells = [...Array.from({ length: weekdayOf(month[0]!.day) }, () => null), ...month];
  return Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) =>
    Array.from({ length: 7 }, (__, column) => cells[week * 7 + column] ?? null),
  );
}

/** 0 for Monday to 6 for Sunday. */
function weekdayOf(day: string): number {
  return (new Date(day).getUTCDay() + 6) % 7;
}

function daysFrom(first: string, last: string): string[] {
  return Array.from({ length: daysBetween(first, last) + 1 }, (_, index) => addDays(first, index));
}
