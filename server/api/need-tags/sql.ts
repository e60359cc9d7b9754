import type { Database } from '../../db/open.ts';
import type { NeedTag } from './schema.ts';

/** A tag as stored: its basis is still sealed. */
export type SealedTag = Omit<NeedTag, 'basis'> & { basis: Buffer };

const columns = (sql: Database) => sql`id, household_id, tag, purpose, basis, starts_on::text, expires_on::text`;

/** Tags of a household that are valid on a day, those that end first coming first; none while its file is closed. */
export function listTags(sql: Database, householdId: number, today: string): Promise<SealedTag[]> {
  return sql<SealedTag[]>`
    select ${columns(sql)} from need_tag
    where household_id = ${householdId} and starts_on <= ${today}::date and expires_on > ${today}::date
    order by need_tag.expires_on, id`;
}

/** A tag that is valid on a day, of a household whose file the caller has open; undefined where there is none. */
export async function findTag(sql: Database, id: number, today: string): Promise<SealedTag | undefined> {
  const [row] = await sql<SealedTag[]>`
    select ${columns(sql)} from need_tag where id = ${id} and expires_on > ${today}::date`;
  return row;
}

/** Writes a tag; null where the household has this one already from that day on. */
export async function insertTag(sql: Database, tag: Omit<SealedTag, 'id'>): Promise<SealedTag | null> {
  const [row] = await sql<SealedTag[]>`
    insert into need_tag ${sql(tag)} on conflict (household_id, tag, starts_on) do nothing returning ${columns(sql)}`;
  return row ?? null;
}

/** Gives a tag another last day, and perhaps another basis. */
export async function changeTag(
  sql: Database,
  id: number,
  { expires_on, basis }: { expires_on: string; basis: Buffer | null },
): Promise<SealedTag | undefined> {
  const [row] = await sql<SealedTag[]>`
    update need_tag set expires_on = ${expires_on}, basis = coalesce(${basis}, basis) where id = ${id} returning ${columns(sql)}`;
  return row;
}

/** Takes a tag away that was given today. */
export async function deleteTag(sql: Database, id: number): Promise<void> {
  await sql`delete from need_tag where id = ${id}`;
}

/** Makes what a household is owed in the month of a day by the tags that it has now. */
export async function generateOf(sql: Database, householdId: number, today: string): Promise<void> {
  await sql`select generate_household_duties(${today}::date, ${today}::date, ${householdId})`;
}
