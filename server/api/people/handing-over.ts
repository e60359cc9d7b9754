import type { Context } from 'hono';
import { audit } from '../../access/audit.ts';
import { AppError, notFound } from '../../errors.ts';
import type { ApiEnv } from '../context.ts';
import { forbidden } from '../granted.ts';
import { insertHandOver } from './hand-over-sql.ts';
import { calendarOf } from './routes.ts';
import { requireMayGrant, requirePerson, requireSensible } from './rules.ts';
import type { HandOver } from './schema.ts';
import { endGrant, findGrant, insertGrant, lockDuties } from './sql.ts';

/** Which duty goes to whom, from which day. */
export interface HandingOver {
  grant_id: number;
  to_account_id: number;
  effective_on: string;
  note?: string | undefined;
}

/**
 * Ends an account's duty on a day and gives it to another account from then on.
 * @throws AppError 404 where there is no such duty, 403 where it is not the caller's to move, 400 where person or day do not fit.
 */
export async function handOverGrant(c: Context<ApiEnv>, body: HandingOver): Promise<HandOver> {
  const [sql, caller, calendar] = [c.get('sql'), c.get('caller'), calendarOf(c)];
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
  return made;
}

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
