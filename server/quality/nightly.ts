import { enterForArea } from '../access/enter.ts';
import { dayOf } from '../api/calendar.ts';
import type { QualityReport } from '../api/quality/schema.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/open.ts';
import { every, type Job } from '../jobs.ts';
import { reportOf } from './report.ts';

/** Areas with more grids than these are looked through by night alone: see server/README.md for what that takes. */
export const MOST_GRIDS_NOW = 150;
/** Hours of the night, in the deployment's zone: after packs, before anybody works. */
const FROM_HOUR = 3;
const TO_HOUR = 7;
/** Time between two looks, ms. */
const LOOK_MS = 300_000;
/** Any 64-bit number; held by the process that makes reports. */
const LOCK = 4_720_260_152;

/** How many of the lowest areas lie below each area that has more than can be looked through at once, in order of code. */
function listWide(sql: Database, today: string, timeZone: string): Promise<{ area_code: string }[]> {
  return sql`
    select a.area_code from area a
    where (select count(*) from area g where g.area_code >= a.area_code and g.area_code < a.area_code || ':'
        and g.level = (select level from area_level order by position desc limit 1)) > ${MOST_GRIDS_NOW}
      and not exists (select from quality_report r where r.area_code = a.area_code
        and (r.made_at at time zone ${timeZone})::date >= ${today}::date)
    order by a.area_code`;
}

/** The report that was kept of an area; undefined where there is none, or none that the caller may see. */
export async function keptReport(sql: Database, area_code: string): Promise<QualityReport | undefined> {
  const [row] = await sql<
    { report: QualityReport }[]
  >`select report from quality_report where area_code = ${area_code}`;
  return row && { ...row.report, kept: true };
}

/**
 * Makes the reports of wide areas that were not made today, each in a transaction of its own.
 * @param sql the owner's pool. @returns how many were made.
 */
export async function makeWideReports(
  sql: Database,
  now: Date,
  timeZone: string,
  goesOn: () => boolean = () => true,
): Promise<number> {
  const today = dayOf(now, timeZone);
  let made = 0;
  for (const { area_code } of await listWide(sql, today, timeZone)) {
    if (!goesOn()) return made;
    const report = await enterForArea(
      sql,
      area_code,
      (own) => reportOf(own, { area_code, today }, { doors: true, now }),
      ['doors'],
    );
    await sql`
      insert into quality_report (area_code, made_at, took_ms, report)
      values (${area_code}, ${now}, ${report.took_ms}, ${sql.json(report as never)})
      on conflict (area_code) do update set made_at = excluded.made_at, took_ms = excluded.took_ms, report = excluded.report`;
    made += 1;
  }
  // Areas end; so do their reports.
  await sql`delete from quality_report r where not exists (select from area a where a.area_code = r.area_code)`;
  return made;
}

/** Looks by night whether reports are to be made, until stopped. @param onFault is told why making failed; the next look tries again. */
export function startQuality(
  sql: Database,
  { timeZone }: Pick<Config, 'timeZone'>,
  onFault: (error: unknown) => void = () => {},
): Job {
  const look = async (goesOn: () => boolean) => {
    const now = new Date();
    const hour = Number(new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(now));
    if (hour < FROM_HOUR || hour >= TO_HOUR) return;
    const held = await sql.reserve();
    try {
      const [lock] = await held<[{ mine: boolean }]>`select pg_try_advisory_lock(${LOCK}) as mine`;
      if (!lock.mine) return;
      await makeWideReports(sql, now, timeZone, goesOn).finally(() => held`select pg_advisory_unlock(${LOCK})`);
    } finally {
      held.release();
    }
  };
  return every(LOOK_MS, look, onFault);
}
