import type { Database } from '../../db/open.ts';
import { within } from '../scope.ts';
import type { ApartItem, ApartWay } from './schema.ts';

/** Households of an area with people who live elsewhere, or who are registered elsewhere, by number; of doors that the caller sees. */
export async function listApart(
  sql: Database,
  { area_code, way, after, limit }: { area_code: string; way: ApartWay; after: number | undefined; limit: number },
): Promise<ApartItem[]> {
  const apart =
    way === 'away' ? sql`r.registered_here and not r.lives_here` : sql`r.lives_here and not r.registered_here`;
  return sql<ApartItem[]>`
    select h.id, h.area_code, concat(coalesce(b.address, b.name), u.name, h.door) as title, listed.count
    from (select r.household_id, count(*)::int as count from resident_presence r
      where ${within(sql, 'r.area_code', area_code)} and ${apart} ${after === undefined ? sql`` : sql`and r.household_id > ${after}`}
      group by r.household_id order by r.household_id limit ${limit}) listed
    join household h on h.id = listed.household_id join unit u on u.id = h.unit_id join building b on b.id = u.building_id
    order by h.id`;
}
