import { type Context, Hono } from 'hono';
import { audit } from '../../access/audit.ts';
import type { Caller } from '../../access/caller.ts';
import { enter } from '../../access/enter.ts';
import { hashPassword } from '../../access/password.ts';
import { requireStrong } from '../../access/password-strength.ts';
import { newFactor } from '../../access/second-factor.ts';
import type { SignInLimits } from '../../access/sign-in-limits.ts';
import type { Database } from '../../db/open.ts';
import { AppError, notFound } from '../../errors.ts';
import { type ApiEnv, validated } from '../context.ts';
import { admit, entranceOf } from '../granted.ts';
import { beginCode, ownId, takeCode, wrongCode } from '../session/factor-step.ts';
import { proveAgain } from '../session/password-step.ts';
import type { Owed } from '../session/schema.ts';
import { findFactor } from '../session/sql.ts';
import {
  type AccountDetail,
  type FactorSetUp,
  factorConfirmBody,
  factorRemoveBody,
  passwordBody,
  sessionParam,
  tokenBody,
  tokenParam,
} from './schema.ts';
import * as query from './sql.ts';
import { makeToken } from './tokens.ts';

type Own = Caller & { account_id: number };

/** Steps that these routes are for; whoever still owes the code of a second factor has not shown who they are. */
const mayOwe: Owed[] = ['second_factor_set_up', 'password_change'];

/** Work in a transaction of the caller's own session. @throws AppError 401 signed out, 403 for tokens and what is owed. */
function own<Result>(c: Context<ApiEnv>, owing: Owed[], work: (sql: Database, caller: Own) => Promise<Result>) {
  return enter(c.get('database'), entranceOf(c), async (sql, found) => {
    const caller = await admit(c, found, [], owing);
    return work(sql, { ...caller, account_id: ownId(caller) });
  });
}

/** The caller's own account: password, sessions, second factor, tokens. */
export function account(limits: SignInLimits) {
  return new Hono<ApiEnv>()
    .get('/', async (c) => c.json(await own(c, mayOwe, (sql, caller) => detail(c, sql, caller))))
    .post('/password', validated('json', passwordBody), async (c) => {
      const { current, next } = c.req.valid('json');
      const caller = await own(c, mayOwe, async (_, found) => found);
      await proveAgain(c, limits, caller, { password: current, field: 'current' });
      if (next === current) throw new AppError('bad_input', sameAgain, { field: 'next' });
      requireStrong(next, [caller.login ?? '', caller.display_name], 'next');
      const hash = await hashPassword(next);
      await own(c, mayOwe, async (sql, { account_id, credential_id }) => {
        await query.setOwnPassword(sql, account_id, hash);
        await query.endSessions(sql, account_id, { keptId: credential_id });
        await audit(sql, 'password_changed');
      });
      return c.body(null, 204);
    })
    .delete('/sessions', async (c) => {
      await own(c, [], async (sql, { account_id, credential_id }) => {
        await query.endSessions(sql, account_id, { keptId: credential_id });
        await audit(sql, 'session_ended');
      });
      return c.body(null, 204);
    })
    .delete('/sessions/:id', validated('param', sessionParam), async (c) => {
      const { id } = c.req.valid('param');
      await own(c, [], async (sql, { account_id }) => {
        const ended = await query.endSessions(sql, account_id, { sessionId: id });
        if (ended === 0) throw notFound({ 'zh-CN': '登录会话', en: 'session' }, id);
        await audit(sql, 'session_ended');
      });
      return c.body(null, 204);
    })
    .post('/second-factor', async (c) => c.json(await own(c, mayOwe, (sql, caller) => beginFactor(c, sql, caller))))
    .post('/second-factor/confirm', validated('json', factorConfirmBody), async (c) => {
      const { code } = c.req.valid('json');
      const right = await own(c, mayOwe, (sql, caller) => confirmFactor(c, sql, caller, { code, limits }));
      if (!right) throw wrongCode();
      return c.body(null, 204);
    })
    .delete('/second-factor', validated('json', factorRemoveBody), async (c) => {
      const caller = await own(c, [], async (_, found) => found);
      await proveAgain(c, limits, caller, { ...c.req.valid('json'), field: 'password' });
      await own(c, [], async (sql, { account_id }) => {
        if (await query.dropFactor(sql, account_id)) await audit(sql, 'second_factor_off');
      });
      return c.body(null, 204);
    })
    .post('/tokens', validated('json', tokenBody), async (c) => {
      const made = await own(c, [], (sql, caller) => makeToken(sql, caller, c.req.valid('json')));
      return c.json(made, 201);
    })
    .delete('/tokens/:id', validated('param', tokenParam), async (c) => {
      const { id } = c.req.valid('param');
      await own(c, [], async (sql) => {
        const revoked = await query.revokeToken(sql, id);
        if (!revoked) throw notFound({ 'zh-CN': '令牌', en: 'token' }, id);
        await audit(sql, 'token_revoked', {
          area_code: revoked.area_code,
          detail: { name: revoked.name },
        });
      });
      return c.body(null, 204);
    });
}

async function detail(c: Context<ApiEnv>, sql: Database, caller: Own): Promise<AccountDetail> {
  const { account_id, login, display_name, second_factor, credential_id } = caller;
  return {
    ...{ account_id, login: login ?? '', display_name, second_factor },
    password_changed_at: await query.passwordChangedAt(sql),
    second_factor_required: await query.isFactorRequired(sql, account_id, entranceOf(c).today),
    departments: await query.listOwnDepartments(sql, account_id),
    sessions: await query.listSessions(sql, account_id, credential_id),
    tokens: await query.listTokens(sql, account_id),
  };
}

/** A new secret, shown this once; it counts when a code of it was shown. */
async function beginFactor(c: Context<ApiEnv>, sql: Database, caller: Own): Promise<FactorSetUp> {
  const factor = newFactor(caller.login ?? '');
  const begun = await query.beginFactor(sql, c.get('sealer').seal('second_factor.secret', factor.secret));
  if (!begun) throw new AppError('conflict', standsAlready);
  return factor;
}

async function confirmFactor(
  c: Context<ApiEnv>,
  sql: Database,
  caller: Own,
  { code, limits }: { code: string; limits: SignInLimits },
): Promise<boolean> {
  if ((await findFactor(sql, caller.account_id))?.confirmed) throw new AppError('conflict', standsAlready);
  const succeeded = await beginCode(c, limits, caller);
  if (!(await takeCode(c, sql, caller, code))) return false;
  await succeeded();
  await audit(sql, 'second_factor_on');
  return true;
}

const sameAgain = {
  'zh-CN': '新密码与当前密码相同，请换一个。',
  en: 'This is your present password; choose another.',
};
const standsAlready = {
  'zh-CN': '已启用动态验证码；更换手机时，请先停用再重新设置。',
  en: 'A second factor is in use. To move to another device, take it away first and set it up again.',
};
