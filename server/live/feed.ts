import type { Database } from '../db/open.ts';

/** How long the feed is kept: a screen that was away for longer asks for everything anew. */
const KEPT_HOURS = 72;
/** Channel on which whoever moved rows into the feed tells other servers its newest number. */
export const feedChannel = 'jingwei_live';

/** One row of the feed. */
export interface FeedRow {
  /** Rises in order of commit; some numbers are missing. */
  seq: number;
  incident_id: number | null;
  /** Null: outside every area. */
  area_code: string | null;
  /** Where it was before, if elsewhere. */
  was_area_code: string | null;
  /** JSON of what the topic's event carries for people; null: so much changed that screens ask anew. */
  body: string | null;
  /** The same for displays: an incident's centre is no finer than a building. */
  coarse_body: string | null;
  /** The event that it is sent as. */
  topic: 'change' | 'wall' | 'emergency' | 'patrol';
}

/** Columns of a row. Nobody gets both centres; where the coarse one is missing, a display gets none. */
const columns = `seq::float8 as seq, incident_id, area_code, was_area_code, topic, (body - 'coarse')::text as body,
  (case when body ? 'coarse' then jsonb_set(body - 'coarse', '{centre}', body -> 'coarse') else body - 'centre' end)::text as coarse_body`;

/** Moves up to `most` rows of the outbox into the feed. Null: another process is doing so at this moment. */
export async function moveOutbox(sql: Database, most: number): Promise<number | null> {
  const [row] = await sql<[{ moved: number | null }]>`select move_outbox(${most}::int) as moved`;
  return row.moved;
}

/** The rows after a number, oldest first, at most `most`. */
export async function readFeed(sql: Database, after: number, most: number): Promise<FeedRow[]> {
  return sql<FeedRow[]>`
    select ${sql.unsafe(columns)}
    from feed where seq > ${after}::bigint order by seq limit ${most}`;
}

/** The newest rows, oldest first, at most `most`. */
export async function readNewest(sql: Database, most: number): Promise<FeedRow[]> {
  const rows = await sql<FeedRow[]>`
    select ${sql.unsafe(columns)}
    from feed order by seq desc limit ${most}`;
  return rows.reverse();
}

/** What a screen missed: the rows after one number and up to another that any of these areas' screens gets, at most `most`. */
export async function readMissed(
  sql: Database,
  { after, upTo, areas, most }: { after: number; upTo: number; areas: readonly string[]; most: number },
): Promise<FeedRow[]> {
  return sql<FeedRow[]>`
    select ${sql.unsafe(columns)}
    from feed where seq > ${after}::bigint and seq <= ${upTo}::bigint and (body is null
      or coalesce(area_code, '') ^@ any (${[...areas]}::text[]) or was_area_code ^@ any (${[...areas]}::text[])
      or topic in ('wall', 'emergency', 'patrol') and exists (select from unnest(${[...areas]}::text[]) own where own ^@ feed.area_code))
    order by seq limit ${most}`;
}

/** The oldest number that is kept; null while the feed is empty. */
export async function oldestKept(sql: Database): Promise<number | null> {
  const [row] = await sql<[{ seq: number | null }]>`select min(seq)::float8 as seq from feed`;
  return row.seq;
}

/** Removes what is older than three days, but for the newest row, by which a screen knows that it missed nothing. */
export async function trimFeed(sql: Database): Promise<void> {
  await sql`delete from feed where happened_at < now() - make_interval(hours => ${KEPT_HOURS})
    and seq < (select max(seq) from feed)`;
}

/** A text that is another one once anything that a screen shows was written, incidents or not, or tiles changed. */
export async function findWritten(sql: Database): Promise<string> {
  const [row] = await sql<[{ written: string }]>`
    select coalesce(max(id), 0) || '/' || count(*) || '/' || (select coalesce(sum(version), 0) from tile_layer_version) as written
    from state_change`;
  return row.written;
}
