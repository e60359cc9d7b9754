import type { LanguageChoice } from '../state/store.ts';

const grouped = { 'zh-CN': new Intl.NumberFormat('zh-CN'), en: new Intl.NumberFormat('en') };

/** A count with thousands separators: 12,345. */
export function formatCount(value: number, language: LanguageChoice): string {
  return grouped[language].format(value);
}

/** Whether a count is given only about: it is protected, and neither 0 nor too small to be said. */
export function isApproximate(value: number | null, smallCountBelow: number | null): value is number {
  return smallCountBelow !== null && value !== null && value !== 0;
}

/**
 * A count as its answer protects it: exact where `smallCountBelow` is null; else 约 1,230 (as a `sign` ≈1,230, `plain` 1,230), and <10 for null,
 * which stands for 1 to one less than `smallCountBelow`. Null without protection is not known and gives an empty text.
 */
export function formatGuarded(
  value: number | null,
  smallCountBelow: number | null,
  language: LanguageChoice,
  form: 'words' | 'sign' | 'plain' = 'words',
): string {
  if (value === null) return smallCountBelow === null ? '' : `<${formatCount(smallCountBelow, language)}`;
  const figure = formatCount(value, language);
  if (form === 'plain' || !isApproximate(value, smallCountBelow)) return figure;
  if (form === 'sign') return `≈${figure}`;
  return language === 'en' ? `about ${figure}` : `约 ${figure}`;
}

/** A share from 0 to 1 as whole per cent: 0.125 is 13%. */
export function formatShare(share: number): string {
  return `${Math.round(share * 100)}%`;
}
