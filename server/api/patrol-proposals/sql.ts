import type { Database } from '../../db/open.ts';
import type { Happenings } from '../../statistics/hot-spots.ts';
import { addDays } from '../calendar.ts';
import { within } from '../scope.ts';
import type { LonLat } from '../wire.ts';

/** What was reported in an area, and the categories that it counts by. */
export interface Reported extends Happenings {
  categories: string[];
}

/**
 * Incidents that were reported in an area on some days, both included: where, at which minute of the local day, and of what category. What
 * is about persons at home is no matter for a patrol and left out; so is what was merged into another or withdrawn.
 */
export async function readReported(
  sql: Database,
  { area_code, from, to }: { area_code: string; from: string; to: string },
  timeZone: string,
): Promise<Reported> {
  const [row] = await sql<[{ lon: number[]; lat: number[]; minute: number[]; category: string[] }]>`
    select coalesce(json_agg(ST_X(geometry)), '[]') as lon, coalesce(json_agg(ST_Y(geometry)), '[]') as lat,
      coalesce(json_agg(minute), '[]') as minute, coalesce(json_agg(category), '[]') as category
    from (
      select i.geometry, i.category,
        (date_part('hour', i.reported_at at time zone ${timeZone}) * 60
          + date_part('minute', i.reported_at at time zone ${timeZone}))::int as minute
      from incident_place i
      where ${within(sql, 'i.area_code', area_code)} and not is_about_home(i.category)
        and i.status not in ('merged', 'withdrawn')
        and i.reported_at >= (select ${from}::date::timestamp at time zone ${timeZone})
        and i.reported_at < (select ${addDays(to, 1)}::date::timestamp at time zone ${timeZone})
      order by i.id) reported`;
  const categories = [...new Set(row.category)].sort();
  return {
    place: Float64Array.from(row.lon.flatMap((longitude, at) => [longitude, row.lat[at]!])),
    minute: Int16Array.from(row.minute),
    category: Int16Array.from(row.category, (each) => categories.indexOf(each)),
    categories,
  };
}

/** The nearest patrol point of each place, in their order; null where none is nearer than `radius_m`. */
export async function nearestPoints(
  sql: Database,
  places: readonly LonLat[],
  radius_m: number,
): Promise<(number | null)[]> {
  if (places.length === 0) return [];
  const rows = await sql<{ id: number | null }[]>`
    select (select p.id from patrol_point p
        where p.geometry && ST_Expand(place, ${radius_m}::float8 / 100000 / cos(radians(ST_Y(place))), ${radius_m}::float8 / 110000)
          and ST_DWithin(p.geometry::geography, place::geography, ${radius_m}::float8)
        order by ST_Distance(p.geometry::geography, place::geography), p.id limit 1) as id
    from unnest(${places.map(([lon]) => lon)}::float8[], ${places.map(([, lat]) => lat)}::float8[]) with ordinality
        as given (lon, lat, position)
      cross join lateral (select ST_SetSRID(ST_MakePoint(lon, lat), 4326) as place) at
    order by position`;
  return rows.map(({ id }) => id);
}
