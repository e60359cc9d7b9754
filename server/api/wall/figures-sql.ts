import type { Database } from '../../db/open.ts';
import { openStatusesSql } from '../../loop/moves.ts';
import { within } from '../scope.ts';
import type { OldOpen, WallFigures, WallPatrol } from './schema.ts';
import type { Passing, Standing } from './steps.ts';

/** Where and when figures are taken; `time_zone` is an IANA name. */
export interface FigureScope {
  area_code: string;
  now: Date;
  time_zone: string;
}

const DAY_MS = 86_400_000;
/** The open matters that are listed. */
const OLDEST = 10;
/** Squads on duty that are listed; a wall has no room for more. */
const MOST_SQUADS = 60;
/** Days up to which a thing counts as confirmed, class by class. */
export const freshnessDays = [30, 90, 180, 365] as const;

const openStatuses = (sql: Database) => sql`status in ${sql.unsafe(openStatusesSql)}`;
const inside = (sql: Database, { area_code }: Pick<FigureScope, 'area_code'>) => within(sql, 'area_code', area_code);
const daysAgo = (now: Date, days: number) => new Date(now.getTime() - days * DAY_MS);

/**
 * The area of a screen's wall; undefined for a credential without one. What is asked after it in the transaction is planned for that
 * area and moment: a plan for any would read all incidents of an area in search of those of a day.
 */
export async function findWallArea(sql: Database, digest: Buffer): Promise<string | undefined> {
  const planned = sql.unsafe('set local plan_cache_mode = force_custom_plan');
  const asked = sql<{ area_code: string }[]>`
    select w.area_code from screen_of(${digest}) s join wall w on w.id = s.wall_id`;
  const [, [row]] = await Promise.all([planned, asked]);
  return row?.area_code;
}

/** When the first of the last 24 whole hours began, and the day. */
export async function readHours(sql: Database, { now, time_zone }: Pick<FigureScope, 'now' | 'time_zone'>) {
  const [row] = await sql<[{ from: Date; midnight: Date }]>`
    select date_trunc('hour', local) at time zone ${time_zone} - interval '23 hours' as from,
      date_trunc('day', local) at time zone ${time_zone} as midnight
    from (select ${now}::timestamptz at time zone ${time_zone} as local) moment`;
  return row;
}

/** What is open, by status and part. @param digits of the codes of the parts. */
export function countOpen(sql: Database, scope: FigureScope, digits: number) {
  return sql<(Standing & { part: string; due_soon_count: number; urgent_count: number })[]>`
    select left(area_code, ${digits}::int) as part, status, count(*)::int as count,
      (count(*) filter (where due_at < ${scope.now}))::int as overdue_count,
      (count(*) filter (where due_at >= ${scope.now} and due_at < ${daysAgo(scope.now, -1)}))::int as due_soon_count,
      (count(*) filter (where severity = 'urgent'))::int as urgent_count
    from incident_place where ${inside(sql, scope)} and ${openStatuses(sql)} group by 1, 2`;
}

/** What is settled and waits for its end, and what came to it of what was settled in the last 24 hours. */
export function countSettled(sql: Database, scope: FigureScope): Promise<Standing[]> {
  return sql<Standing[]>`
    select status, count(*)::int as count, 0 as overdue_count
    from incident_place where ${inside(sql, scope)} and status in ('resolved', 'verified') group by 1
    union all
    select status, count(*)::int, 0 from incident_place
    where ${inside(sql, scope)} and closed_at >= ${daysAgo(scope.now, 1)} and status in ('evaluated', 'closed') group by 1`;
}

/** How often incidents went from one status to another in the last 24 hours. */
export function countPassing(sql: Database, scope: FigureScope): Promise<Passing[]> {
  return sql<Passing[]>`
    select status, next_status, count(*)::int as count from incident_passing
    where left_at >= ${daysAgo(scope.now, 1)} and left_at <= ${scope.now} and ${inside(sql, scope)} and next_status is not null group by 1, 2`;
}

/** Reported (`came`) and settled incidents by hour from the first of 24, and how many of them since midnight. */
export function countFlow(sql: Database, scope: FigureScope, { from, midnight }: { from: Date; midnight: Date }) {
  const since = midnight < from ? midnight : from;
  const counted = (moment: string) => sql`
    floor(date_part('epoch', ${sql(moment)} - ${from}::timestamptz) / 3600)::int as hour, count(*)::int as count,
      (count(*) filter (where ${sql(moment)} >= ${midnight}))::int as today_count
    from incident_place where ${inside(sql, scope)} and ${sql(moment)} >= ${since} and ${sql(moment)} <= ${scope.now}`;
  return sql<{ came: boolean; hour: number; count: number; today_count: number }[]>`
    select true as came, ${counted('reported_at')} group by 2
    union all
    select false, ${counted('closed_at')} and status not in ('merged', 'withdrawn') group by 2`;
}

