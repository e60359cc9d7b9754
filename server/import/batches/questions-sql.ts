import type { OtherPlace, ReviewCandidate } from '../../api/geocode/schema.ts';
import type { Database } from '../../db/open.ts';

/** A doubtful address for the queue. */
export interface NewReview {
  area_code: string;
  text: string;
  candidates: readonly ReviewCandidate[];
}

/**
 * Puts doubtful addresses into the queue in their order, each text once, and tells how many were new. What an import has asked before, and
 * nobody has decided, becomes this one's question, with what may be meant by now.
 * @param batchId the import that they came with; null: none.
 * @param askedBy the account; null: a program.
 */
export async function queueReviews(
  sql: Database,
  reviews: readonly NewReview[],
  batchId: number | null,
  askedBy: number | null,
): Promise<number> {
  if (batchId !== null) {
    await sql`
      update geocode_review r set batch_id = ${batchId}, candidates = given.candidates
      from jsonb_to_recordset(${sql.json(reviews as never)}::jsonb) as given (text text, candidates jsonb)
      where r.text = given.text and r.batch_id is not null and r.decision is null`;
  }
  const { count } = await sql`
    insert into geocode_review (area_code, text, candidates, batch_id, asked_by)
    select given.area_code, given.text, given.candidates, ${batchId}::bigint, ${askedBy}::int
    from (select distinct on (text) * from rows from (
        jsonb_to_recordset(${sql.json(reviews as never)}::jsonb) as (area_code text, text text, candidates jsonb)
      ) with ordinality as each (area_code, text, candidates, position) order by text, position) given
    where not exists (select from geocode_review r where r.text = given.text and r.batch_id is not distinct from ${batchId}::bigint
      and r.decision is null)
    order by given.position`;
  return count;
}

/** What was decided about a text; null: it is no place of here. */
export interface SettledAddress {
  chosen: ReviewCandidate | OtherPlace | null;
}

/** What persons have decided about addresses, the latest word on each text. */
export async function listSettled(sql: Database): Promise<Map<string, SettledAddress>> {
  const rows = await sql<(SettledAddress & { text: string })[]>`
    select distinct on (text) text, chosen from geocode_review where decision is not null order by text, decided_at desc, id desc`;
  return new Map(rows.map(({ text, chosen }) => [text, { chosen }]));
}

/** Lets go of open questions of an import that it asks no more. */
export async function dropQuestions(sql: Database, batchId: number, asked: readonly string[]): Promise<void> {
  await sql`delete from geocode_review where batch_id = ${batchId} and decision is null and text <> all(${asked as string[]}::text[])`;
}

/** Where a question belongs whose address names nothing that is known: to the top of the deployment. */
export async function topArea(sql: Database): Promise<string | undefined> {
  const [row] = await sql<
    { area_code: string }[]
  >`select area_code from area order by length(area_code), area_code limit 1`;
  return row?.area_code;
}
