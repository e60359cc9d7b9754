import type { Severity } from '../api/incidents/schema.ts';
import type { Loop } from './catalogue.ts';
import { workdayMinutes } from './working-clock.ts';

/** What a time limit depends on. */
export interface Limited {
  item: string | null;
  severity: Severity;
}

/** How long a matter may take, and whether the clock runs at night and on holidays. */
interface Limit {
  clock: 'working' | 'round';
  minutes: number;
}

const MINUTE_MS = 60_000;
/** Working days for what is not in the catalogue; what is urgent has its hours round the clock. */
const WORKING_DAYS = { high: 3, normal: 7, low: 15 } as const;
const URGENT_MIN = 24 * 60;
/** Part of the limit after which the holder is reminded, and part of it that it may be overdue before it goes a level up. */
const REMIND_AFTER = 3 / 4;
const ESCALATE_AFTER = 1 / 4;
/** The least that it may be overdue before it goes a level up, min: four working hours, or one round the clock. */
const LEAST_GRACE_MIN = { working: 240, round: 60 } as const;

/**
 * When a matter that begins at a moment is due, when its holder is reminded, and when it goes a level up; ISO 8601, UTC. The
 * limit is the catalogue's, or by severity for what is outside it; what somebody calls urgent has 24 hours at most.
 */
export function deadlinesFrom(
  loop: Loop,
  limited: Limited,
  from: Date,
): { due_at: string; remind_at: string; escalate_at: string } {
  const limit = limitOf(loop, limited);
  const due = after(loop, limit, from, limit.minutes);
  return {
    due_at: due.toISOString(),
    remind_at: after(loop, limit, from, limit.minutes * REMIND_AFTER).toISOString(),
    escalate_at: after(loop, limit, due, graceOf(limit)).toISOString(),
  };
}

/** When a holder who was given a matter at a moment is reminded to accept it; null outside the catalogue, which says how soon. */
export function acceptanceReminder(loop: Loop, limited: Limited, from: Date): string | null {
  const matter = loop.matter(limited.item);
  return matter ? after(loop, limitOf(loop, limited), from, matter.accept_h * 60).toISOString() : null;
}

/** When the holder of what was accepted is reminded of its deadline; null where that moment has passed, or the clock stands. */
export function deadlineReminder(loop: Loop, limited: Limited & { due_at: string | null }, now: Date): string | null {
  if (limited.due_at === null) return null;
  const limit = limitOf(loop, limited);
  const at = after(loop, limit, new Date(limited.due_at), -limit.minutes * (1 - REMIND_AFTER));
  return at > now ? at.toISOString() : null;
}

/** Stops the clock of a matter: no deadline, and the whole minutes that were left, below 0 where it was overdue. */
export function stopClock(
  loop: Loop,
  stopped: Limited & { due_at: string | null },
  now: Date,
): { due_at: null; remind_at: null; escalate_at: null; clock_left_min: number } {
  const limit = limitOf(loop, stopped);
  const due = stopped.due_at === null ? now : new Date(stopped.due_at);
  const left = limit.clock === 'working' ? loop.clock.between(now, due) : (due.getTime() - now.getTime()) / MINUTE_MS;
  return { due_at: null, remind_at: null, escalate_at: null, clock_left_min: Math.ceil(left) };
}

/** Lets a stopped clock run on; `remind_at` is null where that moment had passed before it was stopped. */
export function startClock(
  loop: Loop,
  stopped: Limited & { clock_left_min: number | null },
  now: Date,
): { due_at: string; remind_at: string | null; escalate_at: string; clock_left_min: null } {
  const limit = limitOf(loop, stopped);
  const left = stopped.clock_left_min ?? limit.minutes;
  const due = after(loop, limit, now, left);
  const untilReminder = left - limit.minutes * (1 - REMIND_AFTER);
  return {
    due_at: due.toISOString(),
    remind_at: untilReminder > 0 ? after(loop, limit, now, untilReminder).toISOString() : null,
    escalate_at: after(loop, limit, due, graceOf(limit)).toISOString(),
    clock_left_min: null,
  };
}

function limitOf(loop: Loop, { item, severity }: Limited): Limit {
  const matter = loop.matter(item);
  const limit: Limit = matter
    ? { clock: matter.clock, minutes: matter.resolve_h * 60 }
    : {
        clock: 'working',
        minutes: WORKING_DAYS[severity === 'urgent' ? 'high' : severity] * workdayMinutes(loop.reference.calendar),
      };
  const sooner = limit.clock === 'round' && limit.minutes <= URGENT_MIN;
  return severity === 'urgent' && !sooner ? { clock: 'round', minutes: URGENT_MIN } : limit;
}

function graceOf({ clock, minutes }: Limit): number {
  return Math.max(minutes * ESCALATE_AFTER, LEAST_GRACE_MIN[clock]);
}

function after(loop: Loop, { clock }: Limit, from: Date, minutes: number): Date {
  return clock === 'working' ? loop.clock.add(from, minutes) : new Date(from.getTime() + minutes * MINUTE_MS);
}
