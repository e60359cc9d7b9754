import { type Context, Hono } from 'hono';
import { addressOf } from '../../access/address.ts';
import { digestOf } from '../../access/credential.ts';
import { enter } from '../../access/enter.ts';
import type { Database } from '../../db/open.ts';
import { AppError } from '../../errors.ts';
import { languageOf } from '../../language.ts';
import { listHomes } from '../../patrol-walks/home-sql.ts';
import { refusalOf } from '../../patrol-walks/judging.ts';
import { midnightOf, minuteAt } from '../../patrol-walks/minutes.ts';
import { lineOf, placesOf } from '../../patrol-walks/places.ts';
import { shownRoute } from '../../patrol-walks/shown-route.ts';
import { listSigns } from '../../patrol-walks/sign-sql.ts';
import { walkStops } from '../../patrol-walks/stops.ts';
import { listStreetsAround } from '../../patrol-walks/street-sql.ts';
import { thinned } from '../../patrol-walks/thinning.ts';
import { dayOf } from '../calendar.ts';
import { type ApiEnv, validated } from '../context.ts';
import { forbidden } from '../granted.ts';
import { checkInsBody, trackBody, walkQuery } from './bodies.ts';
import type { WalkLimits } from './limits.ts';
import { type CheckInAnswer, passHeader, type WalkAnswer, type WalkCheckIn } from './schema.ts';
import {
  addCheckIns,
  addTrack,
  findWalk,
  listCheckIns,
  listPlanned,
  type Pass,
  type PassedWalk,
  readRoute,
} from './sql.ts';

/** How long after a walk its page still opens, ms; what was done without a network comes in for longer. */
const OPEN_AFTER_MS = 12 * 3_600_000;
/** What a phone draws: it is sent by whatever network there is, once. */
const PHONE_STREETS = { most: 1500, mostText: 240_000 };
/** Check-ins of one walk: more than any squad makes. */
const MOST_CHECK_INS = 2000;

/** A walk by its pass, without an account: whoever is signed in is nobody here, too. */
export function patrolWalk(limits: WalkLimits) {
  return new Hono<ApiEnv>()
    .get('/', validated('query', walkQuery), async (c) => {
      const { streets_of } = c.req.valid('query');
      const walk = await byPass(c, limits, (sql, pass, found) => {
        if (pass.now.getTime() > found.ends_at.getTime() + OPEN_AFTER_MS) return undefined;
        return walkAnswer(c, sql, pass, found, streets_of);
      });
      return c.json(walk);
    })
    .post('/check-ins', validated('json', checkInsBody), async (c) => {
      const { items } = c.req.valid('json');
      return c.json(await byPass(c, limits, (sql, pass, found) => takeCheckIns(c, sql, { pass, found, items })));
    })
    .post('/track', validated('json', trackBody), async (c) => {
      const taken_count = await byPass(c, limits, (sql, pass, found) => {
        if (!found.declared) throw noTrack();
        return addTrack(sql, pass, thinned(c.req.valid('json').items));
      });
      return c.json({ taken_count });
    });
}

/** Does something with the walk of the request's pass, in a transaction of somebody without any rights. */
async function byPass<Result>(
  c: Context<ApiEnv>,
  limits: WalkLimits,
  work: (sql: Database, pass: Pass, found: PassedWalk) => Promise<Result> | undefined,
): Promise<Result> {
  const secret = c.req.header(passHeader);
  if (!secret) throw noPass();
  const pass: Pass = { digest: digestOf(secret), now: c.get('now') };
  const today = dayOf(pass.now, c.get('config').timeZone);
  const entrance = { digest: undefined, today, readOnly: c.req.method === 'GET' };
  const answer = await limits.judge(addressOf(c), pass.digest, () =>
    enter(c.get('database'), entrance, async (sql) => {
      const found = await findWalk(sql, pass);
      return found && work(sql, pass, found);
    }),
  );
  if (answer === undefined) throw wrongPass();
  c.header('Cache-Control', 'private, no-cache');
  return answer;
}

