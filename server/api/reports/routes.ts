import { type Context, Hono } from 'hono';
import { addressOf } from '../../access/address.ts';
import { enter } from '../../access/enter.ts';
import type { Database } from '../../db/open.ts';
import { AppError } from '../../errors.ts';
import { eventsFor, movesOf } from '../../loop/events.ts';
import type { LoopIncident } from '../../loop/incident.ts';
import { writeAs } from '../../loop/writing.ts';
import { keepPhoto } from '../../photos/store.ts';
import { dayOf } from '../calendar.ts';
import { type ApiEnv, validated } from '../context.ts';
import { limitLoad } from '../guard.ts';
import { imageBody, readImage } from '../photos/body.ts';
import type { KeptPhoto } from '../photos/schema.ts';
import { notePhoto } from '../photos/sql.ts';
import { digestOfCode } from './code.ts';
import type { PublicLimits } from './limits.ts';
import { reportAsAnybody } from './reporting.ts';
import {
  type FollowedReport,
  followBody,
  followParam,
  type NearbyReport,
  nearbyQuery,
  type PublicReported,
  publicReportBody,
} from './schema.ts';
import { findFollowed, findFollowedIncident, listNear } from './sql.ts';

/** Photos of the public that are being received at once: each may hold 12 MB. */
const MOST_AT_ONCE = 16;
/** How far around a place, and how long back, what was reported is shown. */
const NEAR_M = 80;
const NEAR_MS = 7 * 86_400_000;

/**
 * Reporting without an account, and following by the code that one then gets. Whoever is signed in is nobody here, too: no
 * credential is read, and none is set.
 */
export function reports(limits: PublicLimits) {
  return new Hono<ApiEnv>()
    .post('/photos', limitLoad(MOST_AT_ONCE), imageBody, async (c) => {
      await limits.count('photo', addressOf(c));
      const kept = await keepPhoto(c.get('photos'), await readImage(c), null);
      await asAnybody(c, (sql) => notePhoto(sql, kept));
      return c.json<KeptPhoto>(kept, 201);
    })
    .post('/', validated('json', publicReportBody), async (c) => {
      const address = addressOf(c);
      await limits.count('report', address);
      const { again, ...reported } = await asAnybody(c, (sql) => reportAsAnybody(c, sql, c.req.valid('json')));
      if (again) await limits.forgive('report', address);
      return c.json<PublicReported>(reported, again ? 200 : 201);
    })
    .get('/nearby', validated('query', nearbyQuery), async (c) => {
      const { longitude, latitude } = c.req.valid('query');
      await limits.count('nearby', addressOf(c));
      const since = new Date(c.get('now').getTime() - NEAR_MS);
      const near = await asAnybody(c, (sql) => listNear(sql, [longitude, latitude], { radius_m: NEAR_M, since }));
      return c.json<NearbyReport[]>(near);
    })
    .get('/:code', validated('param', followParam), async (c) => {
      const digest = digestOfCode(c.req.valid('param').code);
      const report = await judged(c, limits, () => asAnybody(c, (sql) => followed(c, sql, digest)));
      c.header('Cache-Control', 'no-store');
      return c.json(report);
    })
    .post('/:code/events', validated('param', followParam), validated('json', followBody), async (c) => {
      const digest = digestOfCode(c.req.valid('param').code);
      const { version, ...act } = c.req.valid('json');
      const report = await judged(c, limits, () =>
        asAnybody(c, async (sql) => {
          const incident = await findFollowedIncident(sql, digest);
          if (!incident) return undefined;
          const as = { actors: ['reporter'] as const, actor: 'reporter' as const, now: c.get('now') };
          const drafts = eventsFor(c.get('loop'), incident, act, as);
          await writeAs(sql, { kind: 'reporter', digest }, incident.id, version, drafts);
          return followed(c, sql, digest);
        }),
      );
      return c.json(report);
    });
}

/** A transaction of somebody without any rights. */
function asAnybody<Result>(c: Context<ApiEnv>, work: (sql: Database) => Promise<Result>): Promise<Result> {
  const today = dayOf(c.get('now'), c.get('config').timeZone);
  return enter(c.get('database'), { digest: undefined, today, readOnly: c.req.method === 'GET' }, work);
}

/** Counts a look at a code, and counts it once more where there is no such report, so that nobody tries until one fits. */
async function judged<Found>(
  c: Context<ApiEnv>,
  limits: PublicLimits,
  find: () => Promise<Found | undefined>,
): Promise<Found> {
  const address = addressOf(c);
  await limits.count('lookup', address);
  // Before it is judged, so that many at once count, too.
  await limits.count('wrong_code', address);
  const found = await find().catch(async (error) => {
    // What is refused of a report was found.
    await limits.forgive('wrong_code', address);
    throw error;
  });
  if (found === undefined) throw noReport();
  await limits.forgive('wrong_code', address);
  return found;
}

async function followed(c: Context<ApiEnv>, sql: Database, digest: Buffer): Promise<FollowedReport | undefined> {
  const report = await findFollowed(sql, digest);
  const incident = report && (await findFollowedIncident(sql, digest));
  return incident && { ...report, moves: movesOfReporter(c, incident) };
}

/** What somebody can do by their code alone, in the order of the table of moves. */
function movesOfReporter(c: Context<ApiEnv>, incident: LoopIncident): FollowedReport['moves'] {
  const kinds = new Set<string>(followBody.options.map(({ shape }) => shape.kind.value));
  return movesOf(c.get('loop'), incident, ['reporter']).filter((kind) => kinds.has(kind));
}

function noReport(): AppError {
  return new AppError(
    'not_found',
    {
      'zh-CN': '没有找到这个查询码对应的上报，请核对后重新输入。',
      en: 'No report has this follow-up code. Please check it and type it again.',
    },
    { field: 'code' },
  );
}
