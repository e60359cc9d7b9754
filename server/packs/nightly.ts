import { enterForArea } from '../access/enter.ts';
import { addDays, dayOf } from '../api/calendar.ts';
import { cadences } from '../api/report-packs/schema.ts';
import { listUnmade } from '../api/report-packs/sql.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/open.ts';
import { every, type Job } from '../jobs.ts';
import { makePack } from './make.ts';
import { periodOf } from './periods.ts';

/** Hours of the night in which packs are made, in the deployment's zone: after retention, before anybody works. */
const FROM_HOUR = 4;
const TO_HOUR = 7;
/** Time between two looks, ms. */
const LOOK_MS = 60_000;
/** Any 64-bit number; held by the process that makes packs. */
const LOCK = 4_720_260_137;

/** Whether packs are made at a moment. */
export function isPackTime(now: Date, timeZone: string): boolean {
  const hour = Number(new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(now));
  return hour >= FROM_HOUR && hour < TO_HOUR;
}

/** Makes the packs that are missing, unless another process is at it; how many were made. */
async function makeDuePacks(sql: Database, now: Date, timeZone: string, goesOn: () => boolean): Promise<number> {
  const held = await sql.reserve();
  try {
    const [lock] = await held<[{ mine: boolean }]>`select pg_try_advisory_lock(${LOCK}) as mine`;
    if (!lock.mine) return 0;
    try {
      return await makeMissingPacks(sql, now, timeZone, goesOn);
    } finally {
      await held`select pg_advisory_unlock(${LOCK})`;
    }
  } finally {
    held.release();
  }
}

/**
 * Makes every pack that is missing of the periods that ended last: districts, streets and communities, of every cadence, each in a
 * transaction of its own.
 * @returns how many were made.
 */
export async function makeMissingPacks(
  sql: Database,
  now: Date,
  timeZone: string,
  goesOn: () => boolean = () => true,
): Promise<number> {
  const today = dayOf(now, timeZone);
  let made = 0;
  for (const cadence of cadences) {
    // The last period that ended before today.
    const period = periodOf(cadence, addDays(periodOf(cadence, today).from, -1));
    for (const area_code of await listUnmade(sql, { cadence, period_from: period.from })) {
      if (!goesOn()) return made;
      await enterForArea(sql, area_code, (own) =>
        makePack({ sql: own, database: sql, now, area_code, cadence, period, today, timeZone }),
      );
      made += 1;
    }
  }
  return made;
}

/**
 * Looks every minute of the small hours whether packs are missing, until stopped.
 * @param sql the owner's pool. @param onFault is told why making failed; the next look tries again.
 */
export function startPacks(
  sql: Database,
  { timeZone }: Pick<Config, 'timeZone'>,
  onFault: (error: unknown) => void = () => {},
): Job {
  const look = async (goesOn: () => boolean) => {
    const now = new Date();
    if (isPackTime(now, timeZone)) await makeDuePacks(sql, now, timeZone, goesOn);
  };
  return every(LOOK_MS, look, onFault);
}
