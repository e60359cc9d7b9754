import type { Context, MiddlewareHandler } from 'hono';
import { type Caller, may } from '../access/caller.ts';
import { digestOf, secretOf } from '../access/credential.ts';
import { type Entrance, enter } from '../access/enter.ts';
import type { Database } from '../db/open.ts';
import { AppError, type Sentence } from '../errors.ts';
import { dayOf } from './calendar.ts';
import type { ApiEnv } from './context.ts';
import type { Owed, Right } from './session/schema.ts';

/** Undoes the transaction of a request whose answer is a failure that was already worded. */
class Undone extends Error {}

/**
 * Lets a request through that has one of these rights somewhere (any signed-in caller where none is named), in a
 * transaction with the caller's rights: at `c.get('sql')` and `c.get('caller')`. Whether the right reaches the thing asked
 * for, the row policies and the route decide.
 * @throws AppError 401 where nobody is signed in, 403 where a step of signing in is owed or the right is missing.
 */
export function granted(...anyOf: Right[]): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const entrance = entranceOf(c);
    if (!entrance.digest) throw signedOut();
    let used = false;
    const step = async (sql: Database, found: Caller | null) => {
      const caller = await admit(c, found, anyOf);
      used = caller.stale && isUse(c, caller);
      c.set('sql', sql);
      await next();
      if (c.error) throw new Undone();
    };
    await enter(c.get('database'), entrance, step).catch((error) => {
      if (!(error instanceof Undone)) throw error;
    });
    if (used) c.get('touch')(entrance.digest);
  };
}

/** Whether a request keeps its credential alive: an open page that only looks for what is new does not say that anybody is there. */
function isUse(c: Context<ApiEnv>, caller: Caller): boolean {
  return caller.kind !== 'session' || c.req.header('Jingwei-Active') !== undefined;
}

/**
 * Lets a caller pass whom `enter` found, and sets `c.get('caller')`; for routes that enter by themselves.
 * @param mayOwe steps of signing in that this route is for.
 * @throws AppError as `granted` does, and 429 where the caller asks too often.
 */
export async function admit(
  c: Context<ApiEnv>,
  caller: Caller | null,
  anyOf: readonly Right[],
  mayOwe: readonly Owed[] = [],
): Promise<Caller> {
  if (!caller) throw signedOut();
  c.set('caller', caller);
  await c.get('limits').countCaller(caller, c.req.method !== 'GET' && c.req.method !== 'HEAD');
  if (caller.owed && !mayOwe.includes(caller.owed)) throw owes(caller.owed);
  if (anyOf.length > 0 && !anyOf.some((right) => may(caller, right))) throw forbidden();
  return caller;
}

/** How this request enters the database; routes that must not hold a transaction while they work use it themselves. */
export function entranceOf(c: Context<ApiEnv>): Entrance {
  const past = c.get('past');
  const secret = secretOf(
    {
      authorization: c.req.header('Authorization'),
      cookie: c.req.header('Cookie'),
      // A feed cannot send headers.
      'jingwei-wall': c.req.header('Jingwei-Wall') ?? (c.req.path === '/api/live' ? c.req.query('wall') : undefined),
    },
    c.get('config'),
  );
  return {
    digest: secret === undefined ? undefined : digestOf(secret),
    today: dayOf(past?.asked_at ?? c.get('now'), c.get('config').timeZone),
    past,
    readOnly: c.req.method === 'GET' || c.req.method === 'HEAD',
  };
}

/** Nobody is signed in, or no longer. */
export function signedOut(): AppError {
  return new AppError('signed_out', { 'zh-CN': '请先登录。', en: 'Please sign in first.' });
}

/** The caller's roles do not allow this. @param field what of the request is not theirs. */
export function forbidden(sentence?: Sentence, field?: string): AppError {
  return new AppError(
    'forbidden',
    sentence ?? {
      'zh-CN': '您的职责不包含这项操作。如有需要，请联系本级管理员授权。',
      en: 'Your duties do not include this. Ask whoever administers your area for a grant.',
    },
    field === undefined ? {} : { field },
  );
}

const owed: Record<Owed, Sentence> = {
  second_factor: {
    'zh-CN': '请输入动态验证码完成登录。',
    en: 'Enter the code of your second factor to finish signing in.',
  },
  second_factor_set_up: {
    'zh-CN': '您的职责要求启用动态验证码，请先设置。',
    en: 'Your role requires a second factor; please set it up first.',
  },
  password_change: { 'zh-CN': '请先设置新密码。', en: 'Please choose a new password first.' },
};

/** A step of signing in is still to be done. */
export function owes(step: Owed): AppError {
  return new AppError('forbidden', owed[step], { field: step });
}
