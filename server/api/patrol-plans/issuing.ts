import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { audit } from '../../access/audit.ts';
import { digestOf } from '../../access/credential.ts';
import type { Database } from '../../db/open.ts';
import { listHomes } from '../../patrol-walks/home-sql.ts';
import { midnightOf, momentAt } from '../../patrol-walks/minutes.ts';
import { keyOfStop, placesOf } from '../../patrol-walks/places.ts';
import type { ApiEnv } from '../context.ts';
import { isOutdated, takenShifts } from './copying.ts';
import * as query from './issue-sql.ts';
import {
  changedMeanwhile,
  homeInPlan,
  noDraft,
  notIssued,
  notPlanned,
  otherPlanner,
  outdated,
  shiftTaken,
} from './refusals.ts';
import { movePlan, type PlanRow } from './sql.ts';

/** Random bytes of a pass: 128 bits cannot be tried. */
const PASS_BYTES = 16;

/**
 * Puts a plan in force: a walk with a pass for each squad that has something to do. Walks that its shifts have by other plans become
 * its own, with their pass and what was done; a plan without walks, or which it was repaired from, is withdrawn. All or nothing.
 * @param anyway also where what was copied changed since, or a plan that it was not made from has one of the shifts.
 * @throws AppError 409 with what is to be done first.
 */
export async function issuePlan(c: Context<ApiEnv>, plan: PlanRow, anyway: boolean): Promise<void> {
  const sql = c.get('sql');
  if (plan.state !== 'draft') throw noDraft();
  if (!plan.result || plan.stale) throw notPlanned();
  if (!anyway && (await isOutdated(sql, plan.area_code, plan.taken))) throw outdated();
  if ((await listHomes(sql, plan.input.points)).size > 0) throw homeInPlan();
  // First of what is written: whoever issues it at the same time waits here, and finds it issued.
  if (!(await movePlan(sql, plan, 'issued'))) throw changedMeanwhile();
  const walks = await walksOf(c, plan);
  const shiftIds = walks.flatMap(({ shift_id }) => shift_id ?? []);
  await query.lockShifts(sql, shiftIds);
  const held = await query.listHeldWalks(sql, plan.id, shiftIds);
  const foreign = held.find(({ plan_id }) => plan_id !== plan.from_plan_id);
  if (foreign && !anyway) throw shiftTaken(foreign.squad_name, foreign.plan_name);
  for (const walk of walks) {
    const own = held.find(({ shift_id }) => shift_id === walk.shift_id);
    if (!own) await addWalk(c, sql, walk);
    else if (!(await query.takeOverWalk(sql, own.id, walk))) throw otherPlanner(own.squad_name, own.plan_name);
  }
  const left = await query.listHeldWalks(sql, plan.id, takenShifts(plan.taken));
  await withdrawReplaced(sql, plan, [...held, ...left.filter(({ plan_id }) => plan_id === plan.from_plan_id)]);
  await audit(sql, 'patrol_issued', {
    area_code: plan.area_code,
    detail: { name: plan.name, day: plan.day, walks: walks.length, replaced: held.length },
  });
}

/** Takes a plan out of force: its phones are told so, what was done stays. @throws AppError 409 where it is not in force. */
export async function withdrawPlan(c: Context<ApiEnv>, plan: PlanRow): Promise<void> {
  const sql = c.get('sql');
  if (plan.state !== 'issued') throw notIssued();
  if (!(await movePlan(sql, plan, 'withdrawn'))) throw changedMeanwhile();
  await query.touchWalks(sql, plan.id);
  await audit(sql, 'patrol_withdrawn', { area_code: plan.area_code, detail: { name: plan.name, day: plan.day } });
}

/** The walks that a plan's routes make; a squad with nothing to do has none. */
async function walksOf(c: Context<ApiEnv>, plan: PlanRow): Promise<query.NewWalk[]> {
  const sql = c.get('sql');
  const midnight = midnightOf(plan.day, c.get('config').timeZone);
  const places = placesOf(plan.input);
  const shiftIds = await query.listShiftIds(
    sql,
    plan.input.squads.map(({ shift_id }) => shift_id),
  );
  const walks: query.NewWalk[] = [];
  for (const route of plan.result?.routes ?? []) {
    const squad = plan.input.squads.find(({ squad_id }) => squad_id === route.squad_id);
    if (!squad || route.stops.length === 0) continue;
    const codes = route.stops.flatMap((stop) => places.get(keyOfStop(stop))?.area_code ?? []);
    walks.push({
      plan_id: plan.id,
      squad_id: squad.squad_id,
      shift_id: shiftIds.has(squad.shift_id) ? squad.shift_id : null,
      area_code: await query.findCommonArea(sql, plan.area_code, codes),
      starts_at: momentAt(squad.from_min, midnight),
      ends_at: momentAt(squad.to_min, midnight),
      route,
    });
  }
  return walks;
}

async function addWalk(c: Context<ApiEnv>, sql: Database, walk: query.NewWalk): Promise<void> {
  const pass = randomBytes(PASS_BYTES).toString('base64url');
  const sealed = c.get('sealer').seal('patrol_walk.pass_sealed', pass);
  await query.insertWalk(sql, walk, { digest: digestOf(pass), sealed });
}

/**
 * The plan that this one was made from stands no longer where it lost a walk, or has one of a squad that this one does without; any
 * other, where it has none left.
 */
async function withdrawReplaced(sql: Database, plan: PlanRow, held: readonly query.HeldWalk[]): Promise<void> {
  const others = [...new Set(held.map(({ plan_id }) => plan_id))];
  const own = others.filter((id) => id === plan.from_plan_id);
  const emptied = await query.listEmptied(
    sql,
    others.filter((id) => id !== plan.from_plan_id),
  );
  if (own.length + emptied.length > 0) await query.withdrawPlans(sql, [...own, ...emptied]);
}
