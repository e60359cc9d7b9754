import type { HouseholdPlace } from '../../access/purposes.ts';
import type { Database } from '../../db/open.ts';
import type { HouseholdDetail, HouseholdFile } from './schema.ts';

/** A household's place and door. */
export interface HouseholdRow extends Pick<HouseholdDetail, 'path' | 'centre' | 'bounds' | 'household'> {
  place: HouseholdPlace;
}

/** One household without anything of its people; undefined where there is none that the caller may see. */
export async function findHousehold(sql: Database, id: number): Promise<HouseholdRow | undefined> {
  const [row] = await sql<(HouseholdRow['household'] & Omit<HouseholdRow, 'household'> & HouseholdPlace)[]>`
    select h.id, h.building_id, b.name as building_name, h.unit_id, u.unit_no, u.name as unit_name, h.floor, h.door,
      h.door_state, b.address || u.name || h.door as address, h.confirmed_on::text, h.area_code,
      area_path(h.area_code) as path, lon_lat(b.geometry) as centre, bounds_of(b.geometry) as bounds
    from household h join unit u on u.id = h.unit_id join building b on b.id = h.building_id where h.id = ${id}`;
  if (!row) return undefined;
  const { path, centre, bounds, area_code, ...household } = row;
  return { path, centre, bounds, household, place: { area_code, building_id: household.building_id } };
}

/** A resident as stored: what is sealed is still sealed. */
export interface SealedResident {
  id: number;
  name: Buffer;
  relation: string;
  sex: 'female' | 'male';
  birth_year: number;
  birth_date: Buffer;
  phone: Buffer | null;
  registered_here: boolean;
  lives_here: boolean;
}

/** A household's file as stored. */
export interface SealedFile extends Omit<HouseholdFile, 'residents' | 'need_tags'> {
  residents: SealedResident[];
  need_tags: { tag: string; purpose: string; basis: Buffer; expires_on: string }[];
}

/**
 * What is known of a household whose file the caller has open; people and tags are empty where it is not. Need tags are
 * those valid `today`, duties those owed up to `month_end`, visits the ten newest. Days are `YYYY-MM-DD`.
 */
export async function readFile(
  sql: Database,
  id: number,
  { today, month_end }: { today: string; month_end: string },
): Promise<SealedFile> {
  const [residents, need_tags, duties, visits] = await Promise.all([
    sql<SealedResident[]>`
      select id, name, relation, sex, birth_year, birth_date, phone, registered_here, lives_here
      from resident where household_id = ${id} order by (relation = 'head') desc, id`,
    sql<SealedFile['need_tags']>`
      select tag, purpose, basis, expires_on::text from need_tag
      where household_id = ${id} and starts_on <= ${today}::date and expires_on > ${today}::date order by expires_on, id`,
    sql<HouseholdFile['duties']>`
      select duty, due_on::text from visit_duty
      where household_id = ${id} and visit_id is null and cancelled_at is null and due_on <= ${month_end}::date
        and (ends_on is null or ends_on > ${today}::date) order by due_on, id`,
    sql<HouseholdFile['visits']>`
      select iso_time(visited_at) as visited_at, outcome from visit
      where household_id = ${id} order by visited_at desc, id desc limit 10`,
  ]);
  return { residents: [...residents], need_tags: [...need_tags], duties: [...duties], visits: [...visits] };
}
