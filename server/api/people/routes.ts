import { type Context, Hono } from 'hono';
import { audit } from '../../access/audit.ts';
import type { Caller } from '../../access/caller.ts';
import { enter } from '../../access/enter.ts';
import { hashPassword, newPassword } from '../../access/password.ts';
import type { Database } from '../../db/open.ts';
import { AppError, notFound } from '../../errors.ts';
import { dropFactor, endSessions } from '../account/sql.ts';
import { dayOf } from '../calendar.ts';
import { type ApiEnv, validated } from '../context.ts';
import { admit, entranceOf, granted } from '../granted.ts';
import { fromToken, toPage } from '../page-token.ts';
import { requireArea, requireChangeable, requireMayGrant, requirePerson, requireSensible } from './rules.ts';
import {
  type FirstPassword,
  grantBody,
  grantParam,
  loginKey,
  peopleQuery,
  personBody,
  personChangeBody,
  personParam,
} from './schema.ts';
import * as query from './sql.ts';

/** Accounts in the caller's care, and their duties. */
export const people = new Hono<ApiEnv>()
  .get('/', granted('people'), validated('query', peopleQuery), async (c) => {
    const { page, limit, ...filter } = c.req.valid('query');
    const [after] = fromToken(page, loginKey) ?? [];
    const rows = await query.listPeople(c.get('sql'), { ...filter, after, limit }, calendarOf(c));
    return c.json(toPage(rows, limit, ({ login }) => [login]));
  })
  .get('/:id', granted('people'), validated('param', personParam), async (c) => {
    return c.json(await requirePerson(c.get('sql'), c.req.valid('param').id, calendarOf(c)));
  })
  .post('/', validated('json', personBody), async (c) => {
    const wanted = c.req.valid('json');
    const made = await withFirstPassword(c, {
      check: (sql, caller) => requireArea(sql, caller, wanted.area_code),
      work: async (sql, hash) => {
        const id = await query.insertPerson(sql, wanted);
        if (id === undefined) throw new AppError('conflict', taken, { field: 'login' });
        await query.setFirstPassword(sql, id, hash);
        await audit(sql, 'person_made', { area_code: wanted.area_code, detail: { login: wanted.login } });
        return id;
      },
    });
    return c.json(made, 201);
  })
  .patch('/:id', granted('people'), validated('param', personParam), validated('json', personChangeBody), async (c) => {
    const [sql, { id }, change] = [c.get('sql'), c.req.valid('param'), c.req.valid('json')];
    const before = await requireChangeable(sql, c.get('caller'), id, calendarOf(c));
    await query.updatePerson(sql, id, change);
    if (change.disabled) await endSessions(sql, id);
    if (change.openid_subject !== undefined) await bind(c, id, change.openid_subject);
    const switched = change.disabled !== undefined && change.disabled !== before.disabled;
    const kind = !switched ? 'person_changed' : change.disabled ? 'person_disabled' : 'person_enabled';
    await audit(sql, kind, { area_code: before.area_code, detail: { login: before.login } });
    return c.json(await requirePerson(sql, id, calendarOf(c)));
  })
  .post('/:id/password', validated('param', personParam), async (c) => {
    const { id } = c.req.valid('param');
    const made = await withFirstPassword(c, {
      check: async (sql, caller) => void (await requireChangeable(sql, caller, id, calendarOf(c))),
      work: async (sql, hash, caller) => {
        const { area_code, login } = await requireChangeable(sql, caller, id, calendarOf(c));
        await query.setFirstPassword(sql, id, hash);
        await endSessions(sql, id);
        await audit(sql, 'password_reset', { area_code, detail: { login } });
        return id;
      },
    });
    return c.json(made);
  })
  .delete('/:id/second-factor', granted('people'), validated('param', personParam), async (c) => {
    const [sql, { id }] = [c.get('sql'), c.req.valid('param')];
    const { area_code, login } = await requireChangeable(sql, c.get('caller'), id, calendarOf(c));
    if (!(await dropFactor(sql, id))) throw new AppError('conflict', noFactor);
    // Whoever has the lost device may have a session as well.
    await endSessions(sql, id);
    await audit(sql, 'second_factor_off', { area_code, detail: { login } });
    return c.body(null, 204);
  })
  .post('/:id/grants', granted('people'), validated('param', personParam), validated('json', grantBody), async (c) => {
    const [sql, caller, { id }, body] = [c.get('sql'), c.get('caller'), c.req.valid('param'), c.req.valid('json')];
    const calendar = calendarOf(c);
    const { building_id = null, department = null, starts_on = calendar.today, ends_on = null, role, area_code } = body;
    const grant = { account_id: id, role, area_code, building_id, department, starts_on, ends_on };
    await query.lockDuties(sql);
    const { login } = await requirePerson(sql, id, calendar);
    await requireMayGrant(sql, caller, grant);
    await requireArea(sql, caller, area_code);
    await requireSensible(sql, grant);
    await query.insertGrant(sql, grant);
    await audit(sql, 'grant_made', { area_code, detail: { login, role, building_id, department, starts_on, ends_on } });
    return c.json(await requirePerson(sql, id, calendar), 201);
  })
  .delete('/:id/grants/:grant_id', granted('people'), validated('param', grantParam), async (c) => {
    const [sql, { id, grant_id }, calendar] = [c.get('sql'), c.req.valid('param'), calendarOf(c)];
    await query.lockDuties(sql);
    const grant = await query.findGrant(sql, grant_id, calendar.today);
    if (grant?.account_id !== id) throw notFound({ 'zh-CN': '职责', en: 'duty' }, grant_id);
    await requireMayGrant(sql, c.get('caller'), grant);
    await query.endGrant(sql, grant_id, calendar.today);
    const { role, area_code } = grant;
    const person = await requirePerson(sql, id, calendar);
    await audit(sql, 'grant_ended', { area_code, detail: { login: person.login, role } });
    return c.json(person);
  });

