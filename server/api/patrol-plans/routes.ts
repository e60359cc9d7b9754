import { type Context, Hono } from 'hono';
import type { z } from 'zod';
import { mayIn } from '../../access/caller.ts';
import { languageOf } from '../../language.ts';
import { keepsClock, midnightOf } from '../../patrol-walks/minutes.ts';
import type { PlanRuns } from '../../planning/runs.ts';
import { type ApiEnv, validated } from '../context.ts';
import { forbidden, granted } from '../granted.ts';
import { fromToken, idKey, toPage } from '../page-token.ts';
import { coverageOfPlan } from '../patrol-coverage/coverage.ts';
import { requireArea } from '../scope.ts';
import { draftPlan, keptPlan, planAnswer, planAnswerOf, seenPlan } from './answers.ts';
import * as bodies from './bodies.ts';
import { listShiftsOf } from './copy-sql.ts';
import { copyParts, sameParts } from './copying.ts';
import { edited } from './editing.ts';
import { planFile } from './exporting.ts';
import { refreshedParts } from './refreshing.ts';
import { changedMeanwhile, clockChanges, noDraft } from './refusals.ts';
import { type PlanSquad, usualSettings } from './schema.ts';
import { deletePlan, insertPlan, listPlans, type PlanRow, updatePlan } from './sql.ts';

const one = validated('param', bodies.planParam);

/** Not planned yet. */
const unplanned = { result: null, stale: false };

/** Plans of patrols: made, copied, edited, taken along. What is done with them is in act-routes.ts. */
export function patrolPlans(runs: PlanRuns) {
  return new Hono<ApiEnv>()
    .get('/', granted('patrol'), validated('query', bodies.planQuery), async (c) => {
      const { page, limit, area_code } = c.req.valid('query');
      if (c.get('caller').kind === 'display') throw forbidden();
      const [before] = fromToken(page, idKey) ?? [];
      const rows = await listPlans(c.get('sql'), { area_code, before, limit: limit + 1 });
      if (rows.length === 0) await requireArea(c.get('sql'), area_code);
      return c.json(toPage(rows, limit, ({ id }) => [id]));
    })
    .post('/', granted('plan'), validated('json', bodies.planBody), async (c) => {
      const { area_code, day, name = `${day} 巡逻`, settings, ...ids } = c.req.valid('json');
      const sql = c.get('sql');
      await requireArea(sql, area_code);
      if (!mayIn(c.get('caller'), 'plan', area_code)) throw forbidden(undefined, 'area_code');
      const { shift_ids, point_ids = null, street_ids = null } = ids;
      const { taken, ...parts } = await copyParts(sql, { area_code, day, shift_ids, point_ids, street_ids });
      requireClock(c, day, parts.squads, 'shift_ids');
      const input = { ...parts, settings: { ...usualSettings, ...settings } };
      const id = await insertPlan(sql, { area_code, name, day, input, taken, ...unplanned, from_plan_id: null });
      return c.json(await planAnswerOf(sql, id), 201);
    })
    .get('/:id', granted('patrol'), one, async (c) => {
      return c.json(await planAnswer(c.get('sql'), await seenPlan(c, c.req.valid('param').id)));
    })
    .patch('/:id', granted('plan'), one, validated('json', bodies.planPatch), async (c) => {
      const plan = await draftPlan(c, c.req.valid('param').id);
      const { version, name, ...patch } = c.req.valid('json');
      const change = { ...edited(plan, patch), ...(name !== undefined && { name }) };
      requireClock(c, plan.day, change.input.squads, 'squads');
      if (!(await updatePlan(c.get('sql'), plan, version, change))) throw changedMeanwhile();
      return c.json(await planAnswerOf(c.get('sql'), plan.id));
    })
    .delete('/:id', granted('plan'), one, async (c) => {
      const { id } = await keptPlan(c, c.req.valid('param').id);
      if (!(await deletePlan(c.get('sql'), id))) throw noDraft();
      runs.cancel(id);
      return c.body(null, 204);
    })
    .post('/:id/copy', granted('plan'), one, validated('json', bodies.copyBody), async (c) => {
      const plan = await keptPlan(c, c.req.valid('param').id);
      return c.json(await planAnswerOf(c.get('sql'), await copyPlan(c, plan, c.req.valid('json'))), 201);
    })
    .post('/:id/refresh', granted('plan'), one, validated('json', bodies.refreshBody), async (c) => {
      const plan = await draftPlan(c, c.req.valid('param').id);
      const { version = plan.version, ...wish } = c.req.valid('json');
      const sql = c.get('sql');
      const { input, taken } = await refreshedParts(sql, plan, wish);
      requireClock(c, plan.day, input.squads, 'shift_ids');
      const changed = await updatePlan(sql, plan, version, { input, taken, stale: plan.result !== null });
      if (!changed) throw changedMeanwhile();
      return c.json(await planAnswerOf(sql, plan.id));
    })
    .get('/:id/coverage', granted('patrol'), one, async (c) => {
      const plan = await seenPlan(c, c.req.valid('param').id);
      return c.json(await coverageOfPlan(c.get('sql'), plan, c.get('config').timeZone));
    })
    .get('/:id/export', granted('patrol'), one, validated('query', bodies.exportQuery), async (c) => {
      const plan = await seenPlan(c, c.req.valid('param').id);
      const language = languageOf(c.req.header('Accept-Language'));
      const wish = { ...c.req.valid('query'), time_zone: c.get('config').timeZone, language };
      const { body, headers } = await planFile(c.get('sql'), plan, wish);
      return c.body(body, 200, headers);
    });
}

/** @throws AppError 400 where a squad is on duty behind a change of the clock. */
function requireClock(c: Context<ApiEnv>, day: string, squads: readonly PlanSquad[], field: string): void {
  const { timeZone } = c.get('config');
  const midnight = midnightOf(day, timeZone);
  const late = squads.find(({ to_min }) => !keepsClock(to_min, midnight, timeZone));
  if (late) throw clockChanges(late.name, field);
}

/** Writes a copy: for the same day with its result, for another with the same points and streets and whoever is on duty then. */
async function copyPlan(c: Context<ApiEnv>, plan: PlanRow, wish: z.infer<typeof bodies.copyBody>): Promise<number> {
  const { day = plan.day, name = plan.name, shift_ids } = wish;
  const sql = c.get('sql');
  const { area_code, input, taken, result, stale, id: from_plan_id } = plan;
  const made = { area_code, name, day, from_plan_id };
  if (day === plan.day && shift_ids === undefined) return insertPlan(sql, { ...made, input, taken, result, stale });
  const onDuty =
    shift_ids ??
    (await listShiftsOf(
      sql,
      input.squads.map(({ squad_id }) => squad_id),
      day,
    ));
  const { taken: copied, ...parts } = await copyParts(sql, { ...(await sameParts(sql, plan)), day, shift_ids: onDuty });
  requireClock(c, day, parts.squads, 'shift_ids');
  return insertPlan(sql, { ...made, ...unplanned, input: { ...parts, settings: input.settings }, taken: copied });
}
