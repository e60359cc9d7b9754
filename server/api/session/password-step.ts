import type { Context } from 'hono';
import { addressOf } from '../../access/address.ts';
import { enter } from '../../access/enter.ts';
import { checkPassword, hashPassword, isOutdated } from '../../access/password.ts';
import type { Attempt, SignInLimits } from '../../access/sign-in-limits.ts';
import { AppError } from '../../errors.ts';
import type { ApiEnv } from '../context.ts';
import { entranceOf } from '../granted.ts';
import { knownDevice } from './cookies.ts';
import { findSignInFacts, insertFailedSignIn, type SignInFacts } from './sql.ts';
import { type Proof, wrongSignIn } from './start.ts';

/**
 * Checks a login and its password. It takes as long for a login that does not exist.
 * @throws AppError 401 where they are wrong, 429 where there were too many tries.
 */
export async function provePassword(
  c: Context<ApiEnv>,
  limits: SignInLimits,
  given: { login: string; password: string },
): Promise<Proof> {
  const facts = await asNobody(c, true, (sql) => findSignInFacts(sql, given.login));
  const attempt = attemptOf(c, given.login, facts);
  await limits.begin(attempt);
  const queue = attempt.device ? 'known' : 'unknown';
  const right = await checkPassword(given.password, facts?.password_hash ?? null, queue);
  if (!right || !facts?.password_hash) {
    const how = { way: 'password', address: attempt.address };
    if (facts) await asNobody(c, false, (sql) => insertFailedSignIn(sql, given.login, how));
    throw wrongSignIn();
  }
  await limits.succeeded(attempt);
  const from = facts.password_hash;
  const rehash = isOutdated(from) ? { from, to: await hashPassword(given.password, queue) } : undefined;
  return { account_id: facts.account_id, way: 'password', rehash };
}

function attemptOf(c: Context<ApiEnv>, login: string, facts: SignInFacts | null): Attempt {
  return { login, address: addressOf(c), device: facts ? knownDevice(c, facts.account_id) : undefined };
}

/** Work in a transaction without anybody's rights. */
function asNobody<Result>(c: Context<ApiEnv>, readOnly: boolean, work: Parameters<typeof enter<Result>>[2]) {
  return enter(c.get('database'), { digest: undefined, today: entranceOf(c).today, readOnly }, work);
}

/**
 * Has whoever is signed in prove by their password, once more, that they are still the same.
 * @param field the body's field with the password.
 * @throws AppError 400 where it is wrong, 409 where the account has none, 429 where there were too many tries.
 */
export async function proveAgain(
  c: Context<ApiEnv>,
  limits: SignInLimits,
  caller: { login: string | null },
  given: { password: string; field: string },
): Promise<void> {
  const login = caller.login ?? '';
  const facts = await asNobody(c, true, (sql) => findSignInFacts(sql, login));
  if (!facts?.password_hash) throw new AppError('conflict', signsInElsewhere);
  const attempt = attemptOf(c, login, facts);
  await limits.begin(attempt);
  if (!(await checkPassword(given.password, facts.password_hash)))
    throw new AppError('bad_input', wrongPassword, { field: given.field });
  await limits.succeeded(attempt);
}

const wrongPassword = { 'zh-CN': '当前密码不正确。', en: 'This is not your present password.' };
const signsInElsewhere = {
  'zh-CN': '此账号通过统一身份认证登录，没有密码。如需更改，请联系本级管理员。',
  en: 'This account signs in elsewhere and has no password. Ask whoever administers your area.',
};
