import type { LanguageChoice } from '../state/store.ts';

const units = {
  'zh-CN': { m: '米', km: '公里', m2: '平方米', ha: '公顷', km2: '平方公里' },
  en: { m: 'm', km: 'km', m2: 'm²', ha: 'ha', km2: 'km²' },
} as const;

/** A figure and its unit, apart, so that the unit can be set smaller. */
export interface Measure {
  figure: string;
  unit: string;
}

/** Length in metres as 850 m, 1.25 km, 12.5 km, 125 km; a negative or unmeasurable one is 0 m. */
export function lengthMeasure(length_m: number, language: LanguageChoice): Measure {
  const unit = units[language];
  const length = Number.isFinite(length_m) ? Math.max(0, length_m) : 0;
  if (length < 999.5) return { figure: grouped(length, length < 9.95 ? 1 : 0, language), unit: unit.m };
  return { figure: grouped(length / 1000, decimals(length / 1000), language), unit: unit.km };
}

/** Area in square metres as 3,200 m², 4.25 ha from a hectare on, 1.24 km² from a square kilometre on. */
export function areaMeasure(area_m2: number, language: LanguageChoice): Measure {
  const unit = units[language];
  const area = Number.isFinite(area_m2) ? Math.max(0, area_m2) : 0;
  if (area < 9_999.5) return { figure: grouped(area, 0, language), unit: unit.m2 };
  if (area < 999_950) return { figure: grouped(area / 10_000, decimals(area / 10_000), language), unit: unit.ha };
  return { figure: grouped(area / 1_000_000, decimals(area / 1_000_000), language), unit: unit.km2 };
}

/** Length in metres as one string, `1.25 公里`. */
export function formatLength(length_m: number, language: LanguageChoice): string {
  return joined(lengthMeasure(length_m, language));
}

/** Area in square metres as one string, `4.25 公顷`. */
export function formatArea(area_m2: number, language: LanguageChoice): string {
  return joined(areaMeasure(area_m2, language));
}

function joined({ figure, unit }: Measure): string {
  return `${figure} ${unit}`;
}

/** Three figures are as many as a hand-drawn measure can honestly carry. */
function decimals(value: number): number {
  if (value < 9.995) return 2;
  return value < 99.95 ? 1 : 0;
}

function grouped(value: number, digits: number, language: LanguageChoice): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);
}
