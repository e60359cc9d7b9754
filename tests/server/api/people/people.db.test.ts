import { describe, expect, it } from 'vitest';
import { dayOf } from '../../../../server/api/calendar.ts';
import type { FirstPassword, HandOver, Person } from '../../../../server/api/people/schema.ts';
import type { Page } from '../../../../server/api/wire.ts';
import type { Database } from '../../../../server/db/open.ts';
import { townArea, townId, townNow } from '../../../fixtures/town.ts';
import { secretOfTown, type TownLogin, townAccounts } from '../../../fixtures/town-accounts.ts';
import { rolledBack } from '../../../helpers/database.ts';
import { type Answer, Browser, bareApp, givePassword } from '../session/accounts.ts';

const { secretary, worker, street, officer, head, registrar } = townAccounts;

/** Asks as accounts of the town. */
async function asker(sql: Database) {
  const app = await bareApp(sql);
  const today = dayOf(await townNow(sql), 'Asia/Shanghai');
  const ask = (login: TownLogin, method: string, path: string, body?: unknown): Promise<Answer> =>
    new Browser(app).ask(method, path, body, { Authorization: `Bearer ${secretOfTown(login)}` });
  return { app, ask, today };
}

const grantOf = async (sql: Database, account: number) =>
  (await sql<[{ id: number }]>`select id from account_grant where account_id = ${account}`)[0].id;

describe('the list of people', () => {
  it('holds those in the care of whoever asks, in order, page by page', () =>
    rolledBack(async (sql) => {
      const { ask } = await asker(sql);
      const logins = async (login: TownLogin, query = '') =>
        ((await ask(login, 'GET', `/api/people${query}`)).body as Page<Person>).items.map((one) => one.login);
      expect(await logins('secretary')).toEqual(['head', 'officer', 'patrol', 'secretary', 'worker']);
      expect(await logins('street')).toEqual(['head', 'officer', 'patrol', 'secretary', 'street', 'worker']);
      expect((await logins('registrar')).length).toBe(Object.keys(townAccounts).length);
      expect(await logins('registrar', '?q=WORK')).toEqual(['worker']);
      expect(await logins('registrar', '?q=试head')).toEqual(['head']);
      expect(await logins('registrar', '?role=street_leader')).toEqual(['leader', 'street']);
      expect(await logins('registrar', `?area_code=${townArea.northWest}`)).toEqual(['head', 'worker']);
      const first = (await ask('secretary', 'GET', '/api/people?limit=3')).body as Page<Person>;
      const second = (await ask('secretary', 'GET', `/api/people?limit=3&page=${first.next}`)).body as Page<Person>;
      expect([first, second].map(({ items }) => items.map(({ login }) => login))).toEqual([
        ['head', 'officer', 'patrol'],
        ['secretary', 'worker'],
      ]);
      expect(second.next).toBeNull();
      expect((await ask('worker', 'GET', '/api/people')).status).toBe(403);
      expect((await ask('wall', 'GET', '/api/people')).status).toBe(403);
    }));

  it('says what somebody answers for, and whether the caller may change them', () =>
    rolledBack(async (sql) => {
      const { ask } = await asker(sql);
      const person = (await ask('secretary', 'GET', `/api/people/${head.id}`)).body as Person;
      expect(person).toMatchObject({
        ...{ login: 'head', area_name: '第一网格', disabled: false, second_factor: false, changeable: true },
        grants: [{ role: 'building_head', building_id: townId.building.tower, active: true, ends_on: null }],
      });
      expect(person.grants[0]!.building_name).toBe('清河路18号1幢');
      const changeable = async (login: TownLogin, id: number) =>
        ((await ask(login, 'GET', `/api/people/${id}`)).body as Person).changeable;
      expect(await changeable('secretary', officer.id)).toBe(false);
      expect(await changeable('secretary', secretary.id)).toBe(false);
      expect(await changeable('street', secretary.id)).toBe(true);
      expect((await ask('secretary', 'GET', `/api/people/${street.id}`)).status).toBe(404);
    }));
});

