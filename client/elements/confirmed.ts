import { daysBetween, formatDay } from '../format/time.ts';
import type { Messages } from '../locales/index.ts';
import type { LanguageChoice } from '../state/store.ts';
import type { Reference } from './reference.ts';

/** When a thing was last confirmed and how long ago that is. */
export function confirmedSentence(
  confirmed_on: string | null,
  { deployment }: Reference,
  language: LanguageChoice,
  words: Messages,
): string {
  if (confirmed_on === null) return words.thing.never;
  const days = daysBetween(confirmed_on, deployment.today);
  if (days <= 0) return words.thing.confirmedToday;
  return words.thing.confirmed(formatDay(confirmed_on, { today: deployment.today, language }), String(days));
}
