import { copyParts, type Taken } from '../../../server/api/patrol-plans/copying.ts';
import type { PlanInput, PlannedRoute, PlanResult } from '../../../server/api/patrol-plans/schema.ts';
import { usualSettings } from '../../../server/api/patrol-plans/schema.ts';
import type { PatrolGround } from '../../../server/planning/patrol/ground.ts';
import { planPatrol } from '../../../server/planning/patrol/plan.ts';
import { patrolGround } from '../../../server/planning/patrol/road-ground.ts';
import { buildGraph } from '../../../server/roads/build.ts';
import type { RoadRow } from '../../../server/roads/road-graph.ts';
import type { Random } from '../../../server/simulator/random.ts';
import { insertRows, nextId, type Value } from './bulk.ts';
import type { Life } from './context.ts';
import { addDays } from './days.ts';

/** Nights before today that were planned and walked. */
const NIGHTS = 5;
/** Rounds of the planner: enough for a sound plan, and always the same one. */
const ITERATIONS = 300;
/** When a night begins: a shift that begins earlier is a day's. */
const EVENING = '18:00';
/** Share of stops that a squad checks in at, and of squads that break off somewhere. */
const CHECKED_SHARE = 0.93;
const BREAKS_OFF_SHARE = 0.1;
/** Check-ins by the sign of the place; the others by hand. */
const BY_CODE_SHARE = 0.6;

interface Night {
  area_code: string;
  day: string;
  input: PlanInput;
  taken: Taken;
  result: PlanResult;
}
interface Rows {
  plans: Value[][];
  walks: Value[][];
  checkIns: Value[][];
}

/**
 * Plans of the last nights, as the planner makes them with the usual settings, each another than the three before it, and what squads checked in of them: some stops were passed by, some
 * squads broke off. Nobody walks now.
 */
export async function fillNights(life: Life): Promise<void> {
  const { sql, today } = life;
  const random = life.random.fork('patrol-nights');
  const rows: Rows = { plans: [], walks: [], checkIns: [] };
  const next = { plan: await nextId(sql, 'patrol_plan'), walk: await nextId(sql, 'patrol_walk') };
  const ground = await patrolGround(buildGraph(await readRoads(life)), ['foot', 'bicycle']);
  for (const area_code of new Set(life.communities.map(({ area }) => holderOf(life, area.area_code)))) {
    const before: PlannedRoute[][] = [];
    for (let back = NIGHTS; back > 0; back--) {
      const night = await planNight(life, ground, { area_code, day: addDays(today, -back) }, before);
      if (!night) continue;
      before.unshift(night.result.routes);
      addRows(life, random.fork(`${area_code} ${night.day}`), night, next, rows);
    }
  }
  await writeRows(life, rows);
}

/** The area of the level above, whose leader plans for all of it. */
function holderOf({ ground }: Life, code: string): string {
  const above = ground.areas.map(({ area_code }) => area_code).filter((each) => code.startsWith(each) && each !== code);
  return above.sort((a, b) => b.length - a.length)[0] ?? code;
}

/** Roads as the server's loader reads them. */
function readRoads({ sql }: Life): Promise<RoadRow[]> {
  return sql<RoadRow[]>`
    select id, kind, name, oneway, foot, bicycle, motor, ST_AsGeoJSON(geometry, 9)::json -> 'coordinates' as lines from road order by id`;
}

/** The plan of a night for all squads on duty then; undefined where there are none. */
async function planNight(
  { sql }: Life,
  ground: PatrolGround,
  { area_code, day }: Pick<Night, 'area_code' | 'day'>,
  before: readonly PlannedRoute[][],
): Promise<Night | undefined> {
  const shifts = await sql<{ id: number }[]>`
    select min(id) as id from patrol_shift
    where day = ${day}::date and starts_at >= ${EVENING}::time and starts_with(area_code, ${area_code})
    group by squad_id order by squad_id`;
  if (shifts.length === 0) return undefined;
  const shift_ids = shifts.map(({ id }) => id);
  const parts = await copyParts(sql, { area_code, day, shift_ids, point_ids: null, street_ids: null });
  const { taken, ...copied } = parts;
  const input = { ...copied, settings: usualSettings };
  const compared = before.slice(0, usualSettings.differ_nights);
  const result = await planPatrol(input, ground, { before: compared, iterations: ITERATIONS });
  return { area_code, day, input, taken, result: { ...result, took_ms: 0 } };
}

function addRows(life: Life, random: Random, night: Night, next: { plan: number; walk: number }, rows: Rows): void {
  const { area_code, day, input, taken, result } = night;
  const plan = next.plan++;
  const at = (minute: number) => new Date(life.clock.instant(day, minute)).toISOString();
  const name = `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日夜巡`;
  rows.plans.push([
    ...[plan, area_code, name, day, 'issued', JSON.stringify(input), JSON.stringify(result), JSON.stringify(taken)],
    ...[at(16 * 60), at(16 * 60)],
  ]);
  for (const route of result.routes) {
    const squad = input.squads.find(({ squad_id }) => squad_id === route.squad_id)!;
    if (route.stops.length === 0) continue;
    const walk = next.walk++;
    const span = [at(squad.from_min), at(squad.to_min)];
    rows.walks.push([walk, plan, squad.squad_id, squad.shift_id, area_code, ...span, JSON.stringify(route)]);
    const last = random.chance(BREAKS_OFF_SHARE) ? random.integer(0, route.stops.length - 1) : route.stops.length;
    for (const { kind, id, visit, begin_min } of route.stops.slice(0, last)) {
      if (!random.chance(CHECKED_SHARE)) continue;
      const moment = life.clock.instant(day, begin_min + random.between(0.2, 4));
      if (moment > life.now) continue;
      const held = (kind === 'point' ? input.points.find((each) => each.id === id)?.area_code : null) ?? area_code;
      const [point, street] = kind === 'point' ? [id, null] : [null, id];
      const way = random.chance(BY_CODE_SHARE) ? 'code' : 'button';
      const made = new Date(moment).toISOString();
      rows.checkIns.push([keyOf(random), walk, held, point, street, visit, made, made, way]);
    }
  }
}

async function writeRows({ sql }: Life, { plans, walks, checkIns }: Rows): Promise<void> {
  const plan = {
    id: 'int',
    area_code: 'text',
    name: 'text',
    day: 'date',
    state: 'text',
    input: 'jsonb',
    result: 'jsonb',
  };
  const moments = { updated_at: 'timestamptz', issued_at: 'timestamptz' };
  await insertRows(sql, 'patrol_plan', { ...plan, taken: 'jsonb', ...moments }, plans);
  const walk = { id: 'int', plan_id: 'int', squad_id: 'int', shift_id: 'int', area_code: 'text' };
  const span = { starts_at: 'timestamptz', ends_at: 'timestamptz' };
  await insertRows(sql, 'patrol_walk', { ...walk, ...span, route: 'jsonb' }, walks);
  const stop = { key: 'uuid', walk_id: 'int', area_code: 'text', point_id: 'int', street_id: 'int', visit: 'int' };
  const made = { at: 'timestamptz', received_at: 'timestamptz', way: 'text' };
  await insertRows(sql, 'patrol_check_in', { ...stop, ...made }, checkIns);
}

/** A number as a phone makes one for each check-in, in the form of a UUID. */
function keyOf(random: Random): string {
  const hex = Array.from({ length: 32 }, () => random.integer(0, 15).toString(16)).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}
