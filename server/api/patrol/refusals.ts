import type { Context } from 'hono';
import { mayIn } from '../../access/caller.ts';
import { AppError } from '../../errors.ts';
import { wrongInput } from '../../loop/refusals.ts';
import { areaAt } from '../../loop/report-place.ts';
import type { ApiEnv } from '../context.ts';
import { forbidden } from '../granted.ts';
import type { LonLat } from '../wire.ts';
import { findStandingSquad } from './sql.ts';

/** @throws AppError 403 where nobody plans by a duty of the caller's. @param field what of the request lies there. */
export function requirePlanner(c: Context<ApiEnv>, areaCode: string | null, field?: string): void {
  if (mayIn(c.get('caller'), 'plan', areaCode)) return;
  throw forbidden(
    {
      'zh-CN': '这里不在您的职责区域内，由所在街道、社区的巡逻负责人维护。',
      en: 'This lies outside your area; those who plan patrols there look after it.',
    },
    field,
  );
}

/** The grid of a place where the caller plans. @throws AppError 400 outside every grid, 403 elsewhere. @param field where the place stands. */
export async function requirePlace(c: Context<ApiEnv>, place: LonLat, field: string): Promise<string> {
  const area_code = await areaAt(c.get('sql'), place);
  if (area_code === null) throw wrongInput(field, '该位置不在任何网格内。', 'this place lies outside every grid.');
  requirePlanner(c, area_code, field);
  return area_code;
}

/** @throws AppError 400 where a squad does not stand, or goes where the place is not. */
export async function requireSquad(c: Context<ApiEnv>, squadId: number, areaCode: string): Promise<void> {
  const squad = await findStandingSquad(c.get('sql'), squadId);
  if (!squad) throw wrongInput('squad_id', `没有巡逻队 ${squadId}。`, `there is no squad ${squadId}.`);
  if (touches(squad.area_code, areaCode)) return;
  throw wrongInput('squad_id', `「${squad.name}」不在这一带。`, `“${squad.name}” belongs elsewhere.`);
}

/** Whether one of two areas holds the other. */
export function touches(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one);
}

/** Somebody else changed it since the caller saw it. */
export function changedMeanwhile(what: string): AppError {
  return new AppError(
    'conflict',
    {
      'zh-CN': `「${what}」刚刚被别人改过，请看过最新内容再改。`,
      en: `Somebody has just changed “${what}”; please look at it and change it again.`,
    },
    { field: 'version' },
  );
}
