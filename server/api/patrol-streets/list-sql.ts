import type { Database } from '../../db/open.ts';
import type { LonLat } from '../wire.ts';
import type { StreetFields } from './bodies.ts';

type Row = StreetFields & { name: string; line: LonLat[] };
/** Lines of one name whose middles are nearer than this are one, degrees: some 30 m. */
const SAME = 0.0003;

/** Rows `g` of streets, with their line as `geometry`. */
function given(sql: Database, rows: readonly Row[]) {
  const plain = rows.map(({ line, ...row }) => ({ ...row, line: { type: 'LineString', coordinates: line } }));
  return sql`(select row_number() over () as position, r.*, ST_SetSRID(ST_GeomFromGeoJSON(r.line), 4326) as geometry
    from jsonb_to_recordset(${sql.json(plain as never)}) as r (name text, line text, squad_id int, sides int,
      window_start time, window_end time, priority int, optional boolean, people int)) g`;
}

/** The grid of the middle of each street, in order; null outside every grid. */
export async function areasOfStreets(sql: Database, rows: readonly Row[]): Promise<(string | null)[]> {
  const found = await sql<{ area_code: string | null }[]>`
    select grid_at(ST_LineInterpolatePoint(g.geometry, 0.5)) as area_code from ${given(sql, rows)} order by g.position`;
  return found.map(({ area_code }) => area_code);
}

/** Whether there is a street of the name at the place, in order. */
export async function knownStreets(sql: Database, rows: readonly Row[]): Promise<boolean[]> {
  const found = await sql<{ known: boolean }[]>`
    select exists (select from patrol_street p where p.geometry && ST_Expand(g.geometry, ${SAME}) and p.name = g.name
      and ST_Distance(ST_LineInterpolatePoint(p.geometry, 0.5), ST_LineInterpolatePoint(g.geometry, 0.5)) < ${SAME}) as known
    from ${given(sql, rows)} order by g.position`;
  return found.map(({ known }) => known);
}

/** Writes streets, with what new ones have where nothing is said, in one statement. */
export async function insertStreets(sql: Database, rows: readonly Row[]): Promise<void> {
  await sql`insert into patrol_street (squad_id, name, sides, window_start, window_end, priority, optional, people, geometry)
    select g.squad_id, g.name, coalesce(g.sides, 1), coalesce(g.window_start, '18:00'), coalesce(g.window_end, '06:00'),
      coalesce(g.priority, 3), coalesce(g.optional, false), coalesce(g.people, 1), g.geometry
    from ${given(sql, rows)} order by g.position`;
}
