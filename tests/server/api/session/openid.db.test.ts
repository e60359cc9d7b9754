import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../../server/db/open.ts';
import { createLog } from '../../../../server/log.ts';
import { townAccounts } from '../../../fixtures/town-accounts.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { Browser, bareApp } from './accounts.ts';
import { type Misbehaviour, startProvider } from './openid-provider.ts';

const publicUrl = 'http://jingwei.example.cn';
const client = { id: 'jingwei', secret: 'client-secret-1', redirect: `${publicUrl}/api/session/openid/callback` };
const { worker } = townAccounts;
/** Why signing in failed, as the operator reads it. */
const reasons: string[] = [];
const log = createLog({ logLevel: 'warn' }, { write: (line) => void reasons.push(JSON.parse(line).reason) });
let provider: Awaited<ReturnType<typeof startProvider>>;
beforeAll(async () => {
  provider = await startProvider(client);
});
afterAll(() => provider.close());

async function browserOf(sql: Database, clientSecret = client.secret): Promise<Browser> {
  await sql`update account set openid_issuer = ${provider.issuer}, openid_subject = 'person-1' where id = ${worker.id}`;
  const openid = { issuer: provider.issuer, clientId: client.id, clientSecret, name: '统一身份认证' };
  reasons.length = 0;
  return new Browser(await bareApp(sql, { openid, publicUrl }, log));
}

const home = (to: string) => `/api/session/openid?to=${encodeURIComponent(to)}`;

/** Goes to the provider and comes back; where that led. */
async function goThere(browser: Browser, subject = 'person-1', wrong: Misbehaviour = {}, to = '/patrol?a=1#b') {
  const start = await browser.ask('GET', home(to));
  const back = provider.approve(start.headers.get('Location')!, subject, wrong);
  const answer = await browser.ask('GET', `/api/session/openid/callback${back}`);
  return { start, back, answer, location: answer.headers.get('Location') };
}

describe('signing in at an OpenID provider', () => {
  it('gives whoever is bound to an account a session and leads to where they wanted to go', () =>
    rolledBack(async (sql) => {
      const browser = await browserOf(sql);
      expect((await browser.ask('GET', '/api/session')).body).toMatchObject({ openid_name: '统一身份认证' });
      const { start, answer, location } = await goThere(browser);
      expect(start.status).toBe(302);
      expect(start.cookies['jingwei-openid']!.attributes).toBe('Max-Age=600; Path=/; HttpOnly; SameSite=Lax');
      const asked = Object.fromEntries(new URL(start.headers.get('Location')!).searchParams);
      expect(asked).toMatchObject({
        ...{ client_id: 'jingwei', scope: 'openid', response_type: 'code', redirect_uri: client.redirect },
        ...{ code_challenge_method: 'S256', state: expect.any(String), nonce: expect.any(String) },
      });
      expect(location).toBe(`${publicUrl}/patrol?a=1#b`);
      expect(answer.cookies['jingwei-openid']!.value).toBe('');
      expect(answer.cookies.jingwei!.attributes).toBe('Max-Age=43200; Path=/; HttpOnly; SameSite=Strict');
      expect((await browser.ask('GET', '/api/session')).body).toMatchObject({ caller: { login: 'worker' } });
      const [event] = await sql`select kind, detail from audit_event`;
      expect(event).toMatchObject({ kind: 'sign_in', detail: { way: 'openid' } });
    }));

  it.each<[string, Misbehaviour, RegExp]>([
    ['another nonce', { nonce: 'of-somebody-else' }, /"nonce"/],
    ['a token for another client', { audience: 'another' }, /"aud"/],
    ['a token of another issuer', { issuer: 'http://127.0.0.1:1' }, /"iss"/],
    ['a signature by another key', { foreignKey: true }, /signature/],
  ])('refuses %s', (_, wrong, reason) =>
    rolledBack(async (sql) => {
      const browser = await browserOf(sql);
      const { answer, location } = await goThere(browser, 'person-1', wrong);
      expect(location).toBe(`${publicUrl}/sign-in?failed=openid`);
      expect(answer.cookies).not.toHaveProperty('jingwei');
      expect(reasons).toEqual([expect.stringMatching(reason)]);
    }),
  );

  it('refuses whoever is bound to no account, or to a disabled one', () =>
    rolledBack(async (sql) => {
      const browser = await browserOf(sql);
      expect((await goThere(browser, 'person-2')).location).toBe(`${publicUrl}/sign-in?failed=openid`);
      await sql`update account set disabled_at = now() where id = ${worker.id}`;
      expect((await goThere(browser)).location).toBe(`${publicUrl}/sign-in?failed=openid`);
      expect(await sql`select from account where login = 'person-2'`).toHaveLength(0);
    }));

  it('takes a way back once, from the browser that set out, and with the state that it set out with', () =>
    rolledBack(async (sql) => {
      const browser = await browserOf(sql);
      const failed = `${publicUrl}/sign-in?failed=openid`;
      const { back } = await goThere(browser);
      const back2 = async (of: Browser, query: string) =>
        (await of.ask('GET', `/api/session/openid/callback${query}`)).headers.get('Location');
      expect(await back2(browser, back)).toBe(failed);
      const start = await browser.ask('GET', home('/'));
      const fresh = provider.approve(start.headers.get('Location')!, 'person-1');
      expect(await back2(new Browser(browser.app), fresh)).toBe(failed);
      expect(await back2(browser, fresh.replace(/state=.*/, 'state=another'))).toBe(failed);
      const again = await browser.ask('GET', home('/'));
      const forged = browser.cookies.get('jingwei-openid')!.replace(/^./, 'X');
      browser.cookies.set('jingwei-openid', forged);
      expect(await back2(browser, provider.approve(again.headers.get('Location')!, 'person-1'))).toBe(failed);
      await browser.ask('GET', home('/'));
      expect(await back2(browser, '?error=access_denied&state=x')).toBe(failed);
    }));

  it.each([['https://evil.example'], ['//evil.example'], ['/\\evil.example'], ['/\t/evil.example'], ['evil']])(
    'refuses to lead to %j',
    (to) =>
      rolledBack(async (sql) => {
        const browser = await browserOf(sql);
        expect((await browser.ask('GET', home(to))).status).toBe(400);
      }),
  );

  it('stays on this site where a path would lead away once it is resolved', () =>
    rolledBack(async (sql) => {
      const browser = await browserOf(sql);
      const { location } = await goThere(browser, 'person-1', {}, '/.//evil.example/网格');
      expect(location).toBe(`${publicUrl}//evil.example/%E7%BD%91%E6%A0%BC`);
    }));

  it('says on the sign-in page that it failed where the provider knows another secret, or is away', () =>
    rolledBack(async (sql) => {
      const browser = await browserOf(sql, 'wrong-secret');
      expect((await goThere(browser)).location).toBe(`${publicUrl}/sign-in?failed=openid`);
      const openid = { issuer: 'http://127.0.0.1:9', clientId: 'jingwei', clientSecret: undefined, name: 'x' };
      const lost = new Browser(await bareApp(sql, { openid, publicUrl }));
      expect((await lost.ask('GET', home('/'))).headers.get('Location')).toBe(`${publicUrl}/sign-in?failed=openid`);
    }));

  it('is not there where none is set', () =>
    rolledBack(async (sql) => {
      expect((await new Browser(await bareApp(sql)).ask('GET', home('/'))).status).toBe(404);
    }));
});
