import { AppError } from '../../errors.ts';
import { forbidden } from '../granted.ts';

/** More grids than these are not looked through at once. */
export const MOST_GRIDS = 2000;

/** @throws AppError (400) where so many grids are too many for one report. */
export function requireFewGrids(count: number): void {
  if (count <= MOST_GRIDS) return;
  throw new AppError(
    'bad_input',
    {
      'zh-CN': `一次至多核对${MOST_GRIDS}个网格，这里有${count}个，请选到区县。`,
      en: `At most ${MOST_GRIDS} grids are checked at once and there are ${count} here; choose a district.`,
    },
    { field: 'area_code' },
  );
}

/** Who answers there is not the caller's to arrange (403). */
export function othersToArrange(field?: string): AppError {
  return forbidden(
    {
      'zh-CN': '这里的责任人不由您安排，请联系上级或所在社区。',
      en: 'Who answers here is not yours to arrange; ask somebody above, or the community itself.',
    },
    field,
  );
}

/** Somebody was quicker (409). */
export function changedMeanwhile(name: string): AppError {
  return new AppError(
    'conflict',
    {
      'zh-CN': `「${name}」刚刚被别人改过，请看过最新内容再改。`,
      en: `Somebody has just changed “${name}”; please look at it and change it again.`,
    },
    { field: 'version' },
  );
}

/** @throws AppError (400) where a duty ends before it begins. */
export function requireTerm(starts_on: string, ends_on: string | null | undefined): void {
  if (!ends_on || ends_on > starts_on) return;
  throw wrong('ends_on', '结束日期应晚于开始日期。', 'A duty ends after the day on which it begins.');
}

/** What was sent cannot be done so (400). */
export function wrong(field: string, zh: string, en: string): AppError {
  return new AppError('bad_input', { 'zh-CN': zh, en }, { field });
}
