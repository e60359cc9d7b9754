import { TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import type { AccountDetail, FactorSetUp, MadeToken } from '../../../../server/api/account/schema.ts';
import type { Database } from '../../../../server/db/open.ts';
import { townArea } from '../../../fixtures/town.ts';
import { townAccounts, townWall } from '../../../fixtures/town-accounts.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { Browser, bareApp, givePassword, goodPassword } from '../session/accounts.ts';

const { auditor, secretary, worker } = townAccounts;
const another = 'quiet-harbour-19-plum';

async function signedIn(sql: Database, login: keyof typeof townAccounts): Promise<Browser> {
  await givePassword(sql, townAccounts[login].id);
  const browser = new Browser(await bareApp(sql));
  expect((await browser.signIn(login)).status).toBe(200);
  return browser;
}

/** The code that an authenticator shows some steps of 30 s from the town's noon. */
async function codeAt(sql: Database, secret: string, steps: number): Promise<string> {
  const [row] = await sql<[{ at: Date }]>`select generated_at as at from deployment`;
  return new TOTP({ secret, algorithm: 'SHA1', digits: 6, period: 30 }).generate({
    timestamp: row.at.getTime() + steps * 30_000,
  });
}

describe('the password', () => {
  it('changes for whoever knows it, ends the other sessions and keeps this one', () =>
    rolledBack(async (sql) => {
      const browser = await signedIn(sql, 'worker');
      const elsewhere = new Browser(browser.app, '198.51.100.4');
      await elsewhere.signIn('worker');
      const wrong = await browser.ask('POST', '/api/account/password', { current: another, next: another });
      expect(wrong).toMatchObject({ status: 400, body: { error: { field: 'current' } } });
      const answer = await browser.ask('POST', '/api/account/password', { current: goodPassword, next: another });
      expect(answer.status).toBe(204);
      expect((await browser.ask('GET', '/api/account')).status).toBe(200);
      expect((await elsewhere.ask('GET', '/api/account')).status).toBe(401);
      expect((await elsewhere.signIn('worker')).status).toBe(401);
      expect((await elsewhere.signIn('worker', another)).status).toBe(200);
    }));

  it('must be strong, and another one', () =>
    rolledBack(async (sql) => {
      const browser = await signedIn(sql, 'worker');
      const change = async (next: string) =>
        (await browser.ask('POST', '/api/account/password', { current: goodPassword, next })).body;
      expect(await change(goodPassword)).toMatchObject({ error: { field: 'next', message: /present password/ } });
      expect(await change('kq7#bX')).toMatchObject({
        error: { field: 'next', message: expect.stringMatching(/^A password needs at least 10/) },
      });
      expect(await change('worker123456')).toMatchObject({
        error: { field: 'next', message: expect.stringMatching(/easy to guess/) },
      });
    }));

  it('that somebody else set is changed before anything else works', () =>
    rolledBack(async (sql) => {
      const browser = await signedIn(sql, 'worker');
      await sql`update credential set must_change = true where account_id = ${worker.id}`;
      expect(await browser.ask('GET', '/api/codes')).toMatchObject({
        status: 403,
        body: { error: { field: 'password_change' } },
      });
      expect((await browser.ask('GET', '/api/account')).status).toBe(200);
      expect((await browser.ask('DELETE', '/api/account/sessions')).status).toBe(403);
      await browser.ask('POST', '/api/account/password', { current: goodPassword, next: another });
      expect((await browser.ask('GET', '/api/codes')).status).toBe(200);
    }));
});

describe('the second factor', () => {
  it('is set up where a role asks for one, and asked for from then on, each code once', () =>
    rolledBack(async (sql) => {
      const browser = await signedIn(sql, 'auditor');
      const owed = async () => (await browser.ask('GET', '/api/session')).body;
      expect(await owed()).toMatchObject({ caller: { owed: 'second_factor_set_up', rights: {} } });
      expect((await browser.ask('GET', '/api/codes')).status).toBe(403);
      const made = (await browser.ask('POST', '/api/account/second-factor')).body as FactorSetUp;
      expect(made.otpauth_url).toBe(
        `otpauth://totp/Jingwei:auditor?issuer=Jingwei&secret=${made.secret}&algorithm=SHA1&digits=6&period=30`,
      );
      const confirm = (code: string) => browser.ask('POST', '/api/account/second-factor/confirm', { code });
      expect(await confirm(await codeAt(sql, made.secret, -2))).toMatchObject({
        status: 400,
        body: { error: { field: 'code' } },
      });
      const code = await codeAt(sql, made.secret, -1);
      expect((await confirm(code)).status).toBe(204);
      expect(await owed()).toMatchObject({ caller: { owed: null, second_factor: true } });
      expect((await browser.ask('POST', '/api/account/second-factor')).status).toBe(409);

      expect((await browser.signIn('auditor')).body).toMatchObject({ caller: { owed: 'second_factor', rights: {} } });
      expect((await browser.ask('GET', '/api/account')).status).toBe(403);
      const enter = (given: string) => browser.ask('POST', '/api/session/second-factor', { code: given });
      expect((await enter(code)).status).toBe(400);
      expect(await enter(await codeAt(sql, made.secret, 0))).toMatchObject({
        status: 200,
        body: { caller: { owed: null, login: 'auditor' } },
      });
      expect((await browser.ask('GET', '/api/account')).body).toMatchObject({
        second_factor: true,
        second_factor_required: true,
      });
      const [row] = await sql<[{ secret: Buffer }]>`select secret from second_factor where account_id = ${auditor.id}`;
      expect(row.secret.includes(made.secret)).toBe(false);
    }));

  it('gives ten tries', () =>
    rolledBack(async (sql) => {
      const browser = await signedIn(sql, 'auditor');
      await browser.ask('POST', '/api/account/second-factor');
      const answers = [];
      for (let attempt = 0; attempt < 12; attempt++)
        answers.push((await browser.ask('POST', '/api/account/second-factor/confirm', { code: '000000' })).status);
      expect(answers).toEqual([...Array(10).fill(400), 429, 429]);
    }));

  it('goes away with the password', () =>
    rolledBack(async (sql) => {
      const browser = await signedIn(sql, 'worker');
      const { secret } = (await browser.ask('POST', '/api/account/second-factor')).body as FactorSetUp;
      await browser.ask('POST', '/api/account/second-factor/confirm', { code: await codeAt(sql, secret, 0) });
      const remove = (password: string) => browser.ask('DELETE', '/api/account/second-factor', { password });
      expect(await remove(another)).toMatchObject({ status: 400, body: { error: { field: 'password' } } });
      expect((await remove(goodPassword)).status).toBe(204);
      expect((await browser.ask('GET', '/api/account')).body).toMatchObject({ second_factor: false });
      const kinds = await sql<{ kind: string }[]>`select kind from audit_event order by id`;
      expect(kinds.map(({ kind }) => kind)).toEqual(['sign_in', 'second_factor_on', 'second_factor_off']);
    }));
});

describe('sessions', () => {
  it('are listed, and end one by one or all but this one', () =>
    rolledBack(async (sql) => {
      const browser = await signedIn(sql, 'worker');
      await sql`delete from session where client = 'vitest' and account_id = ${worker.id}`;
      const phone = new Browser(browser.app, '198.51.100.4');
      await phone.ask(
        'POST',
        '/api/session',
        { login: 'worker', password: goodPassword },
        {
          'User-Agent': 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36',
        },
      );
      const detail = (await browser.ask('GET', '/api/account')).body as AccountDetail;
      expect(detail.sessions.map(({ client, current }) => [client, current]).sort()).toEqual([
        ['Chrome · Android', false],
        ['—', true],
      ]);
      const other = detail.sessions.find(({ current }) => !current)!;
      expect((await browser.ask('DELETE', `/api/account/sessions/${other.id}`)).status).toBe(204);
      expect((await browser.ask('DELETE', `/api/account/sessions/${other.id}`)).status).toBe(404);
      expect((await phone.ask('GET', '/api/account')).status).toBe(401);
      await phone.signIn('worker');
      expect((await browser.ask('DELETE', '/api/account/sessions')).status).toBe(204);
      expect((await phone.ask('GET', '/api/account')).status).toBe(401);
      expect((await browser.ask('GET', '/api/account')).status).toBe(200);
    }));

  it('of others are not there', () =>
    rolledBack(async (sql) => {
      const browser = await signedIn(sql, 'worker');
      const [row] = await sql<[{ id: number }]>`select id from session where account_id = ${secretary.id}`;
      expect((await browser.ask('DELETE', `/api/account/sessions/${row.id}`)).status).toBe(404);
    }));
});

describe('tokens', () => {
  const token = { name: '统计平台', kind: 'api', area_code: townArea.northWest, rights: ['counts'], days: 30 };

  it('act for their account with fewer rights, are shown once and end when they are revoked', () =>
    rolledBack(async (sql) => {
      const browser = await signedIn(sql, 'secretary');
      const answer = await browser.ask('POST', '/api/account/tokens', token);
      expect(answer.status).toBe(201);
      const made = answer.body as MadeToken;
      expect(made.token).toMatchObject({ name: '统计平台', area_name: '第一网格', rights: ['counts'], revoked: false });
      const machine = new Browser(browser.app);
      const ask = (method: string, path: string) =>
        machine.ask(method, path, undefined, { Authorization: `Bearer ${made.secret}` });
      expect((await ask('GET', '/api/session')).body).toMatchObject({
        caller: { kind: 'api', login: 'secretary', rights: { counts: [townArea.northWest] } },
      });
      expect((await ask('GET', '/api/openings')).status).toBe(403);
      expect((await ask('GET', '/api/account')).status).toBe(403);
      const listed = (await browser.ask('GET', '/api/account')).body as AccountDetail;
      expect(listed.tokens).toHaveLength(1);
      expect(JSON.stringify(listed)).not.toContain(made.secret);
      expect((await browser.ask('DELETE', `/api/account/tokens/${made.token.id}`)).status).toBe(204);
      expect((await ask('GET', '/api/codes')).status).toBe(401);
    }));

  it('are never more than their account', () =>
    rolledBack(async (sql) => {
      const browser = await signedIn(sql, 'secretary');
      const ask = async (change: object) =>
        (await browser.ask('POST', '/api/account/tokens', { ...token, ...change })).status;
      expect(await ask({ rights: ['register'] })).toBe(403);
      expect(await ask({ area_code: townArea.southWest })).toBe(403);
      expect(await ask({ area_code: townArea.street })).toBe(403);
      expect(await ask({ rights: [] })).toBe(400);
      expect(await ask({ kind: 'display', area_code: townArea.street })).toBe(403);
      expect(await ask({ kind: 'display', area_code: townArea.north })).toBe(201);
    }));

  it('of displays show a wall: the one that is named, the first of just their area, else a new one', () =>
    rolledBack(async (sql) => {
      const browser = await signedIn(sql, 'secretary');
      const make = async (name: string, wall_id?: number) => {
        const body = { name, kind: 'display', area_code: townArea.north, days: 30, wall_id };
        const { status, body: answer } = await browser.ask('POST', '/api/account/tokens', body);
        if (status !== 201) return `${status} ${(answer as { error: { field: string } }).error.field}`;
        const id = (answer as MadeToken).token.id;
        const [wall] = await sql`select w.name from token t join wall w on w.id = t.wall_id where t.id = ${id}`;
        return wall!.name as string;
      };
      expect(await make('大厅')).toBe('大厅');
      expect(await make('门口')).toBe('大厅');
      const [other] = await sql<[{ id: number }]>`insert into wall (name, area_code)
        values ('会议室', ${townArea.north}) returning id`;
      expect(await make('会议室左', other.id)).toBe('会议室');
      expect(await make('别处', townWall)).toBe('400 wall_id');
    }));
});
