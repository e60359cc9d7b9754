import { Hono } from 'hono';
import type { ApiEnv } from '../context.ts';
import type { Health } from './schema.ts';

/** How the server is doing, for whoever runs it. */
export const health = new Hono<ApiEnv>().get('/', (c) => {
  const tiles = c.get('tiles').health();
  const well = tiles.error === null && tiles.layers.every(({ error, advice }) => error === null && advice === null);
  c.header('Cache-Control', 'no-store');
  return c.json({ status: well ? 'ok' : 'degraded', tiles } satisfies Health);
});
