import type { PatrolPlan, PlanResult } from '../../server/api/patrol-plans/schema.ts';
import { createApp } from '../../server/app.ts';
import type { Database } from '../../server/db/open.ts';
import { PlanRuns } from '../../server/planning/runs.ts';
import { townArea, townId, townNow } from '../fixtures/town.ts';
import type { TownLogin } from '../fixtures/town-accounts.ts';
import { stopAt } from '../server/patrol-walks/night.ts';
import { type AskedApp, signedIn } from './app.ts';
import { ask, fakeTiles, send, testConfig } from './fakes.ts';
import { testSealer } from './sealer.ts';

/** The day of the town, `YYYY-MM-DD`; its clock stands at noon, minute 720. */
export async function townDay(sql: Database): Promise<string> {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(await townNow(sql));
}

/** The app at a moment so many minutes after the town's noon, asked as an account or as nobody. */
export async function patrolApp(
  sql: Database,
  {
    login = 'street',
    after_min = 0,
    runs,
    timeZone = testConfig.timeZone,
  }: { login?: TownLogin | null; after_min?: number; runs?: PlanRuns; timeZone?: string } = {},
): Promise<AskedApp> {
  const now = new Date((await townNow(sql)).getTime() + after_min * 60_000);
  const options = { sql, config: { ...testConfig, timeZone }, tiles: fakeTiles(), sealer: testSealer, now: () => now };
  const app = createApp({ ...options, planRuns: runs ?? new PlanRuns() });
  return login === null ? app : signedIn(app, login);
}

/** Shifts of the town's two squads from 11:00 to 14:00: 71 of the full-time one, 72 of the volunteers. */
export async function insertShifts(sql: Database, purpose: 'routine' | 'safety' = 'routine'): Promise<void> {
  const day = await townDay(sql);
  const reason = purpose === 'routine' ? null : '节日安保';
  const { fullTime, volunteer } = townId.squad;
  await sql`insert into patrol_shift (id, squad_id, day, starts_at, ends_at, people, purpose, purpose_reason) overriding system value
    values (71, ${fullTime}, ${day}, '11:00', '14:00', 4, ${purpose}, ${reason}),
      (72, ${volunteer}, ${day}, '11:00', '14:00', 2, 'routine', null)`;
  await sql`update patrol_point set window_start = '10:00', window_end = '16:00'`;
}

/** A result of the town's plan: the full-time squad goes to the gate at 11:30 and at 12:40, and to the square at 12:10. */
export function townResult(): PlanResult {
  const { fullTime, volunteer } = townId.squad;
  const { gate, square } = townId.patrolPoint;
  const atGate: [number, number] = [112.1018, 32.004];
  const atSquare: [number, number] = [112.1056, 32.0048];
  const leg = (from_min: number, to_min: number, line: [number, number][]) => ({
    from_min,
    to_min,
    length_m: 370,
    line,
  });
  const route = {
    ...{ shift_id: 71, squad_id: fullTime, length_m: 1110, moving_min: 20, dwell_min: 30, waiting_min: 0 },
    stops: [stopAt('point', gate, 1, 690), stopAt('point', square, 1, 730), stopAt('point', gate, 2, 760)],
    legs: [leg(689, 690, [atGate, atGate]), leg(700, 730, [atGate, atSquare]), leg(740, 760, [atSquare, atGate])],
  };
  const idle = {
    shift_id: 72,
    squad_id: volunteer,
    stops: [],
    legs: [],
    length_m: 0,
    moving_min: 0,
    dwell_min: 0,
    waiting_min: 0,
  };
  return {
    ...{ routes: [route, idle], unserved: [], length_m: 1110, wanted_count: 4, served_count: 3, longest_min: 50 },
    ...{ mean_min: 25, differ_share: null, differ_cost_m: null, seed: 1, iterations: 10, took_ms: 5 },
  };
}

/** A draft over the north community for the town's day with both shifts, not planned. */
export async function draftPlan(sql: Database): Promise<PatrolPlan> {
  await insertShifts(sql);
  const body = { area_code: townArea.north, day: await townDay(sql), name: '午间巡逻', shift_ids: [71, 72] };
  return (await send(await patrolApp(sql), 'POST', '/api/patrol-plans', body)).body as PatrolPlan;
}

/** Gives a draft a result, as planning does. */
export async function planned(sql: Database, id: number, result: PlanResult = townResult()): Promise<void> {
  await sql`update patrol_plan set result = ${sql.json(result as never)} where id = ${id}`;
}

/** A plan in force, and the pass of its only walk. */
export async function issuedPlan(sql: Database): Promise<{ plan: PatrolPlan; pass: string }> {
  const { id } = await draftPlan(sql);
  await planned(sql, id);
  const app = await patrolApp(sql);
  const plan = (await send(app, 'POST', `/api/patrol-plans/${id}/issue`, {})).body as PatrolPlan;
  return { plan, pass: await passOf(sql, id) };
}

/** The pass of the first walk of a plan. */
export async function passOf(sql: Database, id: number): Promise<string> {
  const { body } = await ask(await patrolApp(sql), `/api/patrol-plans/${id}/sheets`);
  return (body as { walks: { pass: string }[] }).walks[0]!.pass;
}