/** Binds an account to somebody at the configured provider, or to nobody any more. @throws AppError (409) where that cannot be. */
async function bind(c: Context<ApiEnv>, id: number, subject: string | null): Promise<void> {
  const issuer = c.get('config').openid?.issuer;
  if (subject !== null && issuer === undefined) throw new AppError('conflict', noProvider, { field: 'openid_subject' });
  const openid = subject === null || issuer === undefined ? null : { issuer, subject };
  const bound = await query.bindPerson(c.get('sql'), id, openid);
  if (!bound) throw new AppError('conflict', boundAlready, { field: 'openid_subject' });
}

/** The day and zone by which duties count in this request. */
export function calendarOf(c: Context<ApiEnv>): query.Calendar {
  const time_zone = c.get('config').timeZone;
  return { today: dayOf(c.get('now'), time_zone), time_zone };
}

/** Makes a password and stores it by `work`, which names the account; hashing waits for no transaction. */
async function withFirstPassword(
  c: Context<ApiEnv>,
  steps: {
    check: (sql: Database, caller: Caller) => Promise<void>;
    work: (sql: Database, hash: string, caller: Caller) => Promise<number>;
  },
): Promise<FirstPassword> {
  await enter(c.get('database'), entranceOf(c), async (sql, found) => {
    await steps.check(sql, await admit(c, found, ['people']));
  });
  const password = newPassword();
  const hash = await hashPassword(password);
  const person = await enter(c.get('database'), entranceOf(c), async (sql, found) => {
    const id = await steps.work(sql, hash, await admit(c, found, ['people']));
    return requirePerson(sql, id, calendarOf(c));
  });
  return { person, password };
}

const taken = { 'zh-CN': '这个账号名已被使用，请换一个。', en: 'This account name is taken; choose another.' };
const noProvider = {
  'zh-CN': '尚未配置统一身份认证，无法绑定。',
  en: 'No OpenID provider is set up, so there is nobody to bind.',
};
const boundAlready = {
  'zh-CN': '此身份已绑定其他账号，请先解除绑定。',
  en: 'This person is bound to another account; take that binding away first.',
};
const noFactor = { 'zh-CN': '此账号没有启用动态验证码。', en: 'This account has no second factor.' };
