import { Hono } from 'hono';
import { notFound } from '../../errors.ts';
import { type ApiEnv, validated } from '../context.ts';
import { granted } from '../granted.ts';
import { areaIdKey, fromToken, toPage } from '../page-token.ts';
import { requireArea } from '../scope.ts';
import { type FacilityDetail, facilityListQuery, facilityParam } from './schema.ts';
import { findFacility, listFacilities } from './sql.ts';

/** Facilities: those of an area, and one. */
export const facilities = new Hono<ApiEnv>()
  .get('/', granted('map'), validated('query', facilityListQuery), async (c) => {
    const { page, limit, ...filter } = c.req.valid('query');
    const sql = c.get('sql');
    const after = fromToken(page, areaIdKey);
    const rows = await listFacilities(sql, { ...filter, after, limit: limit + 1 });
    if (rows.length === 0) await requireArea(sql, filter.area_code);
    return c.json(toPage(rows, limit, (row) => [row.area_code ?? '', row.id]));
  })
  .get('/:id', granted('map'), validated('param', facilityParam), async (c) => {
    const { id } = c.req.valid('param');
    const found = await findFacility(c.get('sql'), id);
    if (!found) throw notFound({ 'zh-CN': '公共设施', en: 'facility' }, id);
    const { path, bounds, ...facility } = found;
    const answer: FacilityDetail = { path, centre: facility.centre, bounds, facility };
    return c.json(answer);
  });
