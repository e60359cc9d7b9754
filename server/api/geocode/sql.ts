import type { Database } from '../../db/open.ts';
import type { DoorRow } from '../../geocode/rows.ts';

/** The doors of buildings that the caller may see, in order of unit, a joined one by each of its numbers. */
export function listDoors(sql: Database, buildingIds: readonly number[]): Promise<DoorRow[]> {
  return sql<DoorRow[]>`
    select h.id, h.unit_id, h.floor, d.door from household h, unnest(h.door || h.joined_doors) as d (door)
    where h.building_id = any (${buildingIds as number[]}) order by h.unit_id, h.id, d.door`;
}
