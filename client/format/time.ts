import type { LanguageChoice } from '../state/store.ts';

/** What relative words are reckoned from. */
export interface Clock {
  /** `YYYY-MM-DD` in `timeZone`. */
  today: string;
  /** IANA name. */
  timeZone: string;
  language: LanguageChoice;
  /** `today` is a day in the past that is looked at: near days are told by date. */
  past?: boolean;
}

const dayLength_ms = 86_400_000;
const englishMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const wallClocks = new Map<string, Intl.DateTimeFormat>();

/** The day (`YYYY-MM-DD`) and time (`HH:MM`) that a clock on the wall of a time zone shows at an instant. */
export function wallTime(iso: string, timeZone: string): { day: string; time: string } {
  let format = wallClocks.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    wallClocks.set(timeZone, format);
  }
  const part = Object.fromEntries(format.formatToParts(new Date(iso)).map(({ type, value }) => [type, value]));
  return { day: `${part.year}-${part.month}-${part.day}`, time: `${part.hour}:${part.minute}` };
}

/** Whole days from one `YYYY-MM-DD` to another; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / dayLength_ms);
}

/** The day so many days after a `YYYY-MM-DD`; before it when negative. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00Z`) + days * dayLength_ms).toISOString().slice(0, 10);
}

/** The earlier of two `YYYY-MM-DD`. */
export function earlierDay(a: string, b: string): string {
  return daysBetween(a, b) >= 0 ? a : b;
}

/** The later of two `YYYY-MM-DD`. */
export function laterDay(a: string, b: string): string {
  return daysBetween(a, b) >= 0 ? b : a;
}

/** A day in words: 今天, 昨天, 明天, 3月2日, or with the year when it is another one. */
export function formatDay(day: string, { today, language, past }: Pick<Clock, 'today' | 'language' | 'past'>): string {
  const near = { '-1': ['昨天', 'yesterday'], '0': ['今天', 'today'], '1': ['明天', 'tomorrow'] }[
    String(daysBetween(today, day))
  ];
  if (near && !past) return near[language === 'en' ? 1 : 0] as string;
  return formatDate(day, { today, language });
}

/** A calendar date: 3月2日, or with the year when it is another one. */
export function formatDate(day: string, { today, language }: Pick<Clock, 'today' | 'language'>): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const otherYear = !today.startsWith(`${day.slice(0, 4)}-`);
  if (language === 'en') return `${date} ${englishMonths[month - 1]}${otherYear ? ` ${year}` : ''}`;
  return `${otherYear ? `${year}年` : ''}${month}月${date}日`;
}

/** An instant in words: 今天 14:05, 昨天, 3月2日. */
export function formatMoment(iso: string, clock: Clock): string {
  const { day, time } = wallTime(iso, clock.timeZone);
  const words = formatDay(day, clock);
  return day === clock.today ? `${words} ${time}` : words;
}

/** An instant to the minute, with year: 2026年3月2日 14:05. */
export function formatExact(iso: string, { timeZone, language }: Pick<Clock, 'timeZone' | 'language'>): string {
  const { day, time } = wallTime(iso, timeZone);
  return `${formatDate(day, { today: '', language })} ${time}`;
}
