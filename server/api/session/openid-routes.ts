import { type Context, Hono } from 'hono';
import { enter } from '../../access/enter.ts';
import { OpenidProvider, packProof, unpackProof } from '../../access/openid.ts';
import { notFound } from '../../errors.ts';
import { type ApiEnv, validated } from '../context.ts';
import { entranceOf } from '../granted.ts';
import { OPENID_S, setOpenidState, takeOpenidState } from './cookies.ts';
import { openidCallbackQuery, openidQuery } from './schema.ts';
import { findOpenidAccount } from './sql.ts';
import { startSession } from './start.ts';

/** Signing in at an OpenID provider and coming back; accounts are bound to people there beforehand, never made here. */
export function openid() {
  let provider: OpenidProvider | undefined;
  const providerOf = (c: Context<ApiEnv>): OpenidProvider => {
    const { openid: config, publicUrl } = c.get('config');
    if (!config || !publicUrl) throw notFound({ 'zh-CN': '统一身份认证', en: 'OpenID provider' }, '');
    provider ??= new OpenidProvider(config, publicUrl);
    return provider;
  };
  return new Hono<ApiEnv>()
    .get('/', validated('query', openidQuery), async (c) => {
      try {
        const { address, ...begun } = await providerOf(c).begin();
        const until = c.get('now').getTime() + OPENID_S * 1000;
        setOpenidState(c, packProof(c.get('sealer'), { ...begun, ...c.req.valid('query'), until }));
        return c.redirect(address.href);
      } catch (error) {
        return failed(c, error);
      }
    })
    .get('/callback', validated('query', openidCallbackQuery), async (c) => {
      try {
        const known = providerOf(c);
        const begun = unpackProof(c.get('sealer'), takeOpenidState(c), c.get('now'));
        if (!begun) throw new Error('nobody was sent to the provider from this browser within ten minutes');
        const subject = await known.finish(new URL(c.req.url).search, begun);
        const { issuer } = c.get('config').openid!;
        const nobody = { digest: undefined, today: entranceOf(c).today, readOnly: true };
        const account_id = await enter(c.get('database'), nobody, (sql) => findOpenidAccount(sql, issuer, subject));
        if (account_id === null) throw new Error('no account is bound to this person');
        await startSession(c, { account_id, way: 'openid' });
        return c.redirect(here(c, begun.to));
      } catch (error) {
        return failed(c, error);
      }
    });
}

/** Back to the sign-in page, which says that it did not work; why stands in the log, where the operator finds it. */
function failed(c: Context<ApiEnv>, error: unknown): Response {
  const { openid: config } = c.get('config');
  if (!config) throw error;
  const { message, cause } = error as { message: string; cause?: { message?: string; error?: string } };
  const reason = [message, cause?.error ?? cause?.message].filter(Boolean).join(': ');
  c.get('log').warn({ request_id: c.get('requestId'), reason }, 'signing in by OpenID failed');
  return c.redirect(here(c, '/sign-in?failed=openid'));
}

/** A whole address, as a path such as `/.//elsewhere` would lead away from this site. */
function here(c: Context<ApiEnv>, path: string): string {
  const { origin } = new URL(c.get('config').publicUrl!);
  const address = new URL(path, origin);
  return address.origin === origin ? address.href : `${origin}/`;
}
