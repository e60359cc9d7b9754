import type { Database } from '../../db/open.ts';
import { addDays } from '../calendar.ts';
import { listIncidentCategories } from '../codes/sql.ts';
import { laidOut } from './point-columns.ts';
import { incidentStatuses } from './schema.ts';
import { type IncidentClock, type IncidentFilter, isOpen, matches } from './sql.ts';

/** Points in one answer, 18 MB; there are more where a whole province is asked for. */
const MOST_POINTS = 1_000_000;
const DAY_MS = 86_400_000;
/** Days that a point can have: as many from the first as 16 bits count. */
const EARLIEST = '1900-01-01';
const LATEST = '2079-06-06';

/**
 * The binary answer of the incidents that match, in order of id; see `PointsHeader`. The newest `most` where there are more: whole
 * days only, unless the last day alone has more. Days before 1900 and after June 2079 are not among them.
 */
export async function readPoints(
  sql: Database,
  filter: IncidentFilter,
  clock: IncidentClock,
  most = MOST_POINTS,
): Promise<Uint8Array<ArrayBuffer>> {
  const within = {
    ...filter,
    from: filter.from && filter.from > EARLIEST ? filter.from : EARLIEST,
    to: filter.to && filter.to < LATEST ? filter.to : LATEST,
  };
  const categories = await listIncidentCategories(sql);
  const header = { categories, statuses: incidentStatuses, time_zone: clock.time_zone };
  const rows = await selectPoints(sql, within, categories, clock, most + 1);
  if (rows.count <= most) {
    return laidOut(rows, { ...header, first_day: within.from, truncated: false, complete_from: null });
  }
  const cut = await newestDays(sql, within, clock, most);
  const kept = await selectPoints(sql, { ...within, from: cut.first_day }, categories, clock, most);
  return laidOut(kept, { ...header, ...cut, truncated: true });
}

/** Numbers of the points as PostgreSQL sends them: four bytes each, big-endian. */
export interface PointRows {
  count: number;
  id: Buffer;
  longitude: Buffer;
  latitude: Buffer;
  /** Day (16 bits), place of the category (8), place of the status (6), urgency (2); from the highest bit down. */
  packed: Buffer;
  /** As the column `course`. */
  course: Buffer;
}

/** Levels as `course` numbers them, from 1. */
const settledLevels = ['grid', 'community', 'street', 'district'];

/** Points in no order. One value a column comes over faster than as many rows, and as bytes faster than as JSON. */
async function selectPoints(
  sql: Database,
  filter: IncidentFilter & { from: string },
  categories: readonly string[],
  clock: IncidentClock,
  limit: number,
): Promise<PointRows> {
  const { now, time_zone } = clock;
  const bytes = (column: string) => sql`coalesce(string_agg(int4send(${sql(column)}), ''), '') as ${sql(column)}`;
  const [rows] = await sql<[PointRows]>`
    select count(*)::int as count, ${bytes('id')}, ${bytes('longitude')}, ${bytes('latitude')}, ${bytes('packed')}, ${bytes('course')}
    from (select i.id, round(ST_X(i.geometry) * 1e7)::int as longitude, round(ST_Y(i.geometry) * 1e7)::int as latitude,
        (((i.reported_at at time zone ${time_zone})::date - ${filter.from}::date) << 16)
          | (coalesce(listed.place::int - 1, ${categories.length}::int) << 8)
          | ((array_position(${incidentStatuses}::text[], i.status) - 1) << 2)
          | case when not ${isOpen(sql)} then 0 when i.due_at < ${now} then 3
              when i.due_at < ${new Date(now.getTime() + DAY_MS)} then 2 else 1 end as packed,
        (coalesce(array_position(${settledLevels}::text[], i.settled_at), 0) << 4) | least(i.hand_count, 15) as course
      from incident_place i
        left join unnest(${categories}::text[]) with ordinality as listed (category, place) on listed.category = i.category
      where ${matches(sql, filter, clock)} limit ${limit}) point`;
  return rows;
}

/**
 * From which day on whole days fit into an answer: the day after that of the newest incident that does not. Where the newest day alone
 * has too many, that day, which is then incomplete.
 */
async function newestDays(
  sql: Database,
  filter: IncidentFilter,
  clock: IncidentClock,
  most: number,
): Promise<{ first_day: string; complete_from: string }> {
  const dayAt = (place: number) => sql`(select (i.reported_at at time zone ${clock.time_zone})::date::text
    from incident_place i where ${matches(sql, filter, clock)} order by i.reported_at desc, i.id desc offset ${place} limit 1)`;
  const [{ left_out, newest }] = await sql<[{ left_out: string; newest: string }]>`
    select ${dayAt(most)} as left_out, ${dayAt(0)} as newest`;
  const complete_from = addDays(left_out, 1);
  return { first_day: left_out === newest ? newest : complete_from, complete_from };
}
