import { type Context, Hono } from 'hono';
import { mayIn } from '../../access/caller.ts';
import { maskFor } from '../../access/masking.ts';
import { purposeOf } from '../../access/purposes.ts';
import { openChange } from '../../duties/change.ts';
import { AppError, notFound, type Sentence } from '../../errors.ts';
import { dayOf } from '../calendar.ts';
import { readCatalogues } from '../codes/catalogues.ts';
import { type ApiEnv, validated } from '../context.ts';
import { forbidden, granted } from '../granted.ts';
import { noHousehold } from '../openings/file-opening.ts';
import { findCurrent, findPlace } from '../openings/sql.ts';
import { type NeedTag, needTagBody, needTagChange, needTagParam, needTagQuery } from './schema.ts';
import { changeTag, deleteTag, findTag, generateOf, insertTag, listTags, type SealedTag } from './sql.ts';

const catalogue = new Map(readCatalogues()['need-tag'].map((entry) => [entry.id, entry]));

/** Need tags of a household whose file is open: why, on what ground, until when. What expires leaves by itself. */
export const needTags = new Hono<ApiEnv>()
  .get('/', granted('edit'), validated('query', needTagQuery), async (c) => {
    const { household_id } = c.req.valid('query');
    const { purpose } = await openFileOf(c, household_id);
    const rows = await listTags(c.get('sql'), household_id, todayOf(c));
    c.header('Cache-Control', 'no-store');
    return c.json({ items: rows.map((row) => shown(c, row, purpose)) });
  })
  .post('/', granted('edit'), validated('json', needTagBody), async (c) => {
    const { expires_on, basis, ...body } = c.req.valid('json');
    const sql = c.get('sql');
    const { purpose, area_code } = await openFileOf(c, body.household_id);
    const today = todayOf(c);
    const latest = latestDay(body.tag, today);
    const tag = { ...body, starts_on: today, expires_on: expires_on ?? latest };
    checkDay(tag.expires_on, today, latest);
    const held = await listTags(sql, body.household_id, today);
    if (held.some((other) => other.tag === body.tag)) throw tagHeld();
    await openChange(sql, { kind: 'edit', area_code, true_from: today });
    const made = await insertTag(sql, { ...tag, basis: c.get('sealer').seal('need_tag.basis', basis) });
    if (!made) throw tagHeld();
    await generateOf(sql, body.household_id, today);
    return c.json(shown(c, made, purpose), 201);
  })
  .patch('/:id', granted('edit'), validated('param', needTagParam), validated('json', needTagChange), async (c) => {
    const { expires_on, basis } = c.req.valid('json');
    const sql = c.get('sql');
    const today = todayOf(c);
    const held = await tagOf(c, today);
    const { purpose, area_code } = await openFileOf(c, held.household_id);
    checkDay(expires_on, today, latestDay(held.tag, today));
    await openChange(sql, { kind: 'edit', area_code, true_from: today });
    const sealed = basis === undefined ? null : c.get('sealer').seal('need_tag.basis', basis);
    const changed = await changeTag(sql, held.id, { expires_on, basis: sealed });
    if (!changed) throw noTag(held.id);
    await generateOf(sql, held.household_id, today);
    return c.json(shown(c, changed, purpose));
  })
  // It ends today: what began today never was.
  .delete('/:id', granted('edit'), validated('param', needTagParam), async (c) => {
    const sql = c.get('sql');
    const today = todayOf(c);
    const held = await tagOf(c, today);
    const { area_code } = await openFileOf(c, held.household_id);
    await openChange(sql, { kind: 'edit', area_code, true_from: today });
    if (held.starts_on >= today) await deleteTag(sql, held.id);
    else await changeTag(sql, held.id, { expires_on: today, basis: null });
    await generateOf(sql, held.household_id, today);
    return c.body(null, 204);
  });

const todayOf = (c: Context<ApiEnv>) => dayOf(c.get('now'), c.get('config').timeZone);

/** The caller's open file of a household that they edit. @throws AppError 404 no such household, 403 not theirs, 409 closed. */
async function openFileOf(c: Context<ApiEnv>, householdId: number) {
  const sql = c.get('sql');
  const caller = c.get('caller');
  const place = await findPlace(sql, householdId);
  if (!place) throw noHousehold(householdId);
  if (!mayIn(caller, 'edit', place.area_code)) throw forbidden();
  const opening = await findCurrent(sql, caller.account_id ?? 0, householdId);
  if (!opening) throw closed();
  return { purpose: opening.purpose, area_code: place.area_code };
}

async function tagOf(c: Context<ApiEnv>, today: string): Promise<SealedTag> {
  const { id } = (c.req as unknown as { valid(target: 'param'): { id: number } }).valid('param');
  const held = await findTag(c.get('sql'), id, today);
  if (!held) throw noTag(id);
  return held;
}

function shown(c: Context<ApiEnv>, { basis, ...tag }: SealedTag, purpose: string): NeedTag {
  const text = c.get('sealer').open('need_tag.basis', basis);
  const reveals = purposeOf(purpose)?.reveals.includes('need_tag.basis') ?? false;
  return { ...tag, basis: reveals ? text : maskFor('need_tag.basis', text) };
}

/** The latest day on which a tag of this kind that is given today is over. @throws AppError 400 where there is no such tag. */
function latestDay(tag: string, today: string): string {
  const months = catalogue.get(tag)?.months;
  if (months === undefined) {
    throw wrong('tag', { 'zh-CN': '目录中没有这个标签', en: 'there is no such tag in the catalogue' });
  }
  const [year, month, day] = today.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
}

function checkDay(expiresOn: string, today: string, latest: string): void {
  if (expiresOn > today && expiresOn <= latest) return;
  throw wrong('expires_on', {
    'zh-CN': `到期日应晚于今天，且不晚于${latest}`,
    en: `a tag ends after today, and by ${latest} at the latest`,
  });
}

function wrong(field: string, { 'zh-CN': zh, en }: Sentence): AppError {
  return new AppError(
    'bad_input',
    { 'zh-CN': `「${field}」有误：${zh}。`, en: `“${field}” is wrong: ${en}.` },
    { field },
  );
}

function tagHeld(): AppError {
  const sentence = {
    'zh-CN': '这一户已有这个标签，可以续期。',
    en: 'This household has this tag already; it can be renewed.',
  };
  return new AppError('conflict', sentence, { field: 'tag' });
}

function closed(): AppError {
  return new AppError(
    'conflict',
    { 'zh-CN': '请先说明目的并打开这一户的档案。', en: 'Please open the file of this household for a purpose first.' },
    { field: 'household_id' },
  );
}

const noTag = (id: number) => notFound({ 'zh-CN': '需求标签', en: 'need tag' }, id);
