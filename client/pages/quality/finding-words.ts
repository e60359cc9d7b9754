import type { AreaProblem } from '../../../server/api/area-changes/schema.ts';
import type { QualityFault, QualityFinding } from '../../../server/api/quality/schema.ts';
import { fieldsOf, type Register } from '../../../server/api/registers/schema.ts';
import { formatCount } from '../../format/number.ts';
import type { Messages } from '../../locales/index.ts';
import { formatSection } from '../../state/section.ts';
import type { LanguageChoice, ViewState } from '../../state/store.ts';

/** Pairs are counted up to so many. */
const MOST_PAIRS = 1000;

/** A finding as the address names it: `empty.building.address`. */
export function keyOf({ code, layer, field }: Pick<QualityFinding, 'code' | 'layer' | 'field'>): string {
  return [code, layer, field].filter((part) => part !== null).join('.');
}

/** What was found, with its layer and field where it has them. */
export function findingTitle(
  { code, layer, field }: QualityFinding,
  { quality }: Messages,
  language: LanguageChoice,
): string {
  const [what] = quality.codes[code];
  if (layer === null || code === 'duplicate_household' || code === 'duplicate_resident') return what;
  if (field === null) return `${quality.layers[layer]} · ${what}`;
  const known = fieldsOf[layer as Register]?.find(({ name }) => name === field);
  const name = known ? known[language === 'en' ? 'en' : 'zh'] : field;
  return `${quality.field(quality.layers[layer], name)} · ${what}`;
}

/** How many, in the measure of what was found. */
export function findingCount(
  { code, layer, count }: QualityFinding,
  { quality }: Messages,
  language: LanguageChoice,
): string {
  const figure = formatCount(count, language);
  if (code === 'duplicate_household' || code === 'duplicate_resident')
    return count >= MOST_PAIRS ? quality.pairsAtLeast(figure) : quality.pairs(figure);
  if (layer === null) return quality.count(figure);
  return layer === 'resident' ? quality.people(figure) : quality.rows(figure);
}

/** How large a part of all that is; '' where there is no whole. */
export function findingShare(
  { count, whole }: QualityFinding,
  { quality }: Messages,
  language: LanguageChoice,
): string {
  if (!whole) return '';
  const share = count / whole;
  const percent = share < 0.01 ? '<1%' : `${Math.round(share * 100)}%`;
  return quality.share(percent, formatCount(whole, language));
}

/** What is proposed for a fault; null where it has to be drawn by hand. */
export function suggestionOf({ kind, areas, repair }: QualityFault, { quality }: Messages): string | null {
  if (!repair) return null;
  const { suggestion } = quality;
  const keeps = areas.find(({ area_code }) => area_code === repair.mend.to)?.name ?? '';
  const others = areas.filter(({ area_code }) => area_code !== repair.mend.to).map(({ name }) => name);
  if (kind === 'gap') return suggestion.gap(keeps);
  if (kind === 'overlap') return suggestion.overlap(keeps, others.join(quality.comma));
  return suggestion.beyond(others.join(quality.comma));
}

/** The page where a whole finding is worked off, below an area; null: it is worked off here. */
export function workPage(
  { code, layer }: QualityFinding,
  area_code: string,
  { theme, language }: Pick<ViewState, 'theme' | 'language'>,
): string | null {
  const to = (path: string, section: string, rest: Record<string, string>) =>
    `${path}${formatSection({ section, theme, language, rest })}`;
  if (code === 'duplicate_household') return to('/duplicates', 'household', { area_code });
  if (code === 'duplicate_resident') return to('/duplicates', 'resident', { area_code });
  if (code === 'stale' && layer) return to('/register', '', { register: layer, area_code, stale: 'true' });
  return null;
}

/** Slivers are faults of any kind that are narrower than a metre. */
export function isSliver({ kind, width_m }: Pick<QualityFault, 'kind' | 'width_m'>): boolean {
  return kind !== 'hole' && kind !== 'pieces' && width_m < 1;
}

/** Faults as a map of areas draws them. */
export function problemsOf(faults: readonly QualityFault[]): AreaProblem[] {
  return faults.map((fault) => {
    const { kind, place, shape } = fault;
    return { kind: isSliver(fault) ? 'sliver' : kind, place, shape, household_count: null };
  });
}
