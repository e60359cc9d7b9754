import { type Caller, mayIn } from '../../access/caller.ts';
import type { Database } from '../../db/open.ts';
import { AppError, notFound } from '../../errors.ts';
import { isDepartment } from '../../loop/words.ts';
import { isArea } from '../areas/sql.ts';
import { forbidden } from '../granted.ts';
import type { Person } from './schema.ts';
import { type Calendar, findBuildingArea, findPerson, type GrantRow, hasDuty, ranksOf } from './sql.ts';

// What the row policies would refuse without a word is asked here first, so that the answer can say why.

/** Somebody whom the caller may change. @throws AppError 404 where there is none in their care, 403 where they may not. */
export async function requireChangeable(
  sql: Database,
  caller: Caller,
  id: number,
  calendar: Calendar,
): Promise<Person> {
  const person = await requirePerson(sql, id, calendar);
  if (id === caller.account_id) throw forbidden(ownAccount);
  if (!person.changeable) throw forbidden(tooHigh);
  return person;
}

/** Somebody in the caller's care. @throws AppError (404) where there is none. */
export async function requirePerson(sql: Database, id: number, calendar: Calendar): Promise<Person> {
  const person = await findPerson(sql, id, calendar);
  if (!person) throw notFound({ 'zh-CN': '账号', en: 'account' }, id);
  return person;
}

/** @throws AppError 403 where the area is not in the caller's care, 400 where there is no such area. */
export async function requireArea(sql: Database, caller: Caller, areaCode: string): Promise<void> {
  if (!mayIn(caller, 'people', areaCode)) throw forbidden(outside(areaCode));
  if (await isArea(sql, areaCode)) return;
  const sentence = { 'zh-CN': `没有编码为 ${areaCode} 的区域。`, en: `There is no area ${areaCode}.` };
  throw new AppError('bad_input', sentence, { field: 'area_code' });
}

/**
 * Whether the caller may give, end or move such a duty: over an area of theirs, below their own rank there, not their own.
 * @throws AppError (403) that says which of these it is.
 */
export async function requireMayGrant(
  sql: Database,
  caller: Caller,
  grant: Pick<GrantRow, 'account_id' | 'role' | 'area_code'>,
): Promise<void> {
  if (grant.account_id === caller.account_id) throw forbidden(ownDuty);
  if (!mayIn(caller, 'people', grant.area_code)) throw forbidden(outside(grant.area_code));
  const { rank, own_rank } = await ranksOf(sql, grant.role, grant.area_code);
  if (own_rank === null || rank <= own_rank) throw forbidden(rankTooHigh);
}

/** @throws AppError 400 where building, department, area or days do not fit together, 409 where the person has this duty already. */
export async function requireSensible(sql: Database, grant: Omit<GrantRow, 'id'>): Promise<void> {
  if (grant.ends_on !== null && grant.ends_on <= grant.starts_on) throw badInput(endsEarly, 'ends_on');
  if (grant.building_id !== null) {
    const building = await findBuildingArea(sql, grant.building_id);
    if (!building?.area_code?.startsWith(grant.area_code)) throw badInput(noSuchBuilding, 'building_id');
  }
  if (grant.department !== null && !isDepartment(grant.department)) throw badInput(noSuchDepartment, 'department');
  if (await hasDuty(sql, grant)) throw new AppError('conflict', hasAlready);
}

function badInput(sentence: { 'zh-CN': string; en: string }, field: string): AppError {
  return new AppError('bad_input', sentence, { field });
}

function outside(areaCode: string) {
  return {
    'zh-CN': `${areaCode} 不在您管理的区域内。`,
    en: `${areaCode} is outside the areas that you look after.`,
  };
}

const ownAccount = {
  'zh-CN': '不能在这里更改自己的账号；密码和动态验证码请在“我的账号”中更改。',
  en: 'You cannot change your own account here; password and second factor are under “My account”.',
};
const tooHigh = {
  'zh-CN': '此账号的职责不低于您，或在您管理的区域之外，只能由上级更改。',
  en: 'This account has a duty as high as yours, or outside your areas; only somebody above can change it.',
};
const ownDuty = {
  'zh-CN': '不能给自己授权、撤权或交接自己的职责，请由上级办理。',
  en: 'Nobody gives, ends or hands over duties of their own; ask somebody above you.',
};
const rankTooHigh = {
  'zh-CN': '只能办理比您在该区域的职责级别低的角色。',
  en: 'You can deal with roles below your own in that area only.',
};
const endsEarly = { 'zh-CN': '结束日期应晚于开始日期。', en: 'A duty ends after the day on which it begins.' };
const noSuchBuilding = { 'zh-CN': '该区域内没有这栋楼。', en: 'There is no such building in this area.' };
const noSuchDepartment = {
  'zh-CN': '没有这个部门，请从列表中选择。',
  en: 'There is no such department; choose one of the list.',
};
const hasAlready = {
  'zh-CN': '此人在这段时间内已有同样的职责。',
  en: 'This person has the same duty in that time already.',
};
