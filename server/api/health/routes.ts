import { type Context, Hono } from 'hono';
import { may } from '../../access/caller.ts';
import { enter } from '../../access/enter.ts';
import type { ApiEnv } from '../context.ts';
import { entranceOf } from '../granted.ts';
import type { Health } from './schema.ts';

/** How the server is doing: whether it is well for everybody, the rest for whoever keeps the deployment. */
export const health = new Hono<ApiEnv>().get('/', async (c) => {
  const tiles = c.get('tiles').health();
  const well = tiles.error === null && tiles.layers.every(({ error, advice }) => error === null && advice === null);
  c.header('Cache-Control', 'no-store');
  const detailed = await isKeeper(c);
  return c.json({ status: well ? 'ok' : 'degraded', ...(detailed && { tiles }) } satisfies Health);
});

/** Whoever sends no credential is answered without the database, so that a monitor hears of a server that has lost it. */
async function isKeeper(c: Context<ApiEnv>): Promise<boolean> {
  const entrance = entranceOf(c);
  if (!entrance.digest) return false;
  return enter(c.get('database'), entrance, async (_, caller) => {
    return caller !== null && (may(caller, 'register') || may(caller, 'audit'));
  });
}
