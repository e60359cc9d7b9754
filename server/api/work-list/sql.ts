import type { Database } from '../../db/open.ts';
import { type IncidentClock, type IncidentFilter, isOpen, listColumns, matches } from '../incidents/sql.ts';
import type { IncidentSort, ListedIncident } from './schema.ts';

/** What narrows the work list. */
export interface ListFilter extends IncidentFilter {
  severity?: string | undefined;
  item?: string | undefined;
  department?: string | undefined;
  /** What lies in the caller's hands; `serving`: they may work for departments too. */
  holder?: 'mine' | undefined;
  serving?: boolean;
  q?: string | undefined;
}

/** Where a row stands in its order: the number of its severity, the text of its time, its id. */
export type ListKey = [order: number, time: string, id: number];

/** A row with its place; times as exact text, as milliseconds would lose rows. */
export type KeyedIncident = ListedIncident & { key: ListKey };

/** How each order is written: what comes first, the place of a row, and what lies behind a place. */
function orderOf(sql: Database, sort: IncidentSort) {
  const due = sql`due_order(i.status, i.due_at)`;
  const severity = sql`severity_order(i.status, i.severity)`;
  // A query of its own: under the row policy the index takes a moment, and not the reading of a text.
  const moment = (time: string) => sql`(select ${time}::text::timestamptz)`;
  return {
    newest: {
      by: sql`i.reported_at desc, i.id desc`,
      key: sql`json_build_array(0, i.reported_at::text, i.id)`,
      after: ([, time, id]: ListKey) => sql`and (i.reported_at, i.id) < (${moment(time)}, ${id}::int)`,
    },
    oldest: {
      by: sql`i.reported_at, i.id`,
      key: sql`json_build_array(0, i.reported_at::text, i.id)`,
      after: ([, time, id]: ListKey) => sql`and (i.reported_at, i.id) > (${moment(time)}, ${id}::int)`,
    },
    due: {
      by: sql`${due}, i.id`,
      key: sql`json_build_array(0, ${due}::text, i.id)`,
      after: ([, time, id]: ListKey) => sql`and (${due}, i.id) > (${moment(time)}, ${id}::int)`,
    },
    severity: {
      by: sql`${severity} desc, i.reported_at desc, i.id desc`,
      key: sql`json_build_array(${severity}, i.reported_at::text, i.id)`,
      after: ([order, time, id]: ListKey) =>
        sql`and (${severity}, i.reported_at, i.id) < (${order}::int, ${moment(time)}, ${id}::int)`,
    },
  }[sort];
}

/** SQL condition: the incident `i` passes the filter of the list. */
function listed(sql: Database, filter: ListFilter, clock: IncidentClock, sort: IncidentSort) {
  const { severity, item, department, holder, serving = false, q, status } = filter;
  const none = sql``;
  const words = q ? `%${q.replace(/[\\%_]/g, '\\$&')}%` : undefined;
  // Says once more what the status says, in the words of the index.
  const open = status === 'open' || status === 'overdue';
  const side =
    sort === 'due' && (open || status === 'done')
      ? sql`and due_order(i.status, i.due_at) ${open ? sql`<` : sql`=`} timestamptz 'infinity'`
      : sort === 'severity' && (open || status === 'done')
        ? sql`and severity_order(i.status, i.severity) ${open ? sql`>= 4` : sql`< 4`}`
        : none;
  return sql`${matches(sql, filter, clock)} ${side}
    ${severity === undefined ? none : sql`and i.severity = ${severity}`}
    ${item === undefined ? none : sql`and i.item = ${item}`}
    ${department === undefined ? none : sql`and i.department = ${department}`}
    ${holder === undefined ? none : sql`and ${isMine(sql, serving)}`}
    ${words === undefined ? none : sql`and (i.title ilike ${words} or i.address ilike ${words} or i.incident_code ilike ${words})`}`;
}

/** SQL condition: open, and in the hands of an area that is exactly one of the caller's, or of a department that they serve there. */
function isMine(sql: Database, serving: boolean) {
  const held = sql`i.department is null and i.holder_code = any ((select scope_of('handle'))::text[])`;
  const served = sql`exists (select from departments_of_caller() own
    where own.department = i.department and coalesce(i.area_code, '') ^@ own.area_code)`;
  // Most serve no department, and are then answered from the index of holders alone.
  return sql`${isOpen(sql)} and i.closed_at is null and ${serving ? sql`(${held} or ${served})` : held}`;
}

/** One page of an order. */
type ListPage = ListFilter & { sort?: IncidentSort; after?: ListKey | undefined; limit: number };

/** The rows `i` of a page, all columns, in their order. */
function page(sql: Database, { sort = 'newest', after, limit, ...filter }: ListPage, clock: IncidentClock) {
  const { by, key, after: behind } = orderOf(sql, sort);
  const rows = sql`(select * from incident i where ${listed(sql, filter, clock, sort)} ${after ? behind(after) : sql``}
    order by ${by} limit ${limit}) i`;
  return { rows, by, key };
}

const holderName = (sql: Database) => sql`(select name from area where area.area_code = i.holder_code) as holder_name`;

/** Incidents in an order, after a place of it. */
export function listIncidents(sql: Database, asked: ListPage, clock: IncidentClock): Promise<KeyedIncident[]> {
  const { rows, by, key } = page(sql, asked, clock);
  return sql<KeyedIncident[]>`
    select ${listColumns(sql, clock.now)}, ${key} as key,
      (select name from area where area.area_code = i.area_code) as area_name, ${holderName(sql)}
    from ${rows} order by ${by}`;
}

/** A row of an export. */
export interface ExportedIncident extends KeyedIncident {
  description: string | null;
  settled_at: string | null;
  hand_count: number;
  rating: number | null;
  /** Names from below the root to the grid. */
  area_path: string | null;
}

/** The same with everything that an export tells. */
export function listForExport(sql: Database, asked: ListPage, clock: IncidentClock): Promise<ExportedIncident[]> {
  const { rows, by, key } = page(sql, asked, clock);
  return sql<ExportedIncident[]>`
    select ${listColumns(sql, clock.now)}, ${key} as key, i.description, i.settled_at, i.hand_count, i.rating,
      (select string_agg(a.name, ' › ' order by a.area_code) from area a
        where a.area_code = any (array(select left(i.area_code, digits) from generate_series(2, length(i.area_code)) digits))
          and a.parent_code is not null) as area_path, ${holderName(sql)}
    from ${rows} order by ${by}`;
}

/** How many incidents match, `most` + 1 where there are more. */
export async function countUpTo(
  sql: Database,
  filter: ListFilter,
  clock: IncidentClock,
  most: number,
): Promise<number> {
  const [row] = await sql<[{ count: number }]>`
    select count(*)::int as count from (
      select from incident i where ${listed(sql, filter, clock, 'newest')} limit ${most + 1}) counted`;
  return row.count;
}

/** The name of an area. */
export async function findAreaName(sql: Database, areaCode: string): Promise<string | undefined> {
  const [area] = await sql<{ name: string }[]>`select name from area where area_code = ${areaCode}`;
  return area?.name;
}
