import type { Database } from '../../db/open.ts';
import { type LoopIncident, loopColumns } from '../../loop/incident.ts';
import type { LonLat } from '../wire.ts';
import type { FollowedReport, NearbyReport } from './schema.ts';

/** The report that was sent under a key; `of_code`: without an account, and with the code of this digest. */
export async function findByKey(
  sql: Database,
  key: string,
  digest: Buffer,
): Promise<{ incident_code: string; of_code: boolean } | undefined> {
  const [row] = await sql<
    { incident_code: string; of_code: boolean }[]
  >`select * from report_of_key(${key}, ${digest})`;
  return row;
}

/** How many of these photos a report of anybody may list. */
export async function countClaimable(sql: Database, names: string[]): Promise<number> {
  const [row] = await sql<[{ count: number }]>`select photos_to_claim(${names}) as count`;
  return row.count;
}

/** What stands open within so many metres, reported since a moment, the nearest first, at most 20. */
export function listNear(
  sql: Database,
  [longitude, latitude]: LonLat,
  reach: { radius_m: number; since: Date },
): Promise<NearbyReport[]> {
  return sql<NearbyReport[]>`
    select id, category, status, iso_time(reported_at) as reported_at, distance_m, joined_count
    from reports_near(${longitude}, ${latitude}, ${reach.radius_m}, ${reach.since}) limit 20`;
}

/** Whether an incident stands open within so many metres. */
export async function isNear(
  sql: Database,
  id: number,
  [longitude, latitude]: LonLat,
  reach: Parameters<typeof listNear>[2],
) {
  const rows = await sql`
    select from reports_near(${longitude}, ${latitude}, ${reach.radius_m}, ${reach.since}) where id = ${id}`;
  return rows.length > 0;
}

/** The report that a code follows, as its reporter may see it, without their moves; undefined where there is none. */
export async function findFollowed(sql: Database, digest: Buffer): Promise<Omit<FollowedReport, 'moves'> | undefined> {
  const [row] = await sql<Omit<FollowedReport, 'moves'>[]>`
    select i.incident_code, i.category, i.title, i.status, i.version, iso_time(i.reported_at) as reported_at,
      iso_time(i.due_at) as due_at, lon_lat(i.geometry) as centre, area_names(i.area_code, i.area_code) as area_name,
      i.department, i.rating, merged_status(${digest}) as merged_status,
      (select coalesce(json_agg(json_build_object('kind', e.kind, 'happened_at', iso_time(e.happened_at), 'text', e.text,
        'own', e.own, 'rating', e.rating)), '[]') from followed_events(${digest}) e) as events
    from followed_incident(${digest}) i`;
  return row;
}

/** The incident that a code follows, as its loop needs it. */
export async function findFollowedIncident(sql: Database, digest: Buffer): Promise<LoopIncident | undefined> {
  const [row] = await sql<LoopIncident[]>`select ${loopColumns(sql)} from followed_incident(${digest}) i`;
  return row;
}

/** The sealed contact of whoever reported an incident that the caller sees; null where they gave none. */
export async function readContact(sql: Database, id: number): Promise<Buffer | null> {
  const [row] = await sql<
    { reporter_contact: Buffer | null }[]
  >`select reporter_contact from incident where id = ${id}`;
  return row?.reporter_contact ?? null;
}
