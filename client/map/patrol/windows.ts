import { minuteFrom } from '../../format/minutes.ts';

const day_min = 1440;

/**
 * Whether a minute of a plan's day lies in a window of local times `HH:MM`; a window whose end is before its start runs over midnight,
 * one that ends when it starts all day.
 */
export function windowOpen(start: string, end: string, minute: number): boolean {
  const at = ((minute % day_min) + day_min) % day_min;
  const [from, to] = [minuteFrom(start, 0), minuteFrom(end, 0)];
  return from < to ? at >= from && at <= to : at >= from || at <= to;
}
