import type { SimilarIncident } from '../api/incidents/schema.ts';
import { isOpen } from '../api/incidents/sql.ts';
import type { LonLat } from '../api/wire.ts';
import type { Database } from '../db/open.ts';

/** What may be reported twice. */
export interface Likened {
  centre: LonLat;
  category: string;
  title: string;
  now: Date;
  /** Left out of the answer: the incident itself. */
  except?: number;
  /** True: open ones only; else also what was reported within the last 72 hours. */
  openOnly?: boolean;
}

/** How far apart two reports of the same may lie, m, and how long ago a settled one may have been reported, h. */
const NEAR_M = 150;
const RECENT_H = 72;
/** At most so many are told. */
const MOST = 5;
/** Degrees of latitude in a metre; a degree of longitude is shorter, so a box that is as wide in degrees is wide enough up to 70°. */
const DEGREES_A_METRE = 1 / 111_000;
const WIDEST = 3;

/**
 * Incidents that may be the same, likeliest first: of the category, within 150 m, open or reported within 72 hours. Half of the likeness is
 * that of the words (trigrams), three tenths nearness, two tenths freshness; whose words the caller may not read has none of the first.
 */
export function similarTo(
  sql: Database,
  { centre, category, title, now, except, openOnly }: Likened,
): Promise<SimilarIncident[]> {
  const [longitude, latitude] = centre;
  const since = new Date(now.getTime() - RECENT_H * 3_600_000);
  const reach = NEAR_M * DEGREES_A_METRE;
  const point = sql`ST_SetSRID(ST_MakePoint(${longitude}, ${latitude}), 4326)`;
  // By way of the views: a row policy would keep the index of places from being used. The words are the policy's to show.
  return sql<SimilarIncident[]>`
    with place as materialized (select ${point} as point),
      around as materialized (
        select s.id from incident_shown s
        where s.geometry && ST_Expand(${point}, ${reach * WIDEST}::float8, ${reach}::float8)),
      near as materialized (
        select i.id, i.incident_code, i.category, i.status, i.reported_at,
          ST_Distance(i.geometry::geography, place.point::geography) as distance_m
        from around join incident_place i using (id), place
        where i.category = ${category} and i.status <> 'merged' and (${isOpen(sql)} ${openOnly ? sql`` : sql`or i.reported_at > ${since}`})
          and i.id is distinct from ${except ?? null}::int)
    select n.id, n.incident_code, n.category, i.title, n.status, iso_time(n.reported_at) as reported_at,
      round(n.distance_m)::int as distance_m,
      round((0.5 * coalesce(similarity(i.title, ${title}), 0) + 0.3 * (1 - n.distance_m / ${NEAR_M}::int)
        + 0.2 * greatest(0, 1 - extract(epoch from ${now}::timestamptz - n.reported_at)::float8 / ${RECENT_H * 3600}::int))::numeric, 2)::float8 as likeness
    from near n left join incident i using (id)
    where n.distance_m <= ${NEAR_M}
    order by likeness desc, n.id desc limit ${MOST}`;
}
