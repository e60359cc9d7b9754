import type { Database } from '../../db/open.ts';
import type { Answered } from '../../duties/questions.ts';
import type { VisitBody, VisitEntered, VisitQuestions } from './schema.ts';

/** A household as a visit finds it. */
export type VisitedHousehold = Pick<VisitQuestions, 'household_id' | 'address' | 'door_state' | 'confirmed_on'> & {
  area_code: string | null;
};

/** A household without anything of its people; undefined where there is none that the caller may see. */
export async function findVisited(sql: Database, householdId: number): Promise<VisitedHousehold | undefined> {
  const [row] = await sql<VisitedHousehold[]>`
    select h.id as household_id, b.address || u.name || h.door as address, h.door_state, h.confirmed_on::text, h.area_code
    from household h join unit u on u.id = h.unit_id join building b on b.id = h.building_id where h.id = ${householdId}`;
  return row;
}

/** What is owed to a household on a day: not done, not cancelled, and resting on nothing that is over; up to a day, soonest first. */
export function listOwed(
  sql: Database,
  householdId: number,
  { today, until }: { today: string; until: string },
): Promise<VisitEntered['owed']> {
  return sql<VisitEntered['owed']>`
    select duty, due_on::text, try_count, next_try_on::text from visit_duty
    where household_id = ${householdId} and visit_id is null and cancelled_at is null
      and (ends_on is null or ends_on > ${today}::date) and due_on <= ${until}::date
    order by visit_duty.due_on, duty`;
}

/** The day of the last answer to each question that was ever answered, in a time zone. */
export async function lastAnswers(sql: Database, householdId: number, timeZone: string): Promise<Answered> {
  const rows = await sql<{ question: string; answered_on: string }[]>`
    select question, max((visited_at at time zone ${timeZone})::date)::text as answered_on
    from visit, jsonb_object_keys(answers) question where household_id = ${householdId} and answers <> '{}' group by question`;
  return Object.fromEntries(rows.map(({ question, answered_on }) => [question, answered_on]));
}

/** The visit that was sent with a key before; undefined where none was. */
export async function findByKey(sql: Database, key: string): Promise<{ id: number; household_id: number } | undefined> {
  const [row] = await sql<
    { id: number; household_id: number }[]
  >`select id, household_id from visit where key = ${key}`;
  return row;
}

/** Writes a visit of the caller's; null where one with this key came first. */
export async function insertVisit(sql: Database, body: VisitBody, accountId: number): Promise<number | null> {
  const { key, household_id, visited_at, outcome, channel, answers, reason = null } = body;
  const [row] = await sql<{ id: number }[]>`
    insert into visit (household_id, visited_at, outcome, key, account_id, channel, answers, reason)
    values (${household_id}, ${visited_at}, ${outcome}, ${key}, ${accountId}, ${channel}, ${sql.json(answers)}, ${reason})
    on conflict (key) do nothing returning id`;
  return row?.id ?? null;
}

/** Day of a visit and the day that is today, `YYYY-MM-DD`. */
interface VisitDays {
  visited_on: string;
  today: string;
}

/** Fulfils all that a household is owed and a visit of that day counts for. */
export function fulfil(sql: Database, visitId: number, householdId: number, { visited_on, today }: VisitDays) {
  return sql<VisitEntered['fulfilled']>`
    update visit_duty set visit_id = ${visitId}, next_try_on = null
    where household_id = ${householdId} and ${openOn(sql, { visited_on, today })}
    returning duty, due_on::text`;
}

/** Counts a try without an answer; with a day, nobody calls before it. */
export async function countTry(
  sql: Database,
  householdId: number,
  days: VisitDays,
  nextTryOn: string | null,
): Promise<void> {
  await sql`update visit_duty set try_count = try_count + 1, next_try_on = ${nextTryOn}
    where household_id = ${householdId} and ${openOn(sql, days)}`;
}

/** Nothing is owed any more to who moved away. */
export async function cancelMoved(sql: Database, householdId: number): Promise<void> {
  await sql`update visit_duty set cancelled_at = now(), cancelled_reason = 'moved'
    where household_id = ${householdId} and visit_id is null and cancelled_at is null`;
}

/** Ends the tags of a household that the caller edits, whose file need not be open; how many. */
export async function endTags(sql: Database, householdId: number, today: string): Promise<number> {
  const [row] = await sql<[{ count: number }]>`select end_tags_of(${householdId}, ${today}::date) as count`;
  return row.count;
}

/** Notes that a door was seen that day, in the state that is given or on record. */
export async function confirmDoor(
  sql: Database,
  householdId: number,
  visitedOn: string,
  doorState: string | null,
): Promise<void> {
  await sql`update household set door_state = coalesce(${doorState}, door_state),
      confirmed_on = greatest(confirmed_on, ${visitedOn}::date)
    where id = ${householdId}`;
}

/** What is open, and has begun to be owed by the day of a visit. */
function openOn(sql: Database, { visited_on, today }: VisitDays) {
  return sql`visit_id is null and cancelled_at is null and (ends_on is null or ends_on > ${today}::date)
    and coalesce(opens_on, date_trunc('month', due_on)::date) <= ${visited_on}::date`;
}
