import type { FigureId, FigureValue, PackSummary, ReportPack } from '../../../server/api/report-packs/schema.ts';
import { formatCount } from '../../format/number.ts';
import { formatDate } from '../../format/time.ts';
import type { Messages } from '../../locales/index.ts';
import type { LanguageChoice } from '../../state/store.ts';

/** Hours from which a time is told in days. */
const DAYS_FROM_H = 48;

/** What a pack is worded by. */
export interface PackWording {
  pack: ReportPack;
  words: Messages;
  language: LanguageChoice;
}

/** The name of a figure, as the pack has it. */
export function figureName({ pack, language }: PackWording, figure: FigureId): string {
  const name = pack.definition.names.find(({ id }) => id === figure);
  return name ? name[language === 'en' ? 'en' : 'zh'] : figure;
}

/** A value of a figure with its unit. */
export function valueText({ pack, words, language }: PackWording, figure: FigureId, value: FigureValue): string {
  const { packs } = words;
  if (value === null) return packs.unknown;
  if (value === 'small') return packs.few(String(pack.figures.small_count_below));
  const unit = pack.definition.names.find(({ id }) => id === figure)?.unit ?? 'count';
  if (unit === 'share') return packs.share(String(value));
  if (unit === 'count') return formatCount(value, language);
  const rounded = (hours: number) => String(Math.round(hours * 10) / 10);
  return value >= DAYS_FROM_H ? packs.days(rounded(value / 24)) : packs.hours(rounded(value));
}

/** Mean of the periods before of which there is a number, and how many there are; null of none. */
export function pastMean(past: readonly FigureValue[]): { mean: number; count: number } | null {
  const known = past.filter((value) => typeof value === 'number');
  if (known.length === 0) return null;
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  return { mean: Math.round(mean * 10) / 10, count: known.length };
}

/** A sentence cut at its figures: texts, and figures in their places. */
export function sentenceParts(lead: string): (string | { figure: FigureId })[] {
  return lead
    .split(/\{([a-z_]+)\}/)
    .map((part, at) => (at % 2 === 1 ? { figure: part as FigureId } : part))
    .filter((part) => part !== '');
}

/** The period of a pack in words. */
export function periodText(
  { cadence, period_from, period_to }: Pick<PackSummary, 'cadence' | 'period_from' | 'period_to'>,
  { words, language }: Pick<PackWording, 'words' | 'language'>,
): string {
  // A paper is read in other years too: dates always have theirs.
  const day = (text: string) => formatDate(text, { today: '', language });
  return cadence === 'day' ? day(period_from) : words.packs.period(day(period_from), day(period_to));
}
