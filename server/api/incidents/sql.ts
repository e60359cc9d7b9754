import type { Database } from '../../db/open.ts';
import { openStatuses } from '../areas/counts.ts';
import { andWithin } from '../scope.ts';
import type { Located } from '../wire.ts';
import type { Incident, IncidentDetail, IncidentStatus } from './schema.ts';

/** What narrows every answer about incidents; `from` and `to` are days, both included, of the time zone. */
export interface IncidentFilter {
  area_code?: string | undefined;
  category?: string | undefined;
  status?: IncidentStatus | 'open' | 'overdue' | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** What "overdue" and "a day" mean for the caller: the moment, and an IANA time zone. */
export interface IncidentClock {
  now: Date;
  time_zone: string;
}

const isOpen = (sql: Database) => sql`i.status in ${sql.unsafe(openStatuses)}`;
const isOverdue = (sql: Database, now: Date) => sql`(${isOpen(sql)} and i.due_at < ${now})`;

function matches(sql: Database, filter: IncidentFilter, { now, time_zone }: IncidentClock) {
  const { area_code, category, status, from, to } = filter;
  const none = sql``;
  const byStatus =
    status === 'overdue' ? sql`and ${isOverdue(sql, now)}` : status === 'open' ? sql`and ${isOpen(sql)}` : null;
  return sql`true ${andWithin(sql, 'i.area_code', area_code)}
    ${category === undefined ? none : sql`and i.category = ${category}`}
    ${byStatus ?? (status === undefined ? none : sql`and i.status = ${status}`)}
    ${from === undefined ? none : sql`and i.reported_at >= (${from}::date::timestamp at time zone ${time_zone})`}
    ${to === undefined ? none : sql`and i.reported_at < ((${to}::date + 1)::timestamp at time zone ${time_zone})`}`;
}

const columns = (sql: Database, now: Date) => sql`i.id, i.incident_code, i.area_code, i.category, i.title, i.address,
  i.severity, i.status, ${isOverdue(sql, now)} as overdue, iso_time(i.reported_at) as reported_at,
  iso_time(i.due_at) as due_at, iso_time(i.closed_at) as closed_at, lon_lat(i.geometry) as centre`;

/** An incident with the exact text of its time, which the page key needs (milliseconds would lose rows). */
export type ListedIncident = Incident & { reported_key: string };

/** Incidents newest first, after the key. */
export function listIncidents(
  sql: Database,
  filter: IncidentFilter & { after?: [string, number] | undefined; limit: number },
  clock: IncidentClock,
): Promise<ListedIncident[]> {
  const after =
    filter.after && sql`and (i.reported_at, i.id) < (${filter.after[0]}::timestamptz, ${filter.after[1]}::int)`;
  return sql<ListedIncident[]>`
    select ${columns(sql, clock.now)}, i.reported_at::text as reported_key
    from (select * from incident i where ${matches(sql, filter, clock)} ${after ?? sql``}
      order by i.reported_at desc, i.id desc limit ${filter.limit}) i
    order by i.reported_at desc, i.id desc`;
}

/** id, longitude, latitude, category, urgency (0 done, 1 open, 2 due within 24 h, 3 overdue); newest first. */
export type PointRow = [id: number, longitude: number, latitude: number, category: string, urgency: number];

export async function listPoints(
  sql: Database,
  filter: IncidentFilter & { limit: number },
  clock: IncidentClock,
): Promise<PointRow[]> {
  const { now } = clock;
  const rows = await sql`
    select i.id, ST_X(i.geometry), ST_Y(i.geometry), i.category,
      case when not ${isOpen(sql)} then 0 when i.due_at < ${now} then 3
        when i.due_at < ${new Date(now.getTime() + 86_400_000)} then 2 else 1 end
    from incident i where ${matches(sql, filter, clock)}
    order by i.reported_at desc, i.id desc limit ${filter.limit}`.values();
  return rows as unknown as PointRow[];
}

/** `[longitude, latitude]` of every incident that matches, in no order. */
export async function listPositions(
  sql: Database,
  filter: IncidentFilter,
  clock: IncidentClock,
): Promise<[number, number][]> {
  const rows = await sql`
    select ST_X(i.geometry), ST_Y(i.geometry) from incident i where ${matches(sql, filter, clock)}`.values();
  return rows as unknown as [number, number][];
}

/** Incidents by the day on which they were reported; days without any are left out. */
export function countByDay(
  sql: Database,
  filter: IncidentFilter,
  clock: IncidentClock,
): Promise<{ day: string; count: number; open_count: number }[]> {
  return sql<{ day: string; count: number; open_count: number }[]>`
    select (i.reported_at at time zone ${clock.time_zone})::date::text as day, count(*)::int as count,
      (count(*) filter (where ${isOpen(sql)}))::int as open_count
    from incident i where ${matches(sql, filter, clock)} group by 1 order by 1`;
}

type IncidentRow = IncidentDetail['incident'] & Pick<Located, 'path' | 'bounds'>;

/** One incident and where it is; undefined when there is none. */
export async function findIncident(sql: Database, id: number, now: Date): Promise<IncidentRow | undefined> {
  const [row] = await sql<IncidentRow[]>`
    select ${columns(sql, now)}, i.description, i.channel, i.settled_at, area_path(i.area_code) as path,
      bounds_of(i.geometry) as bounds
    from incident i where i.id = ${id}`;
  return row;
}
