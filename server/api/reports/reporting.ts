import type { Context } from 'hono';
import type { z } from 'zod';
import type { Database } from '../../db/open.ts';
import { AppError } from '../../errors.ts';
import { wrongInput } from '../../loop/refusals.ts';
import { makeReport, reportOf } from '../../loop/report.ts';
import { areaAt, outsideSentence } from '../../loop/report-place.ts';
import { isCategory } from '../../loop/words.ts';
import type { ApiEnv } from '../context.ts';
import { digestOfCode, followCodeOf } from './code.ts';
import type { PublicReported, publicReportBody } from './schema.ts';
import { countClaimable, findByKey, isNear } from './sql.ts';

type Body = z.output<typeof publicReportBody>;

/** How far from its place, and how long back, a report may be the same as another: a pin is moved a little after looking. */
const SAME_M = 300;
const SAME_MS = 30 * 86_400_000;

/**
 * Makes a report of somebody without an account, in a transaction without rights; the same again is answered and not made.
 * @throws AppError 400 naming the field where the place is outside the district, a photo is not there or taken, the kind or the
 * incident near by is none; 409 where the key was used by somebody else.
 */
export async function reportAsAnybody(
  c: Context<ApiEnv>,
  sql: Database,
  body: Body,
): Promise<PublicReported & { again: boolean }> {
  const follow_code = followCodeOf(c.get('sealer'), body.report_key);
  const digest = digestOfCode(follow_code);
  const known = await findByKey(sql, body.report_key, digest);
  if (known) return { ...sentBefore(known), follow_code, again: true };
  const now = c.get('now');
  const area_code = await areaAt(sql, body.centre);
  if (area_code === null) throw new AppError('bad_input', await outsideSentence(sql, body.centre), { field: 'centre' });
  await checkNamed(sql, body, now);
  const { contact, suspected_of, ...report } = body;
  const { given, events } = reportOf(c.get('loop'), report, {
    ...{ area_code, now, actor: 'reporter', channel: 'public', time_zone: c.get('config').timeZone },
    ...(suspected_of !== undefined && { suspected_of }),
  });
  const sealed = contact === '' ? null : c.get('sealer').seal('incident.reporter_contact', contact);
  const draft = { given: { ...given, ...(sealed && { reporter_contact: sealed.toString('hex') }) }, events };
  const reported = await makeReport(sql, { kind: 'reporter', digest }, draft);
  // Of two that came at once, the other has made it.
  const made = reported.again ? sentBefore(await findByKey(sql, body.report_key, digest)) : reported;
  return { incident_code: made.incident_code, follow_code, again: reported.again };
}

/** What a report names must be there for it to name. */
async function checkNamed(sql: Database, { photos, category, suspected_of, centre }: Body, now: Date): Promise<void> {
  if (!isCategory(category)) throw wrongInput('category', '没有这个类别。', 'there is no such category.');
  const wanted = new Set(photos).size;
  const missing = wanted === 0 ? 0 : wanted - (await countClaimable(sql, photos));
  if (missing > 0) {
    throw wrongInput(
      'photos',
      `有${missing}张照片不存在、已过期或已被使用，请重新上传。`,
      `${missing} of the photos are not there, too old or already used; upload them again.`,
    );
  }
  if (suspected_of === undefined) return;
  const reach = { radius_m: SAME_M, since: new Date(now.getTime() - SAME_MS) };
  if (!(await isNear(sql, suspected_of, centre, reach))) {
    throw wrongInput('suspected_of', '附近没有这件未办结的上报。', 'no such open report is near this place.');
  }
}

/** @throws AppError 409 where the key is of somebody else's report, or the code can no longer be told. */
function sentBefore(known: { incident_code: string; of_code: boolean } | undefined): { incident_code: string } {
  if (known?.of_code) return { incident_code: known.incident_code };
  throw new AppError(
    'conflict',
    {
      'zh-CN': '这条上报已经提交过，请使用当时显示的查询码。',
      en: 'This report was sent before. Please use the follow-up code that was shown then.',
    },
    { field: 'report_key' },
  );
}
