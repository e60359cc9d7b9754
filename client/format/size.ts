import type { LanguageChoice } from '../state/store.ts';

const whole = { 'zh-CN': new Intl.NumberFormat('zh-CN'), en: new Intl.NumberFormat('en') };
const units = ['kB', 'MB', 'GB'] as const;

/** The size of a file in units of a thousand bytes: 812 B, 12 kB, 3.4 MB. */
export function formatSize(bytes: number, language: LanguageChoice): string {
  if (bytes < 1000) return `${bytes} B`;
  let value = bytes;
  let unit = -1;
  do {
    value /= 1000;
    unit++;
    // What would be rounded to a thousand is one of the next unit.
  } while (value >= 999.5 && unit < units.length - 1);
  return `${whole[language].format(value < 10 ? Math.round(value * 10) / 10 : Math.round(value))} ${units[unit]}`;
}
