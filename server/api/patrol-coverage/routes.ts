import { type Context, Hono } from 'hono';
import { mayIn } from '../../access/caller.ts';
import { runSteps, streetCoverOf } from '../../coverage/street-covers.ts';
import { AppError, notFound } from '../../errors.ts';
import { inSlices } from '../../roads/slices.ts';
import { addDays } from '../calendar.ts';
import { type ApiEnv, validated } from '../context.ts';
import { forbidden, granted } from '../granted.ts';
import { requireArea } from '../scope.ts';
import type { Right } from '../session/schema.ts';
import { coverageQuery, LONGEST_DAYS, streetsQuery, tracksQuery } from './bodies.ts';
import { areaCoverage, coverOf } from './coverage.ts';
import { findPatrolTrack } from './tracks.ts';

/** Most runs of streets in an answer. */
const MOST_STREETS = 20_000;

/** What patrols cover of an area's streets, by plan and by deed; where nobody passes; and, in declared shifts, where squads went. */
export const patrolCoverage = new Hono<ApiEnv>()
  .get('/', granted('patrol'), validated('query', coverageQuery), async (c) => {
    const question = c.req.valid('query');
    await requireOwnArea(c, 'patrol', question.area_code);
    return c.json(await areaCoverage(c.get('sql'), question, c.get('config').timeZone));
  })
  .get('/streets', granted('patrol'), validated('query', streetsQuery), async (c) => {
    const { hour: onlyHour, ...question } = c.req.valid('query');
    await requireOwnArea(c, 'patrol', question.area_code);
    const { from, to } = question;
    const looking = { ...question, from: addDays(to, 1 - LONGEST_DAYS) };
    const { cover, offset_min } = await coverOf(c.get('sql'), looking, c.get('config').timeZone, ({ day, issued }) =>
      day < from ? { planned: false, done: 'passed' } : { planned: issued, done: 'done', onlyHour },
    );
    const runs = await inSlices(runSteps(cover, offset_min));
    if (runs.length > MOST_STREETS) throw tooMany(runs.length);
    return c.json({ items: runs.map((run) => streetCoverOf(run, cover)) });
  })
  .get('/tracks', granted('plan'), validated('query', tracksQuery), async (c) => {
    const { walk_id } = c.req.valid('query');
    const track = await findPatrolTrack(c.get('sql'), walk_id);
    if (!track) throw notFound({ 'zh-CN': '巡逻任务', en: 'patrol' }, walk_id);
    return c.json(track);
  });

/**
 * Fails unless an area exists and lies within the caller's duties.
 * @throws AppError 404, 403.
 */
export async function requireOwnArea(c: Context<ApiEnv>, right: Right, areaCode: string): Promise<void> {
  await requireArea(c.get('sql'), areaCode);
  if (!mayIn(c.get('caller'), right, areaCode)) throw forbidden(outside, 'area_code');
}

const outside = {
  'zh-CN': '这个区域不全在您的职责范围内，请选择您负责的区域。',
  en: 'This area does not lie wholly within your duties; choose one that you answer for.',
};

function tooMany(count: number): AppError {
  return new AppError(
    'bad_input',
    {
      'zh-CN': `这个区域的街道有${count}段，一次至多显示${MOST_STREETS}段，请选择较小的区域。`,
      en: `The streets of this area come to ${count} runs; at most ${MOST_STREETS} are shown at once. Choose a smaller area.`,
    },
    { field: 'area_code' },
  );
}
