import type { LanguageChoice } from '../state/store.ts';

const grouped = { 'zh-CN': new Intl.NumberFormat('zh-CN'), en: new Intl.NumberFormat('en') };
const oneDecimal = {
  'zh-CN': new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 1 }),
  en: new Intl.NumberFormat('en', { maximumFractionDigits: 1 }),
};

/** A count with thousands separators: 12,345. */
export function formatCount(value: number, language: LanguageChoice): string {
  return grouped[language].format(value);
}

/** A share from 0 to 1 as whole per cent: 0.125 is 13%. */
export function formatShare(share: number): string {
  return `${Math.round(share * 100)}%`;
}

/** The ground an area covers: hectares below 1 km², else square kilometres with one decimal. */
export function formatGround(area_m2: number, language: LanguageChoice): { figure: string; unit: string } {
  if (area_m2 >= 1_000_000) {
    return { figure: oneDecimal[language].format(area_m2 / 1_000_000), unit: language === 'en' ? 'km²' : '平方公里' };
  }
  return { figure: oneDecimal[language].format(area_m2 / 10_000), unit: language === 'en' ? 'ha' : '公顷' };
}
