import { Hono } from 'hono';
import { recordOf } from '../../emergencies/record.ts';
import { AppError } from '../../errors.ts';
import { type ApiEnv, validated } from '../context.ts';
import { granted } from '../granted.ts';
import { fromToken, idKey, toPage } from '../page-token.ts';
import { act, actOnOrder, declare, order } from './acting.ts';
import {
  emergencyBody,
  emergencyEventBody,
  emergencyParam,
  emergencyQuery,
  heldResourceBody,
  heldResourceParam,
  orderBody,
  orderEventBody,
  orderParam,
} from './bodies.ts';
import { readEmergency } from './detail.ts';
import { emergencyPlans } from './plan-catalogue.ts';
import { countFree } from './resources.ts';
import { listEmergencies, listIncidents } from './sql.ts';

/** Emergencies: declared and led by few, seen whole by everybody with a duty that touches the area. Whoever acts gets it as it is then. */
export const emergencies = new Hono<ApiEnv>()
  // Nothing but names, which a wall shows, too.
  .get('/plans', (c) => c.json({ items: emergencyPlans }))
  .get('/', granted(), validated('query', emergencyQuery), async (c) => {
    const { page, limit, state } = c.req.valid('query');
    const [before] = fromToken(page, idKey) ?? [];
    const rows = await listEmergencies(c.get('sql'), { state, before, limit: limit + 1 });
    return c.json(toPage(rows, limit, (row) => [row.id]));
  })
  .post('/', granted('emergency'), validated('json', emergencyBody), async (c) => {
    const id = await declare(c, c.req.valid('json'));
    return c.json(await readEmergency(c, id), 201);
  })
  .get('/:id', granted('map'), validated('param', emergencyParam), async (c) => {
    return c.json(await readEmergency(c, c.req.valid('param').id));
  })
  .get('/:id/record', granted('map'), validated('param', emergencyParam), async (c) => {
    const { id } = c.req.valid('param');
    const emergency = await readEmergency(c, id);
    if (emergency.ended_at === null) throw stillLasts();
    // What is free at this moment is no part of what happened then.
    return c.json(recordOf({ ...emergency, resources: [] }, await listIncidents(c.get('sql'), id)));
  })
  .post(
    '/:id/events',
    granted('map'),
    validated('param', emergencyParam),
    validated('json', emergencyEventBody),
    async (c) => {
      const { id } = c.req.valid('param');
      await act(c, id, c.req.valid('json'));
      return c.json(await readEmergency(c, id));
    },
  )
  .post(
    '/:id/orders',
    granted('emergency'),
    validated('param', emergencyParam),
    validated('json', orderBody),
    async (c) => {
      const { id } = c.req.valid('param');
      await order(c, id, c.req.valid('json'));
      return c.json(await readEmergency(c, id));
    },
  )
  .post(
    '/:id/orders/:order_id/events',
    granted('handle', 'serve', 'emergency'),
    validated('param', orderParam),
    validated('json', orderEventBody),
    async (c) => {
      const { id, order_id } = c.req.valid('param');
      await actOnOrder(c, id, order_id, c.req.valid('json'));
      return c.json(await readEmergency(c, id));
    },
  )
  .post(
    '/:id/resources/:resource_id',
    granted('handle', 'serve', 'emergency'),
    validated('param', heldResourceParam),
    validated('json', heldResourceBody),
    async (c) => {
      const { id, resource_id } = c.req.valid('param');
      await countFree(c, id, resource_id, c.req.valid('json'));
      return c.json(await readEmergency(c, id));
    },
  );

function stillLasts(): AppError {
  return new AppError(
    'conflict',
    {
      'zh-CN': '应急响应还在进行，结束后才有处置记录。',
      en: 'This emergency still lasts; its record is made when it has ended.',
    },
    { field: 'id' },
  );
}
