import type { Database } from '../../db/open.ts';
import { openStatusesSql } from '../../loop/moves.ts';
import { addDays } from '../calendar.ts';
import { andWithin } from '../scope.ts';
import type { Bounds } from '../wire.ts';
import type { Positions } from './cells.ts';
import type { IncidentStatus, StatusGroup } from './schema.ts';

/** What narrows every answer about incidents; `from` and `to` are days, both included, of the time zone. */
export interface IncidentFilter {
  area_code?: string | undefined;
  bbox?: Bounds | undefined;
  category?: string | undefined;
  status?: IncidentStatus | StatusGroup | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** What "overdue" and "a day" mean for the caller: the moment, and an IANA time zone. */
export interface IncidentClock {
  now: Date;
  time_zone: string;
}

/** SQL condition: the incident `i` is still to be handled. */
export const isOpen = (sql: Database) => sql`i.status in ${sql.unsafe(openStatusesSql)}`;
/** A stopped clock has no due time, and is not overdue. */
const isOverdue = (sql: Database, now: Date) => sql`coalesce(${isOpen(sql)} and i.due_at < ${now}, false)`;

/** When a day begins in a zone; a query of its own, so that it is reckoned once and not for every row. */
const midnight = (sql: Database, day: string, zone: string) =>
  sql`(select ${day}::date::timestamp at time zone ${zone})`;

/** SQL condition: the incident `i` passes the filter. */
export function matches(sql: Database, filter: IncidentFilter, { now, time_zone }: IncidentClock) {
  const { area_code, bbox, category, status, from, to } = filter;
  const none = sql``;
  return sql`true ${andWithin(sql, 'i.area_code', area_code)}
    ${bbox === undefined ? none : sql`and ${liesIn(sql, bbox)}`}
    ${category === undefined ? none : sql`and i.category = ${category}`}
    ${status === undefined ? none : sql`and ${hasStatus(sql, status, now)}`}
    ${from === undefined ? none : sql`and i.reported_at >= ${midnight(sql, from, time_zone)}`}
    ${to === undefined ? none : sql`and i.reported_at < ${midnight(sql, addDays(to, 1), time_zone)}`}`;
}

/** By way of the view that keeps an index of places for whoever asks: a display's are coarse. */
function liesIn(sql: Database, [west, south, east, north]: Bounds) {
  return sql`i.id in (select s.id from incident_shown s where s.geometry && ST_MakeEnvelope(${west}, ${south}, ${east}, ${north}, 4326))`;
}

function hasStatus(sql: Database, status: IncidentStatus | StatusGroup, now: Date) {
  if (status === 'overdue') return isOverdue(sql, now);
  if (status === 'open') return isOpen(sql);
  return status === 'done' ? sql`not ${isOpen(sql)}` : sql`i.status = ${status}`;
}

/** What the list and the detail say of the incident `i`. */
export const listColumns = (
  sql: Database,
  now: Date,
) => sql`i.id, i.incident_code, i.area_code, i.category, i.title, i.address,
  i.severity, i.status, ${isOverdue(sql, now)} as overdue, iso_time(i.reported_at) as reported_at,
  iso_time(i.due_at) as due_at, iso_time(i.closed_at) as closed_at, lon_lat(i.geometry) as centre, i.channel, i.item,
  i.holder_code, i.department, i.version`;

/** Where every incident that matches happened, in no order. */
export async function listPositions(sql: Database, filter: IncidentFilter, clock: IncidentClock): Promise<Positions> {
  const [columns] = await sql<[Positions]>`
    select coalesce(json_agg(ST_X(i.geometry)), '[]') as longitude, coalesce(json_agg(ST_Y(i.geometry)), '[]') as latitude
    from incident_place i where ${matches(sql, filter, clock)}`;
  return columns;
}

/** Incidents by day of the zone, counted from `from` (0); days without any are left out. */
export function countByDay(
  sql: Database,
  filter: IncidentFilter & { from: string; to: string },
  clock: IncidentClock,
): Promise<{ day: number; count: number; open_count: number }[]> {
  return sql<{ day: number; count: number; open_count: number }[]>`
    select width_bucket(i.reported_at, (
        select array_agg(day::timestamp at time zone ${clock.time_zone} order by day)
        from generate_series(${filter.from}::date::timestamp, ${filter.to}::date::timestamp, '1 day') day)) - 1 as day,
      count(*)::int as count, (count(*) filter (where ${isOpen(sql)}))::int as open_count
    from incident_place i where ${matches(sql, filter, clock)} group by 1 order by 1`;
}
