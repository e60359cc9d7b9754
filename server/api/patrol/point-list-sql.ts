import type { Database } from '../../db/open.ts';
import type { LonLat } from '../wire.ts';
import type { PointFields } from './bodies.ts';

type Row = PointFields & { name: string; centre: LonLat };
/** Places of one name that are nearer than this are one, degrees: some 30 m. */
const SAME = 0.0003;

/** Rows `g` of points, with their place as `geometry`. */
function given(sql: Database, rows: readonly Row[]) {
  const plain = rows.map(({ centre: [longitude, latitude], ...row }) => ({ ...row, longitude, latitude }));
  return sql`(select row_number() over () as position, r.*, ST_SetSRID(ST_MakePoint(r.longitude, r.latitude), 4326) as geometry
    from jsonb_to_recordset(${sql.json(plain as never)}) as r (name text, longitude float8, latitude float8, squad_id int, address text,
      window_start time, window_end time, dwell_min int, wanted_visits int, priority int, optional boolean, gap_min int, people int)) g`;
}

/** The grid of each point, in order; null outside every grid. */
export async function areasOfPoints(sql: Database, rows: readonly Row[]): Promise<(string | null)[]> {
  const found = await sql<{ area_code: string | null }[]>`
    select grid_at(g.geometry) as area_code from ${given(sql, rows)} order by g.position`;
  return found.map(({ area_code }) => area_code);
}

/** Whether there is a point of the name at the place, in order. */
export async function knownPoints(sql: Database, rows: readonly Row[]): Promise<boolean[]> {
  const found = await sql<{ known: boolean }[]>`
    select exists (select from patrol_point p
      where p.geometry && ST_Expand(g.geometry, ${SAME}) and p.name = g.name) as known
    from ${given(sql, rows)} order by g.position`;
  return found.map(({ known }) => known);
}

/** Writes points, with what new ones have where nothing is said, in one statement. */
export async function insertPoints(sql: Database, rows: readonly Row[]): Promise<void> {
  await sql`insert into patrol_point (squad_id, name, address, window_start, window_end, dwell_min, wanted_visits, priority, optional,
      gap_min, people, geometry)
    select g.squad_id, g.name, g.address, coalesce(g.window_start, '18:00'), coalesce(g.window_end, '06:00'), coalesce(g.dwell_min, 5),
      coalesce(g.wanted_visits, 1), coalesce(g.priority, 3), coalesce(g.optional, false), coalesce(g.gap_min, 60), coalesce(g.people, 1),
      g.geometry
    from ${given(sql, rows)} order by g.position`;
}
