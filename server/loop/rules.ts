import { openStatuses } from '../api/loop/schema.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/open.ts';
import { AppError } from '../errors.ts';
import { every, type Job } from '../jobs.ts';
import type { Loop } from './catalogue.ts';
import { placeAbove } from './effects.ts';
import { type Act, eventsFor } from './events.ts';
import { type EventDraft, findLoopIncidents, type LoopIncident } from './incident.ts';
import { departmentWords, listed } from './words.ts';
import { workdayMinutes } from './working-clock.ts';
import { writeAs } from './writing.ts';

/** Incidents that one statement finds; each is then written in a transaction of its own. */
const BATCH = 200;
/** Time between two looks, ms. */
const LOOK_MS = 60_000;
/** Any 64-bit number; held by the process whose look is going on. */
const LOCK = 4_720_260_103;
/** Working days that somebody may take to verify what was settled. */
const VERIFY_WORKING_DAYS = 3;
/** Days that whoever reported it may take to rate what was verified, and to come back on it once rated. */
const RATE_DAYS = 7;
const DAY_MS = 86_400_000;

/** How many incidents a look changed by each rule, and what went wrong: null where nothing did. */
export interface RulesOutcome {
  changed: Partial<Record<RuleName, number>>;
  error: string | null;
}
export type RuleName = 'remind' | 'escalate' | 'verify' | 'close' | 'call_again';

/** What every rule works with. */
interface Setting {
  loop: Loop;
  now: Date;
  timeZone: string;
}

/** An incident that a rule found, as it was then; `late` are departments that did not come. */
interface Found {
  id: number;
  version: number;
  due_at: string | null;
  late: string[];
}

interface Rule {
  name: RuleName;
  /** The next of them after a number, ascending, at most BATCH. */
  find(sql: Database, setting: Setting, after: number): Promise<Found[]>;
  drafts(incident: LoopIncident, found: Found, setting: Setting): EventDraft[];
  /** What else is written with the events. */
  also?(sql: Database, found: Found, now: Date): Promise<unknown>;
}

const rules: readonly Rule[] = [
  // Before the reminder: what a server that was off for long finds too late for one gets other hands instead of both.
  {
    name: 'escalate',
    find: (sql, { now }, after) => find(sql, sql`i.escalate_at <= ${now.toISOString()}`, after),
    drafts: escalate,
  },
  {
    name: 'remind',
    find: (sql, { now }, after) => find(sql, sql`i.remind_at <= ${now.toISOString()}`, after),
    drafts: (incident, { due_at }, setting) =>
      act(incident, { kind: 'reminded', text: `办理时间已过四分之三，${momentOf(due_at, setting)}到期` }, setting),
  },
  {
    name: 'verify',
    find: (sql, { loop, now }, after) => {
      const minutes = VERIFY_WORKING_DAYS * workdayMinutes(loop.reference.calendar);
      return findSettled(sql, ['resolved'], loop.clock.add(now, -minutes), after);
    },
    drafts: (incident, _, setting) =>
      act(incident, { kind: 'verified', text: `办结满${VERIFY_WORKING_DAYS}个工作日无异议，自动核查通过` }, setting),
  },
  {
    name: 'close',
    find: (sql, { now }, after) => {
      return findSettled(sql, ['verified', 'evaluated'], new Date(now.getTime() - RATE_DAYS * DAY_MS), after);
    },
    drafts: (incident, _, setting) => {
      const why = incident.status === 'verified' ? '未收到评价' : '无后续意见';
      return act(incident, { kind: 'closed', text: `满${RATE_DAYS}天${why}，自动归档` }, setting);
    },
  },
  {
    name: 'call_again',
    find: findLate,
    // Not as `reminded` is made by hand: the holder's own reminder is still to come.
    drafts: (_, { late }) => {
      const who = listed(late.map(departmentWords))['zh-CN'];
      return [{ kind: 'reminded', actor: 'rule', text: `${who}未按时报到，请联系`, changes: { late } }];
    },
    also: (sql, { id, late }, now) => sql`update whistle set reminded_at = ${now.toISOString()}
      where incident_id = ${id} and department = any (${late}) and arrived_at is null`,
  },
];

function act(incident: LoopIncident, what: Act, { loop, now }: Setting): EventDraft[] {
  return eventsFor(loop, incident, what, { actors: ['rule'], actor: 'rule', now });
}

/** One level up; where there is none, whoever is at the top is told, once. */
function escalate(incident: LoopIncident, { due_at }: Found, setting: Setting): EventDraft[] {
  const late = `${momentOf(due_at, setting)}已到期，逾期仍未办结`;
  const above = placeAbove(incident);
  if (above) return act(incident, { kind: 'escalated', text: `${late}，自动提级到${above.name}` }, setting);
  const [told] = act(incident, { kind: 'reminded', text: `${late}，已在最高一级` }, setting);
  return [{ ...told!, changes: { ...told!.changes, escalate_at: null } }];
}

