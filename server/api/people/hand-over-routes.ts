import { Hono } from 'hono';

import { audit } from '../../access/audit.ts';
import { AppError, notFound } from '../../errors.ts';
import { type ApiEnv, validated } from '../context.ts';
import { forbidden, granted } from '../granted.ts';
import { fromToken, idKey, toPage } from '../page-token.ts';
import { insertHandOver, listHandOvers } from './hand-over-sql.ts';
import { calendarOf } from './routes.ts';
import { requireMayGrant, requirePerson, requireSensible } from './rules.ts';
import { handOverBody, handOverQuery } from './schema.ts';
import { endGrant, findGrant, insertGrant, lockDuties } from './sql.ts';

/** Duties that move from one person to another: the old ends on the day on which the new begins. */
export const handOvers = new Hono<ApiEnv>()
  .get('/', granted('people', 'audit'), validated('query', handOverQuery), async (c) => {
    const { page, limit, area_code } = c.req.valid('query');
    const [before] = fromToken(page, idKey) ?? [];
    const rows = await listHandOvers(c.get('sql'), { area_code, before, limit });
    return c.json(toPage(rows, limit, ({ id }) => [id]));
  })
  .post('/', granted('people'), validated('json', handOverBody), async (c) => {
    const [sql, caller, body, calendar] = [c.get('sql'), c.get('caller'), c.req.valid('json'), calendarOf(c)];
    const { to_account_id, effective_on, note } = body;
    await lockDuties(sql);
    const grant = await findGrant(sql, body.grant_id, calendar.today);
    if (!grant) throw notFound({ 'zh-CN': '职责', en: 'duty' }, body.grant_id);
    await requireMayGrant(sql, caller, grant);
    const taker = await requirePerson(sql, to_account_id, calendar);
    if (taker.disabled) throw new AppError('bad_input', disabled, { field: 'to_account_id' });
    if (to_account_id === caller.account_id) throw forbidden(toOneself);
    if (to_account_id === grant.account_id) throw new AppError('bad_input', samePerson, { field: 'to_account_id' });
    const first = grant.starts_on > calendar.today ? grant.starts_on : calendar.today;
    if (effective_on < first || (grant.ends_on !== null && effective_on >= grant.ends_on))
      throw new AppError('bad_input', wrongDay(first, grant.ends_on), { field: 'effective_on' });
    const { role, area_code, building_id, department, ends_on } = grant;
    const place = { area_code, building_id, department };
    const taken = { account_id: to_account_id, role, ...place, starts_on: effective_on, ends_on };
    await requireSensible(sql, taken);
    await endGrant(sql, grant.id, effective_on);
    await insertGrant(sql, taken);
    const made = await insertHandOver(sql, { grant, to_account_id, effective_on, note });
    const detail = { role, department, from: made.from_name, to: made.to_name, effective_on };
    await audit(sql, 'hand_over', { area_code, detail });
    return c.json(made, 201);
  });

function wrongDay(first: string, endsOn: string | null) {
  const [zh, en] = endsOn === null ? ['', ''] : [`，早于${endsOn}`, ` and before ${endsOn}`];
  return {
    'zh-CN': `交接日期应不早于${first}${zh}。`,
    en: `A hand-over takes effect on ${first} or later${en}.`,
  };
}

const disabled = { 'zh-CN': '接手人的账号已停用。', en: 'The account that is to take over is disabled.' };
const samePerson = { 'zh-CN': '交接双方是同一人。', en: 'Both sides of the hand-over are the same person.' };
const toOneself = {
  'zh-CN': '不能把职责交接给自己，请由上级办理。',
  en: 'Nobody takes a duty over by themselves; ask somebody above you.',
};
