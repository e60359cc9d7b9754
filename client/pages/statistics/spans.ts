import { addDays, daysBetween } from '../../format/time.ts';
import type { Days } from '../../state/period.ts';

/** Lengths that a press chooses, days up to today. */
export const presets = ['7', '30', '90', '365'] as const;
/** Days that are shown when none are chosen. */
const USUAL_DAYS = 30;
/** Longest span, days: what the server takes. */
const LONGEST_DAYS = 1096;

/** The span that an address names, or the last 30 days; a span that cannot be is none. */
export function spanOf(rest: Readonly<Record<string, string>>, today: string): Days {
  const { from = '', to = '' } = rest;
  const known = isDay(from) && isDay(to) && from <= to && daysBetween(from, to) < LONGEST_DAYS;
  return known ? { from, to } : lastDays(USUAL_DAYS, today);
}

/** So many days up to today. */
export function lastDays(days: number, today: string): Days {
  return { from: addDays(today, 1 - days), to: today };
}

/** As many days just before. */
export function spanBefore({ from, to }: Days): Days {
  const days = daysBetween(from, to) + 1;
  return { from: addDays(from, -days), to: addDays(from, -1) };
}

/** The same days a year before; 29 February becomes 28 February. */
export function yearBefore({ from, to }: Days): Days {
  return { from: lastYear(from), to: lastYear(to) };
}

function lastYear(day: string): string {
  const earlier = `${String(Number(day.slice(0, 4)) - 1).padStart(4, '0')}${day.slice(4)}`;
  return isDay(earlier) ? earlier : earlier.replace('-29', '-28');
}

function isDay(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00Z`) : Number.NaN;
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(text);
}
