const DAY_MS = 86_400_000;

/** The day `count` days after `day` (`YYYY-MM-DD`); before it where `count` is negative. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10);
}

/** Whole days from `from` to `to`; negative where `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/** 0 Sunday to 6 Saturday. */
export function weekdayOf(day: string): number {
  return new Date(day).getUTCDay();
}

/** The last day of the month that lies `months` after the day's own. */
export function monthEnd(day: string, months = 0): string {
  const date = new Date(day);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0)).toISOString().slice(0, 10);
}

/** Turns wall-clock times of one zone into instants. */
export class Clock {
  readonly #format: Intl.DateTimeFormat;
  readonly #offsets = new Map<string, number>();

  /** @param timeZone IANA name. */
  constructor(timeZone: string) {
    this.#format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
  }

  /** Milliseconds since 1970 of a day's minute in the zone; a day keeps the offset of its noon. */
  instant(day: string, minutes: number): number {
    return Date.parse(day) + Math.round(minutes * 60_000) - this.#offset(day);
  }

  /** The day and minute (with a fraction) that the zone's clocks show at an instant. */
  wall(instant: number): { day: string; minutes: number } {
    const local = instant + this.#offsetAt(instant);
    const day = new Date(local).toISOString().slice(0, 10);
    return { day, minutes: (local - Date.parse(day)) / 60_000 };
  }

  #offset(day: string): number {
    let offset = this.#offsets.get(day);
    if (offset === undefined) {
      offset = this.#offsetAt(Date.parse(day) + DAY_MS / 2);
      this.#offsets.set(day, offset);
    }
    return offset;
  }

  #offsetAt(instant: number): number {
    const parts = Object.fromEntries(
      this.#format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
    );
    const { year, month, day, hour, minute, second } = parts as Record<string, number>;
    const local = Date.UTC(year!, month! - 1, day!, hour!, minute!, second!);
    return local - Math.floor(instant / 1000) * 1000;
  }
}