/** Reported incidents of the last 7 days by category, and of the 4 weeks before them. */
export function countCategories(sql: Database, scope: FigureScope) {
  const week = daysAgo(scope.now, 7);
  return sql<{ category: string; count: number; earlier_count: number }[]>`
    select category, (count(*) filter (where reported_at >= ${week}))::int as count,
      (count(*) filter (where reported_at < ${week}))::int as earlier_count
    from incident_place
    where ${inside(sql, scope)} and reported_at >= ${daysAgo(scope.now, 35)} and reported_at <= ${scope.now}
    group by 1 order by 2 desc, 1`;
}

/** The open matters that stand longest; those about persons at home are not among them. */
export function listOldest(sql: Database, scope: FigureScope): Promise<OldOpen[]> {
  // Chosen first, so that places are put into words for these alone.
  return sql<OldOpen[]>`
    select id, category, item, status, severity, iso_time(reported_at) as reported_at, iso_time(due_at) as due_at, place, centre
    from incident_spot s where s.id = any (array(
      select id from incident_place where ${inside(sql, scope)} and ${openStatuses(sql)} and not is_about_home(category)
      order by incident_place.reported_at, id limit ${OLDEST}))
    order by s.reported_at, s.id`;
}

/** How many things of the living map were last confirmed when: `class` counts from 0 in the order of `freshnessDays`, then the rest. */
export function countFreshness(sql: Database, scope: FigureScope, today: string) {
  const edges = freshnessDays.map((days) => days + 1);
  const table = (kind: WallFigures['freshness'][number]['kind']) => sql`
    select ${kind}::text as kind, coalesce(width_bucket(${today}::date - confirmed_on, ${edges}::int[]), ${edges.length}::int) as class,
      count(*)::int as count
    from ${sql(kind)} where ${inside(sql, scope)} group by 2`;
  return sql<{ kind: WallFigures['freshness'][number]['kind']; class: number; count: number }[]>`
    ${table('building')} union all ${table('organisation')} union all ${table('facility')}`;
}

/** When the first incident of an area was reported; null: there is none. */
export async function firstReported(sql: Database, areaCode: string): Promise<Date | null> {
  const [row] = await sql<[{ first: Date | null }]>`
    select min(reported_at) as first from incident_place where ${inside(sql, { area_code: areaCode })}`;
  return row.first;
}

/** Patrols of an area as they stand for this moment of every day. */
export async function findPatrol(sql: Database, scope: FigureScope): Promise<Omit<WallPatrol, 'walks'>> {
  const local = sql`(${scope.now}::timestamptz at time zone ${scope.time_zone})::time`;
  // A span whose end is not after its start runs over midnight.
  const runs = (from: string, to: string) => sql`case when ${sql(from)} < ${sql(to)}
    then ${local} >= ${sql(from)} and ${local} < ${sql(to)} else ${local} >= ${sql(from)} or ${local} < ${sql(to)} end`;
  const [row] = await sql<[Omit<WallPatrol, 'walks'>]>`
    select
      (select coalesce(json_agg(duty order by duty.starts_at, duty.id, duty.route), '[]') from (
        select s.id, s.kind, s.name, s.member_count, r.name as route, to_char(r.starts_at, 'HH24:MI') as starts_at,
          to_char(r.ends_at, 'HH24:MI') as ends_at
        from patrol_route r join squad s on s.id = r.squad_id
        where ${within(sql, 'r.area_code', scope.area_code)} and ${runs('r.starts_at', 'r.ends_at')}
        order by r.starts_at, s.id limit ${MOST_SQUADS}) duty) as squads,
      (select count(*)::int from patrol_point where ${inside(sql, scope)} and ${runs('window_start', 'window_end')}) as open_point_count,
      (select count(*)::int from patrol_point where ${inside(sql, scope)}) as point_count,
      (select to_char(starts_at, 'HH24:MI') from patrol_route where ${inside(sql, scope)}
        order by starts_at <= ${local}, starts_at limit 1) as next_shift_at`;
  return row;
}