describe('an account', () => {
  const person = { login: 'lin.xia', display_name: '林夏', area_code: townArea.north };

  it('is made with a first password that is shown once and has to be changed', () =>
    rolledBack(async (sql) => {
      const { app, ask } = await asker(sql);
      const answer = await ask('secretary', 'POST', '/api/people', person);
      expect(answer.status).toBe(201);
      const { password, person: made } = answer.body as FirstPassword;
      expect(password).toMatch(/^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/);
      expect(made).toMatchObject({
        ...person,
        area_name: '清河社区',
        last_seen_on: null,
        grants: [],
        changeable: true,
      });
      expect((await new Browser(app).signIn('lin.xia', password)).body).toMatchObject({
        caller: { login: 'lin.xia', owed: 'password_change' },
      });
      expect(await ask('secretary', 'POST', '/api/people', person)).toMatchObject({
        status: 409,
        body: { error: { field: 'login' } },
      });
      // Taken by somebody whom the secretary cannot see.
      expect((await ask('secretary', 'POST', '/api/people', { ...person, login: 'registrar' })).status).toBe(409);
      expect(JSON.stringify(await sql`select detail from audit_event`)).not.toContain(password);
    }));

  it('is made in an area in the care of whoever makes it', () =>
    rolledBack(async (sql) => {
      const { ask } = await asker(sql);
      const make = async (login: TownLogin, area_code: string) =>
        (await ask(login, 'POST', '/api/people', { ...person, area_code })).status;
      expect(await make('secretary', townArea.south)).toBe(403);
      expect(await make('secretary', townArea.street)).toBe(403);
      expect(await make('secretary', `${townArea.north}999`)).toBe(400);
      expect(await make('worker', townArea.northWest)).toBe(403);
    }));

  it('that is disabled ends at once, and comes back', () =>
    rolledBack(async (sql) => {
      const { ask } = await asker(sql);
      const change = (body: object) => ask('secretary', 'PATCH', `/api/people/${worker.id}`, body);
      expect((await ask('worker', 'GET', '/api/codes')).status).toBe(200);
      expect(await change({ disabled: true, display_name: '沈航' })).toMatchObject({
        status: 200,
        body: { disabled: true, display_name: '沈航' },
      });
      expect((await ask('worker', 'GET', '/api/codes')).status).toBe(401);
      expect((await change({ disabled: false })).body).toMatchObject({ disabled: false });
      // The session that was ended stays ended.
      expect((await ask('worker', 'GET', '/api/codes')).status).toBe(401);
      const kinds = await sql<{ kind: string }[]>`select kind from audit_event order by id`;
      expect(kinds.map(({ kind }) => kind)).toEqual(['person_disabled', 'person_enabled']);
    }));

  it('is bound to somebody at the OpenID provider, once', () =>
    rolledBack(async (sql) => {
      const openid = { issuer: 'https://login.example.cn', clientId: 'x', clientSecret: undefined, name: 'x' };
      const app = await bareApp(sql, { openid, publicUrl: 'https://jingwei.example.cn' });
      const headers = { Authorization: `Bearer ${secretOfTown('secretary')}` };
      const bind = (id: number, openid_subject: string | null, to: Pick<typeof app, 'request'> = app) =>
        new Browser(to).ask('PATCH', `/api/people/${id}`, { openid_subject }, headers);
      await sql`update account set openid_issuer = 'https://login.example.cn', openid_subject = 'p1' where id = ${street.id}`;
      expect(await bind(worker.id, 'p1')).toMatchObject({ status: 409, body: { error: { field: 'openid_subject' } } });
      await givePassword(sql, worker.id, head.id);
      await sql`update credential set must_change = true where account_id = ${worker.id}`;
      expect((await bind(worker.id, 'p2')).body).toMatchObject({ openid_bound: true });
      expect((await bind(head.id, 'p4')).body).toMatchObject({ openid_bound: true });
      const passwords = await sql`select account_id from credential`;
      expect([...passwords]).toEqual([{ account_id: head.id }]);
      const [row] = await sql`select openid_issuer, openid_subject from account where id = ${worker.id}`;
      expect(row).toEqual({ openid_issuer: 'https://login.example.cn', openid_subject: 'p2' });
      expect((await bind(worker.id, null)).body).toMatchObject({ openid_bound: false });
      expect((await bind(officer.id, 'p3')).status).toBe(403);
      expect((await bind(worker.id, 'p3', await bareApp(sql))).status).toBe(409);
    }));

  it('gets a new first password, and the old one and its sessions end', () =>
    rolledBack(async (sql) => {
      const { app, ask } = await asker(sql);
      await givePassword(sql, worker.id);
      const { password } = (await ask('secretary', 'POST', `/api/people/${worker.id}/password`)).body as FirstPassword;
      expect((await ask('worker', 'GET', '/api/codes')).status).toBe(401);
      expect((await new Browser(app).signIn('worker')).status).toBe(401);
      expect((await new Browser(app).signIn('worker', password)).status).toBe(200);
    }));

  it('of the same rank, or one’s own, cannot be changed', () =>
    rolledBack(async (sql) => {
      const { ask } = await asker(sql);
      for (const id of [officer.id, secretary.id]) {
        expect((await ask('secretary', 'PATCH', `/api/people/${id}`, { disabled: true })).status).toBe(403);
        expect((await ask('secretary', 'POST', `/api/people/${id}/password`)).status).toBe(403);
        expect((await ask('secretary', 'DELETE', `/api/people/${id}/second-factor`)).status).toBe(403);
      }
      expect((await ask('secretary', 'POST', `/api/people/${registrar.id}/password`)).status).toBe(404);
    }));

  it('with a duty elsewhere too is not for those who do not outrank that duty', () =>
    rolledBack(async (sql) => {
      const { ask } = await asker(sql);
      await sql`insert into account_grant (account_id, role, area_code, starts_on)
        values (${worker.id}, 'grid_worker', ${townArea.southWest}, '2026-01-01')`;
      expect((await ask('secretary', 'POST', `/api/people/${worker.id}/password`)).status).toBe(403);
      expect((await ask('street', 'POST', `/api/people/${worker.id}/password`)).status).toBe(200);
    }));

  it('loses a second factor whose device is lost, and its sessions', () =>
    rolledBack(async (sql) => {
      const { ask } = await asker(sql);
      const remove = () => ask('secretary', 'DELETE', `/api/people/${worker.id}/second-factor`);
      expect((await remove()).status).toBe(409);
      await sql`insert into second_factor (account_id, secret, confirmed_at) values (${worker.id}, ${Buffer.from('x')}, now())`;
      expect((await ask('secretary', 'GET', `/api/people/${worker.id}`)).body).toMatchObject({ second_factor: true });
      expect((await remove()).status).toBe(204);
      expect((await ask('worker', 'GET', '/api/codes')).status).toBe(401);
      expect((await ask('secretary', 'GET', `/api/people/${worker.id}`)).body).toMatchObject({ second_factor: false });
    }));
});