/** As in 「11月25日 15:00」, by the deployment's clock. */
function momentOf(due_at: string | null, { timeZone }: Setting): string {
  if (due_at === null) return '';
  const format = new Intl.DateTimeFormat('zh-CN', {
    ...{ timeZone, hourCycle: 'h23', month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit' },
  });
  return format.format(new Date(due_at));
}

function find(sql: Database, which: ReturnType<Database>, after: number): Promise<Found[]> {
  return sql<Found[]>`
    select i.id, i.version, iso_time(i.due_at) as due_at, '{}'::text[] as late from incident i
    where ${which} and i.status = any (${[...openStatuses]}) and i.id > ${after} order by i.id limit ${BATCH}`;
}

/** Those that have stood in one of these statuses since before a moment. What an import brought has no such record. */
function findSettled(sql: Database, statuses: string[], before: Date, after: number): Promise<Found[]> {
  return sql<Found[]>`
    select i.id, i.version, null as due_at, '{}'::text[] as late from incident_step s join incident i on i.id = s.incident_id
    where s.left_at is null and s.status in ('resolved', 'verified', 'evaluated') and s.status = any (${statuses})
      and s.entered_at <= ${before.toISOString()} and i.status = s.status and i.id > ${after}
    order by i.id limit ${BATCH}`;
}

function findLate(sql: Database, { now }: Setting, after: number): Promise<Found[]> {
  return sql<Found[]>`
    select i.id, i.version, null as due_at, array_agg(w.department order by w.department) as late
    from whistle w join incident i on i.id = w.incident_id
    where w.arrived_at is null and (w.reminded_at is null or w.reminded_at < w.called_at)
      and w.arrive_by <= ${now.toISOString()} and i.status = any (${[...openStatuses]}) and i.id > ${after}
    group by i.id order by i.id limit ${BATCH}`;
}

/**
 * Does everything that is due at a moment, as the owner of the tables, where no other server is doing it. What fails is told in
 * the outcome and keeps nothing else from being done; what somebody changed meanwhile is left to the next look.
 * @returns null where another server is at it.
 */
export async function runRules(sql: Database, loop: Loop, now: Date, timeZone: string): Promise<RulesOutcome | null> {
  const held = await sql.reserve();
  try {
    const [lock] = await held<[{ mine: boolean }]>`select pg_try_advisory_lock(${LOCK}) as mine`;
    if (!lock.mine) return null;
    try {
      return await applyLoopRules(sql, { loop, now, timeZone });
    } finally {
      await held`select pg_advisory_unlock(${LOCK})`;
    }
  } finally {
    held.release();
  }
}

/** What `runRules` does, without asking whether others are at it: nothing is done twice, as who comes second is refused. */
export async function applyLoopRules(sql: Database, setting: Setting): Promise<RulesOutcome> {
  const changed: RulesOutcome['changed'] = {};
  const faults: string[] = [];
  for (const rule of rules) {
    let found: Found[] = [];
    do {
      found = await rule.find(sql, setting, found.at(-1)?.id ?? 0);
      const incidents = await findLoopIncidents(
        sql,
        found.map(({ id }) => id),
      );
      for (const one of found) {
        try {
          const incident = incidents.find(({ id, version }) => id === one.id && version === one.version);
          if (incident && (await write(sql, rule, incident, one, setting)))
            changed[rule.name] = (changed[rule.name] ?? 0) + 1;
        } catch (error) {
          faults.push(`${rule.name}, incident ${one.id}: ${(error as Error).message}`);
        }
      }
    } while (found.length === BATCH);
  }
  return { changed, error: faults.length > 0 ? faults.slice(0, 5).join('; ') : null };
}

/** False where somebody was quicker. */
async function write(
  sql: Database,
  rule: Rule,
  incident: LoopIncident,
  found: Found,
  setting: Setting,
): Promise<boolean> {
  const drafts = rule.drafts(incident, found, setting);
  const step = async (inside: unknown) => {
    await writeAs(inside as Database, { kind: 'owner' }, incident.id, incident.version, drafts);
    await rule.also?.(inside as Database, found, setting.now);
  };
  try {
    await ('savepoint' in sql ? step(sql) : sql.begin(step));
    return true;
  } catch (error) {
    if (error instanceof AppError && error.options.field === 'version') return false;
    throw error;
  }
}

/**
 * Looks every minute what is due, until stopped.
 * @param sql the owner's pool.
 * @param onChange is called when incidents were changed.
 * @param onFault is told why a look or a part of it failed, such as a database that is away; the next look tries again.
 */
export function startRules(
  { sql, loop, config }: { sql: Database; loop: Loop; config: Pick<Config, 'timeZone'> },
  onChange: () => void,
  onFault: (error: unknown) => void,
): Job {
  const look = async () => {
    const outcome = await runRules(sql, loop, new Date(), config.timeZone);
    if (outcome && Object.keys(outcome.changed).length > 0) onChange();
    if (outcome?.error) onFault(new Error(outcome.error));
  };
  return every(LOOK_MS, look, onFault);
}
