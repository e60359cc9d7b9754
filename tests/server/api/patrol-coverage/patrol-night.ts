import type { PlanInput, PlannedRoute, PlannedStop, PlanResult } from '../../../../server/api/patrol-plans/schema.ts';
import type { LonLat } from '../../../../server/api/wire.ts';
import type { Database } from '../../../../server/db/open.ts';
import { townArea, townId } from '../../../fixtures/town.ts';

/** The night of these tests. */
export const day = '2026-05-18';
/** Numbers of the night's plan, walk and shift. */
export const night = { plan: 601, walk: 602, shift: 603 } as const;
const { gate, square } = townId.patrolPoint;

/** 清河路 lies on this parallel, and 30 m are so many degrees of it. */
const roadLat = 32.0036;
const points = [
  { id: gate, centre: [112.1018, 32.0036] as LonLat },
  { id: square, centre: [112.1056, 32.0036] as LonLat },
];

function stop(id: number, begin_min: number): PlannedStop {
  return {
    ...{ kind: 'point', id, visit: 1, arrive_min: begin_min, begin_min, leave_min: begin_min + 5 },
    ...{ reversed: false, locked: false },
  };
}
function leg(from_min: number, to_min: number, ...places: number[]) {
  return { from_min, to_min, length_m: 0, line: places.map((longitude): LonLat => [longitude, roadLat]) };
}

/** From the west end of 清河路 to the gate at 20:05, on to the square at 21:05, and back to the middle. */
export const route: PlannedRoute = {
  ...{ shift_id: night.shift, squad_id: townId.squad.fullTime },
  ...{ stops: [stop(gate, 1205), stop(square, 1265)] },
  legs: [leg(1200, 1205, 112.1, 112.1018), leg(1260, 1265, 112.1018, 112.1056), leg(1270, 1274, 112.1056, 112.1042)],
  ...{ length_m: 0, moving_min: 14, dwell_min: 10, waiting_min: 50 },
};

/** What the plan was made of, as far as coverage reads it. */
export const input = {
  points,
  streets: [],
  squads: [],
  settings: { cover_m: 30 },
} as unknown as PlanInput;
export const result = { routes: [route] } as PlanResult;

/** Writes the night: a plan over the street with one walk of a shift. */
export async function insertNight(
  sql: Database,
  { state = 'issued', purpose = 'routine' }: { state?: string; purpose?: string } = {},
): Promise<void> {
  await sql`insert into patrol_shift (id, squad_id, day, starts_at, ends_at, people, purpose, purpose_reason) overriding system value
    values (${night.shift}, ${townId.squad.fullTime}, ${day}, '20:00', '23:00', 4, ${purpose},
      ${purpose === 'routine' ? null : '节日值守'})`;
  await sql`insert into patrol_plan (id, area_code, name, day, state, input, result) overriding system value
    values (${night.plan}, ${townArea.street}, '夜巡', ${day}, ${state}, ${sql.json(input as never)}, ${sql.json(result as never)})`;
  await sql`insert into patrol_walk (id, plan_id, squad_id, shift_id, area_code, starts_at, ends_at, route) overriding system value
    values (${night.walk}, ${night.plan}, ${townId.squad.fullTime}, ${night.shift}, ${townArea.street},
      ${`${day}T20:00:00+08:00`}, ${`${day}T23:00:00+08:00`}, ${sql.json(route as never)})`;
}

/** Checks in at a point, at a local time of the night. */
export async function checkIn(sql: Database, id: number, time: string): Promise<void> {
  await sql`insert into patrol_check_in (key, walk_id, area_code, point_id, visit, at, way)
    values (gen_random_uuid(), ${night.walk}, ${townArea.northWest}, ${id}, 1, ${`${day}T${time}:00+08:00`}, 'button')`;
}

/** Lets the squad's phone say where it was: along 机床路 from the crossing southwards, a fix every 15 s, 20 m on. */
export async function insertTrack(sql: Database): Promise<void> {
  await sql`insert into patrol_track (walk_id, area_code, recorded_at, accuracy_m, geometry)
    select ${night.walk}, ${townArea.street}, ${`${day}T22:00:00+08:00`}::timestamptz + step * interval '15 s', 8,
      ST_SetSRID(ST_MakePoint(112.1042 + 0.00003 * (step % 2), 32.0036 - step * 0.00018), 4326)
    from generate_series(0, 18) step`;
}
