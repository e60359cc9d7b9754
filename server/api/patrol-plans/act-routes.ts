import { Hono } from 'hono';
import { enter } from '../../access/enter.ts';
import { notFound } from '../../errors.ts';
import type { PlanRuns } from '../../planning/runs.ts';
import { type ApiEnv, validated } from '../context.ts';
import { admit, entranceOf, granted } from '../granted.ts';
import { draftPlan, keptPlan, planAnswerOf, runAnswer, seenPlan } from './answers.ts';
import { issueBody, planParam, repairBody, runBody } from './bodies.ts';
import { issuePlan, withdrawPlan } from './issuing.ts';
import { beginRun } from './planning.ts';
import { changedMeanwhile } from './refusals.ts';
import { repairPlan } from './repairing.ts';
import { planSheets } from './sheets.ts';

const one = validated('param', planParam);
const noRun = (id: number) => notFound({ 'zh-CN': '编排任务：方案', en: 'run of planning of the plan' }, id);

/** What is done with a plan of patrols: planned, put in force, withdrawn, repaired, printed. */
export function patrolPlanActs(runs: PlanRuns) {
  return (
    new Hono<ApiEnv>()
      .post('/:id/runs', granted('plan'), one, validated('json', runBody), async (c) => {
        const plan = await draftPlan(c, c.req.valid('param').id);
        return c.json(runAnswer(c, await beginRun(c, runs, plan, c.req.valid('json').seconds)), 202);
      })
      .get('/:id/run', granted('patrol'), one, async (c) => {
        const { id } = await seenPlan(c, c.req.valid('param').id);
        const state = runs.find(id);
        // Most plans have none: that is no fault, and no error in a browser's console.
        return c.json(state ? runAnswer(c, state) : null);
      })
      .delete('/:id/run', granted('plan'), one, async (c) => {
        const { id } = await keptPlan(c, c.req.valid('param').id);
        const state = runs.cancel(id);
        if (!state) throw noRun(id);
        return c.json(runAnswer(c, state));
      })
      .post('/:id/issue', granted('plan'), one, validated('json', issueBody), async (c) => {
        const plan = await keptPlan(c, c.req.valid('param').id);
        const { version = plan.version, anyway = false } = c.req.valid('json');
        if (version !== plan.version) throw changedMeanwhile();
        await issuePlan(c, plan, anyway);
        return c.json(await planAnswerOf(c.get('sql'), plan.id));
      })
      .post('/:id/withdraw', granted('plan'), one, async (c) => {
        const plan = await keptPlan(c, c.req.valid('param').id);
        await withdrawPlan(c, plan);
        return c.json(await planAnswerOf(c.get('sql'), plan.id));
      })
      .post('/:id/repair', one, validated('json', repairBody), async (c) => {
        return c.json(await repairPlan(c, c.req.valid('param').id, c.req.valid('json')), 201);
      })
      // Answers and writes down that it did, so that it enters by itself.
      .get('/:id/sheets', one, async (c) => {
        const sheets = await enter(c.get('database'), { ...entranceOf(c), readOnly: false }, async (sql, caller) => {
          await admit(c, caller, ['plan']);
          c.set('sql', sql);
          return planSheets(c, c.req.valid('param').id);
        });
        c.header('Cache-Control', 'private, no-store');
        return c.json(sheets);
      })
  );
}
