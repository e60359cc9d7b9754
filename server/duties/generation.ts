import { dayOf } from '../api/calendar.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/open.ts';
import { every, type Job } from '../jobs.ts';

/** Hour of the morning from which duties of the day are made, in the deployment's zone. */
const HOUR = 4;
/** Time between two looks whether a night's run is still to be made, ms. */
const LOOK_MS = 60_000;

/** How many duties a run made, and how many it ended for they are owed no more. */
export interface GenerationOutcome {
  made_count: number;
  cancelled_count: number;
}

/**
 * Makes what falls due in a month from the sets and the tags that are valid, and ends what is owed no more; twice makes nothing new. As
 * a caller only where they may arrange.
 * @param of.month any day of it, `YYYY-MM-DD`. @param of.area_code below which; everywhere when not given.
 */
export async function generateDuties(
  sql: Database,
  { month, today, area_code = '' }: { month: string; today: string; area_code?: string },
): Promise<GenerationOutcome> {
  const [row] = await sql<[GenerationOutcome]>`
    select made_count, cancelled_count from generate_duties(${month}::date, ${today}::date, ${area_code})`;
  return row;
}

/**
 * Makes the run of this night, if it is due and no other server made it: from four in the morning on, once a day.
 * @returns the outcome; null where there was nothing to do.
 */
export async function runGeneration(sql: Database, now: Date, timeZone: string): Promise<GenerationOutcome | null> {
  const night = dayOf(new Date(now.getTime() - HOUR * 3_600_000), timeZone);
  if (night !== dayOf(now, timeZone)) return null;
  return (await sql.begin(async (step) => {
    const inside = step as unknown as Database;
    // Whoever comes second waits here, and then finds it done.
    const [mine] = await inside`insert into duty_run (night) values (${night}) on conflict do nothing returning night`;
    if (!mine) return null;
    const outcome = await generateDuties(inside, { month: night, today: night });
    await inside`update duty_run set ${inside({ ...outcome })} where night = ${night}`;
    return outcome;
  })) as GenerationOutcome | null;
}

/** Looks every minute whether the night's duties are to be made. */
export function startGeneration(sql: Database, { timeZone }: Config, onFault: (error: unknown) => void): Job {
  return every(LOOK_MS, () => runGeneration(sql, new Date(), timeZone), onFault);
}
