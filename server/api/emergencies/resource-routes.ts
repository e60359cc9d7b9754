import { Hono } from 'hono';
import { wrongInput } from '../../loop/refusals.ts';
import { areaAt } from '../../loop/report-place.ts';
import { type ApiEnv, validated } from '../context.ts';
import { granted } from '../granted.ts';
import { areaIdKey, fromToken, toPage } from '../page-token.ts';
import { requireArea } from '../scope.ts';
import { resourceBody, resourceChangeBody, resourceParam, resourceQuery } from './bodies.ts';
import { changeResource, deleteResource, insertResource, listResources } from './resource-sql.ts';
import { requireKeeper, requireSound, resourceOf } from './resources.ts';

/** The register of what can be called upon in an emergency, kept by those who answer for each place. */
export const emergencyResources = new Hono<ApiEnv>()
  .get('/', granted('map'), validated('query', resourceQuery), async (c) => {
    const { page, limit, area_code } = c.req.valid('query');
    const sql = c.get('sql');
    const rows = await listResources(sql, { area_code, after: fromToken(page, areaIdKey), limit: limit + 1 });
    if (rows.length === 0) await requireArea(sql, area_code);
    return c.json(toPage(rows, limit, (row) => [row.area_code ?? '', row.id]));
  })
  .post('/', granted('dispatch', 'emergency'), validated('json', resourceBody), async (c) => {
    const body = c.req.valid('json');
    const sql = c.get('sql');
    const area_code = await areaAt(sql, body.centre);
    if (area_code === null) throw wrongInput('centre', '该位置不在任何网格内。', 'this place lies outside every grid.');
    requireKeeper(c, area_code);
    requireSound({ ...body, free: body.free ?? body.quantity });
    const id = await insertResource(sql, body);
    return c.json(await resourceOf(c, id), 201);
  })
  .patch(
    '/:id',
    granted('dispatch', 'emergency'),
    validated('param', resourceParam),
    validated('json', resourceChangeBody),
    async (c) => {
      const { id } = c.req.valid('param');
      const body = c.req.valid('json');
      const held = await resourceOf(c, id);
      requireKeeper(c, held.area_code);
      requireSound({ ...body, quantity: body.quantity ?? held.quantity, free: body.free ?? held.free });
      await changeResource(c.get('sql'), id, body);
      return c.json(await resourceOf(c, id));
    },
  )
  .delete('/:id', granted('dispatch', 'emergency'), validated('param', resourceParam), async (c) => {
    const { id } = c.req.valid('param');
    requireKeeper(c, (await resourceOf(c, id)).area_code);
    await deleteResource(c.get('sql'), id);
    return c.body(null, 204);
  });
