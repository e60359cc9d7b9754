import type { ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono, type MiddlewareHandler } from 'hono';
import { findCaller } from '../../access/enter.ts';
import type { Live } from '../../live/live.ts';
import { type ApiEnv, validated } from '../context.ts';
import { admit, entranceOf, signedOut } from '../granted.ts';
import { liveQuery } from './schema.ts';

/** The feed of changes as server-sent events, for everybody who is signed in, displays too; who sees no places gets `news` only. */
export const live = new Hono<ApiEnv>().get('/', validated('query', liveQuery), async (c) => {
  const entrance = entranceOf(c);
  const { digest } = entrance;
  if (!digest) throw signedOut();
  // A feed is open for days: it holds no transaction, and is no use that would keep a session alive. Thousands come back at
  // once when a server was away.
  const { rights, kind } = await admit(c, await findCaller(c.get('database'), entrance), []);
  c.get('live')?.checkRoom(digest);
  c.set('listener', {
    digest,
    areas: rights.places ?? [],
    coarse: kind === 'display',
    after: afterOf(c.req.header('Last-Event-ID')) ?? c.req.valid('query').after,
  });
  // Proxies must pass on what comes, as it comes.
  return c.body(null, 200, {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store',
    'X-Accel-Buffering': 'no',
  });
});

/** What a browser that comes back says by itself; anything else than a number says nothing. */
function afterOf(lastEventId: string | undefined): number | undefined {
  return lastEventId !== undefined && /^\d{1,15}$/.test(lastEventId) ? Number(lastEventId) : undefined;
}

/**
 * Outermost: once a request to listen has all its headers, it sends them and hands the connection to the feed. Web streams
 * would cost several times as much a screen. Without a port, as in tests, the answer is an empty feed.
 */
export function startFeeds(feed: Live | undefined): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    await next();
    const listener = c.get('listener');
    const { outgoing } = (c.env ?? {}) as { outgoing?: ServerResponse };
    if (!feed || !listener || !outgoing || c.req.method !== 'GET' || c.res.status !== 200) return;
    outgoing.writeHead(200, Object.fromEntries(c.res.headers));
    feed.open(outgoing, listener);
    c.res = undefined;
    c.res = RESPONSE_ALREADY_SENT;
  };
}

/** Tells the feed of every request that wrote something, after its transaction. */
export function pokeFeed(feed: Live | undefined): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    await next();
    if (feed && c.req.method !== 'GET' && c.req.method !== 'HEAD' && c.res.ok) feed.poke();
  };
}
