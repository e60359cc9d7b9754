/** Whether a time of the day lies in a window of local times `HH:MM`; a window whose end is not after its start runs over midnight. */
export function windowOpen(start: string, end: string, minute: number): boolean {
  const [from, to] = [minuteOf(start), minuteOf(end)];
  const at = ((minute % 1440) + 1440) % 1440;
  return from < to ? at >= from && at <= to : at >= from || at <= to;
}

/** `HH:MM` as a minute of the day. */
export function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** A minute of a plan's day as `HH:MM`; 1500 is 01:00 of the next day. */
export function timeOf(minute: number): string {
  const at = ((Math.floor(minute) % 1440) + 1440) % 1440;
  return `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
}
