import { type Context, Hono } from 'hono';
import type { z } from 'zod';
import { mayIn } from '../../access/caller.ts';
import type { Database } from '../../db/open.ts';
import { joinTo, requirePhotos } from '../../loop/acting.ts';
import { findLoopIncident, placesAt } from '../../loop/incident.ts';
import { wrongInput } from '../../loop/refusals.ts';
import { makeReport, reportOf } from '../../loop/report.ts';
import { similarTo } from '../../loop/similar.ts';
import { isCategory } from '../../loop/words.ts';
import { type ApiEnv, validated } from '../context.ts';
import { forbidden, granted } from '../granted.ts';
import { isPlaced } from './detail-sql.ts';
import { requireOwnPlace } from './own-place.ts';
import { type Reported, reportBody, similarQuery } from './schema.ts';

/** Reporting by somebody who works here, and what may have been reported before. */
export const incidentReports = new Hono<ApiEnv>()
  .post('/', granted('report'), validated('json', reportBody), async (c) => {
    const reported = await report(c, c.req.valid('json'));
    return c.json(reported, reported.again ? 200 : 201);
  })
  .get('/similar', granted('report', 'dispatch'), validated('query', similarQuery), async (c) => {
    const { longitude, latitude, category, title } = c.req.valid('query');
    return c.json(await similarTo(c.get('sql'), { centre: [longitude, latitude], category, title, now: c.get('now') }));
  });

/**
 * Makes the incident that a report tells of, in the way that it asks for.
 * @throws AppError 400 naming the field; 403 where the place, or settling at once, is not the caller's.
 */
async function report(c: Context<ApiEnv>, body: z.output<typeof reportBody>): Promise<Reported> {
  const sql = c.get('sql');
  const { merge_into, ...told } = body;
  if (!isCategory(body.category)) throw wrongInput('category', '没有这个类别。', 'there is no such category.');
  // What is only to be dispatched, the database places: one question less.
  const area_code = body.way === 'online' ? null : await requireOwnPlace(c, sql, body.centre);
  await requirePhotos(sql, body.photos);
  const target = await sameAs(c, sql, merge_into);
  const draft = reportOf(c.get('loop'), told, {
    ...{ area_code, now: c.get('now'), actor: 'account', channel: body.channel, time_zone: c.get('config').timeZone },
    ...(area_code !== null && (await ownHands(c, sql, area_code))),
    ...target,
  });
  const reported = await makeReport(sql, { kind: 'account' }, draft);
  if (target.merge_into !== undefined && !reported.again) {
    await joinTo(sql, { from: reported.id, into: target.merge_into, actor: 'account', via: { kind: 'account' } });
  }
  return reported;
}

/**
 * Whose hands the reporter's own are at a place: the smallest area that they handle matters for, or the largest within it.
 * @throws AppError 403 (field `way`) where they handle none there.
 */
async function ownHands(c: Context<ApiEnv>, sql: Database, areaCode: string) {
  const prefixes = (c.get('caller').rights.handle ?? []).filter((prefix) => areaCode.startsWith(prefix));
  if (prefixes.length === 0) {
    throw forbidden(
      {
        'zh-CN': '现场办、马上办由负责处理该处事件的人员使用；请改为网上办，由街道或社区分流。',
        en: 'Settling or taking in hand at once is for whoever handles matters at this place; report it to be dispatched instead.',
      },
      'way',
    );
  }
  const smallest = prefixes.reduce((longest, prefix) => (prefix.length > longest.length ? prefix : longest));
  const places = await placesAt(sql, areaCode);
  return { places, own_code: places.find(({ area_code }) => area_code.startsWith(smallest))!.area_code };
}

/**
 * What the report says that it is the same as: whoever may do something with that incident merges theirs into it, whoever only sees where it
 * stands leaves that to others.
 */
async function sameAs(
  c: Context<ApiEnv>,
  sql: Database,
  into: number | undefined,
): Promise<{ merge_into?: number; suspected_of?: number }> {
  if (into === undefined) return {};
  const caller = c.get('caller');
  const target = await findLoopIncident(sql, into);
  const rights = ['dispatch', 'handle', 'serve'] as const;
  if (target && rights.some((right) => mayIn(caller, right, target.area_code))) return { merge_into: into };
  if (target || (await isPlaced(sql, into))) return { suspected_of: into };
  throw wrongInput('merge_into', `您的辖区内没有事件 ${into}。`, `there is no incident ${into} in your area.`);
}
