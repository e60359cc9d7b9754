import type { Context } from 'hono';
import { addressOf } from '../../access/address.ts';
import { audit } from '../../access/audit.ts';
import type { Caller } from '../../access/caller.ts';
import { digestOf, newSecret } from '../../access/credential.ts';
import { enter } from '../../access/enter.ts';
import type { Database } from '../../db/open.ts';
import { AppError } from '../../errors.ts';
import type { ApiEnv } from '../context.ts';
import { entranceOf } from '../granted.ts';
import { clientName } from './client-name.ts';
import { rememberDevice, setCredential } from './cookies.ts';
import type { SessionState, SignedIn } from './schema.ts';
import { endSession, enterAs, insertSession, isDemo, replaceHash } from './sql.ts';

/** How somebody proved who they are. */
export interface Proof {
  account_id: number;
  way: 'password' | 'openid';
  /** The password's hash at today's cost, where the stored one is older. */
  rehash?: { from: string; to: string } | undefined;
}

/**
 * Begins a session for somebody who proved who they are, under a secret that is new, ends the one that this browser had, and
 * writes it down. What is still owed stands in the answer.
 * @throws AppError (401) where the account is disabled.
 */
export async function startSession(c: Context<ApiEnv>, proof: Proof): Promise<SessionState> {
  const { sessionIdleMin, sessionHours } = c.get('config');
  const secret = newSecret();
  const client = clientName(c.req.header('User-Agent'));
  const entrance = entranceOf(c);
  const begun = { digest: digestOf(secret), idle_s: sessionIdleMin * 60, lifetime_s: sessionHours * 3600, client };
  const open = async (sql: Database) => {
    const done = await insertSession(sql, { account_id: proof.account_id, ...begun });
    const caller = done ? await enterAs(sql, begun.digest, entrance.today) : null;
    if (!caller) throw wrongSignIn();
    if (proof.rehash) await replaceHash(sql, proof.rehash.from, proof.rehash.to);
    await audit(sql, 'sign_in', { detail: { way: proof.way, address: addressOf(c), client } });
    if (entrance.digest) await endSession(sql, entrance.digest);
    return { caller, demo: await isDemo(sql) };
  };
  const { caller, demo } = await enter(
    c.get('database'),
    { digest: undefined, today: entrance.today, readOnly: false },
    open,
  );
  setCredential(c, secret, begun.lifetime_s);
  rememberDevice(c, proof.account_id);
  return stateOf(c, caller, demo);
}

/** What the page learns of who is signed in. */
export function stateOf(c: Context<ApiEnv>, caller: Caller | null, demo: boolean): SessionState {
  return { caller: caller && signedIn(caller), demo, openid_name: c.get('config').openid?.name ?? null };
}

function signedIn(caller: Caller): SignedIn {
  const { kind, account_id, login, display_name, owed, grants, rights, buildings, second_factor, expires_at } = caller;
  return { kind, account_id, login, display_name, owed, grants, rights, buildings, second_factor, expires_at };
}

/** The same words whether there is no such account, its password is another, or it was disabled. */
export function wrongSignIn(): AppError {
  return new AppError('signed_out', {
    'zh-CN': '账号或密码不正确。忘记密码时，请联系本级管理员重设。',
    en: 'The account name or the password is wrong. If you have forgotten it, ask whoever administers your area.',
  });
}
