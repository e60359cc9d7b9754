import type { ResidentRow } from '../../access/masking.ts';
import type { Database } from '../../db/open.ts';
import type { HouseholdDetail } from './schema.ts';

/** A household whose residents are still in full: to be masked before it leaves the server. */
export interface HouseholdRow extends Omit<HouseholdDetail, 'residents'> {
  residents: ResidentRow[];
}

/**
 * One household; undefined when there is none. Need tags are those valid today, duties those owed up to `month_end`,
 * visits the ten newest. Days are `YYYY-MM-DD`.
 */
export async function findHousehold(
  sql: Database,
  id: number,
  { today, month_end }: { today: string; month_end: string },
): Promise<HouseholdRow | undefined> {
  const [row] = await sql<(HouseholdRow['household'] & Omit<HouseholdRow, 'household'>)[]>`
    select h.id, h.building_id, b.name as building_name, h.unit_id, u.unit_no, u.name as unit_name, h.floor, h.door,
      h.door_state, b.address || u.name || h.door as address, h.confirmed_on::text,
      area_path(h.area_code) as path, lon_lat(b.geometry) as centre, bounds_of(b.geometry) as bounds,
      (select coalesce(json_agg(json_build_object('name', r.name, 'relation', r.relation, 'sex', r.sex,
          'birth_date', r.birth_date, 'phone', r.phone, 'registered_here', r.registered_here,
          'lives_here', r.lives_here) order by (r.relation = 'head') desc, r.id), '[]')
        from resident r where r.household_id = h.id) as residents,
      (select coalesce(json_agg(json_build_object('tag', t.tag, 'purpose', t.purpose, 'basis', t.basis,
          'expires_on', t.expires_on) order by t.expires_on, t.id), '[]')
        from need_tag t where t.household_id = h.id and t.starts_on <= ${today}::date and t.expires_on > ${today}::date
      ) as need_tags,
      (select coalesce(json_agg(json_build_object('duty', d.duty, 'due_on', d.due_on) order by d.due_on, d.id), '[]')
        from visit_duty d where d.household_id = h.id and d.visit_id is null and d.due_on <= ${month_end}::date
      ) as duties,
      (select coalesce(json_agg(json_build_object('visited_at', iso_time(v.visited_at), 'outcome', v.outcome)
          order by v.visited_at desc, v.id desc), '[]')
        from (select * from visit where household_id = h.id order by visited_at desc, id desc limit 10) v) as visits
    from household h join unit u on u.id = h.unit_id join building b on b.id = h.building_id where h.id = ${id}`;
  if (!row) return undefined;
  const { path, centre, bounds, residents, need_tags, duties, visits, ...household } = row;
  return { path, centre, bounds, household, residents, need_tags, duties, visits };
}