/** The walk; its streets, which take long to find and much to send, only where the phone has not got them. */
async function walkAnswer(
  c: Context<ApiEnv>,
  sql: Database,
  pass: Pass,
  found: PassedWalk,
  streetsOf: number | undefined,
): Promise<WalkAnswer> {
  const { id: walk_id, plan_id, plan_name, day, version, squad_id } = found;
  const over = found.plan_state !== 'issued';
  const time_zone = c.get('config').timeZone;
  const midnight = midnightOf(day, time_zone);
  const { route: planned, ...own } = await readRoute(sql, pass);
  const route = shownRoute(planned, await listHomes(sql, own.points));
  const places = placesOf(own);
  const signs = await listSigns(
    sql,
    own.points.map(({ id }) => id),
  );
  return {
    ...{ walk_id, plan_id, plan_name, day, time_zone, version },
    squad: { id: squad_id, name: found.squad_name, mode: found.mode, people: found.people },
    from_min: minuteAt(found.starts_at, midnight),
    to_min: minuteAt(found.ends_at, midnight),
    stops: walkStops(route, places, signs),
    legs: route.legs,
    streets: streetsOf === version ? null : await listStreetsAround(sql, [lineOf(route)], PHONE_STREETS),
    check_ins: await listCheckIns(sql, pass),
    tracked: found.declared && !over,
    over,
  };
}

/** Takes what can be taken, and says of everything what became of it. */
async function takeCheckIns(
  c: Context<ApiEnv>,
  sql: Database,
  { pass, found, items }: { pass: Pass; found: PassedWalk; items: readonly WalkCheckIn[] },
): Promise<CheckInAnswer> {
  const language = languageOf(c.req.header('Accept-Language'));
  const { starts_at, ends_at } = found;
  const judged = { starts_at, ends_at, places: await listPlanned(sql, pass), now: pass.now };
  const refusals = items.map((item) => refusalOf(item, judged));
  const before = new Set((await listCheckIns(sql, pass)).map(({ key }) => key));
  const room = Math.max(0, MOST_CHECK_INS - before.size);
  const good = items.filter((item, at) => refusals[at] === null && !before.has(item.key)).slice(0, room);
  const taken = new Set(good.length > 0 ? await addCheckIns(sql, pass, good) : []);
  const answers = items.map(({ key }, at): CheckInAnswer['items'][number] => {
    if (before.has(key)) return { key, state: 'known', sentence: null };
    const refusal = refusals[at];
    if (refusal) return { key, state: 'refused', sentence: refusal[language] };
    if (!taken.has(key)) return { key, state: 'refused', sentence: notTaken[language] };
    // Twice in one sending is one.
    before.add(key);
    return { key, state: 'taken', sentence: null };
  });
  return { items: answers, version: found.version };
}

const notTaken = {
  'zh-CN': '这条签到无法记录：编号已被其他巡逻单使用，或本次巡逻的签到过多。',
  en: 'This check-in cannot be kept: its key belongs to another walk, or this walk has too many.',
};

function noPass(): AppError {
  return new AppError(
    'signed_out',
    {
      'zh-CN': '请扫描巡逻单上的二维码打开本页。',
      en: 'Open this page by the code on your printed sheet.',
    },
    { field: passHeader },
  );
}

function wrongPass(): AppError {
  return new AppError(
    'not_found',
    {
      'zh-CN': '这张巡逻单无效或已过期（开始前12小时至结束后12小时内可打开）。请向巡逻负责人要新的巡逻单。',
      en: 'This sheet is not valid, or no longer: it opens from 12 hours before the walk until 12 hours after it. Ask your coordinator for a new one.',
    },
    { field: passHeader },
  );
}

function noTrack(): AppError {
  return forbidden({
    'zh-CN': '本班次不是安全或应急班次，不记录轨迹。',
    en: 'No track is kept: this shift was not declared a safety or emergency shift.',
  });
}
