import { zValidator } from '@hono/zod-validator';
import type { Context, ValidationTargets } from 'hono';
import { type ZodType, z } from 'zod';
import type { Caller } from '../access/caller.ts';
import type { RequestLimits } from '../access/request-limits.ts';
import type { Sealer } from '../access/sealing.ts';
import type { TileGate } from '../access/tile-gate.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/open.ts';
import { AppError, type Sentence } from '../errors.ts';
import type { Listener, Live } from '../live/live.ts';
import type { Log } from '../log.ts';
import type { Loop } from '../loop/catalogue.ts';
import type { Past } from '../past/look-back.ts';
import type { PhotoStore } from '../photos/store.ts';
import type { TileService } from '../tiles/service.ts';
import type { Deployment } from './deployment/schema.ts';

/** What every route finds in its context. */
export interface ApiEnv {
  Variables: {
    /** The pool; only for routes that enter by themselves. */
    database: Database;
    /** The request's transaction with the caller's rights, where a route is `granted`. */
    sql: Database;
    /** Who asks, where a route is `granted`. */
    caller: Caller;
    sealer: Sealer;
    /** Notes, after the answer, that a credential was used. */
    touch: (digest: Buffer) => void;
    config: Config;
    tiles: TileService;
    /** Where the tiles are now; only where a route asked before it entered. */
    tileAddresses: Deployment['tiles'];
    tileGate: TileGate;
    limits: RequestLimits;
    /** The feed to open screens; none in an app without one, as in tests. */
    live: Live | undefined;
    /** Who listens from now on; only where the feed's route let them. */
    listener: Listener;
    photos: PhotoStore;
    /** The district's loop: its steps, catalogue, routing and working time. */
    loop: Loop;
    log: Log;
    /** Stands in the log and, where the server failed, in the answer. */
    requestId: string;
    /** The moment of the request; what is due or overdue is reckoned from it. */
    now: Date;
    /** The day in the past that the request asks about; `now` is then its end. */
    past: Past | undefined;
  };
}

/**
 * Checks one part of a request against its schema; what is wrong becomes a 400 that names the first field at fault.
 * Used as `validated('query', incidentQuery)`; the parsed value is at `c.req.valid('query')`.
 */
export function validated<Target extends keyof ValidationTargets, Schema extends ZodType>(
  target: Target,
  schema: Schema,
) {
  // An empty value, as a form sends it (`?category=`), is one that was not given.
  const lenient = (target === 'query' ? z.preprocess(withoutEmpty, schema) : schema) as Schema;
  const check = zValidator(target, lenient, (result) => {
    if (result.success) {
      const unreadable = target === 'json' ? unreadableIn(result.data) : undefined;
      if (unreadable === undefined) return;
      throw new AppError('bad_input', wrong(unreadable, unreadableWords), { field: unreadable });
    }
    const issue = result.error.issues[0];
    const field =
      issue?.path.join('.') || (issue?.code === 'unrecognized_keys' ? issue.keys.join(', ') : String(target));
    throw new AppError('bad_input', isMissing(issue) ? missing(field) : wrong(field, issue?.message), { field });
  });
  return Object.assign(check, { checks: { target, schema } satisfies Checks });
}

/** What a validator checks; an app's list of routes shows by it what each of them takes. */
export interface Checks {
  target: keyof ValidationTargets;
  schema: ZodType;
}

const unreadableWords = 'a character in it cannot be read | 含有无法识别的字符';

/** The path of a text that no database can hold: with a zero byte, or half of a character. */
function unreadableIn(value: unknown): string | undefined {
  if (typeof value === 'string') return value.includes('\0') || /\p{Surrogate}/u.test(value) ? '' : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const within = unreadableIn(inner);
    if (within !== undefined) return within === '' ? key : `${key}.${within}`;
  }
  return undefined;
}

/** The day and the moment that a request looks at, as one text; undefined for today. */
export function lookedAt(c: Context<ApiEnv>): string | undefined {
  const past = c.get('past');
  return past && `${past.on} ${past.known?.toISOString() ?? ''}`;
}

/** What look-back.ts has read already. */
const lookedBack = { on: true, known: true };

function withoutEmpty(query: unknown): unknown {
  return Object.fromEntries(
    Object.entries(query as Record<string, unknown>).filter(([name, value]) => value !== '' && !(name in lookedBack)),
  );
}

/** What zod itself says of a value that is not there; a schema with words of its own is taken at them. */
function isMissing(issue: { code?: string; message: string } | undefined): boolean {
  return issue?.code === 'invalid_type' && issue.message.endsWith('received undefined');
}

function missing(field: string): Sentence {
  return { 'zh-CN': `缺少「${field}」。`, en: `“${field}” is missing.` };
}

/** Schemas word their messages as "English | 中文"; a message of zod's own has no Chinese half. */
function wrong(field: string, message = 'not valid'): Sentence {
  const [english, chinese = '格式不正确'] = message.split(' | ');
  return { 'zh-CN': `「${field}」有误：${chinese}。`, en: `“${field}” is wrong: ${english}.` };
}
