import { formatCount } from '../../format/number.ts';
import type { LanguageChoice } from '../../state/store.ts';

/** From here on a count is told in ten thousands, or thousands in English. */
const LONG = 100_000;
const short = {
  'zh-CN': new Intl.NumberFormat('zh-CN', { notation: 'compact', maximumSignificantDigits: 3 }),
  en: new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 }),
};

/** A count where there is little room: exact below 100,000, then to three figures: 84.5万, 845K. */
export function shortCount(value: number, language: LanguageChoice): string {
  return value < LONG ? formatCount(value, language) : short[language].format(value);
}
