import { openStatuses } from '../api/loop/schema.ts';
import type { Database } from '../db/open.ts';
import { loopColumns } from '../loop/incident.ts';
import type { Movable, Site } from './next-moves.ts';

/** Incidents of the simulator's own making bear this source. */
export const SIMULATED = 'simulator';
/** Where the simulator finds what it may move: the demo's, its own, and what visitors reported. Never what was imported. */
const SOURCES = ['demo', SIMULATED, 'report'];
/** Open and settled incidents that one look chooses from. */
const MOST_OPEN = 60;
const MOST_SETTLED = 30;
const MOST_SITES = 40;

/** What changes slowly. */
export interface CityFigures {
  demo_seed: string | null;
  household_count: number;
  open_count: number;
  newest_id: number;
  /** Somebody who is signed in, or a display, asked for something a short time ago. */
  watched: boolean;
}

/** Whether the database holds a demo city; false: whatever is in it is somebody's own. */
export async function isDemo(sql: Database): Promise<boolean> {
  const [row] = await sql<[{ demo: boolean }]>`select demo from deployment`;
  return row.demo;
}

/** How the demo city stands. @param watchedSince a use of the server since then counts as somebody's watching. */
export async function cityFigures(sql: Database, watchedSince: Date): Promise<CityFigures> {
  const since = watchedSince.toISOString();
  const [row] = await sql<[CityFigures]>`
    select d.demo_seed,
      (select coalesce(sum(household_count), 0)::int from area_tally) as household_count,
      (select count(*)::int from incident where status = any (${[...openStatuses]})) as open_count,
      (select coalesce(max(id), 0)::int from incident) as newest_id,
      exists (select from session where revoked_at is null and last_used_at > ${since})
        or exists (select from token where revoked_at is null and last_used_at > ${since}) as watched
    from deployment d`;
  return row;
}

/** Places where something was found: some incidents with numbers from one on. */
export function sitesFrom(sql: Database, id: number): Promise<Site[]> {
  return sql<Site[]>`
    select i.title, i.item, i.address, lon_lat(i.geometry) as centre, loop_places(i.area_code) as places
    from incident i where i.id >= ${id} and i.source = any (${SOURCES}) and i.item is not null and i.area_code is not null
    order by i.id limit ${MOST_SITES}`;
}

/**
 * Incidents that may be moved on: some open ones from an area on, and those that were settled first and are not closed yet. What a person acted on is theirs for two hours;
 * what a person or somebody without an account reported, as long as any of them acted within a day.
 */
export function movableFrom(sql: Database, areaCode: string, now: Date): Promise<Movable[]> {
  const at = now.toISOString();
  return sql<Movable[]>`
    with chosen as (
      (select id from incident where status = any (${[...openStatuses]}) and area_code >= ${areaCode}
        order by area_code, due_at limit ${MOST_OPEN})
      union
      (select id from incident where status = any (${[...openStatuses]}) and area_code < ${areaCode}
        order by area_code, due_at limit ${MOST_OPEN})
      union
      (select id from incident where closed_at > ${at}::timestamptz - interval '30 days'
        and status in ('resolved', 'verified', 'evaluated') order by closed_at limit ${MOST_SETTLED}))
    select ${loopColumns(sql)}, extract(epoch from ${at}::timestamptz - last.happened_at)::float8 as idle_s
    from chosen join incident i using (id)
      cross join lateral (select e.happened_at from incident_event e where e.incident_id = i.id order by e.version desc limit 1) last
    where i.source = any (${SOURCES}) and not exists (
      select from incident_event e where e.incident_id = i.id and e.actor in ('account', 'reporter')
        and e.happened_at > ${at}::timestamptz - case when i.reporter_account_id is not null or i.follow_digest is not null
          then interval '1 day' else interval '2 hours' end)
    order by i.id`;
}

/** Removes what the simulator made and what was over before a moment; how many. */
export async function removeOld(sql: Database, before: Date, atMost: number): Promise<number> {
  const gone = await sql`delete from incident where id in (select id from incident
    where source = ${SIMULATED} and closed_at < ${before.toISOString()} order by closed_at limit ${atMost})`;
  return gone.count;
}
