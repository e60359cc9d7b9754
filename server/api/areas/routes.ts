import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { maskPhone } from '../../access/masking.ts';
import { AppError, notFound } from '../../errors.ts';
import { dayOf, monthEnd } from '../calendar.ts';
import { type ApiEnv, validated } from '../context.ts';
import { granted } from '../granted.ts';
import { fromToken, toPage } from '../page-token.ts';
import { requireArea } from '../scope.ts';
import { countArea, listCounted, listIndicators, type Reckoning } from './counts.ts';
import {
  type AreaChild,
  type AreaDetail,
  type AreaIndicators,
  areaAtQuery,
  areaListQuery,
  areaParam,
  indicatorQuery,
} from './schema.ts';
import { findArea, findPathAt, listAreas, listLevels } from './sql.ts';

const areaKey = z.tuple([z.string().regex(/^\d{1,18}$/)]);

/** The area tree: list, choropleth indicators, what holds a point, one area, its children. */
export const areas = new Hono<ApiEnv>()
  .get('/', granted('map', 'counts'), validated('query', areaListQuery), async (c) => {
    const { within, level, limit, page } = c.req.valid('query');
    const sql = c.get('sql');
    const after = fromToken(page, areaKey)?.[0];
    const rows = await listAreas(sql, { within, level, after, limit: limit + 1 });
    if (rows.length === 0 && within) await requireArea(sql, within);
    if (rows.length === 0 && level) await levelOf(c, level);
    return c.json(toPage(rows, limit, (area) => [area.area_code]));
  })
  .get('/indicators', granted('map', 'counts'), validated('query', indicatorQuery), async (c) => {
    const { within, level } = c.req.valid('query');
    const sql = c.get('sql');
    const { code_digits } = await levelOf(c, level);
    const rows = await listIndicators(sql, { below: within, level, digits: code_digits }, reckoningOf(c));
    if (rows.length === 0) await requireArea(sql, within);
    const answer: AreaIndicators = {
      level,
      area_code: rows.map((row) => row.area_code),
      incident_open_count: rows.map((row) => row.incident_open_count),
      incident_overdue_count: rows.map((row) => row.incident_overdue_count),
      household_count: rows.map((row) => row.household_count),
      visit_due_count: rows.map((row) => row.visit_due_count),
    };
    return c.json(answer);
  })
  .get('/at', granted('map', 'counts'), validated('query', areaAtQuery), async (c) => {
    const { longitude, latitude } = c.req.valid('query');
    return c.json({ path: await findPathAt(c.get('sql'), longitude, latitude) });
  })
  .get('/:area_code', granted('map', 'counts'), validated('param', areaParam), async (c) => {
    const { area_code } = c.req.valid('param');
    const sql = c.get('sql');
    const today = dayOf(c.get('now'), c.get('config').timeZone);
    const [found, counts] = await Promise.all([
      findArea(sql, area_code, today),
      countArea(sql, area_code, reckoningOf(c)),
    ]);
    const area = found?.path.at(-1);
    if (!found || !area) throw notFound({ 'zh-CN': '区域', en: 'area' }, area_code);
    const answer: AreaDetail = {
      path: found.path,
      centre: area.centre,
      bounds: area.bounds,
      area,
      area_m2: found.area_m2,
      counts,
      duty_holders: found.duty_holders.map((holder) => ({ ...holder, phone: maskPhone(holder.phone) })),
    };
    return c.json(answer);
  })
  .get('/:area_code/children', granted('map', 'counts'), validated('param', areaParam), async (c) => {
    const { area_code } = c.req.valid('param');
    const sql = c.get('sql');
    const levels = await listLevels(sql);
    const next = levels.find(({ code_digits }) => code_digits > area_code.length);
    const items: AreaChild[] = next
      ? await listCounted(sql, { below: area_code, level: next.level, digits: next.code_digits }, reckoningOf(c))
      : [];
    if (items.length === 0) await requireArea(sql, area_code);
    return c.json({ items });
  });

function reckoningOf(c: Context<ApiEnv>): Reckoning {
  const now = c.get('now');
  return { now, month_end: monthEnd(dayOf(now, c.get('config').timeZone)) };
}

/** Levels are data, so an unknown one can only be told by asking the database. */
async function levelOf(c: Context<ApiEnv>, level: string) {
  const levels = await listLevels(c.get('sql'));
  const found = levels.find((each) => each.level === level);
  if (found) return found;
  const known = levels.map((each) => each.level);
  throw new AppError(
    'bad_input',
    {
      'zh-CN': `「level」有误：层级应为${known.join('、')}之一。`,
      en: `“level” is wrong: a level is one of ${known.join(', ')}.`,
    },
    { field: 'level' },
  );
}
