import { type Context, Hono } from 'hono';
import { audit } from '../../access/audit.ts';
import { mayIn } from '../../access/caller.ts';
import { applyReorganisation } from '../../areas/applying.ts';
import { cutAcross } from '../../areas/drawing.ts';
import { readLimits } from '../../areas/limits.ts';
import { type Plan, planOf } from '../../areas/planning.ts';
import { listNeighbours, proposeCuts } from '../../areas/sql.ts';
import { notFound } from '../../errors.ts';
import { dayOf } from '../calendar.ts';
import { type ApiEnv, validated } from '../context.ts';
import { forbidden, granted } from '../granted.ts';
import { fromToken, idKey, toPage } from '../page-token.ts';
import { requireArea } from '../scope.ts';
import { changeAnswer, isSeen, planAnswer } from './answers.ts';
import * as bodies from './bodies.ts';
import { alreadyUndone, changedSince, dependedOn } from './refusals.ts';
import type { AreaMonths, Neighbours, ProposedLines } from './schema.ts';
import * as query from './sql.ts';

/** Areas split, merged, redrawn and renamed: looked at before, done, taken back, and what became of what. */
export function areaChanges(limits = readLimits()) {
  return new Hono<ApiEnv>()
    .post('/preview', granted('reorganise'), validated('json', bodies.planBody), async (c) => {
      const body = c.req.valid('json');
      requireReach(c, body);
      const plan = await planOf(c.get('sql'), body, { limits, today: todayOf(c) });
      requireNewCodes(c, plan);
      return c.json(planAnswer(plan, { sealer: c.get('sealer'), exact: seesDoors(c, plan.area_code) }));
    })
    .post('/', granted('reorganise'), validated('json', bodies.applyBody), async (c) => {
      const { seen, ...body } = c.req.valid('json');
      requireReach(c, body);
      const { id, plan } = await applyReorganisation(c.get('sql'), body, {
        limits,
        today: todayOf(c),
        isSeen: (given) => {
          requireNewCodes(c, given);
          return isSeen(c.get('sealer'), given, seen);
        },
      });
      const detail = { kind: plan.kind, from: plan.before.map(({ area_code }) => area_code), to: plan.drawn.codes };
      await audit(c.get('sql'), 'area_reorganised', { area_code: plan.area_code, detail });
      return c.json(await answerOf(c, id), 201);
    })
    .get('/', granted('map'), validated('query', bodies.historyQuery), async (c) => {
      const { area_code, limit, page } = c.req.valid('query');
      const [before] = fromToken(page, idKey) ?? [];
      const rows = await query.listChanges(c.get('sql'), { area_code, before, limit: limit + 1 });
      if (rows.length === 0 && !(await query.wasArea(c.get('sql'), area_code)))
        await requireArea(c.get('sql'), area_code);
      const { items, next } = toPage(rows, limit, ({ id }) => [id]);
      return c.json({ items: items.map((row) => changeAnswer(row, seesDoors(c, row.area_code))), next });
    })
    .get('/counts', granted('places'), validated('query', bodies.monthsQuery), async (c) => {
      const { area_code, from, to, boundaries } = c.req.valid('query');
      if (!(await query.wasArea(c.get('sql'), area_code))) throw notFound({ 'zh-CN': '区域', en: 'area' }, area_code);
      const asked = { area_code, from, to, boundaries, zone: c.get('config').timeZone };
      const answer: AreaMonths = {
        area_code,
        boundaries,
        from,
        to,
        months: await query.countByMonth(c.get('sql'), asked),
      };
      return c.json(answer);
    })
    .get('/cuts', granted('reorganise'), validated('query', bodies.cutsQuery), async (c) => {
      const { area_code, parts } = c.req.valid('query');
      requireReach(c, { area_code });
      await requireArea(c.get('sql'), area_code);
      const { axis, at, bounds } = await proposeCuts(c.get('sql'), area_code, parts);
      const items = at.map((place, n) => ({ name: String(n + 1), line: cutAcross(axis, place, bounds) }));
      return c.json({ items } satisfies ProposedLines);
    })
    .get('/shapes', granted('map'), validated('query', bodies.areaQuery), async (c) => {
      const { area_code } = c.req.valid('query');
      await requireArea(c.get('sql'), area_code);
      return c.json(await query.listShapes(c.get('sql'), area_code));
    })
    .get('/streets', granted('reorganise'), validated('query', bodies.areaQuery), async (c) => {
      const { area_code } = c.req.valid('query');
      await requireArea(c.get('sql'), area_code);
      return c.json({ items: await query.listStreetsIn(c.get('sql'), area_code) } satisfies ProposedLines);
    })
    .get('/neighbours', granted('reorganise'), validated('query', bodies.areaQuery), async (c) => {
      const { area_code } = c.req.valid('query');
      await requireArea(c.get('sql'), area_code);
      return c.json({ items: await listNeighbours(c.get('sql'), area_code) } satisfies Neighbours);
    })
    .post(
      '/:id/undo',
      granted('reorganise'),
      validated('param', bodies.changeParam),
      validated('json', bodies.undoBody),
      async (c) => {
        const [{ id }, { note }] = [c.req.valid('param'), c.req.valid('json')];
        const sql = c.get('sql');
        const found = await query.findChange(sql, id);
        if (!found) throw notFound({ 'zh-CN': '区域调整', en: 'reorganisation' }, id);
        const codes = found.steps.flatMap(({ from_code, to_code }) => [from_code, to_code]);
        requireReach(c, { area_codes: codes });
        if (found.undone_at !== null) throw alreadyUndone();
        const dependents = await query.listDependents(sql, id);
        if (dependents.length > 0) throw dependedOn(dependents);
        await query.undoChange(sql, id, note ?? null).catch(changedSince);
        await audit(sql, 'area_reorganisation_undone', { area_code: found.area_code, detail: { change: id } });
        return c.json(await answerOf(c, id));
      },
    );
}

async function answerOf(c: Context<ApiEnv>, id: number) {
  const row = await query.findChange(c.get('sql'), id);
  if (!row) throw notFound({ 'zh-CN': '区域调整', en: 'reorganisation' }, id);
  return changeAnswer(row, seesDoors(c, row.area_code));
}

function seesDoors(c: Context<ApiEnv>, code: string): boolean {
  return mayIn(c.get('caller'), 'doors', code);
}

/** @throws AppError 403 where one of the areas is not the caller's to reorganise. */
function requireReach(c: Context<ApiEnv>, asked: { area_code: string } | { area_codes: string[] }): void {
  const codes = 'area_codes' in asked ? asked.area_codes : [asked.area_code];
  if (codes.every((code) => mayIn(c.get('caller'), 'reorganise', code))) return;
  const sentence = { 'zh-CN': '该区域不在您可调整的范围内。', en: 'This area is not yours to reorganise.' };
  throw forbidden(sentence, 'area_codes' in asked ? 'area_codes' : 'area_code');
}

/** @throws AppError 403 where what comes of it is not: a street is split by who stands above streets. */
function requireNewCodes(c: Context<ApiEnv>, { drawn }: Plan): void {
  if (drawn.codes.every((code) => mayIn(c.get('caller'), 'reorganise', code))) return;
  const sentence = {
    'zh-CN': '拆分、合并后的新区域超出您的范围，请由上一级来调整。',
    en: 'The new areas would lie outside what is yours; whoever stands one level above can do it.',
  };
  throw forbidden(sentence, 'area_code');
}

function todayOf(c: Context<ApiEnv>): string {
  return dayOf(c.get('now'), c.get('config').timeZone);
}
