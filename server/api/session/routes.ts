import { Hono } from 'hono';
import { audit } from '../../access/audit.ts';
import { digestOf } from '../../access/credential.ts';
import { enter } from '../../access/enter.ts';
import type { SignInLimits } from '../../access/sign-in-limits.ts';
import { AppError } from '../../errors.ts';
import { type ApiEnv, validated } from '../context.ts';
import { admit, entranceOf } from '../granted.ts';
import { clearCredential, setWallCredential } from './cookies.ts';
import { beginCode, noFactor, takeCode, wrongCode } from './factor-step.ts';
import { openid } from './openid-routes.ts';
import { provePassword } from './password-step.ts';
import { displayBody, factorBody, signInBody } from './schema.ts';
import { endSession, enterAs, isDemo } from './sql.ts';
import { startSession, stateOf } from './start.ts';

/** Signing in and out, and who is signed in. */
export function session(limits: SignInLimits) {
  return new Hono<ApiEnv>()
    .route('/openid', openid())
    .get('/', async (c) => {
      const entrance = entranceOf(c);
      const state = await enter(c.get('database'), entrance, async (sql, caller) => {
        return stateOf(c, caller, await isDemo(sql));
      });
      return c.json(state);
    })
    .post('/', validated('json', signInBody), async (c) => {
      const proof = await provePassword(c, limits, c.req.valid('json'));
      return c.json(await startSession(c, proof));
    })
    .post('/second-factor', validated('json', factorBody), async (c) => {
      const entrance = entranceOf(c);
      const { code } = c.req.valid('json');
      const owing = ['second_factor', 'second_factor_set_up', 'password_change'] as const;
      const right = await enter(c.get('database'), entrance, async (sql, found) => {
        const caller = await admit(c, found, [], owing);
        if (!caller.second_factor) throw noFactor();
        const succeeded = await beginCode(c, limits, caller);
        if (!(await takeCode(c, sql, caller, code))) return undefined;
        await succeeded();
        const entered = await enterAs(sql, entrance.digest!, entrance.today);
        return stateOf(c, entered, await isDemo(sql));
      });
      if (!right) throw wrongCode();
      return c.json(right);
    })
    .post('/display', validated('json', displayBody), async (c) => {
      const { token } = c.req.valid('json');
      const digest = digestOf(token);
      const state = await enter(c.get('database'), { ...entranceOf(c), digest }, async (sql, caller) => {
        if (caller?.kind !== 'display') throw noDisplayToken();
        return stateOf(c, caller, await isDemo(sql));
      });
      const left_s = (Date.parse(state.caller!.expires_at) - Date.now()) / 1000;
      setWallCredential(c, token, Math.max(1, Math.floor(left_s)));
      return c.json(state);
    })
    .delete('/', async (c) => {
      const entrance = entranceOf(c);
      await enter(c.get('database'), entrance, async (sql, caller) => {
        if (caller?.kind !== 'session') return;
        await audit(sql, 'sign_out');
        await endSession(sql, entrance.digest!);
      });
      clearCredential(c);
      return c.body(null, 204);
    });
}

function noDisplayToken(): AppError {
  return new AppError('signed_out', {
    'zh-CN': '大屏令牌无效、已过期或已撤销，请联系管理员重新生成。',
    en: 'This display token is unknown, over or revoked. Ask the administrator for a new one.',
  });
}
