import type { Database } from '../../db/open.ts';
import { commands } from '../../emergencies/moves.ts';
import type { GivenOrder } from '../../emergencies/orders.ts';
import type {
  Emergency,
  EmergencyEntry,
  EmergencyEventKind,
  EmergencyGrade,
  EmergencyOrder,
  EmergencyRecord,
  EmergencyResource,
  EmergencySummary,
} from './schema.ts';

/** Resources that an emergency shows. */
const MOST_RESOURCES = 200;

const summary = (
  sql: Database,
) => sql`e.id, e.plan, e.grade, e.area_code, coalesce(a.name, e.area_code) as area_name, iso_time(e.declared_at) as declared_at,
  iso_time(e.ended_at) as ended_at, counted.*`;
const counted = (sql: Database) => sql`lateral (
  select count(*)::int as order_count, (count(*) filter (where o.acknowledged_at is not null))::int as acknowledged_count,
    (count(*) filter (where o.done_at is not null))::int as done_count
  from emergency_order o where o.emergency_id = e.id and o.cancelled_at is null) counted`;

/** Emergencies that the caller sees, newest first, numbers below `before` only. */
export function listEmergencies(
  sql: Database,
  filter: { state?: 'open' | 'ended' | undefined; before?: number | undefined; limit: number },
): Promise<EmergencySummary[]> {
  const { state, before } = filter;
  return sql<EmergencySummary[]>`
    select ${summary(sql)} from emergency e left join area a using (area_code), ${counted(sql)}
    where true ${state === undefined ? sql`` : state === 'open' ? sql`and e.ended_at is null` : sql`and e.ended_at is not null`}
      ${before === undefined ? sql`` : sql`and e.id < ${before}`}
    order by e.id desc limit ${filter.limit}`;
}

/** An emergency without what is listed beside it and without what depends on the caller. */
export type EmergencyRow = Omit<Emergency, 'orders' | 'log' | 'resources' | 'can'>;

/** One emergency; undefined where there is none that the caller sees. */
export async function findEmergency(sql: Database, id: number): Promise<EmergencyRow | undefined> {
  const [row] = await sql<EmergencyRow[]>`
    select ${summary(sql)}, e.version, coalesce(bounds_of(a.geometry), '{-180,-90,180,90}') as bounds,
      coalesce(e.reason, '') as reason, coalesce(declared.display_name, '演示') as declared_by,
      case when e.ended_at is not null then coalesce(ended.display_name, '演示') end as ended_by, e.summary
    from emergency e left join area a using (area_code)
      left join lateral (select n.display_name from emergency_people(e.id) n where n.id = e.declared_by) declared on true
      left join lateral (select n.display_name from emergency_people(e.id) n where n.id = e.ended_by) ended on true,
      ${counted(sql)}
    where e.id = ${id}`;
  return row;
}

/** The number of the emergency of this plan that lasts over exactly this area; undefined where none does. */
export async function findOpen(sql: Database, plan: string, area_code: string): Promise<number | undefined> {
  const [row] = await sql<{ id: number }[]>`
    select id from emergency where plan = ${plan} and area_code = ${area_code} and ended_at is null`;
  return row?.id;
}

/** An order without what depends on the caller. */
export type OrderRow = Omit<EmergencyOrder, 'moves' | 'mine'>;

/** Orders of an emergency, oldest first. */
export function listOrders(sql: Database, id: number, area_code: string): Promise<OrderRow[]> {
  return sql<OrderRow[]>`
    with who as materialized (select * from emergency_people(${id})),
      served as materialized (select emergency_departments(${area_code}) as departments),
      held as materialized (select o.area_code, area_attended(o.area_code) as attended from emergency_order o
        where o.emergency_id = ${id} and o.area_code is not null group by o.area_code)
    select o.id, o.task, coalesce(o.text, '') as text, o.department, o.area_code,
      case when o.area_code is not null then coalesce(a.name, o.area_code) end as area_name, iso_time(o.issued_at) as issued_at,
      coalesce(issued.display_name, '演示') as issued_by, iso_time(o.due_at) as due_at,
      iso_time(o.acknowledged_at) as acknowledged_at,
      case when o.acknowledged_at is not null then coalesce(taken.display_name, '演示') end as acknowledged_by,
      iso_time(o.done_at) as done_at, case when o.done_at is not null then coalesce(done.display_name, '演示') end as done_by,
      o.result, iso_time(o.cancelled_at) as cancelled_at,
      not coalesce(o.department = any (served.departments), held.attended) as unattended
    from emergency_order o cross join served left join held using (area_code) left join area a using (area_code)
      left join who issued on issued.id = o.issued_by left join who taken on taken.id = o.acknowledged_by
      left join who done on done.id = o.done_by
    where o.emergency_id = ${id} order by o.id`;
}

