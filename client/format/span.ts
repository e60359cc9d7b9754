import type { LanguageChoice } from '../state/store.ts';

const units = [
  { ms: 86_400_000, zh: '天', en: 'd' },
  { ms: 3_600_000, zh: '小时', en: 'h' },
  { ms: 60_000, zh: '分钟', en: 'min' },
] as const;

/** A stretch of time in its two largest units, rounded down: 2天3小时, 45分钟; below a minute 不到1分钟. The sign is left out. */
export function formatSpan(span_ms: number, language: LanguageChoice): string {
  const length = Math.abs(span_ms);
  const first = units.findIndex(({ ms }) => length >= ms);
  if (first < 0) return language === 'en' ? 'less than 1 min' : '不到1分钟';
  let rest = length;
  // Whole days from ten on: hours are noise beside them.
  const shown = units.slice(first, first + (length >= 10 * units[0].ms ? 1 : 2));
  const parts = shown.flatMap(({ ms, zh, en }) => {
    const count = Math.floor(rest / ms);
    rest -= count * ms;
    return count === 0 ? [] : [language === 'en' ? `${count} ${en}` : `${count}${zh}`];
  });
  return parts.join(language === 'en' ? ' ' : '');
}
