import type { Database } from '../../db/open.ts';
import { openStatusesSql } from '../../loop/moves.ts';
import { within } from '../scope.ts';
import type { LonLat } from '../wire.ts';
import type { PlanPoint, PlanSquad, PlanStreet } from './schema.ts';

/** What a plan copies, with the version by which it is later known to have changed. */
type Kept<Part> = Omit<Part, 'windows'> & { window_start: string; window_end: string; version: number };
export type KeptPoint = Kept<PlanPoint>;
export type KeptStreet = Kept<PlanStreet>;
/** A shift and its squad; times are local `HH:MM`. */
export interface KeptShift extends Omit<PlanSquad, 'from_min' | 'to_min'> {
  day: string;
  starts_at: string;
  ends_at: string;
  version: number;
}

/** Which of an area's points or streets: those of these numbers, or null: all. */
interface Wanted {
  area_code: string;
  ids: readonly number[] | null;
  limit: number;
}

const wanted = (sql: Database, { area_code, ids, limit }: Wanted) => sql`
  where ${within(sql, 't.area_code', area_code)} ${ids === null ? sql`` : sql`and t.id = any (${[...ids]}::int[])`}
  order by t.area_code, t.id limit ${limit}`;

const window = (sql: Database) => sql`to_char(t.window_start, 'HH24:MI') as window_start,
  to_char(t.window_end, 'HH24:MI') as window_end, t.priority, t.optional, t.people, t.squad_id, t.version`;

/** Patrol points of an area, in order of area code and id. */
export function listKeptPoints(sql: Database, which: Wanted): Promise<KeptPoint[]> {
  return sql<KeptPoint[]>`
    select t.id, t.name, lon_lat(t.geometry) as centre, t.area_code, t.dwell_min, t.wanted_visits, t.gap_min, ${window(sql)}
    from patrol_point t ${wanted(sql, which)}`;
}

/** Must-pass streets of an area, in order of area code and id. */
export function listKeptStreets(sql: Database, which: Wanted): Promise<KeptStreet[]> {
  return sql<KeptStreet[]>`
    select t.id, t.name, ST_AsGeoJSON(t.geometry, 7)::jsonb -> 'coordinates' as line, t.sides, ${window(sql)}
    from patrol_street t ${wanted(sql, which)}`;
}

/** Shifts by number, those that the caller sees; a squad without a start begins in the middle of its area. */
export function listKeptShifts(sql: Database, ids: readonly number[]): Promise<KeptShift[]> {
  return sql<KeptShift[]>`
    select s.id as shift_id, q.id as squad_id, q.name, q.kind, q.mode,
      lon_lat(coalesce(q.start_at, a.label_point)) as start,
      case when not q.ends_anywhere then lon_lat(coalesce(q.end_at, q.start_at, a.label_point)) end as end,
      s.day::text as day, to_char(s.starts_at, 'HH24:MI') as starts_at, to_char(s.ends_at, 'HH24:MI') as ends_at, s.people,
      s.version + q.version as version
    from patrol_shift s join squad q on q.id = s.squad_id join area a on a.area_code = q.area_code
    where s.id = any (${[...ids]}::int[]) order by s.day, s.starts_at, q.id`;
}

/** The last shift of a day of each of these squads that has one. */
export async function listShiftsOf(sql: Database, squadIds: readonly number[], day: string): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    select distinct on (squad_id) id from patrol_shift where squad_id = any (${[...squadIds]}::int[]) and day = ${day}::date
    order by squad_id, starts_at desc`;
  return rows.map(({ id }) => id);
}

/** Versions of what a plan copied, as they are now: `point:12`, `street:3`, `shift:7`. What is no more is not among them. */
export function listVersions(
  sql: Database,
  areaCode: string,
  taken: { points: readonly number[] | null; streets: readonly number[] | null; shifts: readonly number[] },
): Promise<{ key: string; version: number }[]> {
  const part = (table: string, name: string, ids: readonly number[] | null) => sql`
    select ${name}::text || ':' || t.id as key, t.version from ${sql(table)} t
    where ${ids === null ? within(sql, 't.area_code', areaCode) : sql`t.id = any (${[...ids]}::int[])`}`;
  return sql`${part('patrol_point', 'point', taken.points)}
    union all ${part('patrol_street', 'street', taken.streets)}
    union all select 'shift:' || s.id, s.version + q.version from patrol_shift s join squad q on q.id = s.squad_id
      where s.id = any (${[...taken.shifts]}::int[])`;
}

/** An incident as a place where a squad is sent. */
export interface SentIncident {
  id: number;
  incident_code: string;
  category: string;
  area_code: string | null;
  centre: LonLat;
  /** About persons at home. */
  at_home: boolean;
  /** Still to be dealt with. */
  open: boolean;
}

/** An incident whose place the caller sees; undefined for any other. */
export async function findSentIncident(sql: Database, id: number): Promise<SentIncident | undefined> {
  const [row] = await sql<SentIncident[]>`
    select id, incident_code, category, area_code, lon_lat(geometry) as centre, is_about_home(category) as at_home,
      status in ${sql.unsafe(openStatusesSql)} as open
    from incident_place where id = ${id}`;
  return row;
}
