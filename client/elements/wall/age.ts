/** A stretch of time in the one unit that is read from afar. */
export interface Age {
  count: number;
  unit: 'min' | 'h' | 'd';
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A stretch of time in minutes up to two hours, in hours up to two days, in days from there; rounded down, never below 0. */
export function ageOf(span_ms: number): Age {
  const span = Math.max(0, span_ms);
  if (span < 2 * HOUR_MS) return { count: Math.floor(span / MINUTE_MS), unit: 'min' };
  if (span < 2 * DAY_MS) return { count: Math.floor(span / HOUR_MS), unit: 'h' };
  return { count: Math.floor(span / DAY_MS), unit: 'd' };
}

/** A stretch of time that runs, as hours and minutes: 3:05, 128:40. */
export function runningTime(span_ms: number): string {
  const minutes = Math.max(0, Math.floor(span_ms / MINUTE_MS));
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}
