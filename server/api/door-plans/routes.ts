import { type Context, Hono } from 'hono';
import { mayIn, mayInBuilding } from '../../access/caller.ts';
import { AppError, notFound } from '../../errors.ts';
import { wrongInput } from '../../loop/refusals.ts';
import { dayOf, monthEnd } from '../calendar.ts';
import { type ApiEnv, validated } from '../context.ts';
import { forbidden, granted } from '../granted.ts';
import { planBody, planParam, undoBody } from './bodies.ts';
import { savePlan } from './saving.ts';
import type { DoorPlan, DoorPlanChange } from './schema.ts';
import { findPlan, holdBuilding, undoDoorChange } from './sql.ts';

/** The doors of a building as they are drawn and entered (电子装户图). */
export const doorPlans = new Hono<ApiEnv>()
  .get('/:id', granted('doors'), validated('param', planParam), async (c) => {
    return c.json(await planOf(c, c.req.valid('param').id));
  })
  .put('/:id', granted('edit'), validated('param', planParam), validated('json', planBody), async (c) => {
    const [{ id }, body] = [c.req.valid('param'), c.req.valid('json')];
    const { today } = daysOf(c);
    if (body.true_from !== null && body.true_from > today) {
      throw wrongInput('true_from', '不能晚于今天。', 'it cannot be later than today.');
    }
    const held = await editableOf(c, id);
    const change_id = await savePlan(c, held, body, today);
    return c.json({ change_id, plan: await planOf(c, id) } satisfies DoorPlanChange);
  })
  .post('/:id/undo', granted('edit'), validated('param', planParam), validated('json', undoBody), async (c) => {
    const [{ id }, body] = [c.req.valid('param'), c.req.valid('json')];
    await editableOf(c, id);
    const change_id = await undoDoorChange(c.get('sql'), body.change_id, id).catch((error) =>
      Promise.reject(undoRefused(error, body.change_id)),
    );
    return c.json({ change_id, plan: await planOf(c, id) } satisfies DoorPlanChange);
  });

/** @throws AppError 404 where there is no such building, 403 where its doors are not the caller's to see. */
async function planOf(c: Context<ApiEnv>, id: number): Promise<DoorPlan> {
  const found = await findPlan(c.get('sql'), id, daysOf(c));
  if (!found) throw notFound({ 'zh-CN': '楼栋', en: 'building' }, id);
  const caller = c.get('caller');
  if (!mayInBuilding(caller, 'doors', { id, area_code: found.area_code })) throw forbidden(closed);
  return { ...found, editable: mayIn(caller, 'edit', found.area_code) };
}

/** The same, and nobody else changes its doors meanwhile. @throws AppError 403 where the caller may only look. */
async function editableOf(c: Context<ApiEnv>, id: number): Promise<DoorPlan> {
  await holdBuilding(c.get('sql'), id);
  const plan = await planOf(c, id);
  if (!plan.editable) throw forbidden(notTheirs);
  return plan;
}

const closed = {
  'zh-CN': '您的职责不包含查看该楼栋的各户。',
  en: 'Your duties do not include the doors of this building.',
};
const notTheirs = {
  'zh-CN': '该楼栋的门户由所在网格、社区的工作人员登记。',
  en: 'The doors of this building are entered by those who work in its grid and community.',
};

/** Why a change is not undone, in words; anything else as it is. */
function undoRefused(error: unknown, changeId: number): unknown {
  const { code, detail } = error as { code?: string; detail?: string };
  if (code === 'P0002') return notFound({ 'zh-CN': '这栋楼的改动', en: 'change of these doors' }, changeId);
  if (code !== '55000' && code !== '23505') return error;
  const doors = detail && !/[a-z_]+ \d/.test(detail) ? detail : null;
  return new AppError(
    'conflict',
    doors
      ? {
          'zh-CN': `${doors} 已经登记了人员、标签或走访，不能整体撤回。`,
          en: `People, tags or visits are kept of ${doors} by now; the change cannot be taken back as a whole.`,
        }
      : {
          'zh-CN': '这些门户后来又改过，或已经撤回，不能整体撤回。',
          en: 'These doors were changed again since, or the change was taken back already; it cannot be taken back as a whole.',
        },
    { field: 'change_id' },
  );
}

function daysOf(c: Context<ApiEnv>) {
  const today = dayOf(c.get('now'), c.get('config').timeZone);
  return { today, month_end: monthEnd(today) };
}
