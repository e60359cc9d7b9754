import type { LanguageChoice } from '../state/store.ts';

const grouped = { 'zh-CN': new Intl.NumberFormat('zh-CN'), en: new Intl.NumberFormat('en') };

/** A count with thousands separators: 12,345. */
export function formatCount(value: number, language: LanguageChoice): string {
  return grouped[language].format(value);
}

/** A share from 0 to 1 as whole per cent: 0.125 is 13%. */
export function formatShare(share: number): string {
  return `${Math.round(share * 100)}%`;
}
