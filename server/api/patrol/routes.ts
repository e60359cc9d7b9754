import { type Context, Hono } from 'hono';
import { notFound } from '../../errors.ts';
import { type ApiEnv, validated } from '../context.ts';
import { granted } from '../granted.ts';
import { areaIdKey, fromToken, toPage } from '../page-token.ts';
import { requireArea } from '../scope.ts';
import { importBody, patrolListQuery, patrolParam, pointBody, pointChange } from './bodies.ts';
import { takeIn } from './importing.ts';
import { deletePatrolPoint, insertPatrolPoint, restorePatrolPoint, updatePatrolPoint } from './keeping-sql.ts';
import { pointList } from './point-list.ts';
import { changedMeanwhile, requirePlace, requirePlanner, requireSquad } from './refusals.ts';
import type { PatrolPoint, PatrolPointDetail, PatrolRouteDetail } from './schema.ts';
import { findPatrolPoint, findPatrolRoute, listPatrolPoints, listPatrolRoutes } from './sql.ts';

/** Patrol points: those of an area, and one; kept by who plans patrols there. */
export const patrolPoints = new Hono<ApiEnv>()
  .get('/', granted('patrol', 'map'), validated('query', patrolListQuery), async (c) => {
    const { page, limit, area_code } = c.req.valid('query');
    const sql = c.get('sql');
    const rows = await listPatrolPoints(sql, { area_code, after: fromToken(page, areaIdKey), limit: limit + 1 });
    if (rows.length === 0) await requireArea(sql, area_code);
    return c.json(toPage(rows, limit, (row) => [row.area_code ?? '', row.id]));
  })
  .get('/:id', granted('patrol', 'map'), validated('param', patrolParam), async (c) => {
    return c.json(await detailOf(c, c.req.valid('param').id));
  })
  .post('/', granted('plan'), validated('json', pointBody), async (c) => {
    const body = c.req.valid('json');
    const area_code = await requirePlace(c, body.centre, 'centre');
    if (body.squad_id != null) await requireSquad(c, body.squad_id, area_code);
    const id = await insertPatrolPoint(c.get('sql'), body);
    return c.json(await pointOf(c, id), 201);
  })
  .post('/import', granted('plan'), validated('json', importBody), async (c) => {
    return c.json(await takeIn(c, pointList, c.req.valid('json')));
  })
  .patch('/:id', granted('plan'), validated('param', patrolParam), validated('json', pointChange), async (c) => {
    const [{ id }, { version, ...change }] = [c.req.valid('param'), c.req.valid('json')];
    const held = await pointOf(c, id);
    requirePlanner(c, held.area_code);
    const area_code = change.centre ? await requirePlace(c, change.centre, 'centre') : (held.area_code ?? '');
    if (change.squad_id != null) await requireSquad(c, change.squad_id, area_code);
    if (!(await updatePatrolPoint(c.get('sql'), { id, version }, change))) throw changedMeanwhile(held.name);
    return c.json(await pointOf(c, id));
  })
  .post('/:id/restore', granted('plan'), validated('param', patrolParam), async (c) => {
    const { id } = c.req.valid('param');
    const gone = { 'zh-CN': '近30天删除的巡逻点', en: 'patrol point that was deleted in the last 30 days' };
    if (!(await restorePatrolPoint(c.get('sql'), id))) throw notFound(gone, id);
    return c.json(await pointOf(c, id), 201);
  })
  .delete('/:id', granted('plan'), validated('param', patrolParam), async (c) => {
    const { id } = c.req.valid('param');
    requirePlanner(c, (await pointOf(c, id)).area_code);
    await deletePatrolPoint(c.get('sql'), id);
    return c.body(null, 204);
  });

async function detailOf(c: Context<ApiEnv>, id: number): Promise<PatrolPointDetail> {
  const found = await findPatrolPoint(c.get('sql'), id);
  if (!found) throw notFound({ 'zh-CN': '巡逻点', en: 'patrol point' }, id);
  const { path, bounds, ...patrol_point } = found;
  return { path, centre: patrol_point.centre, bounds, patrol_point };
}

async function pointOf(c: Context<ApiEnv>, id: number): Promise<PatrolPoint> {
  return (await detailOf(c, id)).patrol_point;
}

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
