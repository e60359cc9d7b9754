import type { Context } from 'hono';
import type { z } from 'zod';
import { audit } from '../../access/audit.ts';
import { AppError, notFound } from '../../errors.ts';
import { wrongInput } from '../../loop/refusals.ts';
import type { ApiEnv } from '../context.ts';
import { changedMeanwhile, requirePlanner } from '../patrol/refusals.ts';
import type { shiftBody, shiftChange } from './bodies.ts';
import type { KeptSquad, PatrolShift } from './schema.ts';
import { deleteShift, findOverlap, findShift, findWalkOfShift, insertShift, isOver, updateShift } from './shift-sql.ts';
import { findSquad } from './sql.ts';

/** A shift. @throws AppError 404 where there is none in the caller's areas. */
export async function shiftOf(c: Context<ApiEnv>, id: number): Promise<PatrolShift> {
  const found = await findShift(c.get('sql'), id);
  if (!found) throw notFound({ 'zh-CN': '班次', en: 'shift' }, id);
  return found;
}

/** Makes a shift; its number. @throws AppError 400, 403 or 409 naming the field. */
export async function makeShift(c: Context<ApiEnv>, body: z.infer<typeof shiftBody>): Promise<number> {
  const squad = await squadOfShift(c, body.squad_id);
  requirePlanner(c, squad.area_code, 'squad_id');
  const { people = Math.min(squad.member_count, 200), purpose = 'routine', purpose_reason = null } = body;
  const shift = { ...body, people, purpose, purpose_reason };
  requireSound(squad, shift);
  if (purpose !== 'routine') await requireToCome(c, shift);
  await requireFree(c, squad, shift);
  const id = await insertShift(c.get('sql'), shift).catch((error) => Promise.reject(overlapOf(error, squad.name)));
  if (purpose !== 'routine') await noteDeclared(c, squad, shift);
  return id;
}

/** Changes a shift that the caller saw. @throws as `makeShift`; 409 where somebody changed it meanwhile. */
export async function changeShift(
  c: Context<ApiEnv>,
  id: number,
  { version, ...change }: z.infer<typeof shiftChange>,
): Promise<void> {
  const held = await shiftOf(c, id);
  requirePlanner(c, held.area_code);
  const squad = await squadOfShift(c, held.squad_id);
  const { purpose = held.purpose } = change;
  // What is routine again needs no reason.
  const purpose_reason = purpose === 'routine' ? null : (change.purpose_reason ?? held.purpose_reason);
  const shift = { ...held, ...change, purpose, purpose_reason };
  if (version !== held.version) throw changedMeanwhile(nameOf(held));
  requireSound(squad, shift);
  if (purpose !== held.purpose && purpose !== 'routine') await requireToCome(c, shift);
  await requireFree(c, squad, shift);
  const done = await updateShift(c.get('sql'), { id, version }, { ...change, purpose, purpose_reason }).catch((error) =>
    Promise.reject(overlapOf(error, squad.name)),
  );
  if (!done) throw changedMeanwhile(nameOf(held));
  if (purpose !== held.purpose) await noteDeclared(c, squad, shift);
}

/** Removes a shift. @throws AppError 409 while a squad walks in it, or is to. */
export async function removeShift(c: Context<ApiEnv>, id: number): Promise<void> {
  const held = await shiftOf(c, id);
  requirePlanner(c, held.area_code);
  const plan = await findWalkOfShift(c.get('sql'), id, c.get('now'));
  if (plan !== undefined) {
    throw new AppError('conflict', {
      'zh-CN': `已下发的方案「${plan}」用到这个班次，请先撤回方案。`,
      en: `The issued plan “${plan}” has this shift in it; withdraw the plan first.`,
    });
  }
  await deleteShift(c.get('sql'), id);
}

type Wanted = Pick<PatrolShift, 'day' | 'starts_at' | 'ends_at' | 'people' | 'purpose' | 'purpose_reason'> & {
  id?: number;
};

async function squadOfShift(c: Context<ApiEnv>, id: number): Promise<KeptSquad> {
  const squad = await findSquad(c.get('sql'), id);
  if (!squad) throw wrongInput('squad_id', `没有巡逻队 ${id}，或已解散。`, `there is no squad ${id} any more.`);
  return squad;
}

/** @throws AppError where more people are wanted than the squad has, or a shift is declared without a reason. */
function requireSound(squad: KeptSquad, shift: Wanted): void {
  if (shift.people > squad.member_count) {
    throw wrongInput(
      'people',
      `「${squad.name}」只有 ${squad.member_count} 人。`,
      `“${squad.name}” has ${squad.member_count} people.`,
    );
  }
  if (shift.purpose !== 'routine' && shift.purpose_reason === null) {
    throw wrongInput(
      'purpose_reason',
      '安全、应急班次会记录轨迹，必须填写理由。',
      'a safety or emergency shift has tracks, so a reason is needed.',
    );
  }
}

/** @throws AppError 409 where a shift is over: there is nothing left to be tracked in it. */
async function requireToCome(c: Context<ApiEnv>, shift: Wanted): Promise<void> {
  const clock = { moment: c.get('now'), timeZone: c.get('config').timeZone };
  if (await isOver(c.get('sql'), shift, clock)) {
    throw new AppError(
      'conflict',
      {
        'zh-CN': '班次已经结束，不能再改为安全或应急班次。',
        en: 'This shift is over; it can no longer be declared a safety or emergency shift.',
      },
      { field: 'purpose' },
    );
  }
}

/** @throws AppError 409 where the squad is on duty at that time already. */
async function requireFree(c: Context<ApiEnv>, squad: KeptSquad, shift: Wanted): Promise<void> {
  const other = await findOverlap(c.get('sql'), { ...shift, squad_id: squad.id });
  if (!other) return;
  const [zh, en] = [nameOf(other, '次日'), nameOf(other, 'next day ')];
  throw overlaps({
    'zh-CN': `「${squad.name}」在 ${zh} 已有班次，时间重叠。`,
    en: `“${squad.name}” is on duty ${en} already; the times overlap.`,
  });
}

/** What the database refused because somebody else was quicker, in words; anything else as it is. */
function overlapOf(error: unknown, name: string): unknown {
  if ((error as { code?: string }).code !== '23P01') return error;
  return overlaps({
    'zh-CN': `「${name}」这段时间刚刚被排了班，请看过再排。`,
    en: `“${name}” has just been put on duty at that time; please look again.`,
  });
}

function overlaps(sentence: { 'zh-CN': string; en: string }): AppError {
  return new AppError('conflict', sentence, { field: 'starts_at' });
}

function nameOf({ day, starts_at, ends_at }: Pick<PatrolShift, 'day' | 'starts_at' | 'ends_at'>, next = ''): string {
  return `${day} ${starts_at}–${ends_at <= starts_at ? next : ''}${ends_at}`;
}

async function noteDeclared(c: Context<ApiEnv>, squad: KeptSquad, shift: Wanted): Promise<void> {
  const detail = { squad: squad.name, shift: nameOf(shift), purpose: shift.purpose, reason: shift.purpose_reason };
  const kind = shift.purpose === 'routine' ? 'shift_routine' : 'shift_declared';
  await audit(c.get('sql'), kind, { area_code: squad.area_code, detail });
}
