/** Minutes of a day. */
export const DAY_MIN = 1440;
const MINUTE_MS = 60_000;

/** A span in minutes since midnight of a plan's day. */
export type Span = [from: number, to: number];

/** Minutes of a local time `HH:MM`. */
export function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number) as [number, number];
  return hours * 60 + minutes;
}

/** Local time `HH:MM` of a minute, rounded down as on the screen; past midnight it begins anew. */
export function clockOf(minute: number): string {
  const whole = Math.floor(minute) % DAY_MIN;
  return `${String(Math.floor(whole / 60)).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`;
}

/** A span from a local time to another; one whose end is not after its start runs over midnight. @param days after the plan's day. */
export function spanOf(starts: string, ends: string, days = 0): Span {
  const from = minutesOf(starts);
  const to = minutesOf(ends);
  return [from + days * DAY_MIN, (to > from ? to : to + DAY_MIN) + days * DAY_MIN];
}

/**
 * When a daily window is open while somebody is on duty: those of its days that meet the span, cut at the beginning of the plan's day.
 * Where none meets it, that of the plan's day, so that a plan can say what is wrong with it.
 */
export function windowsOf(starts: string, ends: string, duty: Span | null): Span[] {
  const daily = [-1, 0, 1].map((days) => spanOf(starts, ends, days));
  const met = duty ? daily.filter(([from, to]) => to > duty[0] && from < duty[1]) : [];
  const open = (met.length > 0 ? met : [daily[1]!]).map(
    ([from, to]): Span => [Math.max(0, from), Math.min(2 * DAY_MIN, to)],
  );
  return joined(open);
}

/** From the first to the last minute that any of the squads is on duty; null without one. */
export function dutyOf(squads: readonly { from_min: number; to_min: number }[]): Span | null {
  if (squads.length === 0) return null;
  return [Math.min(...squads.map(({ from_min }) => from_min)), Math.max(...squads.map(({ to_min }) => to_min))];
}

// Minutes are those that go by. Behind a change of a time zone's clock they would be an hour off what clocks show, so that nothing is
// planned over one (`keepsClock`).

/** A moment as minutes since a midnight; a fraction of a minute is kept. */
export function minuteAt(moment: Date, midnight: Date): number {
  return (moment.getTime() - midnight.getTime()) / MINUTE_MS;
}

/** The moment of a minute since a midnight. */
export function momentAt(minute: number, midnight: Date): Date {
  return new Date(midnight.getTime() + minute * MINUTE_MS);
}

/** Midnight with which a day of a time zone begins. @param day `YYYY-MM-DD`. */
export function midnightOf(day: string, timeZone: string): Date {
  const utc = Date.parse(`${day}T00:00:00Z`);
  // Twice, as the first guess may lie on the other side of a change of the clock.
  const guess = utc - offsetOf(new Date(utc), timeZone);
  return new Date(utc - offsetOf(new Date(guess), timeZone));
}

/** Whether a clock of the zone shows a minute of a day as what it is: nobody puts it on or back from that midnight to then. */
export function keepsClock(minute: number, midnight: Date, timeZone: string): boolean {
  return offsetOf(momentAt(minute, midnight), timeZone) === offsetOf(midnight, timeZone);
}

/** How far the clock of a time zone is ahead of UTC at a moment, ms. */
function offsetOf(moment: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' },
  }).formatToParts(moment);
  const value = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const local = Date.UTC(
    value('year'),
    value('month') - 1,
    value('day'),
    value('hour'),
    value('minute'),
    value('second'),
  );
  return local - Math.floor(moment.getTime() / 1000) * 1000;
}

/** Spans that touch become one. */
function joined(spans: readonly Span[]): Span[] {
  const whole: Span[] = [];
  for (const [from, to] of spans) {
    const last = whole.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else whole.push([from, to]);
  }
  return whole;
}
