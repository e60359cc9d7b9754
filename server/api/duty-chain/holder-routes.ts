import { type Context, Hono } from 'hono';
import { mayIn } from '../../access/caller.ts';
import { notFound } from '../../errors.ts';
import { dayOf } from '../calendar.ts';
import { type ApiEnv, validated } from '../context.ts';
import { granted } from '../granted.ts';
import { areaIdKey, fromToken, toPage } from '../page-token.ts';
import { handOverGrant } from '../people/handing-over.ts';
import { requireArea } from '../scope.ts';
import { handOverBody, holderBody, holderChange, listQuery, numberParam, versionQuery } from './bodies.ts';
import { shownTo } from './chain.ts';
import {
  deleteHolder,
  findHolder,
  findPost,
  findSameGrant,
  insertHolder,
  isAccount,
  listHolders,
  listPost,
  moveDeputies,
  openChange,
  type Post,
  updateHolder,
} from './holder-sql.ts';
import { changedMeanwhile, othersToArrange, requireTerm, wrong } from './refusals.ts';
import type { ChainHolder, DutyRole, PostHistory } from './schema.ts';

/** Who answers for a place, kept by who arranges duties there. */
export const dutyHolders = new Hono<ApiEnv>()
  .get('/', granted('map'), validated('query', listQuery), async (c) => {
    const { area_code, page, limit } = c.req.valid('query');
    const after = fromToken(page, areaIdKey);
    const rows = await listHolders(c.get('sql'), { area_code, today: todayOf(c), after, limit: limit + 1 });
    if (rows.length === 0) await requireArea(c.get('sql'), area_code);
    const shown = rows.map((row) => shownTo(c.get('caller'), row));
    return c.json(toPage(shown, limit, (row) => [row.area_code, row.id]));
  })
  .get('/:id/history', granted('map'), validated('param', numberParam), async (c) => {
    const holder = await holderOf(c, c.req.valid('param').id);
    const answer: PostHistory = { items: [...(await listPost(c.get('sql'), holder))] };
    return c.json(answer);
  })
  .post('/', granted('arrange'), validated('json', holderBody), async (c) => {
    const { role: given, area_code, building_id, unit_id, deputy_of, true_from, ...fields } = c.req.valid('json');
    const sql = c.get('sql');
    const principal = deputy_of === undefined ? null : await principalOf(c, deputy_of);
    const role = principal?.role ?? given!;
    const post = principal ?? (await postOf(c, { area_code, building_id, unit_id }, role));
    requireArranger(c, post.area_code, 'area_code');
    requireTerm(fields.starts_on, fields.ends_on);
    await requireAccount(c, fields.account_id);
    await openChange(sql, { area_code: post.area_code, true_from });
    const { phone = null, note = null, account_id = null, ends_on = null } = fields;
    const place = { area_code: post.area_code, building_id: post.building_id, unit_id: post.unit_id };
    const id = await insertHolder(sql, {
      ...fields,
      ...place,
      role,
      phone,
      note,
      account_id,
      ends_on,
      deputy_of: deputy_of ?? null,
    });
    return c.json(shownTo(c.get('caller'), await holderOf(c, id)), 201);
  })
  .patch('/:id', granted('arrange'), validated('param', numberParam), validated('json', holderChange), async (c) => {
    const [{ id }, { version, true_from, ...change }] = [c.req.valid('param'), c.req.valid('json')];
    const held = await arrangedHolder(c, id);
    requireTerm(change.starts_on ?? held.starts_on, change.ends_on === undefined ? held.ends_on : change.ends_on);
    await requireAccount(c, change.account_id);
    await openChange(c.get('sql'), { area_code: held.area_code, true_from });
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    if (Object.keys(given).length > 0 && !(await updateHolder(c.get('sql'), { id, version }, given)))
      throw changedMeanwhile(held.name);
    return c.json(shownTo(c.get('caller'), await holderOf(c, id)));
  })
  .delete('/:id', granted('arrange'), validated('param', numberParam), validated('query', versionQuery), async (c) => {
    const [{ id }, { version }] = [c.req.valid('param'), c.req.valid('query')];
    const held = await arrangedHolder(c, id);
    await openChange(c.get('sql'), { area_code: held.area_code });
    if (!(await deleteHolder(c.get('sql'), { id, version }))) throw changedMeanwhile(held.name);
    return c.body(null, 204);
  })
  .post(
    '/:id/hand-over',
    granted('arrange'),
    validated('param', numberParam),
    validated('json', handOverBody),
    async (c) => {
      const [{ id }, { version, to, effective_on, note, with_grant }] = [c.req.valid('param'), c.req.valid('json')];
      const sql = c.get('sql');
      const held = await arrangedHolder(c, id);
      requireDay(held, effective_on);
      await requireAccount(c, to.account_id);
      await openChange(sql, { area_code: held.area_code, note });
      if (!(await updateHolder(sql, { id, version }, { ends_on: effective_on }))) throw changedMeanwhile(held.name);
      const { phone = null, account_id = null, name } = to;
      const { area_code, building_id, unit_id, role, deputy_of } = held;
      const post = { area_code, building_id, unit_id, role, deputy_of };
      const term = { starts_on: effective_on, ends_on: null, note: note ?? null };
      const taker = await insertHolder(sql, { ...post, ...term, name, phone, account_id });
      await moveDeputies(sql, id, taker, effective_on);
      if (with_grant)
        await handGrantOver(c, held, { to_account_id: account_id, effective_on, note: note ?? undefined });
      return c.json(shownTo(c.get('caller'), await holderOf(c, taker)), 201);
    },
  );

