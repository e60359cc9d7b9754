import type { Database } from '../../db/open.ts';
import type { DecisionBody, Review, ReviewCandidate, reviewStates, Synonym } from './schema.ts';

export interface ReviewFilter {
  area_code: string;
  state: (typeof reviewStates)[number];
  batch_id?: number | undefined;
  /** Turn of the last open one seen, number of the last decided one. */
  after?: number | undefined;
  limit: number;
}

const columns = (sql: Database) => sql`r.id, r.area_code, r.text, r.candidates, r.batch_id::float8 as batch_id,
  r.asked_at, r.turn::float8 as turn, r.decision, r.chosen, a.display_name as decided_by, r.decided_at,
  case when s.id is not null then json_build_object('text', s.text, 'kind', s.kind, 'name', s.name) end as synonym`;
const joins = (sql: Database) =>
  sql`left join account a on a.id = r.decided_by left join geocode_synonym s on s.id = r.synonym_id`;

type StoredReview = Omit<Review, 'asked_at' | 'decided_at'> & { asked_at: Date; decided_at: Date | null; turn: number };
export type TurnedReview = Review & { turn: number };

const inside = (sql: Database, { area_code, batch_id }: Pick<ReviewFilter, 'area_code' | 'batch_id'>) =>
  sql`r.area_code >= ${area_code} and r.area_code < ${`${area_code}:`}
    ${batch_id === undefined ? sql`` : sql`and r.batch_id = ${batch_id}`}`;

/** Open ones in turn, decided ones the latest first. */
export async function listReviews(sql: Database, filter: ReviewFilter): Promise<TurnedReview[]> {
  const { area_code, state, batch_id, after, limit } = filter;
  const place = state === 'open' ? sql`r.turn > ${after ?? 0}` : sql`r.id < ${after ?? 2 ** 31 - 1}`;
  const rows = await sql<StoredReview[]>`
    select ${columns(sql)} from geocode_review r ${joins(sql)}
    where ${state === 'open' ? sql`r.decision is null` : sql`r.decision is not null`} and ${place}
      and ${inside(sql, { area_code, batch_id })}
    order by ${state === 'open' ? sql`r.turn` : sql`r.id desc`} limit ${limit}`;
  return rows.map(wired);
}

/** How many are open in an area, of one import where that is asked for. */
export async function countOpen(
  sql: Database,
  { area_code, batch_id }: Pick<ReviewFilter, 'area_code' | 'batch_id'>,
): Promise<number> {
  const [row] = await sql<[{ open: number }]>`
    select count(*)::int as open from geocode_review r where r.decision is null and ${inside(sql, { area_code, batch_id })}`;
  return row.open;
}

export async function findReview(sql: Database, id: number): Promise<TurnedReview | undefined> {
  const [row] = await sql<StoredReview[]>`
    select ${columns(sql)} from geocode_review r ${joins(sql)} where r.id = ${id}`;
  return row && wired(row);
}

function wired(row: StoredReview): TurnedReview {
  return { ...row, asked_at: row.asked_at.toISOString(), decided_at: row.decided_at?.toISOString() ?? null };
}

/** Writes a decision down. @returns false where the review was decided meanwhile. */
export async function decideReview(
  sql: Database,
  id: number,
  { decision, chosen, by, synonymId }: Decision,
): Promise<boolean> {
  const { count } = await sql`
    update geocode_review set decision = ${decision}, chosen = ${chosen === null ? null : sql.json(chosen as never)},
      decided_by = ${by}, decided_at = now(), synonym_id = ${synonymId}
    where id = ${id} and decision is null`;
  return count > 0;
}
interface Decision {
  decision: DecisionBody['decision'];
  chosen: Review['chosen'];
  by: number | null;
  synonymId: number | null;
}

/** Opens a review again, at the end of the queue, and lets go of what was taught with it alone. @returns false where it is open. */
export async function reopenReview(sql: Database, id: number): Promise<boolean> {
  const [row] = await sql<{ synonym_id: number | null }[]>`
    with before as (select id, synonym_id from geocode_review where id = ${id} and decision is not null for update)
    update geocode_review r set decision = null, chosen = null, decided_by = null, decided_at = null, synonym_id = null,
      turn = nextval('geocode_review_turn')
    from before where r.id = before.id returning before.synonym_id`;
  if (!row) return false;
  if (row.synonym_id !== null)
    await sql`delete from geocode_synonym where id = ${row.synonym_id}
      and not exists (select from geocode_review where synonym_id = ${row.synonym_id})`;
  return true;
}

/** Open questions whose text says a name, the next in turn first. */
export function listNamed(sql: Database, name: string, limit: number): Promise<{ id: number; text: string }[]> {
  return sql<{ id: number; text: string }[]>`
    select id, text from geocode_review where decision is null and strpos(text, ${name}) > 0 order by turn limit ${limit}`;
}

/** Other candidates for open questions. */
export async function saveCandidates(
  sql: Database,
  found: readonly { id: number; candidates: readonly ReviewCandidate[] }[],
): Promise<void> {
  await sql`
    update geocode_review r set candidates = given.candidates
    from jsonb_to_recordset(${sql.json(found as never)}::jsonb) as given (id int, candidates jsonb)
    where r.id = given.id and r.decision is null`;
}

/** Puts an open review to the end of the queue. @returns false where it is decided. */
export async function skipReview(sql: Database, id: number): Promise<boolean> {
  const { count } = await sql`
    update geocode_review set turn = nextval('geocode_review_turn') where id = ${id} and decision is null`;
  return count > 0;
}

/** Whether anything of the deployment bears the name. */
export async function isNamed(sql: Database, { kind, name }: Synonym): Promise<boolean> {
  const tables = {
    area: ['area'],
    compound: ['compound'],
    road: ['road'],
    poi: ['organisation', 'facility', 'place', 'building'],
  };
  for (const table of tables[kind]) {
    const [row] = await sql`select 1 from ${sql(table)} where name = ${name} limit 1`;
    if (row) return true;
  }
  return false;
}

/** Teaches a synonym, or finds it taught; its number. */
export async function teachSynonym(
  sql: Database,
  areaCode: string,
  { text, kind, name }: Synonym,
  by: number | null,
): Promise<number> {
  await sql`insert into geocode_synonym (area_code, text, kind, name, taught_by)
    values (${areaCode}, ${text}, ${kind}, ${name}, ${by}) on conflict (text, kind, name) do nothing`;
  const [row] = await sql<[{ id: number }]>`
    select id from geocode_synonym where text = ${text} and kind = ${kind} and name = ${name}`;
  return row.id;
}
