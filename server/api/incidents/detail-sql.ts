import type { Database } from '../../db/open.ts';
import type { Located } from '../wire.ts';
import type { IncidentDetail, IncidentEvent, SimilarIncident, Whistle } from './schema.ts';
import { isOpen, listColumns } from './sql.ts';

/** Events of one incident that are told; the earlier ones of more are left out. */
const MOST_EVENTS = 500;

type IncidentRow = IncidentDetail['incident'] & Pick<Located, 'path' | 'bounds'>;

/** One incident and where it is; undefined where there is none that the caller sees. */
export async function findIncident(sql: Database, id: number, now: Date): Promise<IncidentRow | undefined> {
  const [row] = await sql<IncidentRow[]>`
    select ${listColumns(sql, now)}, i.description, iso_time(i.found_at) as found_at, i.settled_at,
      (select a.name from area a where a.area_code = i.holder_code) as holder_name, i.hand_count, i.clock_left_min, i.rating,
      i.merged_into, i.joined_count, i.reporter_account_id is not null and i.reporter_account_id = current_account() as own,
      area_path(i.area_code) as path, bounds_of(i.geometry) as bounds
    from incident i where i.id = ${id}`;
  return row;
}

/** What happened to an incident, oldest first; the last 500. */
export function listEvents(sql: Database, id: number): Promise<IncidentEvent[]> {
  return sql<IncidentEvent[]>`
    select version, kind, iso_time(happened_at) as happened_at, iso_time(device_at) as device_at, actor, actor_name, from_status, to_status,
      from_holder, to_holder, text, photos, changes
    from (select * from incident_history where incident_id = ${id} order by version desc limit ${MOST_EVENTS}) last
    order by version`;
}

/** The departments that were called to an incident, in order of their names. */
export function listWhistles(sql: Database, id: number): Promise<Whistle[]> {
  return sql<Whistle[]>`
    select department, iso_time(called_at) as called_at, iso_time(arrive_by) as arrive_by, iso_time(arrived_at) as arrived_at
    from whistle where incident_id = ${id} order by department`;
}

/** What was published of an incident; null where nothing was that the caller may read. */
export async function findReply(sql: Database, id: number): Promise<IncidentDetail['reply']> {
  const [row] = await sql<NonNullable<IncidentDetail['reply']>[]>`
    select question, answer, hidden_at is not null as hidden from reply where incident_id = ${id}`;
  return row ?? null;
}

/** Open incidents that whoever reported them, or this one, says are the same as this one: certainly alike. */
export function listSuspected(sql: Database, id: number): Promise<SimilarIncident[]> {
  return sql<SimilarIncident[]>`
    select i.id, i.incident_code, i.category, i.title, i.status, iso_time(i.reported_at) as reported_at,
      round(ST_Distance(i.geometry::geography, this.geometry::geography))::int as distance_m, 1::float8 as likeness
    from incident i, (select geometry from incident where id = ${id}) this
    where (i.id = (select suspected_of from incident where id = ${id}) or i.suspected_of = ${id}) and ${isOpen(sql)}
    order by i.id desc limit 20`;
}

/** Publishes a question and its answer for everybody to read, or changes or hides them. */
export async function keepReply(
  sql: Database,
  reply: {
    incident_id: number;
    area_code: string;
    question: string;
    answer: string;
    hidden: boolean;
    time_zone: string;
  },
): Promise<void> {
  const { incident_id, area_code, question, answer, hidden, time_zone } = reply;
  await sql`
    insert into reply (incident_id, area_code, category, question, answer, asked_on, published_by, rating, hidden_at)
    select i.id, ${area_code}, i.category, ${question}, ${answer}, (i.reported_at at time zone ${time_zone})::date, current_account(), i.rating,
      case when ${hidden} then now() end
    from incident i where i.id = ${incident_id}
    on conflict (incident_id) do update set question = excluded.question, answer = excluded.answer, rating = excluded.rating,
      published_by = excluded.published_by, hidden_at = excluded.hidden_at`;
}

/** Whether the caller may see where an incident stands, be it without its words. */
export async function isPlaced(sql: Database, id: number): Promise<boolean> {
  return (await sql`select from incident_place where id = ${id}`).length > 0;
}
