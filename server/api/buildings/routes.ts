import { type Context, Hono } from 'hono';
import { maskPhone } from '../../access/masking.ts';
import { notFound } from '../../errors.ts';
import { dayOf, monthEnd } from '../calendar.ts';
import { type ApiEnv, validated } from '../context.ts';
import { granted } from '../granted.ts';
import { areaIdKey, fromToken, toPage } from '../page-token.ts';
import { requireArea } from '../scope.ts';
import { type BuildingDetail, buildingListQuery, buildingParam } from './schema.ts';
import { findBuilding, findDoors, listBuildings } from './sql.ts';

const what = { 'zh-CN': '楼栋', en: 'building' };

/** Buildings: those of an area, one, and its door matrix. */
export const buildings = new Hono<ApiEnv>()
  .get('/', granted('map'), validated('query', buildingListQuery), async (c) => {
    const { page, limit, ...filter } = c.req.valid('query');
    const sql = c.get('sql');
    const after = fromToken(page, areaIdKey);
    const rows = await listBuildings(sql, { ...filter, after, limit: limit + 1 }, daysOf(c));
    if (rows.length === 0) await requireArea(sql, filter.area_code);
    return c.json(toPage(rows, limit, (row) => [row.area_code ?? '', row.id]));
  })
  .get('/:id', granted('map'), validated('param', buildingParam), async (c) => {
    const { id } = c.req.valid('param');
    const found = await findBuilding(c.get('sql'), id, daysOf(c));
    if (!found) throw notFound(what, id);
    const duty_holders = found.duty_holders.map((holder) => ({ ...holder, phone: maskPhone(holder.phone) }));
    const answer: BuildingDetail = { ...found, duty_holders };
    return c.json(answer);
  })
  .get('/:id/households', granted('map'), validated('param', buildingParam), async (c) => {
    const { id } = c.req.valid('param');
    const matrix = await findDoors(c.get('sql'), id, daysOf(c).month_end);
    if (!matrix) throw notFound(what, id);
    return c.json(matrix);
  });

function daysOf(c: Context<ApiEnv>) {
  const today = dayOf(c.get('now'), c.get('config').timeZone);
  return { today, month_end: monthEnd(today) };
}
