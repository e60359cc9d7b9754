import { Hono } from 'hono';
import { notFound } from '../../errors.ts';
import { type ApiEnv, validated } from '../context.ts';
import { granted } from '../granted.ts';
import { areaIdKey, fromToken, toPage } from '../page-token.ts';
import { requireArea } from '../scope.ts';
import { type CompoundDetail, compoundListQuery, compoundParam } from './schema.ts';
import { findCompound, listCompounds } from './sql.ts';

/** Compounds: those of an area, and one. */
export const compounds = new Hono<ApiEnv>()
  .get('/', granted('map'), validated('query', compoundListQuery), async (c) => {
    const { page, limit, ...filter } = c.req.valid('query');
    const sql = c.get('sql');
    const after = fromToken(page, areaIdKey);
    const rows = await listCompounds(sql, { ...filter, after, limit: limit + 1 });
    if (rows.length === 0) await requireArea(sql, filter.area_code);
    return c.json(toPage(rows, limit, (row) => [row.area_code ?? '', row.id]));
  })
  .get('/:id', granted('map'), validated('param', compoundParam), async (c) => {
    const { id } = c.req.valid('param');
    const found = await findCompound(c.get('sql'), id);
    if (!found) throw notFound({ 'zh-CN': '小区', en: 'compound' }, id);
    const { path, bounds, ...compound } = found;
    const answer: CompoundDetail = { path, centre: compound.centre, bounds, compound };
    return c.json(answer);
  });
