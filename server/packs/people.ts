import { type Cell, countOf, openRelease, peopleCells, type Release } from '../access/suppression.ts';
import { monthEnd } from '../api/calendar.ts';
import { readCatalogues } from '../api/codes/catalogues.ts';
import type { FigureValue, PackFigures } from '../api/report-packs/schema.ts';
import type { Database } from '../db/open.ts';
import { listPackCells, type PackMeasure, type Span } from './sql.ts';

const tags = readCatalogues()['need-tag'].map(({ id }) => id);
const measures = ['household', 'resident', 'need_tag'] as const;

/** Who asks, where, and when. */
export interface Asking {
  sql: Database;
  /** The pool, by which constants of the release are kept. */
  database: Database;
  now: Date;
}

/** How counts of people are let out in packs: never exact, whoever makes one. */
export function packRelease(asking: Asking, today: string): Promise<Release> {
  return openRelease(asking, { exact: false, measures, days: daysOf(today) });
}

/** Households and residents as of today, and households by need tag. */
export async function peopleNow(
  sql: Database,
  { area_code, today, release }: { area_code: string; today: string; release: Release },
): Promise<{ household: FigureValue; resident: FigureValue; need_tag: PackFigures['tables']['need_tag'] }> {
  const question = { below: area_code, digits: area_code.length, byCategory: true, exact: false, days: daysOf(today) };
  const cells = await sql<(Cell & { measure: string; category: string | null })[]>`
    select measure, category, sure_sum, small_count from ${peopleCells(sql, { ...question, measures })} people`;
  const shown = (measure: (typeof measures)[number], category: string | null) => {
    const cell = cells.find((each) => each.measure === measure && each.category === category);
    return countOf(release, measure, cell) ?? 'small';
  };
  return {
    household: shown('household', null),
    resident: shown('resident', null),
    need_tag: tags.map((tag) => ({ tag, count: shown('need_tag', tag) })),
  };
}

/** Visits and doors of the areas with so many digits: a count by area and measure. */
export async function careOf(
  sql: Database,
  where: { area_code: string; digits: number; span: Span },
  release: Release,
): Promise<(areaCode: string, measure: PackMeasure) => FigureValue> {
  const cells = await listPackCells(sql, where);
  const byKey = new Map(cells.map((cell) => [`${cell.area_code} ${cell.measure}`, cell]));
  return (areaCode, measure) => countOf(release, measure, byKey.get(`${areaCode} ${measure}`)) ?? 'small';
}

/** Part of a whole, whole per cent at most 100; null where either is not told or there is nothing. */
export function shareOf(part: FigureValue, whole: FigureValue): number | null {
  if (typeof part !== 'number' || typeof whole !== 'number' || whole === 0) return null;
  return Math.min(100, Math.round((100 * part) / whole));
}

function daysOf(today: string) {
  return { due_by: monthEnd(today), valid_on: today };
}
