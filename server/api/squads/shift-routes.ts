import { Hono } from 'hono';
import { z } from 'zod';
import { type ApiEnv, validated } from '../context.ts';
import { granted } from '../granted.ts';
import { fromToken, toPage } from '../page-token.ts';
import { clock, patrolParam } from '../patrol/bodies.ts';
import { requirePlanner } from '../patrol/refusals.ts';
import { requireArea } from '../scope.ts';
import { day } from '../wire.ts';
import { copyBody, handoverBody, shiftBody, shiftChange, shiftQuery } from './bodies.ts';
import { changeShift, makeShift, removeShift, shiftOf } from './roster.ts';
import { copyWeek, insertHandover, listShifts } from './shift-sql.ts';

/** Key of the list: day, start, id. */
const shiftKey = z.tuple([day, clock, z.int32()]);

/** The roster: when which squad is on duty, and what one shift hands to the next. */
export const patrolShifts = new Hono<ApiEnv>()
  .get('/', granted('patrol'), validated('query', shiftQuery), async (c) => {
    const { page, limit, ...range } = c.req.valid('query');
    const sql = c.get('sql');
    const rows = await listShifts(sql, { ...range, after: fromToken(page, shiftKey), limit: limit + 1 });
    if (rows.length === 0) await requireArea(sql, range.area_code);
    return c.json(toPage(rows, limit, (row) => [row.day, row.starts_at, row.id]));
  })
  .post('/', granted('plan'), validated('json', shiftBody), async (c) => {
    const id = await makeShift(c, c.req.valid('json'));
    return c.json(await shiftOf(c, id), 201);
  })
  .post('/copy', granted('plan'), validated('json', copyBody), async (c) => {
    const body = c.req.valid('json');
    await requireArea(c.get('sql'), body.area_code);
    requirePlanner(c, body.area_code, 'area_code');
    return c.json(await copyWeek(c.get('sql'), body));
  })
  .patch('/:id', granted('plan'), validated('param', patrolParam), validated('json', shiftChange), async (c) => {
    const { id } = c.req.valid('param');
    await changeShift(c, id, c.req.valid('json'));
    return c.json(await shiftOf(c, id));
  })
  .delete('/:id', granted('plan'), validated('param', patrolParam), async (c) => {
    await removeShift(c, c.req.valid('param').id);
    return c.body(null, 204);
  })
  .post(
    '/:id/handovers',
    granted('plan'),
    validated('param', patrolParam),
    validated('json', handoverBody),
    async (c) => {
      const { id } = c.req.valid('param');
      requirePlanner(c, (await shiftOf(c, id)).area_code);
      await insertHandover(c.get('sql'), id, c.req.valid('json').body);
      return c.json(await shiftOf(c, id), 201);
    },
  );
