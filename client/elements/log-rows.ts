import type { Opening } from '../../server/api/openings/schema.ts';
import { wallTime } from '../format/time.ts';

/** Rows of one day of the deployment's time zone. */
export interface DayRows<Row> {
  /** `YYYY-MM-DD`. */
  day: string;
  rows: Row[];
}

/** Rows by day, in the order in which they come. */
export function byDay<Row>(rows: readonly Row[], timeZone: string, at: (row: Row) => string): DayRows<Row>[] {
  const days: DayRows<Row>[] = [];
  for (const row of rows) {
    const { day } = wallTime(at(row), timeZone);
    const last = days.at(-1);
    if (last?.day === day) last.rows.push(row);
    else days.push({ day, rows: [row] });
  }
  return days;
}

/** Whether an opening holds every word of a text, in the name, the door, the note or the words that its codes stand for; case aside. */
export function openingHolds(opening: Opening, text: string, names: readonly string[]): boolean {
  const { account_name, address, area_name, note } = opening;
  const all = [account_name, address, area_name, note, ...names].join(' ').toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}

/** A filter as it stands in the address of the log. */
export interface LogFilter {
  area_code?: string;
  account_id?: string;
  /** First and last day, `YYYY-MM-DD`, both included. */
  from?: string;
  to?: string;
}

/** The filter of an address; what makes no sense there is left out. */
export function readFilter(rest: Readonly<Record<string, string>>): LogFilter {
  const filter: LogFilter = {};
  const fits = (key: keyof LogFilter, pattern: RegExp) => {
    const value = rest[key];
    if (value !== undefined && pattern.test(value)) filter[key] = value;
  };
  fits('area_code', /^\d{2,18}$/);
  fits('account_id', /^[1-9]\d{0,8}$/);
  fits('from', /^\d{4}-\d\d-\d\d$/);
  fits('to', /^\d{4}-\d\d-\d\d$/);
  return filter;
}
