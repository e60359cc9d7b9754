import { Hono } from 'hono';
import { notFound } from '../../errors.ts';
import { type ApiEnv, validated } from '../context.ts';
import { granted } from '../granted.ts';
import { areaIdKey, fromToken, toPage } from '../page-token.ts';
import { requireArea } from '../scope.ts';
import { type PatrolPointDetail, type PatrolRouteDetail, patrolListQuery, patrolParam } from './schema.ts';
import { findPatrolPoint, findPatrolRoute, listPatrolPoints, listPatrolRoutes } from './sql.ts';

/** Patrol points: those of an area, and one. */
export const patrolPoints = new Hono<ApiEnv>()
  .get('/', granted('patrol', 'map'), validated('query', patrolListQuery), async (c) => {
    const { page, limit, area_code } = c.req.valid('query');
    const sql = c.get('sql');
    const rows = await listPatrolPoints(sql, { area_code, after: fromToken(page, areaIdKey), limit: limit + 1 });
    if (rows.length === 0) await requireArea(sql, area_code);
    return c.json(toPage(rows, limit, (row) => [row.area_code ?? '', row.id]));
  })
  .get('/:id', granted('patrol', 'map'), validated('param', patrolParam), async (c) => {
    const { id } = c.req.valid('param');
    const found = await findPatrolPoint(c.get('sql'), id);
    if (!found) throw notFound({ 'zh-CN': '巡逻点', en: 'patrol point' }, id);
    const { path, bounds, ...patrol_point } = found;
    const answer: PatrolPointDetail = { path, centre: patrol_point.centre, bounds, patrol_point };
    return c.json(answer);
  });

/** Patrol routes: those of an area, and one. */
export const patrolRoutes = new Hono<ApiEnv>()
  .get('/', granted('patrol', 'map'), validated('query', patrolListQuery), async (c) => {
    const { page, limit, area_code } = c.req.valid('query');
    const sql = c.get('sql');
    const rows = await listPatrolRoutes(sql, { area_code, after: fromToken(page, areaIdKey), limit: limit + 1 });
    if (rows.length === 0) await requireArea(sql, area_code);
    return c.json(toPage(rows, limit, (row) => [row.area_code ?? '', row.id]));
  })
  .get('/:id', granted('patrol', 'map'), validated('param', patrolParam), async (c) => {
    const { id } = c.req.valid('param');
    const found = await findPatrolRoute(c.get('sql'), id);
    if (!found) throw notFound({ 'zh-CN': '巡逻路线', en: 'patrol route' }, id);
    const { path, bounds, centre, ...patrol_route } = found;
    const answer: PatrolRouteDetail = { path, centre, bounds, patrol_route };
    return c.json(answer);
  });
