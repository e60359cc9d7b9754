import type { Database } from '../../db/open.ts';
import { type BuildingDays, visitOwed } from '../buildings/sql.ts';
import { compareDoors, type DoorPlan, type PlanDoor, type PlanUnit } from './schema.ts';

/** A building's plan; undefined where there is no such building. */
export async function findPlan(
  sql: Database,
  id: number,
  days: BuildingDays,
): Promise<Omit<DoorPlan, 'editable'> | undefined> {
  const [row] = await sql<[Omit<DoorPlan, 'editable'>?]>`
    select b.id as building_id, b.name, b.address, b.area_code, b.floor_count, b.basement_count,
      (select coalesce(json_agg(json_build_object('id', u.id, 'unit_no', u.unit_no, 'name', u.name) order by u.unit_no), '[]')
        from unit u where u.building_id = b.id) as units,
      (select coalesce(json_agg(json_build_object('household_id', h.id, 'unit_no', u.unit_no, 'floor', h.floor, 'door', h.door,
          'door_use', h.door_use, 'door_state', h.door_state, 'joined_doors', h.joined_doors, 'version', h.version,
          'confirmed_on', h.confirmed_on,
          'visit_owed', ${visitOwed(sql, days)})), '[]')
        from household h join unit u on u.id = h.unit_id where h.building_id = b.id) as doors
    from building b where b.id = ${id}`;
  return row && { ...row, doors: row.doors.sort(compareDoors) };
}

/** Keeps others from changing the doors of a building until the transaction ends. */
export async function holdBuilding(sql: Database, id: number): Promise<void> {
  await sql`select from building where id = ${id} for no key update`;
}

/** Begins a change of a building's doors; its number. */
export async function openDoorChange(
  sql: Database,
  areaCode: string | null,
  { source, true_from }: { source: string | null; true_from: string | null },
): Promise<number> {
  const [row] = await sql<[{ id: number }]>`
    select open_change('edit', ${areaCode}, ${source}, null, ${true_from}::date)::int as id`;
  return row.id;
}

/** Of these households, those that people, tags or visits are kept of. */
export async function listWithRecords(sql: Database, ids: readonly number[]): Promise<number[]> {
  if (ids.length === 0) return [];
  const [row] = await sql<[{ ids: number[] }]>`select households_with_records(${ids as number[]}::int[]) as ids`;
  return row.ids;
}

/** Moves everything that stands behind other doors behind one, and removes them. */
export async function joinHouseholds(sql: Database, kept: number, gone: readonly number[]): Promise<void> {
  await sql`select join_households(${kept}, ${gone as number[]}::int[])`;
}

export async function deleteHouseholds(sql: Database, ids: readonly number[]): Promise<void> {
  if (ids.length > 0) await sql`delete from household where id in ${sql([...ids])}`;
}

/** Removes units in which there is no door any more. */
export async function deleteUnits(sql: Database, units: readonly PlanUnit[]): Promise<void> {
  if (units.length > 0) await sql`delete from unit where id in ${sql(units.map(({ id }) => id!))}`;
}

/** Adds and renames units. */
export async function writeUnits(sql: Database, buildingId: number, units: readonly PlanUnit[]): Promise<void> {
  if (units.length === 0) return;
  await sql`
    insert into unit (building_id, unit_no, name)
    select ${buildingId}, (u->>'unit_no')::int, u->>'name' from json_array_elements(${sql.json(asJson(units))}::json) u
    order by 2
    on conflict (building_id, unit_no) do update set name = excluded.name`;
}

/** What changes at a door that stays. */
export interface DoorUpdate extends PlanDoor {
  marked?: boolean;
}

/** Changes doors; those that were marked are confirmed as of a day. */
export async function updateDoors(
  sql: Database,
  buildingId: number,
  doors: readonly DoorUpdate[],
  confirmedOn: string,
): Promise<void> {
  if (doors.length === 0) return;
  await sql`
    update household h set unit_id = u.id, door = d.door, door_use = d.door_use, door_state = d.door_state,
      joined_doors = array(select json_array_elements_text(d.joined_doors)),
      confirmed_on = case when d.marked then ${confirmedOn}::date else h.confirmed_on end
    from json_to_recordset(${sql.json(asJson(doors))}::json)
      as d (household_id int, unit_no int, door text, door_use text, door_state text, joined_doors json, marked boolean)
    join unit u on u.building_id = ${buildingId} and u.unit_no = d.unit_no
    where h.id = d.household_id`;
}

/** Takes the names from doors that get others, so that two can change theirs for each other. */
export async function clearNames(sql: Database, ids: readonly number[]): Promise<void> {
  if (ids.length > 0) await sql`update household set door = '~' || id where id in ${sql([...ids])}`;
}

/** Adds doors to units that are kept. */
export async function insertDoors(
  sql: Database,
  buildingId: number,
  doors: readonly DoorUpdate[],
  confirmedOn: string,
): Promise<void> {
  if (doors.length === 0) return;
  await sql`
    insert into household (building_id, unit_id, floor, door, door_use, door_state, joined_doors, confirmed_on)
    select ${buildingId}, u.id, d.floor, d.door, d.door_use, d.door_state,
      array(select json_array_elements_text(d.joined_doors)), case when d.marked then ${confirmedOn}::date end
    from json_to_recordset(${sql.json(asJson(doors))}::json)
      as d (unit_no int, floor int, door text, door_use text, door_state text, joined_doors json, marked boolean)
    join unit u on u.building_id = ${buildingId} and u.unit_no = d.unit_no
    order by d.unit_no, d.floor, d.door`;
}

/** Takes a change of a building's doors back; the number of the change that does. */
export async function undoDoorChange(sql: Database, changeId: number, buildingId: number): Promise<number> {
  const [row] = await sql<[{ id: number }]>`select undo_door_change(${changeId}, ${buildingId}, null)::int as id`;
  return row.id;
}

/** A list as `sql.json` takes it. */
function asJson(rows: readonly object[]): never {
  return rows as never;
}
