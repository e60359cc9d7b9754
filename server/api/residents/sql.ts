import type { Sealer } from '../../access/sealing.ts';
import { hexOf } from '../../db/bytes.ts';
import type { Database } from '../../db/open.ts';
import { unrecorded } from '../../db/unrecorded.ts';
import type { ResidentExport } from './schema.ts';

/** A resident as the search finds it: what is sealed is still sealed. */
export interface SealedFind {
  id: number;
  household_id: number;
  name: Buffer;
  phone: Buffer | null;
  birth_date: Buffer;
  birth_year: number;
  address: string;
  area_code: string | null;
}

/**
 * Residents inside the areas of the registrar who bear this name and, where it is given, this phone; of those born on a day
 * the year is compared here and the day by whoever asked. At most 1,000, in order of id.
 */
export async function findResidents(
  sql: Database,
  sealer: Sealer,
  { name, phone, birth_date }: { name: string; phone?: string | undefined; birth_date?: string | undefined },
): Promise<SealedFind[]> {
  const phones = phone === undefined ? null : hexOf(sealer.digests('resident.phone', phone));
  return sql<SealedFind[]>`
    select * from find_residents(${hexOf(sealer.digests('resident.name', name))}::text[]::bytea[],
      ${phones}::text[]::bytea[], ${birth_date === undefined ? null : Number(birth_date.slice(0, 4))}::int)`;
}

/** A resident whose household's file is open to the caller for the person's own request. */
export interface OpenResident {
  id: number;
  household_id: number;
  area_code: string | null;
  name: Buffer;
  phone: Buffer | null;
  birth_date: Buffer;
  sex: string;
  relation: string;
  registered_here: boolean;
  lives_here: boolean;
  address: string;
}

/** One resident; undefined where there is none, or the file is not open for the person's own request. */
export async function findOpen(sql: Database, id: number): Promise<OpenResident | undefined> {
  const [row] = await sql<OpenResident[]>`
    select r.id, r.household_id, h.area_code, r.name, r.phone, r.birth_date, r.sex, r.relation, r.registered_here,
      r.lives_here, concat(coalesce(b.address, b.name), u.name, h.door) as address
    from resident r join household h on h.id = r.household_id join unit u on u.id = h.unit_id
      join building b on b.id = h.building_id
    where r.id = ${id} and r.household_id = any ((select subject_households())::int[])`;
  return row;
}

/** What else is recorded of a household; `basis` is still sealed. */
export async function readHistory(
  sql: Database,
  household_id: number,
): Promise<
  Pick<ResidentExport, 'visits' | 'duties' | 'openings'> & {
    need_tags: (Omit<ResidentExport['need_tags'][number], 'basis'> & { basis: Buffer })[];
  }
> {
  const need_tags = await sql<(Omit<ResidentExport['need_tags'][number], 'basis'> & { basis: Buffer })[]>`
    select tag, purpose, basis, starts_on::text, expires_on::text from need_tag where household_id = ${household_id}
    order by starts_on, id`;
  const visits = await sql<ResidentExport['visits']>`
    select iso_time(visited_at) as visited_at, outcome from visit where household_id = ${household_id} order by visit.visited_at, id`;
  const duties = await sql<ResidentExport['duties']>`
    select duty, due_on::text, visit_id is not null as done from visit_duty where household_id = ${household_id} order by visit_duty.due_on, id`;
  const openings = await sql<ResidentExport['openings']>`
    select iso_time(opened_at) as opened_at, role, purpose from opening where household_id = ${household_id} order by opening.opened_at, id`;
  return { need_tags: [...need_tags], visits: [...visits], duties: [...duties], openings: [...openings] };
}

/** What of a resident is corrected; absent stays as it is. */
export interface Correction {
  name?: string | undefined;
  phone?: string | null | undefined;
  birth_date?: string | undefined;
  sex?: 'female' | 'male' | undefined;
  relation?: string | undefined;
}

/** Writes corrected values, sealed, with their digests. */
export async function correct(sql: Database, sealer: Sealer, id: number, given: Correction): Promise<void> {
  const values: Record<string, Buffer | string | number | null> = {};
  if (given.name !== undefined) {
    values.name = sealer.seal('resident.name', given.name);
    values.name_digest = sealer.digest('resident.name', given.name);
  }
  if (given.phone !== undefined) {
    values.phone = given.phone && sealer.seal('resident.phone', given.phone);
    values.phone_digest = given.phone && sealer.digest('resident.phone', given.phone);
  }
  if (given.birth_date !== undefined) {
    values.birth_date = sealer.seal('resident.birth_date', given.birth_date);
    values.birth_year = Number(given.birth_date.slice(0, 4));
  }
  if (given.sex !== undefined) values.sex = given.sex;
  if (given.relation !== undefined) values.relation = given.relation;
  await sql`update resident set ${sql(values)} where id = ${id}`;
}

/** Removes a resident with their past, and with the last one of a household its need tags. How many need tags went. */
export async function erase(sql: Database, { id, household_id }: OpenResident): Promise<number> {
  return unrecorded(sql, async () => {
    await sql`delete from resident where id = ${id}`;
    await sql`delete from resident_past where id = ${id}`;
    const [left] = await sql<{ id: number }[]>`select id from resident where household_id = ${household_id} limit 1`;
    if (left) return 0;
    await sql`delete from need_tag_past where household_id = ${household_id}`;
    const { count } = await sql`delete from need_tag where household_id = ${household_id}`;
    return count;
  });
}
