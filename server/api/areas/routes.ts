import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { type Caller, mayIn } from '../../access/caller.ts';
import { maskPhone } from '../../access/masking.ts';
import { openRelease, type Reach, type Release, reachOf } from '../../access/suppression.ts';
import { notFound } from '../../errors.ts';
import { dayOf, monthEnd } from '../calendar.ts';
import { type ApiEnv, lookedAt, validated } from '../context.ts';
import { granted } from '../granted.ts';
import { fromToken, toPage } from '../page-token.ts';
import { requireArea } from '../scope.ts';
import {
  countArea,
  detailMeasures,
  indicatorMeasures,
  indicatorsOf,
  listCounted,
  listIndicators,
  type Reckoning,
} from './counts.ts';
import { requireLevel } from './levels.ts';
import {
  type AreaChild,
  type AreaChildren,
  type AreaCounts,
  type AreaDetail,
  type AreaIndicators,
  areaAtQuery,
  areaListQuery,
  areaParam,
  type DutyHolder,
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
    if (rows.length === 0 && level) await requireLevel(sql, level);
    return c.json(toPage(rows, limit, (area) => [area.area_code]));
  })
  .get('/indicators', granted('map', 'counts'), validated('query', indicatorQuery), async (c) => {
    const { within, level } = c.req.valid('query');
    const { code_digits } = await requireLevel(c.get('sql'), level);
    const reach = reachOf(c.get('caller'), within);
    const rows = reach
      ? await listIndicators(c.get('sql'), { below: within, level, digits: code_digits, ...reach }, reckoningOf(c))
      : [];
    if (rows.length === 0) await requireArea(c.get('sql'), within);
    const release = await releaseOf(c, reach, indicatorMeasures);
    const counts = rows.map((row) => withPlaces(c.get('caller'), reach, indicatorsOf(release, row)));
    const answer: AreaIndicators = {
      level,
      small_count_below: release.small_count_below,
      area_code: rows.map((row) => row.area_code),
      incident_open_count: counts.map((count) => count.incident_open_count),
      incident_overdue_count: counts.map((count) => count.incident_overdue_count),
      household_count: counts.map((count) => count.household_count),
      visit_due_count: counts.map((count) => count.visit_due_count),
      visit_overdue_count: counts.map((count) => count.visit_overdue_count),
      proactive_share: counts.map((count) => count.proactive_share),
    };
    return c.json(answer);
  })
  .get('/at', granted('map', 'counts'), validated('query', areaAtQuery), async (c) => {
    const { longitude, latitude } = c.req.valid('query');
    return c.json({ path: await findPathAt(c.get('sql'), longitude, latitude) });
  })
  .get('/:area_code', granted('map', 'counts'), validated('param', areaParam), async (c) => {
    const { area_code } = c.req.valid('param');
    const found = await findArea(c.get('sql'), area_code, todayOf(c));
    const area = found?.path.at(-1);
    if (!found || !area) throw notFound({ 'zh-CN': '区域', en: 'area' }, area_code);
    const answer: AreaDetail = {
      path: found.path,
      centre: area.centre,
      bounds: area.bounds,
      area,
      area_m2: found.area_m2,
      ...(await countsOf(c, area_code)),
      duty_holders: reachable(c.get('caller'), area_code, found.duty_holders),
    };
    return c.json(answer);
  })
  .get('/:area_code/children', granted('map', 'counts'), validated('param', areaParam), async (c) => {
    const { area_code } = c.req.valid('param');
    const sql = c.get('sql');
    const levels = await listLevels(sql);
    const next = levels.find(({ code_digits }) => code_digits > area_code.length);
    const reach = reachOf(c.get('caller'), area_code);
    const rows =
      next && reach
        ? await listCounted(
            sql,
            { below: area_code, level: next.level, digits: next.code_digits, ...reach },
            reckoningOf(c),
          )
        : [];
    if (rows.length === 0) await requireArea(sql, area_code);
    const release = await releaseOf(c, reach, indicatorMeasures);
    const items: AreaChild[] = rows.map(({ summary, ...row }) => ({
      ...summary,
      ...withPlaces(c.get('caller'), reach, indicatorsOf(release, row)),
    }));
    const answer: AreaChildren = { items, small_count_below: release.small_count_below };
    return c.json(answer);
  });

function todayOf(c: Context<ApiEnv>): string {
  return dayOf(c.get('now'), c.get('config').timeZone);
}

function reckoningOf(c: Context<ApiEnv>): Reckoning {
  const today = todayOf(c);
  return { now: c.get('now'), due_by: monthEnd(today), valid_on: today, looked_at: lookedAt(c) };
}

function releaseOf(
  c: Context<ApiEnv>,
  reach: Reach | null,
  measures: typeof detailMeasures | typeof indicatorMeasures,
): Promise<Release> {
  const at = { sql: c.get('sql'), database: c.get('database'), now: c.get('now') };
  return openRelease(at, { exact: reach?.exact ?? true, measures, days: reckoningOf(c) });
}

/** What is counted for one area; null where the caller does not see all of it counted. */
async function countsOf(
  c: Context<ApiEnv>,
  areaCode: string,
): Promise<Pick<AreaDetail, 'counts' | 'small_count_below'>> {
  const reach = reachOf(c.get('caller'), areaCode);
  if (!reach?.prefixes.includes(areaCode)) return { counts: null, small_count_below: null };
  const release = await releaseOf(c, reach, detailMeasures);
  const counts = await countArea(c.get('sql'), areaCode, reckoningOf(c), release, reach.exact);
  return { counts: withPlaces(c.get('caller'), reach, counts), small_count_below: release.small_count_below };
}

type Incidents = Pick<AreaCounts, 'incident_open_count' | 'incident_overdue_count'> & {
  proactive_share?: number | null;
};

/** Counts of incidents are for those who see the places of all of them: null, not a part of the sum, for others. */
function withPlaces<Counts extends Incidents>(caller: Caller, reach: Reach | null, counts: Counts): Counts {
  if (reach?.prefixes.every((prefix) => mayIn(caller, 'places', prefix))) return counts;
  const hidden = { ...counts, incident_open_count: null, incident_overdue_count: null };
  return 'proactive_share' in hidden ? { ...hidden, proactive_share: null } : hidden;
}

/** Colleagues of the area get telephone numbers in full; a wall sees nobody. */
function reachable(caller: Caller, areaCode: string, holders: DutyHolder[]): DutyHolder[] {
  if (mayIn(caller, 'map', areaCode)) return holders;
  return holders.map((holder) => ({ ...holder, phone: maskPhone(holder.phone) }));
}