describe('a duty', () => {
  it('is given below one’s own rank in one’s own area', () =>
    rolledBack(async (sql) => {
      const { ask, today } = await asker(sql);
      const give = (login: TownLogin, id: number, body: object) => ask(login, 'POST', `/api/people/${id}/grants`, body);
      const east = { role: 'grid_worker', area_code: townArea.northEast };
      const given = await give('secretary', worker.id, { ...east, ends_on: '2099-01-01' });
      expect(given.status).toBe(201);
      expect((given.body as Person).grants.at(-1)).toMatchObject({ ...east, starts_on: today, ends_on: '2099-01-01' });
      expect((await ask('worker', 'GET', '/api/session')).body).toMatchObject({
        caller: { rights: { doors: [townArea.northWest, townArea.northEast] } },
      });
      expect((await give('secretary', worker.id, east)).status).toBe(409);
      const status = async (...given: Parameters<typeof give>) => (await give(...given)).status;
      expect(await status('secretary', secretary.id, east)).toBe(403);
      expect(await status('secretary', worker.id, { ...east, area_code: townArea.southWest })).toBe(403);
      expect(await status('secretary', worker.id, { role: 'patrol_coordinator', area_code: townArea.north })).toBe(403);
      expect(await status('secretary', street.id, east)).toBe(404);
      expect(await status('worker', head.id, east)).toBe(403);
      expect(await status('secretary', head.id, { ...east, starts_on: '2099-01-01', ends_on: '2099-01-01' })).toBe(400);
      expect(await status('secretary', head.id, { ...east, role: 'building_head' })).toBe(400);
      const building = { role: 'building_head', area_code: townArea.north };
      expect(await status('secretary', head.id, { ...building, building_id: townId.building.works })).toBe(400);
      expect(await status('secretary', head.id, { ...building, building_id: townId.building.slab })).toBe(201);
    }));

  it('in a department names the department, and may be had in several', () =>
    rolledBack(async (sql) => {
      const { ask, today } = await asker(sql);
      const give = (body: object) =>
        ask('street', 'POST', `/api/people/${worker.id}/grants`, {
          ...{ role: 'department_officer', area_code: townArea.north },
          ...body,
        });
      expect(await give({})).toMatchObject({ status: 400, body: { error: { field: 'department' } } });
      expect(await give({ department: 'navy' })).toMatchObject({
        status: 400,
        body: { error: { field: 'department' } },
      });
      const strange = { role: 'grid_worker', area_code: townArea.northEast, department: 'fire' };
      expect(await give(strange)).toMatchObject({ status: 400, body: { error: { field: 'department' } } });
      const given = await give({ department: 'fire' });
      expect(given.status).toBe(201);
      expect((given.body as Person).grants).toContainEqual(
        expect.objectContaining({ role: 'department_officer', department: 'fire' }),
      );
      expect((given.body as Person).grants).toContainEqual(
        expect.objectContaining({ role: 'grid_worker', department: null }),
      );
      expect((await give({ department: 'fire' })).status).toBe(409);
      expect((await give({ department: 'water' })).status).toBe(201);
      const [{ id }] = await sql<[{ id: number }]>`
        select id from account_grant where account_id = ${worker.id} and department = 'fire'`;
      expect((await ask('worker', 'GET', '/api/account')).body).toMatchObject({
        departments: [{ grant_id: id, department: 'fire' }, { department: 'water' }],
      });
      const handed = await ask('street', 'POST', '/api/hand-overs', {
        ...{ grant_id: id, to_account_id: head.id, effective_on: today },
      });
      expect(handed).toMatchObject({ status: 201, body: { role: 'department_officer', department: 'fire' } });
      expect((await ask('street', 'GET', `/api/people/${head.id}`)).body).toMatchObject({
        grants: [expect.objectContaining({ department: 'fire' }), expect.objectContaining({ role: 'building_head' })],
      });
    }));

  it('takes the rank of the caller there, not the highest anywhere', () =>
    rolledBack(async (sql) => {
      const { ask } = await asker(sql);
      await sql`insert into account_grant (account_id, role, area_code, starts_on)
        values (${secretary.id}, 'street_leader', ${townArea.southEast}, '2026-01-01')`;
      const give = async (area_code: string) =>
        (await ask('secretary', 'POST', `/api/people/${worker.id}/grants`, { role: 'patrol_coordinator', area_code }))
          .status;
      expect(await give(townArea.northEast)).toBe(403);
      expect(await give(townArea.southEast)).toBe(201);
    }));

  it('ends today', () =>
    rolledBack(async (sql) => {
      const { ask } = await asker(sql);
      const grant = await grantOf(sql, worker.id);
      const end = (login: TownLogin, id: number = worker.id) =>
        ask(login, 'DELETE', `/api/people/${id}/grants/${grant}`);
      expect((await end('secretary', head.id)).status).toBe(404);
      expect((await end('secretary')).body).toMatchObject({ grants: [] });
      expect((await ask('worker', 'GET', '/api/session')).body).toMatchObject({ caller: { rights: {}, grants: [] } });
      expect((await end('secretary')).status).toBe(404);
    }));

  it('is handed over on a day, in one step, and the hand-over is written down', () =>
    rolledBack(async (sql) => {
      const { ask, today } = await asker(sql);
      const grant_id = await grantOf(sql, worker.id);
      const hand = (change: object = {}, login: TownLogin = 'secretary') =>
        ask(login, 'POST', '/api/hand-overs', {
          ...{ grant_id, to_account_id: head.id, effective_on: today, note: '轮岗' },
          ...change,
        });
      expect((await hand({ to_account_id: worker.id })).status).toBe(400);
      expect((await hand({ effective_on: '2025-06-01' })).status).toBe(400);
      expect((await hand({ to_account_id: secretary.id })).status).toBe(403);
      expect((await hand({ to_account_id: street.id })).status).toBe(404);
      expect((await hand({ grant_id: await grantOf(sql, secretary.id) })).status).toBe(403);
      expect((await hand({}, 'worker')).status).toBe(403);
      const answer = await hand();
      expect(answer.status).toBe(201);
      expect(answer.body as HandOver).toMatchObject({
        ...{ role: 'grid_worker', area_name: '第一网格', from_name: '测试worker', to_name: '测试head' },
        ...{ effective_on: today, note: '轮岗', made_by_name: '测试secretary' },
      });
      expect((await ask('worker', 'GET', '/api/session')).body).toMatchObject({ caller: { rights: {} } });
      expect((await ask('head', 'GET', '/api/session')).body).toMatchObject({
        caller: { rights: { counts: [townArea.northWest] } },
      });
      const list = (await ask('auditor', 'GET', '/api/hand-overs')).body as Page<HandOver>;
      expect(list.items).toEqual([answer.body]);
      expect((await ask('secretary', 'GET', `/api/hand-overs?area_code=${townArea.south}`)).body).toEqual({
        items: [],
        next: null,
      });
      expect((await hand()).status).toBe(404);
    }));
});

