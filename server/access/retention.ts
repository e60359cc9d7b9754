import { dayOf } from '../api/calendar.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/open.ts';
import { every, type Job } from '../jobs.ts';

/** Rows that one statement, which is one transaction, removes: others wait no longer than it takes. */
const BATCH = 5000;
/** Hour of the night at which the job runs, in the deployment's zone. */
const HOUR = 3;
const HOUR_MS = 3_600_000;
/** Time between two looks whether a run is due or asked for, ms. */
const LOOK_MS = 60_000;
/** Any 64-bit number; held by the process whose run is going on. */
const LOCK = 4_720_260_102;

/** What a run removed or made anonymous by rule, and what went wrong: null where nothing did. */
export interface RetentionOutcome {
  removed: { rule: string; count: number }[];
  error: string | null;
}

/** The night that a moment belongs to, `YYYY-MM-DD`: from three o'clock to three o'clock. */
export function nightOf(now: Date, timeZone: string): string {
  return dayOf(new Date(now.getTime() - HOUR * HOUR_MS), timeZone);
}

/** When the job runs next: ISO 8601, UTC. */
export async function nextRun(sql: Database, now: Date, timeZone: string): Promise<string> {
  const [row] = await sql<[{ at: string }]>`
    select iso_time((${nightOf(now, timeZone)}::date + 1 + make_interval(hours => ${HOUR})) at time zone ${timeZone}) as at`;
  return row.at;
}

/**
 * Applies every rule at a moment, as the owner of the tables, in batches. A rule that fails is told in the outcome and does
 * not keep the others from being applied.
 */
export async function applyRules(sql: Database, now: Date): Promise<RetentionOutcome> {
  const rules = await sql<{ rule: string }[]>`select rule from retention_rule order by position`;
  const removed: RetentionOutcome['removed'] = [];
  const faults: string[] = [];
  for (const { rule } of rules) {
    let count = 0;
    try {
      for (let batch = BATCH; batch === BATCH; count += batch) {
        const [row] = await sql<[{ changed: number }]>`
          select apply_retention(${rule}, ${now.toISOString()}::timestamptz, ${BATCH}) as changed`;
        batch = row.changed;
      }
    } catch (error) {
      faults.push(`${rule}: ${(error as Error).message}`);
    }
    if (count > 0) removed.push({ rule, count });
  }
  return { removed, error: faults.length > 0 ? faults.join('; ') : null };
}

/**
 * Makes the run that is asked for or due this night, if there is one and no other server is making it, and writes its
 * report. The first night after the rules were installed is the first that is due.
 * @returns the outcome; null where there was nothing to do.
 */
export async function runRetention(sql: Database, now: Date, timeZone: string): Promise<RetentionOutcome | null> {
  const night = nightOf(now, timeZone);
  if (!(await isDue(sql, night, timeZone))) return null;
  const held = await sql.reserve();
  try {
    const [lock] = await held<[{ mine: boolean }]>`select pg_try_advisory_lock(${LOCK}) as mine`;
    if (!lock.mine) return null;
    try {
      return await run(sql, now, night, timeZone);
    } finally {
      await held`select pg_advisory_unlock(${LOCK})`;
    }
  } finally {
    held.release();
  }
}

async function run(sql: Database, now: Date, night: string, timeZone: string): Promise<RetentionOutcome | null> {
  // Whoever began these held the lock, and is no more.
  await sql`update retention_run set ran_at = now(), error = 'it was cut off; the next run does the rest'
    where started_at is not null and ran_at is null`;
  const id = await claim(sql, night, timeZone);
  if (id === null) return null;
  const outcome = await applyRules(sql, now);
  await sql`update retention_run set ran_at = now(), removed = ${sql.json(outcome.removed)}, error = ${outcome.error}
    where id = ${id}`;
  return outcome;
}

async function isDue(sql: Database, night: string, timeZone: string): Promise<boolean> {
  const [row] = await sql<[{ due: boolean }]>`
    select exists (select from retention_run where started_at is null) or ${nightDue(sql, night, timeZone)} as due`;
  return row.due;
}

function nightDue(sql: Database, night: string, timeZone: string) {
  return sql`(not exists (select from retention_run where night = ${night}::date) and exists (
    select from migration where name = '0016_retention.sql'
      and (${night}::date + make_interval(hours => ${HOUR})) at time zone ${timeZone} > applied_at))`;
}

/** Takes the run that waits, else this night's; its number, or null where both are taken. */
async function claim(sql: Database, night: string, timeZone: string): Promise<number | null> {
  const [asked] = await sql<{ id: number }[]>`
    update retention_run set started_at = now() where started_at is null returning id`;
  if (asked) return asked.id;
  const [own] = await sql<{ id: number }[]>`
    insert into retention_run (night, started_at) select ${night}::date, now() where ${nightDue(sql, night, timeZone)}
    on conflict do nothing returning id`;
  return own?.id ?? null;
}

/**
 * Looks every minute whether a run is due or asked for, until stopped.
 * @param sql the owner's pool.
 * @param onFault is told why a look or a report failed, such as a database that is away; the next look tries again.
 */
export function startRetention(
  sql: Database,
  { timeZone }: Pick<Config, 'timeZone'>,
  onFault: (error: unknown) => void = () => {},
): Job {
  return every(LOOK_MS, () => runRetention(sql, new Date(), timeZone), onFault);
}
