import { scryptSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../../../../server/access/credential.ts';
import type { SessionState } from '../../../../server/api/session/schema.ts';
import { secretOfTown, townAccounts } from '../../../fixtures/town-accounts.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { Browser, bareApp, givePassword, goodPassword } from './accounts.ts';

const { worker, secretary } = townAccounts;

describe('signing in by password', () => {
  it('gives a cookie that only this site can use, and says who is signed in', () =>
    rolledBack(async (sql) => {
      await givePassword(sql, worker.id);
      const browser = new Browser(await bareApp(sql));
      expect((await browser.ask('GET', '/api/session')).body).toEqual({ caller: null, demo: true, openid_name: null });
      const answer = await browser.signIn(' Worker ');
      expect(answer.status).toBe(200);
      expect(answer.cookies.jingwei!.attributes).toBe('Max-Age=43200; Path=/; HttpOnly; SameSite=Strict');
      expect(answer.cookies['jingwei-device']!.attributes).toBe('Max-Age=34560000; Path=/; HttpOnly; SameSite=Strict');
      const state = answer.body as SessionState;
      expect(state.caller).toMatchObject({ kind: 'session', account_id: worker.id, login: 'worker', owed: null });
      expect(state.caller).not.toHaveProperty('credential_id');
      expect((await browser.ask('GET', '/api/session')).body).toEqual(state);
      expect((await browser.ask('GET', '/api/codes')).status).toBe(200);
      const [row] = await sql`select account_id, kind, area_code, detail from audit_event`;
      expect(row).toEqual({
        ...{ account_id: worker.id, kind: 'sign_in', area_code: worker.area_code },
        detail: { way: 'password', address: '203.0.113.7', client: '—' },
      });
    }));

  it('keeps the cookie to https where the site is reached by https', () =>
    rolledBack(async (sql) => {
      await givePassword(sql, worker.id);
      const browser = new Browser(await bareApp(sql, { publicUrl: 'https://jingwei.example.cn' }));
      const { cookies } = await browser.signIn('worker');
      expect(cookies['__Host-jingwei']!.attributes).toBe('Max-Age=43200; Path=/; HttpOnly; Secure; SameSite=Strict');
      expect((await browser.ask('GET', '/api/codes')).status).toBe(200);
    }));

  it('answers the same for a login that does not exist, one without a password, a wrong password and a disabled account', () =>
    rolledBack(async (sql) => {
      await givePassword(sql, worker.id, secretary.id);
      await sql`update account set disabled_at = now() where id = ${secretary.id}`;
      const app = await bareApp(sql);
      const answers = [
        await new Browser(app).signIn('nobody-here'),
        await new Browser(app).signIn('head'),
        await new Browser(app).signIn('worker', 'another password'),
        await new Browser(app).signIn('secretary'),
      ];
      for (const answer of answers) {
        expect(answer.status).toBe(401);
        expect(answer.body).toEqual(answers[0]!.body);
        expect(answer.cookies).toEqual({});
      }
      const events = await sql`select account_id, kind, detail from audit_event order by id`;
      const failed = { kind: 'sign_in_failed', detail: { way: 'password', address: '203.0.113.7' } };
      expect([...events]).toEqual([
        { account_id: townAccounts.head.id, ...failed },
        { account_id: worker.id, ...failed },
      ]);
    }));

  it('begins each session under a new secret, ends the one before, and keeps no secret', () =>
    rolledBack(async (sql) => {
      await givePassword(sql, worker.id);
      const browser = new Browser(await bareApp(sql));
      const first = (await browser.signIn('worker')).cookies.jingwei!.value;
      const second = (await browser.signIn('worker')).cookies.jingwei!.value;
      expect(second).not.toBe(first);
      const left =
        await sql`select digest from session where account_id = ${worker.id} and revoked_at is null and client <> 'vitest'`;
      expect([...left]).toEqual([{ digest: digestOf(second) }]);
      const old = await browser.app.request('/api/codes', { headers: { Cookie: `jingwei=${first}` } });
      expect(old.status).toBe(401);
    }));

  it('is over after the idle time and after the whole time, whatever the cookie says', () =>
    rolledBack(async (sql) => {
      await givePassword(sql, worker.id);
      const browser = new Browser(await bareApp(sql, { sessionIdleMin: 30, sessionHours: 2 }));
      const digest = digestOf((await browser.signIn('worker')).cookies.jingwei!.value);
      const status = async () => (await browser.ask('GET', '/api/codes')).status;
      await sql`update session set last_used_at = now() - interval '29 minutes' where digest = ${digest}`;
      expect(await status()).toBe(200);
      await sql`update session set last_used_at = now() - interval '31 minutes' where digest = ${digest}`;
      expect(await status()).toBe(401);
      const [row] = await sql`update session set last_used_at = now(), expires_at = now() - interval '1 second'
        where digest = ${digest} returning extract(epoch from expires_at - created_at)::int as lasted_s`;
      expect(row).toEqual({ lasted_s: -1 });
      expect(await status()).toBe(401);
      expect((await browser.ask('GET', '/api/session')).body).toMatchObject({ caller: null });
    }));

  it('hashes the password again where the stored hash is a cheaper one', () =>
    rolledBack(async (sql) => {
      const salt = Buffer.alloc(16, 3);
      const text = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
      const hash = scryptSync(goodPassword, salt, 32, { N: 1024, r: 8, p: 1 });
      const cheap = `$scrypt$ln=10,r=8,p=1$${text(salt)}$${text(hash)}`;
      await sql`insert into credential (account_id, password_hash, changed_at, must_change) values (${worker.id}, ${cheap}, '2026-01-01', true)`;
      const browser = new Browser(await bareApp(sql));
      expect((await browser.signIn('worker')).body).toMatchObject({ caller: { owed: 'password_change' } });
      const [row] =
        await sql`select password_hash, changed_at, must_change from credential where account_id = ${worker.id}`;
      expect(row).toMatchObject({ changed_at: new Date('2026-01-01T00:00:00Z'), must_change: true });
      expect(row!.password_hash).toMatch(/^\$scrypt\$ln=16,r=8,p=1\$/);
      expect((await browser.signIn('worker')).status).toBe(200);
    }));
});

describe('signing out', () => {
  it('ends the session in the database and takes the cookie away', () =>
    rolledBack(async (sql) => {
      await givePassword(sql, worker.id);
      const browser = new Browser(await bareApp(sql));
      const cookie = (await browser.signIn('worker')).cookies.jingwei!.value;
      const answer = await browser.ask('DELETE', '/api/session');
      expect(answer.status).toBe(204);
      expect(answer.cookies.jingwei).toEqual({ value: '', attributes: 'Max-Age=0; Path=/; HttpOnly; SameSite=Strict' });
      const again = await browser.app.request('/api/codes', { headers: { Cookie: `jingwei=${cookie}` } });
      expect(again.status).toBe(401);
      expect((await browser.ask('DELETE', '/api/session')).status).toBe(204);
      const kinds = await sql<{ kind: string }[]>`select kind from audit_event order by id`;
      expect(kinds.map(({ kind }) => kind)).toEqual(['sign_in', 'sign_out']);
    }));
});

describe('a wall', () => {
  it('signs in with its display token, which becomes a cookie beside that of a session', () =>
    rolledBack(async (sql) => {
      const browser = new Browser(await bareApp(sql));
      const answer = await browser.ask('POST', '/api/session/display', { token: 'y'.repeat(43) });
      expect(answer.status).toBe(401);
      const token = 'x'.repeat(43);
      await sql`update token set digest = ${digestOf(token)}, expires_at = now() + interval '1 day' where kind = 'display'`;
      const shown = await browser.ask('POST', '/api/session/display', { token });
      expect(shown.body).toMatchObject({
        caller: { kind: 'display', account_id: null, login: null, display_name: '指挥大屏', grants: [] },
      });
      expect(Object.keys((shown.body as SessionState).caller!.rights).sort()).toEqual(['counts', 'patrol', 'places']);
      expect(Object.keys(shown.cookies)).toEqual(['jingwei-wall']);
      expect(shown.cookies['jingwei-wall']!.value).toBe(token);
      expect(shown.cookies['jingwei-wall']!.attributes).toMatch(
        /^Max-Age=86(400|3\d\d); Path=\/; HttpOnly; SameSite=Strict$/,
      );
    }));

  it('takes no other secret for one', () =>
    rolledBack(async (sql) => {
      const browser = new Browser(await bareApp(sql));
      const answer = await browser.ask('POST', '/api/session/display', { token: secretOfTown('registrar') });
      expect(answer.status).toBe(401);
      expect(answer.cookies).toEqual({});
    }));
});

describe('many wrong passwords of somebody else', () => {
  it('keep the owner neither out of a browser that is known nor out of a new address', () =>
    rolledBack(async (sql) => {
      await givePassword(sql, worker.id);
      const app = await bareApp(sql);
      const own = new Browser(app, '203.0.113.7');
      expect((await own.signIn('worker')).status).toBe(200);
      await own.ask('DELETE', '/api/session');
      // At the owner's own address, as in an office.
      const attacker = new Browser(app, own.address);
      const statuses = new Map<number, number>();
      for (let attempt = 0; attempt < 60; attempt++) {
        const { status, headers } = await attacker.signIn('worker', `guess number ${attempt}`);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (status === 429) expect(Number(headers.get('Retry-After'))).toBeGreaterThan(0);
      }
      expect(Object.fromEntries(statuses)).toEqual({ 401: 10, 429: 50 });
      expect((await own.signIn('worker')).status).toBe(200);
      expect((await new Browser(app, '192.0.2.55').signIn('worker')).status).toBe(200);
    }));
});
