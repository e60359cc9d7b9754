import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { mayIn } from '../../access/caller.ts';
import { readVisitCatalogues } from '../../duties/catalogue.ts';
import { generateDuties } from '../../duties/generation.ts';
import { pickRound } from '../../duties/round.ts';
import { walkOver } from '../../duties/walk.ts';
import { AppError, notFound } from '../../errors.ts';
import { addDays, dayOf, monthEnd } from '../calendar.ts';
import { type ApiEnv, validated } from '../context.ts';
import { forbidden, granted } from '../granted.ts';
import { fromToken, toPage } from '../page-token.ts';
import { requireArea } from '../scope.ts';
import type { LonLat } from '../wire.ts';
import {
  type DueHousehold,
  type DutyRound,
  type DutySets,
  dueQuery,
  dutySetBody,
  dutySetChange,
  dutySetParam,
  generateBody,
  roundQuery,
} from './schema.ts';
import { changeSet, countDue, dueList, findSet, insertSet, listSets } from './sql.ts';

/** Most households that a round is chosen from. */
const LOOKED_AT = 200;
const dueKey = z.tuple([z.iso.date(), z.int32()]);
const { templates } = readVisitCatalogues();

/** Visits that are owed: who, by when, in which order to walk there, and by which rules. Counts of areas are with those of people. */
export const duties = new Hono<ApiEnv>()
  .get('/', granted('doors'), validated('query', dueQuery), async (c) => {
    const { area_code, state, limit, page } = c.req.valid('query');
    const sql = c.get('sql');
    const today = todayOf(c);
    const reach = state === 'overdue' ? { until: addDays(today, -1) } : { until: monthEnd(today) };
    const from = state === 'due' ? today : undefined;
    const rows = await dueList(sql, {
      area_code,
      today,
      ...reach,
      from,
      after: fromToken(page, dueKey),
      limit: limit + 1,
    });
    if (rows.length === 0) await requireArea(sql, area_code);
    c.header('Cache-Control', 'no-store');
    return c.json(toPage(rows, limit, ({ due_on, household_id }) => [due_on, household_id]));
  })
  .get('/round', granted('edit'), validated('query', roundQuery), async (c) => {
    const { area_code, from } = c.req.valid('query');
    const sql = c.get('sql');
    await requireArea(sql, area_code);
    const today = todayOf(c);
    const time_zone = c.get('config').timeZone;
    const reach = { area_code, today, until: monthEnd(today) };
    const due = await dueList(sql, { ...reach, callable: { time_zone }, limit: LOOKED_AT });
    const counts = await countDue(sql, { ...reach, time_zone });
    const answer: DutyRound = { ...(await walked(c, area_code, due, from)), ...counts };
    c.header('Cache-Control', 'no-store');
    return c.json(answer);
  })
  .get('/sets', granted('map'), async (c) => {
    const answer: DutySets = { items: await listSets(c.get('sql')), templates };
    return c.json(answer);
  })
  .post('/sets', granted('arrange'), validated('json', dutySetBody), async (c) => {
    const body = c.req.valid('json');
    const sql = c.get('sql');
    if (!mayIn(c.get('caller'), 'arrange', body.area_code)) throw forbidden();
    await requireArea(sql, body.area_code);
    const id = await insertSet(sql, { ...body, starts_on: body.starts_on ?? todayOf(c) });
    if (id === null) throw nameTaken();
    return c.json((await findSet(sql, id))!, 201);
  })
  .patch(
    '/sets/:id',
    granted('arrange'),
    validated('param', dutySetParam),
    validated('json', dutySetChange),
    async (c) => {
      const { id } = c.req.valid('param');
      const sql = c.get('sql');
      const found = await findSet(sql, id);
      if (!found) throw notFound({ 'zh-CN': '走访任务', en: 'set of duties' }, id);
      if (!found.may_change) throw forbidden();
      if (!(await changeSet(sql, id, c.req.valid('json')))) throw changedSince();
      return c.json((await findSet(sql, id))!);
    },
  )
  // As the nightly job, but now, and only where the caller arranges.
  .post('/generate', granted('arrange'), validated('json', generateBody), async (c) => {
    const { area_code = '' } = c.req.valid('json');
    const today = todayOf(c);
    return c.json(await generateDuties(c.get('sql'), { month: today, today, area_code }));
  });

const todayOf = (c: Context<ApiEnv>) => dayOf(c.get('now'), c.get('config').timeZone);

/** The households of a round in walking order, with the way; a place to begin at is no stop. */
async function walked(c: Context<ApiEnv>, areaCode: string, due: DueHousehold[], from: LonLat | undefined) {
  const buildings = [...pickRound(due).values()];
  if (buildings.length === 0) return { stops: [], line: [], length_m: 0, by_street: true };
  const places = [...(from ? [from] : []), ...buildings.map(([first]) => first!.centre)];
  const { order, ...way } = await walkOver(c.get('sql'), areaCode, places);
  return { stops: order.flatMap((index) => buildings[index - (from ? 1 : 0)] ?? []), ...way };
}

function nameTaken(): AppError {
  const sentence = { 'zh-CN': '这个区域已有同名的走访任务。', en: 'This area has a set of that name already.' };
  return new AppError('conflict', sentence, { field: 'name' });
}

function changedSince(): AppError {
  const sentence = {
    'zh-CN': '这项任务刚被别人修改，请刷新后再改。',
    en: 'Somebody else has just changed this set; please look again first.',
  };
  return new AppError('conflict', sentence, { field: 'version' });
}
