import { Hono } from 'hono';
import { type ApiEnv, validated } from '../context.ts';
import { granted } from '../granted.ts';
import { fromToken, idKey, toPage } from '../page-token.ts';
import { listHandOvers } from './hand-over-sql.ts';
import { handOverGrant } from './handing-over.ts';
import { handOverBody, handOverQuery } from './schema.ts';

/** Duties that move from one person to another: the old ends on the day on which the new begins. */
export const handOvers = new Hono<ApiEnv>()
  .get('/', granted('people', 'audit'), validated('query', handOverQuery), async (c) => {
    const { page, limit, area_code } = c.req.valid('query');
    const [before] = fromToken(page, idKey) ?? [];
    const rows = await listHandOvers(c.get('sql'), { area_code, before, limit });
    return c.json(toPage(rows, limit, ({ id }) => [id]));
  })
  .post('/', granted('people'), validated('json', handOverBody), async (c) => {
    return c.json(await handOverGrant(c, c.req.valid('json')), 201);
  });
