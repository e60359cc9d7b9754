import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { AppError } from '../../errors.ts';
import { type ApiEnv, validated } from '../context.ts';
import { entranceOf } from '../granted.ts';
import { display } from './display.ts';
import { type FigureQuestion, lastingFigures, movingFigures } from './figures.ts';
import { findWallArea } from './figures-sql.ts';
import { Kept } from './kept.ts';
import { readMoves } from './moves-sql.ts';
import type { WallFigures, WallMoves } from './schema.ts';

const moving = new Kept<Awaited<ReturnType<typeof movingFigures>>>(2000);
const lasting = new Kept<Awaited<ReturnType<typeof lastingFigures>>>(60_000);
const HOUR_MS = 3_600_000;

/** Which moves a screen asks for. */
const movesQuery = z.object({
  hours: z.coerce
    .number({ error: 'hours is a number from 1 to 24 | hours应为1至24' })
    .int('hours is a whole number from 1 to 24 | hours应为整数')
    .min(1, 'hours is at least 1 | hours不小于1')
    .max(24, 'hours is at most 24 | hours不大于24')
    .default(24),
  after: z.coerce
    .number({ error: 'after is the number of an event | after应为事件记录序号' })
    .int('after is a whole number | after应为整数')
    .min(0, 'after is 0 or more | after不小于0')
    .max(Number.MAX_SAFE_INTEGER, 'after is the number of an event | after应为事件记录序号')
    .optional(),
});

/** What a wall shows of its area: figures, and what happened lately. */
export const wallFigures = new Hono<ApiEnv>()
  .get('/figures', display('places'), async (c) => {
    const [database, caller, now] = [c.get('database'), c.get('caller'), c.get('now')];
    const area_code = await areaOf(c);
    const question: FigureQuestion = {
      ...{ sql: c.get('sql'), database, caller, area_code, now },
      time_zone: c.get('config').timeZone,
    };
    const key = JSON.stringify([area_code, caller.rights]);
    const answer: WallFigures = {
      ...(await lasting.get(database, key, now.getTime(), () => lastingFigures(question))),
      ...(await moving.get(database, key, now.getTime(), () => movingFigures(question))),
    };
    return c.json(answer);
  })
  .get('/moves', display('places'), validated('query', movesQuery), async (c) => {
    const { hours, after } = c.req.valid('query');
    const now_ms = c.get('now').getTime();
    const since = new Date(now_ms - hours * HOUR_MS);
    const moves = await readMoves(c.get('sql'), { area_code: await areaOf(c), since, after });
    return c.json<WallMoves>({ ...moves, now_ms });
  });

async function areaOf(c: Context<ApiEnv>): Promise<string> {
  const area = await findWallArea(c.get('sql'), entranceOf(c).digest!);
  if (area !== undefined) return area;
  throw new AppError('not_found', {
    'zh-CN': '该令牌不属于任何大屏，请重新配对。',
    en: 'This token belongs to no wall. Please pair the screen again.',
  });
}
