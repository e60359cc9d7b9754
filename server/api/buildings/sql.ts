import type { Database } from '../../db/open.ts';
import { dutyHolders } from '../areas/sql.ts';
import { within } from '../scope.ts';
import type { BuildingDetail, BuildingSummary, Door, DoorMatrix, UnitSummary } from './schema.ts';

/** Days that what is shown of a building depends on, both `YYYY-MM-DD`. */
export interface BuildingDays {
  today: string;
  /** Visits owed up to this day count as due. */
  month_end: string;
}

/** Buildings of an area, and of one compound where asked, in order of area code and id after the key. */
export function listBuildings(
  sql: Database,
  filter: { area_code: string; compound_id?: number | undefined; after?: [string, number] | undefined; limit: number },
  { today, month_end }: BuildingDays,
): Promise<BuildingSummary[]> {
  const [afterCode, afterId] = filter.after ?? [filter.area_code, 0];
  return sql<BuildingSummary[]>`
    with page as materialized (
      select b.id, b.area_code, b.compound_id, b.kind, b.name, b.address, b.floor_count, b.geometry from building b
      where ${within(sql, 'b.area_code', filter.area_code)} and (b.area_code, b.id) > (${afterCode}, ${afterId}::int)
        ${filter.compound_id === undefined ? sql`` : sql`and b.compound_id = ${filter.compound_id}`}
      order by b.area_code, b.id limit ${filter.limit}),
    due as (
      select h.building_id, count(distinct h.id)::int as count from visit_duty d join household h on h.id = d.household_id
      where ${owed(sql, { today, month_end })}
        and d.area_code >= (select min(area_code) from page) and d.area_code <= (select max(area_code) from page)
      group by h.building_id)
    select p.id, p.area_code, p.compound_id, p.kind, p.name, p.address, p.floor_count,
      (select count(*)::int from household h where h.building_id = p.id) as household_count,
      coalesce(due.count, 0) as visit_due_count, lon_lat(p.geometry) as centre
    from page p left join due on due.building_id = p.id order by p.area_code, p.id`;
}

/** SQL condition: duty `d` is owed up to the month's end, and rests on nothing that is over. */
function owed(sql: Database, { today, month_end }: BuildingDays) {
  return sql`d.visit_id is null and d.cancelled_at is null and d.due_on <= ${month_end}::date
    and (d.ends_on is null or d.ends_on > ${today}::date)`;
}

/** SQL expression: how a visit to household `h` is owed: 'overdue', 'due', or null. */
export function visitOwed(sql: Database, days: BuildingDays) {
  return sql`(select case when min(d.due_on) < ${days.today}::date then 'overdue' when min(d.due_on) is not null then 'due' end
    from visit_duty d where d.household_id = h.id and ${owed(sql, days)})`;
}

/** Column `units`: the units of building `b` with their doors, and those that are owed a visit, counted, in order of number. */
function units(sql: Database, days: BuildingDays) {
  return sql`(select coalesce(json_agg(row_to_json(counted) order by counted.unit_no), '[]') from (
      select u.id, u.unit_no, u.name,
        (select count(*)::int from household h where h.unit_id = u.id) as household_count,
        (select count(distinct h.id)::int from household h join visit_duty d on d.household_id = h.id
          where h.unit_id = u.id and ${owed(sql, days)}) as visit_due_count
      from unit u where u.building_id = b.id) counted) as units`;
}

interface BuildingRow
  extends Omit<BuildingDetail['building'], 'centre'>,
    Pick<BuildingDetail, 'path' | 'centre' | 'bounds' | 'units' | 'duty_holders' | 'organisations'> {}

/** One building; undefined when there is none. Phones of duty holders are still in full. */
export async function findBuilding(
  sql: Database,
  id: number,
  { today, month_end }: BuildingDays,
): Promise<BuildingDetail | undefined> {
  const [row] = await sql<BuildingRow[]>`
    select b.id, b.area_code, b.compound_id, b.kind, b.name, b.address, b.floor_count, b.basement_count, b.height_m,
      b.built_year, b.confirmed_on::text, c.name as compound_name, c.property_company,
      (select count(*)::int from household h where h.building_id = b.id) as household_count,
      (select count(distinct h.id)::int from household h join visit_duty d on d.household_id = h.id
        where h.building_id = b.id and ${owed(sql, { today, month_end })}) as visit_due_count,
      (select count(*)::int from resident_presence r where r.building_id = b.id and r.lives_here) as resident_count,
      area_path(b.area_code) as path, lon_lat(b.geometry) as centre, bounds_of(b.geometry) as bounds,
      ${units(sql, { today, month_end })}, ${dutyHolders(sql, today, sql`h.building_id = b.id`)},
      (select coalesce(json_agg(json_build_object('id', o.id, 'kind', o.kind, 'name', o.name) order by o.name, o.id), '[]')
        from organisation o where o.building_id = b.id) as organisations
    from building b left join compound c on c.id = b.compound_id where b.id = ${id}`;
  if (!row) return undefined;
  const { path, bounds, units: unitRows, duty_holders, organisations, ...building } = row;
  return { path, centre: building.centre, bounds, building, units: unitRows, duty_holders, organisations };
}

/** What rights over a building go by; undefined when there is no such building. */
export async function findPlace(
  sql: Database,
  id: number,
): Promise<{ id: number; area_code: string | null } | undefined> {
  const [row] = await sql<{ id: number; area_code: string | null }[]>`
    select id, area_code from building where id = ${id}`;
  return row;
}

/** The doors of a building that exists, by unit, floor from the top, and door. */
export async function findDoors(sql: Database, id: number, days: BuildingDays): Promise<DoorMatrix> {
  const [row] = await sql<{ units: UnitSummary[]; doors: Door[] }[]>`
    select ${units(sql, days)},
      (select coalesce(json_agg(json_build_object('household_id', h.id, 'unit_id', h.unit_id, 'floor', h.floor,
          'door', h.door, 'door_state', h.door_state, 'door_use', h.door_use, 'joined_doors', h.joined_doors,
          'visit_owed', ${visitOwed(sql, days)})
          order by u.unit_no, h.floor desc, h.door), '[]')
        from household h join unit u on u.id = h.unit_id where h.building_id = b.id) as doors
    from building b where b.id = ${id}`;
  return { building_id: id, ...row! };
}
