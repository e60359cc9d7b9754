import { Hono } from 'hono';
import { expect, it } from 'vitest';
import type { ApiEnv } from '../../../../server/api/context.ts';
import { pokeFeed } from '../../../../server/api/live/routes.ts';
import type { Live } from '../../../../server/live/live.ts';

it('makes the feed look after every request that wrote, and after no other', async () => {
  let count = 0;
  let committed = false;
  const poke = () => {
    count += committed ? 1 : 100;
  };
  const live: Live = { poke, checkRoom: () => {}, open: () => {}, close: async () => {} };
  const app = new Hono<ApiEnv>()
    .use(pokeFeed(live))
    .all('/good', async (c) => {
      await Promise.resolve();
      committed = true;
      return c.json({}, 201);
    })
    .all('/refused', (c) => c.json({}, 409))
    .all('/broken', () => Promise.reject(new Error('broken')));
  app.onError((_, c) => c.json({}, 500));
  const counts: Record<string, number> = {};
  for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']) {
    for (const path of ['/good', '/refused', '/broken']) {
      count = 0;
      committed = false;
      await app.request(path, { method });
      if (count > 0) counts[`${method} ${path}`] = count;
    }
  }
  expect(counts).toEqual({ 'POST /good': 1, 'PUT /good': 1, 'PATCH /good': 1, 'DELETE /good': 1 });
});
