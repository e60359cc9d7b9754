import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import { type DestinationStream, type Logger, pino } from 'pino';
import type { ApiEnv } from './api/context.ts';
import type { Config } from './config.ts';

export type Log = Logger;

/**
 * The server's log: a JSON object a line, on the standard output unless told otherwise. Nothing that goes in names a person:
 * no body, query, header or address, and of a route its pattern only.
 */
export function createLog({ logLevel }: Pick<Config, 'logLevel'>, destination?: DestinationStream): Log {
  const format = { level: (label: string) => ({ level: label }) };
  return pino(
    { level: logLevel, base: null, timestamp: () => `,"time":"${new Date().toISOString()}"`, formatters: format },
    destination ?? pino.destination({ fd: 1, sync: true }),
  );
}

/**
 * Gives each request a number of its own and writes a line about it at level `info`: method, route pattern, status,
 * milliseconds and account. Tiles from memory never come here.
 */
export function logRequests(log: Log): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const begun = performance.now();
    const request_id = randomUUID();
    c.set('requestId', request_id);
    c.set('log', log);
    await next();
    if (!log.isLevelEnabled('info')) return;
    const route = patternOf(c);
    const ms = Math.round((performance.now() - begun) * 10) / 10;
    const account_id = c.get('caller')?.account_id ?? null;
    log.info({ request_id, method: methodOf(c.req.method), route, status: c.res.status, ms, account_id }, 'request');
  };
}

/** The pattern of the route that answered, as in `/api/households/:id`. */
export function patternOf(c: Parameters<typeof routePath>[0]): string {
  return routePath(c);
}

/** A method is any word that somebody sends; only known ones are written. */
function methodOf(method: string): string {
  return ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].includes(method) ? method : 'other';
}

/** What PostgreSQL says of values that do not fit repeats them: classes 22 and 23 of its codes. So does a JSON parser. */
const REPEATS_VALUES = /^2[23]/;

/** What of a failure may be written: its stack, without what was sent where the message repeats it, and where it came from. */
export function describeFailure(error: Error): Record<string, unknown> {
  const { code, table_name, constraint_name } = error as {
    code?: string;
    table_name?: string;
    constraint_name?: string;
  };
  const repeats = error instanceof SyntaxError || (code !== undefined && REPEATS_VALUES.test(code));
  const stack = error.stack ?? String(error);
  return {
    ...(code !== undefined && { code, table_name, constraint_name }),
    error: repeats ? `${error.name} …\n${framesOf(stack)}` : stack,
  };
}

function framesOf(stack: string): string {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
}
