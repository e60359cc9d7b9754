import type { Context } from 'hono';
import { mayIn } from '../../access/caller.ts';
import type { Database } from '../../db/open.ts';
import { languageOf } from '../../language.ts';
import type { RunState } from '../../planning/runs.ts';
import type { ApiEnv } from '../context.ts';
import { forbidden } from '../granted.ts';
import { isOutdated } from './copying.ts';
import { noDraft, noPlan } from './refusals.ts';
import type { PatrolPlan, PlanRun } from './schema.ts';
import { findPlan, type PlanRow } from './sql.ts';

/** A plan that the caller sees. A display sees patrols only, and no plan. @throws AppError 403 or 404. */
export async function seenPlan(c: Context<ApiEnv>, id: number): Promise<PlanRow> {
  if (c.get('caller').kind === 'display') throw forbidden();
  const found = await findPlan(c.get('sql'), id);
  if (!found) throw noPlan(id);
  return found;
}

/** A plan that the caller keeps. @throws AppError 403 where the caller only sees it, 404 where not even that. */
export async function keptPlan(c: Context<ApiEnv>, id: number): Promise<PlanRow> {
  const found = await seenPlan(c, id);
  if (!mayIn(c.get('caller'), 'plan', found.area_code)) throw forbidden();
  return found;
}

/** A draft that the caller keeps. @throws AppError as `keptPlan` does, and 409 where it is no draft any more. */
export async function draftPlan(c: Context<ApiEnv>, id: number): Promise<PlanRow> {
  const found = await keptPlan(c, id);
  if (found.state !== 'draft') throw noDraft();
  return found;
}

/** A plan as it is answered: what only the server remembers of it stays here. */
export async function planAnswer(sql: Database, { taken, ...plan }: PlanRow): Promise<PatrolPlan> {
  return { ...plan, outdated: plan.state === 'draft' && (await isOutdated(sql, plan.area_code, taken)) };
}

/** A plan by number, as it is now. */
export async function planAnswerOf(sql: Database, id: number): Promise<PatrolPlan> {
  const row = await findPlan(sql, id);
  if (!row) throw noPlan(id);
  return planAnswer(sql, row);
}

/** How a run goes on, in the caller's language. */
export function runAnswer(c: Context<ApiEnv>, state: RunState): PlanRun {
  const language = languageOf(c.req.header('Accept-Language'));
  return { ...state, sentence: state.sentence?.[language] ?? null };
}
