import { type Context, Hono } from 'hono';
import type { z } from 'zod';
import { countOf, openRelease, type Reach, type Release, reachOf } from '../../access/suppression.ts';
import { AppError, notFound, type Sentence } from '../../errors.ts';
import { requireLevel } from '../areas/levels.ts';
import { dayOf, monthEnd } from '../calendar.ts';
import { readCatalogues } from '../codes/catalogues.ts';
import { type ApiEnv, lookedAt, validated } from '../context.ts';
import { forbidden, granted } from '../granted.ts';
import { requireArea } from '../scope.ts';
import { type PeopleCounts, type PeopleMeasure, peopleCountsQuery } from './schema.ts';
import { findLevel, listCells, listCodes } from './sql.ts';

/** Months before this one that can be asked for. */
const MONTHS_BACK = 12;

const catalogues = readCatalogues();

/** The closed catalogues that measures are split by, in the order of the screen; the other measures have no categories. */
const categoriesOf: Partial<Record<PeopleMeasure, string[]>> = {
  visit_due: catalogues['visit-duty'].map(({ id }) => id),
  visit_overdue: catalogues['visit-duty'].map(({ id }) => id),
  need_tag: catalogues['need-tag'].map(({ id }) => id),
};

type Query = z.output<typeof peopleCountsQuery>;

/** People counted by area and category: the questions that are answered, and no others. */
export const peopleCounts = new Hono<ApiEnv>().get(
  '/',
  granted('counts', 'doors'),
  validated('query', peopleCountsQuery),
  async (c) => {
    const query = c.req.valid('query');
    const { measure, area_code } = query;
    const sql = c.get('sql');
    const today = dayOf(c.get('now'), c.get('config').timeZone);
    const month = monthOf(query, today.slice(0, 7));
    if (query.by && !categoriesOf[measure]) throw refused('by', oneKind);
    const { level, code_digits } = await levelOf(c, query);
    const reach = await requireReach(c, area_code);
    const codes = await listCodes(sql, { below: area_code, level, prefixes: reach.prefixes });
    const question = {
      ...{ measures: [measure], below: area_code, digits: code_digits, byCategory: query.by !== undefined },
      ...{
        exact: reach.exact,
        days: { due_by: monthEnd(`${month ?? today.slice(0, 7)}-01`), valid_on: today, looked_at: lookedAt(c) },
      },
    };
    const cells = await listCells(sql, question);
    const release = await openRelease({ sql, database: c.get('database'), now: c.get('now') }, question);
    const category = query.by ? categoriesOf[measure]! : [null];
    const answer: PeopleCounts = {
      ...{ measure, level, month, small_count_below: release.small_count_below },
      ...{ area_code: codes, category, count: toTable(cells, { codes, category, measure, release }) },
    };
    return c.json(answer);
  },
);

type Cells = Awaited<ReturnType<typeof listCells>>;

/** One row an area and one count a category, in the given orders. */
function toTable(
  cells: Cells,
  axes: { codes: string[]; category: (string | null)[]; measure: PeopleMeasure; release: Release },
): PeopleCounts['count'] {
  const keyOf = (code: string, category: string | null) => `${code} ${category ?? ''}`;
  const byKey = new Map(cells.map((cell) => [keyOf(cell.area_code, cell.category), cell]));
  return axes.codes.map((code) =>
    axes.category.map((category) => countOf(axes.release, axes.measure, byKey.get(keyOf(code, category)))),
  );
}

async function levelOf(c: Context<ApiEnv>, { area_code, level }: Query) {
  const named = level ?? (await findLevel(c.get('sql'), area_code));
  if (named === undefined) throw notFound({ 'zh-CN': '区域', en: 'area' }, area_code);
  return requireLevel(c.get('sql'), named);
}

async function requireReach(c: Context<ApiEnv>, areaCode: string): Promise<Reach> {
  const reach = reachOf(c.get('caller'), areaCode);
  if (reach) return reach;
  await requireArea(c.get('sql'), areaCode);
  throw forbidden({
    'zh-CN': '您的职责不包含统计该区域的人员和住户。',
    en: 'Your duties do not include the people and households of this area.',
  });
}

/** The month asked for, `YYYY-MM`; null for a measure that is counted as of today. */
function monthOf({ measure, month }: Query, current: string): string | null {
  if (measure !== 'visit_due') {
    if (month) throw refused('month', asOfToday);
    return null;
  }
  const numberOf = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5));
  const back = month ? numberOf(current) - numberOf(month) : 0;
  if (back < 0 || back > MONTHS_BACK) throw refused('month', outOfRange);
  return month ?? current;
}

function refused(field: string, sentence: Sentence): AppError {
  return new AppError('bad_input', sentence, { field });
}

const oneKind: Sentence = {
  'zh-CN': '「by」有误：该指标不分类别。',
  en: '“by” is wrong: this measure has no categories.',
};
const asOfToday: Sentence = {
  'zh-CN': '「month」有误：该指标只统计当前，只有待走访可按月查询。',
  en: '“month” is wrong: this measure is counted as of today; only visits are counted by month.',
};
const outOfRange: Sentence = {
  'zh-CN': `「month」有误：只能查询本月和此前${MONTHS_BACK}个月。`,
  en: `“month” is wrong: only this month and the ${MONTHS_BACK} before it are counted.`,
};
