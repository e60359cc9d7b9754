import type { Matter, WorkingCalendar } from '../../../server/api/loop/schema.ts';
import type { Messages } from '../../locales/index.ts';

/** Working time of a whole day, in minutes. */
function minutesOf({ hours }: Pick<WorkingCalendar, 'hours'>): number {
  const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
  return hours.reduce((sum, [opens, closes]) => sum + minutes(closes) - minutes(opens), 0);
}

/** The time limits of a matter in words: within which it is to be accepted, and settled; whole days are told as such. */
export function limitWords(
  { clock, accept_h, resolve_h }: Pick<Matter, 'clock' | 'accept_h' | 'resolve_h'>,
  calendar: Pick<WorkingCalendar, 'hours'>,
  { catalogue: { matters: words } }: Messages,
): { accept: string; settle: string } {
  const day = minutesOf(calendar);
  const limit = (hours: number) => {
    if (clock === 'round') return words.roundHours(String(hours));
    const days = (hours * 60) / day;
    return Number.isInteger(days) ? words.workingDays(String(days)) : words.workingHours(String(hours));
  };
  return { accept: words.accept(limit(accept_h)), settle: words.settle(limit(resolve_h)) };
}
