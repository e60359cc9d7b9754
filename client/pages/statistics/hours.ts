import type { Messages } from '../../locales/index.ts';

/** Hours in words: to one decimal below two days, as days above; the word for none where there are none. */
export function hoursText(hours: number | null, words: Messages): string {
  const { statistics } = words;
  if (hours === null) return statistics.none;
  const days = Math.abs(hours) >= 48;
  const value = Math.round((days ? hours / 24 : hours) * 10) / 10;
  return days ? statistics.days(String(value)) : statistics.hours(String(value));
}
