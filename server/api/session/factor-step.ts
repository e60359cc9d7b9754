import type { Context } from 'hono';
import { addressOf } from '../../access/address.ts';
import { audit } from '../../access/audit.ts';
import type { Caller } from '../../access/caller.ts';
import { stepOf } from '../../access/second-factor.ts';
import type { SignInLimits } from '../../access/sign-in-limits.ts';
import type { Database } from '../../db/open.ts';
import { AppError } from '../../errors.ts';
import type { ApiEnv } from '../context.ts';
import { forbidden } from '../granted.ts';
import { knownDevice } from './cookies.ts';
import { findFactor, takeStep } from './sql.ts';

/**
 * Counts a try at a code of the caller's second factor.
 * @returns what to call where the code was right.
 * @throws AppError (429) where there were too many.
 */
export async function beginCode(
  c: Context<ApiEnv>,
  limits: SignInLimits,
  caller: Caller,
): Promise<() => Promise<void>> {
  const id = ownId(caller);
  const device = knownDevice(c, id);
  const attempt = { login: `code of ${id}`, address: addressOf(c), device: device && `code ${device}` };
  await limits.begin(attempt);
  return () => limits.succeeded(attempt);
}

/** Whether a code is right, and then marks the session; each code counts once. What was wrong is written down. */
export async function takeCode(c: Context<ApiEnv>, sql: Database, caller: Caller, code: string): Promise<boolean> {
  const factor = await findFactor(sql, ownId(caller));
  if (!factor) throw noFactor();
  const step = stepOf(c.get('sealer').open('second_factor.secret', factor.secret), code, c.get('now'));
  if (step !== null && (await takeStep(sql, step, caller.credential_id))) return true;
  await audit(sql, 'second_factor_failed', { detail: { address: addressOf(c) } });
  return false;
}

/** The code is another, or was used before. */
export function wrongCode(): AppError {
  const sentence = {
    'zh-CN': '验证码不正确或已使用，请输入应用中显示的最新验证码。',
    en: 'This code is wrong or was used before. Enter the one that the app shows now.',
  };
  return new AppError('bad_input', sentence, { field: 'code' });
}

/** Number of the account whose session this is. @throws AppError (403) for tokens, which have none of their own. */
export function ownId(caller: Caller): number {
  if (caller.kind !== 'session' || caller.account_id === null) throw forbidden(ownOnly);
  return caller.account_id;
}

const ownOnly = {
  'zh-CN': '令牌不能用于账号设置，请登录后操作。',
  en: 'A token cannot do this. Please sign in to an account.',
};

/** There is nothing to enter a code of. */
export function noFactor(): AppError {
  const sentence = { 'zh-CN': '此账号尚未设置动态验证码。', en: 'No second factor is set up for this account.' };
  return new AppError('conflict', sentence);
}