describe('roles', () => {
  it('say what they may do; a registrar decides which need a second factor', () =>
    rolledBack(async (sql) => {
      const { ask } = await asker(sql);
      const { items } = (await ask('secretary', 'GET', '/api/roles')).body as { items: { role: string }[] };
      expect(items.map(({ role }) => role)[0]).toBe('registrar');
      expect(items).toHaveLength(9);
      expect(items.find(({ role }) => role === 'building_head')).toEqual({
        ...{ role: 'building_head', rights: ['doors', 'map', 'open'] },
        ...{ second_factor_required: false, holder_count: 1, grantable: true },
      });
      const grantable = async (login: TownLogin) => {
        const { body } = await ask(login, 'GET', '/api/roles');
        const all = (body as { items: { role: string; grantable: boolean }[] }).items;
        return all.filter((one) => one.grantable).map(({ role }) => role);
      };
      expect(await grantable('secretary')).toEqual(['grid_worker', 'building_head']);
      expect((await grantable('registrar')).length).toBe(8);
      expect((await grantable('district')).length).toBe(6);
      const put = (login: TownLogin) => ask(login, 'PUT', '/api/roles/grid_worker', { second_factor_required: true });
      expect((await put('district')).status).toBe(403);
      expect((await put('registrar')).body).toMatchObject({ role: 'grid_worker', second_factor_required: true });
      expect((await ask('registrar', 'PUT', '/api/roles/wall', { second_factor_required: true })).status).toBe(400);
    }));
});

