import type { z } from 'zod';
import { audit } from '../../access/audit.ts';
import { type Caller, mayIn } from '../../access/caller.ts';
import { digestOf, newSecret } from '../../access/credential.ts';
import type { Database } from '../../db/open.ts';
import { AppError } from '../../errors.ts';
import { forbidden } from '../granted.ts';
import type { Right } from '../session/schema.ts';
import { findWall, findWallOfArea, insertWall } from '../walls/sql.ts';
import type { MadeToken, tokenBody } from './schema.ts';
import { countTokens, insertToken } from './sql.ts';

/** Tokens of one account that work at the same time. */
const MOST_TOKENS = 50;
/** What a wall shows: no person, no household. The role `wall` has the same. */
const wallRights: Right[] = ['counts', 'places', 'patrol'];

/**
 * Makes a token: for a machine with some of the caller's own rights over an area of theirs, or for a wall.
 * @throws AppError 400 where an api token has no right, 403 where it would have more than the caller, 409 where there are too many.
 */
export async function makeToken(
  sql: Database,
  caller: Caller & { account_id: number },
  wanted: z.infer<typeof tokenBody>,
): Promise<MadeToken> {
  const rights = wanted.kind === 'display' ? wallRights : [...new Set(wanted.rights)].sort();
  if (rights.length === 0) throw new AppError('bad_input', noRight, { field: 'rights' });
  const needed: Right[] = wanted.kind === 'display' ? ['people', 'wall'] : (rights as Right[]);
  const lacking = needed.find((right) => !mayIn(caller, right, wanted.area_code));
  if (lacking) throw forbidden(beyond(lacking, wanted.area_code));
  if ((await countTokens(sql, caller.account_id)) >= MOST_TOKENS) throw new AppError('conflict', tooMany);
  const secret = newSecret();
  const { name, kind, area_code, days } = wanted;
  const { account_id } = caller;
  const wall_id = kind === 'display' ? await wallFor(sql, wanted) : null;
  const digest = digestOf(secret);
  const token = await insertToken(sql, { name, kind, area_code, days, rights, account_id, digest, wall_id });
  await audit(sql, 'token_made', { area_code, detail: { name, kind, days, rights } });
  return { token, secret };
}

/** The wall that a display token is for. @throws AppError 400 where the one that is named is not over just this area. */
async function wallFor(sql: Database, { name, area_code, wall_id }: z.infer<typeof tokenBody>): Promise<number> {
  if (wall_id !== undefined) {
    const named = await findWall(sql, wall_id);
    if (named?.area_code !== area_code) throw new AppError('bad_input', noWall, { field: 'wall_id' });
    return wall_id;
  }
  return (
    (await findWallOfArea(sql, area_code)) ??
    (await insertWall(sql, { name, area_code, column_count: 1, row_count: 1 }))
  );
}

function beyond(right: Right, areaCode: string) {
  return {
    'zh-CN': `令牌不能超出您自己的权限：您在 ${areaCode} 没有“${right}”权限。`,
    en: `A token cannot do more than you: you do not have the right “${right}” over ${areaCode}.`,
  };
}

const noWall = {
  'zh-CN': '「wall_id」有误：这个区域没有这面大屏。',
  en: '“wall_id” is wrong: there is no such wall over this area.',
};
const noRight = { 'zh-CN': '请至少选择一项权限。', en: 'Choose at least one right.' };
const tooMany = {
  'zh-CN': `有效令牌已达${MOST_TOKENS}个，请先撤销不用的令牌。`,
  en: `There are ${MOST_TOKENS} working tokens already; revoke those that are not used.`,
};
