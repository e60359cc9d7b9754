import { type Context, Hono } from 'hono';
import { AppError, notFound } from '../../errors.ts';
import { wrongInput } from '../../loop/refusals.ts';
import { dayOf } from '../calendar.ts';
import { type ApiEnv, validated } from '../context.ts';
import { granted } from '../granted.ts';
import { areaIdKey, fromToken, toPage } from '../page-token.ts';
import { patrolListQuery, patrolParam } from '../patrol/bodies.ts';
import { changedMeanwhile, requirePlanner } from '../patrol/refusals.ts';
import { requireArea } from '../scope.ts';
import { squadBody, squadChange } from './bodies.ts';
import type { KeptSquad } from './schema.ts';
import {
  endSquad,
  findSquad,
  findWalkOfSquad,
  insertSquad,
  isArea,
  isNameTaken,
  listSquads,
  updateSquad,
} from './sql.ts';

/** Squads, kept by who plans patrols in their area. */
export const squads = new Hono<ApiEnv>()
  .get('/', granted('patrol', 'map'), validated('query', patrolListQuery), async (c) => {
    const { page, limit, area_code } = c.req.valid('query');
    const sql = c.get('sql');
    const rows = await listSquads(sql, { area_code, after: fromToken(page, areaIdKey), limit: limit + 1 });
    if (rows.length === 0) await requireArea(sql, area_code);
    return c.json(toPage(rows, limit, (row) => [row.area_code, row.id]));
  })
  .post('/', granted('plan'), validated('json', squadBody), async (c) => {
    const body = c.req.valid('json');
    await requireRoom(c, body);
    const id = await insertSquad(c.get('sql'), body);
    return c.json(await squadOf(c, id), 201);
  })
  .patch('/:id', granted('plan'), validated('param', patrolParam), validated('json', squadChange), async (c) => {
    const [{ id }, { version, ...change }] = [c.req.valid('param'), c.req.valid('json')];
    const held = await squadOf(c, id);
    requirePlanner(c, held.area_code);
    await requireRoom(c, { ...held, ...change });
    if (!(await updateSquad(c.get('sql'), { id, version }, change))) throw changedMeanwhile(held.name);
    return c.json(await squadOf(c, id));
  })
  .delete('/:id', granted('plan'), validated('param', patrolParam), async (c) => {
    const { id } = c.req.valid('param');
    const held = await squadOf(c, id);
    requirePlanner(c, held.area_code);
    const plan = await findWalkOfSquad(c.get('sql'), id, c.get('now'));
    if (plan !== undefined) throw onDuty(held.name, plan);
    await endSquad(c.get('sql'), id, dayOf(c.get('now'), c.get('config').timeZone));
    return c.body(null, 204);
  });

async function squadOf(c: Context<ApiEnv>, id: number): Promise<KeptSquad> {
  const found = await findSquad(c.get('sql'), id);
  if (!found) throw notFound({ 'zh-CN': '巡逻队', en: 'squad' }, id);
  return found;
}

/** @throws AppError where the area of a squad is none, not the caller's, or has one of its name. */
async function requireRoom(
  c: Context<ApiEnv>,
  { id, area_code, name }: { id?: number; area_code: string; name: string },
): Promise<void> {
  if (!(await isArea(c.get('sql'), area_code)))
    throw wrongInput('area_code', `没有区域 ${area_code}。`, `there is no area ${area_code}.`);
  requirePlanner(c, area_code, 'area_code');
  if (!(await isNameTaken(c.get('sql'), area_code, name, id))) return;
  throw new AppError(
    'conflict',
    { 'zh-CN': `这个区域已有巡逻队「${name}」。`, en: `This area has a squad “${name}” already.` },
    { field: 'name' },
  );
}

function onDuty(name: string, plan: string): AppError {
  return new AppError('conflict', {
    'zh-CN': `「${name}」在已下发的方案「${plan}」中还有巡逻任务，请先撤回方案或等巡逻结束。`,
    en: `“${name}” still walks by the issued plan “${plan}”; withdraw the plan, or wait until the walk is over.`,
  });
}
