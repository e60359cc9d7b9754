import { digestOf } from '../../server/access/credential.ts';
import type { Database } from '../../server/db/open.ts';
import { townArea, townNow } from '../fixtures/town.ts';
import { insertRows } from '../fixtures/town-rows.ts';

/** What stands on the printed sheet of a walk of the matrix. */
export const passOfMatrix = (walkId: number) => `matrix-pass-of-walk-${walkId}`;

const areas = [
  { id: 581, area_code: townArea.north },
  { id: 582, area_code: townArea.south },
  { id: 583, area_code: townArea.street },
] as const;

/**
 * Writes a squad with a shift on the first of May, a handed-over note, a street that must be passed, an issued plan and its walk: 581 in the north
 * community (inside), 582 in the south (outside), 583 over the street (above; its street lies in the south). The walks go on at the town's noon.
 */
export async function insertPatrols(sql: Database): Promise<void> {
  await insertRows(
    sql,
    'squad',
    areas.map(({ id, area_code }) => ({ id, area_code, kind: 'full_time', name: `${id}队`, member_count: 4 })),
  );
  await insertRows(
    sql,
    'patrol_street',
    areas.map(({ id }) => {
      const latitude = id === 581 ? 32.005 : 32.002;
      return {
        id,
        name: `路段${id}`,
        geometry: `SRID=4326;LINESTRING(112.1005 ${latitude}, 112.1035 ${latitude})`,
      };
    }),
  );
  await sql`insert into patrol_shift (id, squad_id, day, starts_at, ends_at, people) overriding system value
    select id, id, '2026-05-01', '20:00', '23:00', 4 from squad where id in (581, 582, 583)`;
  await sql`insert into patrol_handover (shift_id, body) select id, '路灯不亮' from patrol_shift where id in (581, 582, 583)`;
  const input = {
    points: [],
    streets: [],
    squads: [],
    settings: {
      ...{ cover_m: 30, evenness: 0.5, pairs_from_min: null, differ_nights: 0, differ_share: 0, seed: 1, seconds: 2 },
    },
  };
  await sql`insert into patrol_plan (id, area_code, name, day, state, input) overriding system value
    select id, area_code, '计划' || id, day, 'issued', ${sql.json(input)} from patrol_shift where id in (581, 582, 583)`;
  await insertRows(sql, 'patrol_plan', [
    { id: 591, area_code: townArea.north, name: '草案591', day: '2026-05-01', input: JSON.stringify(input) },
    { id: 592, area_code: townArea.south, name: '草案592', day: '2026-05-01', input: JSON.stringify(input) },
  ]);
  const now = (await townNow(sql)).getTime();
  const route = {
    ...{ shift_id: 0, squad_id: 0, stops: [], legs: [], length_m: 0, moving_min: 0, dwell_min: 0, waiting_min: 0 },
  };
  await insertRows(
    sql,
    'patrol_walk',
    areas.map(({ id, area_code }) => ({
      ...{ id, plan_id: id, squad_id: id, shift_id: id, area_code, pass_digest: digestOf(passOfMatrix(id)) },
      starts_at: new Date(now - 3_600_000),
      ends_at: new Date(now + 3_600_000),
      route: JSON.stringify(route),
    })),
  );
  // Deleted, to be brought back: one in the north and one in the south.
  await sql`insert into patrol_point (id, name, geometry) overriding system value
    values (584, '北门', 'SRID=4326;POINT(112.1016 32.0052)'), (585, '南门', 'SRID=4326;POINT(112.1016 32.0014)')`;
  await sql`delete from patrol_point where id in (584, 585)`;
  // Handed over as text, which the driver made a JSON string of.
  await sql`update patrol_plan set input = (input #>> '{}')::jsonb where jsonb_typeof(input) = 'string'`;
  await sql`update patrol_walk set route = (route #>> '{}')::jsonb where jsonb_typeof(route) = 'string'`;
}