describe('the audit log', () => {
  it('shows the auditor what was done, by area, account, kind and day', () =>
    rolledBack(async (sql) => {
      const { ask, today } = await asker(sql);
      const grant_id = await grantOf(sql, worker.id);
      await ask('secretary', 'PATCH', `/api/people/${worker.id}`, { display_name: '沈航' });
      await ask('secretary', 'DELETE', `/api/people/${worker.id}/grants/${grant_id}`);
      await ask('registrar', 'PUT', '/api/roles/grid_worker', { second_factor_required: true });
      await sql`update audit_event set happened_at = ${`${today}T12:00:00+08:00`}`;
      const kinds = async (query = '') =>
        ((await ask('auditor', 'GET', `/api/audit-events${query}`)).body as Page<{ kind: string }>).items.map(
          ({ kind }) => kind,
        );
      expect(await kinds()).toEqual(['role_changed', 'grant_ended', 'person_changed']);
      expect(await kinds(`?area_code=${townArea.northWest}`)).toEqual(['grant_ended', 'person_changed']);
      expect(await kinds(`?account_id=${registrar.id}`)).toEqual(['role_changed']);
      expect(await kinds('?kind=grant_ended')).toEqual(['grant_ended']);
      expect(await kinds(`?from=${today}&to=${today}`)).toHaveLength(3);
      expect(await kinds('?to=2025-01-01')).toEqual([]);
      expect(await kinds('?from=2099-01-01')).toEqual([]);
      const page = (await ask('auditor', 'GET', '/api/audit-events?limit=2')).body as Page<object>;
      expect(page.items[1]).toMatchObject({
        ...{ account_name: '测试secretary', kind: 'grant_ended', area_code: townArea.northWest, area_name: '第一网格' },
        detail: { login: 'worker', role: 'grid_worker' },
      });
      expect(
        ((await ask('auditor', 'GET', `/api/audit-events?limit=2&page=${page.next}`)).body as Page<object>).items,
      ).toHaveLength(1);
      expect((await ask('secretary', 'GET', '/api/audit-events')).status).toBe(403);
    }));
});
