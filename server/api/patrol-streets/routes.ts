import { type Context, Hono } from 'hono';
import { notFound } from '../../errors.ts';
import { wrongInput } from '../../loop/refusals.ts';
import { type ApiEnv, validated } from '../context.ts';
import { granted } from '../granted.ts';
import { areaIdKey, fromToken, toPage } from '../page-token.ts';
import { importBody, patrolListQuery, patrolParam } from '../patrol/bodies.ts';
import { takeIn } from '../patrol/importing.ts';
import { changedMeanwhile, requirePlanner, requireSquad } from '../patrol/refusals.ts';
import { requireArea } from '../scope.ts';
import type { LonLat } from '../wire.ts';
import { streetBody, streetChange } from './bodies.ts';
import { streetList } from './list.ts';
import type { PatrolStreet } from './schema.ts';
import { areaAlong, deleteStreet, findStreet, insertStreet, listStreets, updateStreet } from './sql.ts';

/** Streets that must be passed, kept by who plans patrols there. */
export const patrolStreets = new Hono<ApiEnv>()
  .get('/', granted('patrol', 'map'), validated('query', patrolListQuery), async (c) => {
    const { page, limit, area_code } = c.req.valid('query');
    const sql = c.get('sql');
    const rows = await listStreets(sql, { area_code, after: fromToken(page, areaIdKey), limit: limit + 1 });
    if (rows.length === 0) await requireArea(sql, area_code);
    return c.json(toPage(rows, limit, (row) => [row.area_code ?? '', row.id]));
  })
  .post('/', granted('plan'), validated('json', streetBody), async (c) => {
    const body = c.req.valid('json');
    const area_code = await requireLine(c, body.line);
    if (body.squad_id != null) await requireSquad(c, body.squad_id, area_code);
    const id = await insertStreet(c.get('sql'), body);
    return c.json(await streetOf(c, id), 201);
  })
  .post('/import', granted('plan'), validated('json', importBody), async (c) => {
    return c.json(await takeIn(c, streetList, c.req.valid('json')));
  })
  .patch('/:id', granted('plan'), validated('param', patrolParam), validated('json', streetChange), async (c) => {
    const [{ id }, { version, ...change }] = [c.req.valid('param'), c.req.valid('json')];
    const held = await streetOf(c, id);
    requirePlanner(c, held.area_code);
    const area_code = change.line ? await requireLine(c, change.line) : (held.area_code ?? '');
    if (change.squad_id != null) await requireSquad(c, change.squad_id, area_code);
    if (!(await updateStreet(c.get('sql'), { id, version }, change))) throw changedMeanwhile(held.name);
    return c.json(await streetOf(c, id));
  })
  .delete('/:id', granted('plan'), validated('param', patrolParam), async (c) => {
    const { id } = c.req.valid('param');
    requirePlanner(c, (await streetOf(c, id)).area_code);
    await deleteStreet(c.get('sql'), id);
    return c.body(null, 204);
  });

async function streetOf(c: Context<ApiEnv>, id: number): Promise<PatrolStreet> {
  const found = await findStreet(c.get('sql'), id);
  if (!found) throw notFound({ 'zh-CN': '必巡路段', en: 'street to be passed' }, id);
  return found;
}

/** The grid of the middle of a street where the caller plans. @throws AppError 400 outside every grid, 403 elsewhere. */
async function requireLine(c: Context<ApiEnv>, line: LonLat[]): Promise<string> {
  const area_code = await areaAlong(c.get('sql'), line);
  if (area_code === null)
    throw wrongInput('line', '该路段的中点不在任何网格内。', 'the middle of this street lies outside every grid.');
  requirePlanner(c, area_code, 'line');
  return area_code;
}