async function holderOf(c: Context<ApiEnv>, id: number): Promise<ChainHolder> {
  const found = await findHolder(c.get('sql'), id);
  if (!found) throw notFound({ 'zh-CN': '责任人', en: 'duty holder' }, id);
  return found;
}

async function arrangedHolder(c: Context<ApiEnv>, id: number): Promise<ChainHolder> {
  const found = await holderOf(c, id);
  requireArranger(c, found.area_code);
  return found;
}

/** Whose deputy somebody is to be: not a deputy's. */
async function principalOf(c: Context<ApiEnv>, id: number): Promise<ChainHolder> {
  const found = await findHolder(c.get('sql'), id);
  if (!found) throw wrong('deputy_of', `没有责任人 ${id}。`, `There is no duty holder ${id}.`);
  if (found.deputy_of !== null) throw wrong('deputy_of', '副职不能再有副职。', 'A deputy has no deputies.');
  return found;
}

/** @throws AppError (400) where there is no such place, or the role is none of it. */
async function postOf(
  c: Context<ApiEnv>,
  asked: { area_code?: string | undefined; building_id?: number | undefined; unit_id?: number | undefined },
  role: DutyRole,
): Promise<Post> {
  const field = asked.area_code !== undefined ? 'area_code' : asked.unit_id !== undefined ? 'unit_id' : 'building_id';
  const post = await findPost(c.get('sql'), asked);
  if (!post?.area_code)
    throw wrong(field, '没有这个地点，或它不在任何网格内。', 'There is no such place, or it lies outside every grid.');
  const { area_code, building_id, unit_id, lowest } = post;
  const fits =
    role === 'unit_head'
      ? building_id !== null
      : role === 'building_head'
        ? building_id !== null && unit_id === null
        : building_id === null && (lowest || (role !== 'grid_head' && role !== 'grid_worker'));
  if (!fits)
    throw wrong(
      'role',
      '这个地点没有这样的职务，请换一个职务或地点。',
      'This place has no such role; choose another role or place.',
    );
  return { area_code, building_id, unit_id };
}

function requireArranger(c: Context<ApiEnv>, areaCode: string, field?: string): void {
  if (!mayIn(c.get('caller'), 'arrange', areaCode)) throw othersToArrange(field);
}

async function requireAccount(c: Context<ApiEnv>, id: number | null | undefined): Promise<void> {
  if (id === null || id === undefined || (await isAccount(c.get('sql'), id))) return;
  throw wrong('account_id', `没有账号 ${id}。`, `There is no account ${id}.`);
}

/** @throws AppError (400) where a duty is not held on the day before a hand-over. */
function requireDay({ starts_on, ends_on }: ChainHolder, day: string): void {
  if (day > starts_on && (ends_on === null || day <= ends_on)) return;
  const [zh, en] = ends_on === null ? ['', ''] : [`，不晚于${ends_on}`, ` and not after ${ends_on}`];
  throw wrong('effective_on', `交接日期应晚于${starts_on}${zh}。`, `A hand-over takes effect after ${starts_on}${en}.`);
}

/** The account's duty goes the same way as the post, by the rules of duties of accounts. */
async function handGrantOver(
  c: Context<ApiEnv>,
  held: ChainHolder,
  to: { to_account_id: number | null; effective_on: string; note: string | undefined },
): Promise<void> {
  const { to_account_id } = to;
  if (to_account_id === null)
    throw wrong(
      'account_id',
      '接手人没有关联账号，不能一并交接账号职责。',
      'Whoever takes over has no account to be given the duty.',
    );
  const grant_id = held.account_id === null ? undefined : await findSameGrant(c.get('sql'), held, todayOf(c));
  if (grant_id === undefined)
    throw wrong(
      'with_grant',
      `${held.name}的账号在这里没有同样的职责。`,
      `The account of ${held.name} has no such duty here.`,
    );
  await handOverGrant(c, { ...to, to_account_id, grant_id });
}

function todayOf(c: Context<ApiEnv>): string {
  return dayOf(c.get('now'), c.get('config').timeZone);
}
