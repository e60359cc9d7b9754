import { dayOf } from '../api/calendar.ts';
import type { Database } from '../db/open.ts';
import { AppError } from '../errors.ts';
import { actOn } from '../loop/acting.ts';
import type { Loop } from '../loop/catalogue.ts';
import { makeReport, reportOf } from '../loop/report.ts';
import { type Incoming, nextMoves } from './next-moves.ts';
import type { Pictures } from './pictures.ts';
import { Random } from './random.ts';
import { type CityFigures, movableFrom, SIMULATED, sitesFrom } from './sql.ts';

/** A look at the city's life: what it is made with, and what it knows from the last one. */
export interface Watch {
  loop: Loop;
  /** IANA name. */
  timeZone: string;
  pictures: ReadonlyMap<string, Pictures>;
  figures: CityFigures;
  /** Milliseconds since 1970. */
  looked_at: number;
}

/**
 * Moves the city on to a moment: reports come in and incidents go round their loop, written as every other is. What somebody
 * else did meanwhile stays as it is. Answers how much was done.
 */
export async function moveOn(sql: Database, watch: Watch, now: Date): Promise<{ reported: number; acted: number }> {
  const { loop, timeZone, figures, pictures } = watch;
  const random = new Random(`${figures.demo_seed}/${now.getTime()}`);
  const sites = await sitesFrom(sql, random.integer(1, Math.max(1, figures.newest_id - 20)));
  const movable = await movableFrom(sql, random.chance(0.5) ? '' : (sites[0]?.places.at(-1)?.area_code ?? ''), now);
  const [day, minute] = [dayOf(now, timeZone), minuteOf(now, timeZone)];
  const elapsed_s = (now.getTime() - watch.looked_at) / 1000;
  watch.looked_at = now.getTime();
  const moves = nextMoves({ ...figures, day, minute, elapsed_s, movable, sites }, { random, loop, pictures });
  const done = { reported: 0, acted: 0 };
  for (const incoming of moves.reports) {
    await inside(sql, (step) => report(step, watch, incoming, now));
    done.reported += 1;
  }
  const as = {
    actors: ['dispatcher', 'holder', 'reporter', 'called', 'rule'] as const,
    actor: 'simulator' as const,
    now,
  };
  for (const { incident, act } of moves.acts) {
    try {
      await inside(sql, (step) => actOn(step, loop, { incident, act, as, via: { kind: 'owner' } }));
      done.acted += 1;
    } catch (error) {
      // Somebody was quicker.
      if (!(error instanceof AppError && error.options.field === 'version')) throw error;
    }
  }
  return done;
}

async function report(
  sql: Database,
  { loop, timeZone }: Watch,
  { body, channel, places }: Incoming,
  now: Date,
): Promise<void> {
  const grid = places.at(-1)!.area_code;
  const as = {
    area_code: grid,
    own_code: grid,
    places,
    now,
    actor: 'simulator' as const,
    channel,
    time_zone: timeZone,
  };
  const { given, events } = reportOf(loop, body, as);
  await makeReport(sql, { kind: 'owner' }, { given: { ...given, source: SIMULATED }, events });
}

/** Minute of the day that the zone's clocks show. */
function minuteOf(now: Date, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  const [hour, minute] = format.format(now).split(':').map(Number) as [number, number];
  return hour * 60 + minute;
}

/** A transaction, or a step of the caller's. */
async function inside(sql: Database, work: (sql: Database) => Promise<unknown>): Promise<void> {
  const step = async (transaction: unknown) => {
    await work(transaction as Database);
  };
  if ('savepoint' in sql)
    await (sql as { savepoint(step: (sql: unknown) => Promise<void>): Promise<void> }).savepoint(step);
  else await sql.begin(step);
}
