import type { WorkingCalendar } from '../api/loop/schema.ts';

/** Reckons in working time: the hours of working days, without public holidays and with the weekends that are worked instead. */
export interface WorkingClock {
  /**
   * When so much working time has passed since a moment: the earliest such moment, so that a day's last minute is the end of
   * that day and not the next morning. 0 min is the moment itself; below 0 it reckons back.
   */
  add(from: Date, minutes: number): Date;
  /** Working time from one moment to another, min, to the millisecond; below 0 where `to` is earlier. */
  between(from: Date, to: Date): number;
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** From a Monday to 1 January 1970, a Thursday, in days. */
const MONDAY_OFFSET = 3;

/**
 * A clock that runs in the working hours of a calendar, in a time zone. Of years that are not in the calendar it knows the
 * weekends only. A change to or from summer time within working hours is reckoned by the clock on the wall.
 */
export function workingClock(calendar: WorkingCalendar, timeZone: string): WorkingClock {
  const days = workingDays(calendar);
  const hours = workingHours(calendar.hours);
  const zone = wallClock(timeZone);
  /** Working time from day 0 to a moment, ms. */
  const workAt = (moment: Date) => {
    const wall = zone.wallOf(moment.getTime());
    const day = Math.floor(wall / DAY_MS);
    return days.before(day) * hours.length + (days.works(day) ? hours.until(wall - day * DAY_MS) : 0);
  };
  const momentOf = (work: number) => {
    // The last moment of a day belongs to that day.
    const position = Math.ceil(work / hours.length) - 1;
    return new Date(zone.momentOf(days.at(position) * DAY_MS + hours.at(work - position * hours.length)));
  };
  return {
    add: (from, minutes) => (minutes === 0 ? from : momentOf(workAt(from) + Math.round(minutes * MINUTE_MS))),
    between: (from, to) => (workAt(to) - workAt(from)) / MINUTE_MS,
  };
}

/** Working time of a whole day, min. */
export function workdayMinutes({ hours }: Pick<WorkingCalendar, 'hours'>): number {
  return workingHours(hours).length / MINUTE_MS;
}

/** Days count from 1970-01-01 as the wall shows it. */
function workingDays({ years }: WorkingCalendar) {
  const holidays = years.flatMap((year) => year.holidays);
  const off = holidays.flatMap(({ first, last }) => daysFrom(dayNumber(first), dayNumber(last))).filter(isWeekday);
  const worked = holidays.flatMap((holiday) => holiday.worked.map(dayNumber));
  const [isOff, isWorked] = [new Set(off), new Set(worked)];
  off.sort((a, b) => a - b);
  worked.sort((a, b) => a - b);
  const works = (day: number) => (isWeekday(day) ? !isOff.has(day) : isWorked.has(day));
  /** Working days before a day, counted from day 0. */
  const before = (day: number) => weekdaysBefore(day) + countBelow(worked, day) - countBelow(off, day);
  /** The working day before which there are so many: between them lie five of seven days, give or take the exceptions. */
  const at = (position: number) => {
    const exceptions = off.length + worked.length + 7;
    let low = Math.floor((position * 7) / 5) - exceptions * 2;
    let high = low + exceptions * 4;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (before(middle) <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return { works, before, at };
}

function dayNumber(day: string): number {
  return Date.parse(day) / DAY_MS;
}

function daysFrom(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function isWeekday(day: number): boolean {
  return (((day + MONDAY_OFFSET) % 7) + 7) % 7 < 5;
}

function weekdaysBefore(day: number): number {
  const sinceMonday = day + MONDAY_OFFSET;
  const weeks = Math.floor(sinceMonday / 7);
  return weeks * 5 + Math.min(sinceMonday - weeks * 7, 5) - MONDAY_OFFSET;
}

/** How many of ascending numbers lie below a limit. */
function countBelow(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The hours of one working day, in ms since its midnight. */
function workingHours(hours: WorkingCalendar['hours']) {
  const spans = hours.map(([opens, closes]) => ({ opens: timeOf(opens), closes: timeOf(closes) }));
  return {
    length: spans.reduce((sum, { opens, closes }) => sum + closes - opens, 0),
    /** Working time from midnight to a time of day. */
    until: (time: number) =>
      spans.reduce((sum, { opens, closes }) => sum + Math.max(0, Math.min(time, closes) - opens), 0),
    /** The earliest time of day by which so much was worked; more than 0, at most `length`. */
    at(work: number): number {
      let left = work;
      for (const { opens, closes } of spans) {
        if (left <= closes - opens) return opens + left;
        left -= closes - opens;
      }
      return spans.at(-1)!.closes;
    },
  };
}

function timeOf(text: string): number {
  const [hour, minute] = text.split(':').map(Number) as [number, number];
  return (hour * 60 + minute) * MINUTE_MS;
}

/** What a clock on the wall of a time zone shows, as if it were UTC, in ms. */
function wallClock(timeZone: string) {
  const format = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
  });
  const shown = (moment: number) => {
    const parts = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
    const { year, month, day, hour, minute, second } = parts as Record<string, number>;
    return Date.UTC(year!, month! - 1, day!, hour, minute, second) + (((moment % 1000) + 1000) % 1000);
  };
  // Asking the calendar takes 8 µs; on a day at whose ends the offset is the same it is the same all day.
  const offsets = new Map<number, number | null>();
  const offsetOn = (day: number) => {
    let offset = offsets.get(day);
    if (offset === undefined) {
      const [first, last] = [day * DAY_MS, (day + 1) * DAY_MS].map((end) => shown(end) - end) as [number, number];
      offset = first === last ? first : null;
      offsets.set(day, offset);
    }
    return offset;
  };
  const wallOf = (moment: number) => {
    const offset = offsetOn(Math.floor(moment / DAY_MS));
    return offset === null ? shown(moment) : moment + offset;
  };
  return {
    wallOf,
    momentOf(wall: number): number {
      // The offset of the moment itself, which is near the one that its wall time would be in UTC.
      const near = wall - (wallOf(wall) - wall);
      return wall - (wallOf(near) - near);
    },
  };
}