/** Everything that happened in an emergency, newest first. */
export function listLog(sql: Database, id: number): Promise<EmergencyEntry[]> {
  return sql<EmergencyEntry[]>`
    select v.id::float8 as id, v.kind, iso_time(v.happened_at) as at, coalesce(who.display_name, '演示') as by, v.order_id,
      coalesce(v.text, case when v.kind = 'ordered' then o.text end) as text,
      (v.changes ->> 'open_order_count')::int as open_order_count
    from emergency_event v left join emergency_order o on o.id = v.order_id
      left join emergency_people(${id}) who on who.id = v.account_id
    where v.emergency_id = ${id} order by v.version desc`;
}

/** The newest command of an emergency after a version: what whoever saw that version does not know; undefined where none came. */
export async function findCommand(
  sql: Database,
  id: number,
  after: number,
): Promise<{ kind: EmergencyEventKind; by: string } | undefined> {
  const [row] = await sql<{ kind: EmergencyEventKind; by: string }[]>`
    select v.kind, coalesce(who.display_name, '演示') as by
    from emergency_event v left join emergency_people(${id}) who on who.id = v.account_id
    where v.emergency_id = ${id} and v.version > ${after}
      and v.kind = any(${commands as string[]})
    order by v.version desc limit 1`;
  return row;
}

/** Columns of a resource, of `r`, whose area's name is `p.name`. */
export const resourceColumns = (
  sql: Database,
) => sql`r.id, r.kind, r.name, r.area_code, p.name as area_name, r.department, r.quantity, r.free, r.unit, r.address,
  lon_lat(r.geometry) as centre, iso_time(r.updated_at) as updated_at`;

/** Resources in the area `a` of an emergency or within about 2 km of it, nearest first, with their `place` in that order. */
export const resourcesNear = (sql: Database) => sql`
  select near.*, row_number() over (order by near.away, near.kind, near.id) as place
  from (select r.*, ST_Distance(r.geometry, a.geometry) as away from emergency_resource r
    where near_emergency(r.geometry, a.geometry) order by away, r.id limit ${MOST_RESOURCES}) near`;

/** What can be called upon in an emergency: in its area or near it, nearest first, at most 200. */
export function listNear(sql: Database, area_code: string): Promise<EmergencyResource[]> {
  return sql<EmergencyResource[]>`
    select ${resourceColumns(sql)} from area a, lateral (${resourcesNear(sql)}) r left join area p on p.area_code = r.area_code
    where a.area_code = ${area_code} order by r.place`;
}

/** Codes of the areas inside one, by level; without itself. */
export async function areasInside(sql: Database, area_code: string): Promise<Map<string, string[]>> {
  const rows = await sql<{ level: string; codes: string[] }[]>`
    select level, array_agg(area_code order by area_code) as codes from area
    where area_code > ${area_code} and area_code < ${`${area_code}:`} group by level`;
  return new Map(rows.map(({ level, codes }) => [level, codes]));
}

/** Names of the areas that hold a code and of itself, from the root down. */
export async function areaNames(sql: Database, area_code: string): Promise<string> {
  const [row] = await sql<[{ names: string }]>`select area_names(${area_code}, ${area_code}) as names`;
  return row.names;
}

/** An event to be added to a log; `order` of an `ordered` one. */
export interface GivenEvent {
  kind: EmergencyEventKind;
  text?: string | null;
  order_id?: number;
  order?: GivenOrder;
  changes?: { grade: EmergencyGrade };
}

/** Declares an emergency and gives its first orders; its number, or null where that plan is under way over that area. */
export async function declareEmergency(
  sql: Database,
  given: { plan: string; grade: EmergencyGrade; area_code: string; reason: string },
  orders: readonly GivenOrder[],
): Promise<number | null> {
  const events = orders.map((order) => ({ kind: 'ordered', order: { ...order } }));
  const [row] = await sql<[{ id: number | null }]>`
    select declare_emergency(${sql.json(given)}, ${sql.json(events)}) as id`;
  return row.id;
}

/**
 * Adds events to the log of an emergency; the new version, or null where it ended, an order moved on, or somebody commanded after
 * the version seen.
 * @param seen null: whatever was commanded meanwhile does not matter.
 */
export async function addEvents(
  sql: Database,
  id: number,
  seen: number | null,
  events: readonly GivenEvent[],
): Promise<number | null> {
  const [row] = await sql<[{ version: number | null }]>`
    select act_on_emergency(${id}, ${seen}::int, ${sql.json(events as never)}) as version`;
  return row.version;
}

/** What was reported in an emergency's area while it lasted, as its log says since its end; none before. */
export async function listIncidents(sql: Database, id: number): Promise<EmergencyRecord['incidents']> {
  const [row] = await sql<{ incidents: EmergencyRecord['incidents'] }[]>`
    select changes -> 'incidents' as incidents from emergency_event where emergency_id = ${id} and kind = 'ended'`;
  return row?.incidents ?? [];
}
