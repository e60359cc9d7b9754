import type { Context } from 'hono';
import { enter } from '../../access/enter.ts';
import type { Database } from '../../db/open.ts';
import { midnightOf, minuteAt } from '../../patrol-walks/minutes.ts';
import type { DoneStop } from '../../planning/patrol/done-stops.ts';
import { planPatrol } from '../../planning/patrol/plan.ts';
import { planRest } from '../../planning/patrol/repair.ts';
import { patrolGround } from '../../planning/patrol/road-ground.ts';
import type { PlanRuns, RunState } from '../../planning/runs.ts';
import { roadGraph } from '../../roads/loader.ts';
import type { ApiEnv } from '../context.ts';
import { entranceOf, signedOut } from '../granted.ts';
import { MOST_VISITS } from './bodies.ts';
import { listDone } from './issue-sql.ts';
import { droppedResult, nothingToPlan, tooManyVisits } from './refusals.ts';
import type { PlanInput, PlanResult, TravelMode } from './schema.ts';
import { listEarlierRoutes, type PlanRow, updatePlan } from './sql.ts';

/**
 * Begins to plan a draft; of a repaired one only what lies behind the repair. All that it needs is read now, in the request's transaction; what comes of it is written with the caller's
 * rights of that moment, and only where the plan is still the one that was planned.
 */
export async function beginRun(
  c: Context<ApiEnv>,
  runs: PlanRuns,
  plan: PlanRow,
  seconds: number | undefined,
): Promise<RunState> {
  requireWork(plan.input);
  const sql = c.get('sql');
  const graph = await roadGraph(sql, plan.area_code);
  const { repaired } = plan.taken;
  const done = repaired ? await doneStops(sql, plan, repaired.plan_id, c.get('config').timeZone) : [];
  const before = await listEarlierRoutes(sql, plan, plan.input.settings.differ_nights);
  const keep = keeperOf(c, plan);
  return runs.begin(plan.id, async (say, signal) => {
    say({ state: 'matrix' });
    const ground = await patrolGround(graph, modesOf(plan.input));
    const { input, result: old } = plan;
    const how = { seconds: seconds ?? input.settings.seconds, progress: say, signal };
    const result =
      repaired && old
        ? await planRest(input, old.routes, repaired.at_min, ground, { ...how, done, strict: true })
        : await planPatrol(input, ground, { ...how, before, ...(old && { locked: old.routes }) });
    if (signal.aborted) return;
    await keep(result);
    const { served_count, wanted_count, length_m } = result;
    say({ served_count, wanted_count, length_m });
  });
}

/** What the squads of a plan's walks checked in at, in minutes of its day. */
export async function doneStops(
  sql: Database,
  { day }: Pick<PlanRow, 'day'>,
  planId: number,
  timeZone: string,
): Promise<DoneStop[]> {
  const midnight = midnightOf(day, timeZone);
  return (await listDone(sql, planId)).map(({ at, ...stop }) => ({ ...stop, at_min: minuteAt(at, midnight) }));
}

/** Ways in which the squads of a plan go. */
export function modesOf({ squads }: PlanInput): TravelMode[] {
  return [...new Set(squads.map(({ mode }) => mode))];
}

/** @throws AppError 409 where there is nobody to go, nowhere to go to, or more than can be planned. */
function requireWork({ squads, points, streets }: PlanInput): void {
  if (squads.length === 0 || points.length + streets.length === 0) throw nothingToPlan();
  const visits = points.reduce((sum, point) => sum + point.wanted_visits, 0);
  const sides = streets.reduce((sum, street) => sum + street.sides, 0);
  if (visits + sides > MOST_VISITS) throw tooManyVisits(visits + sides, MOST_VISITS);
}

/** Writes a result when the request is long answered. */
function keeperOf(c: Context<ApiEnv>, plan: PlanRow): (result: PlanResult) => Promise<void> {
  const database = c.get('database');
  const entrance = { ...entranceOf(c), readOnly: false };
  return (result) =>
    enter(database, entrance, async (sql, caller) => {
      if (!caller) throw signedOut();
      if (!(await updatePlan(sql, plan, plan.version, { result, stale: false }))) throw droppedResult();
    });
}
