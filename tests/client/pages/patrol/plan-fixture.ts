import type {
  PatrolPlan,
  PlannedRoute,
  PlannedStop,
  PlanPoint,
  PlanResult,
  PlanSquad,
  PlanStreet,
  Unserved,
} from '../../../../server/api/patrol-plans/schema.ts';

/** A point that any squad may visit once between 20:00 and 23:00. */
export function pointOf(fields: Partial<PlanPoint> = {}): PlanPoint {
  return {
    id: 1,
    name: '南门',
    centre: [112.1, 32],
    area_code: '990106001001',
    windows: [[1200, 1380]],
    dwell_min: 5,
    wanted_visits: 1,
    gap_min: 60,
    priority: 3,
    optional: false,
    people: 1,
    squad_id: null,
    ...fields,
  };
}

export function streetOf(fields: Partial<PlanStreet> = {}): PlanStreet {
  return {
    id: 1,
    name: '站前路',
    line: [
      [112.1, 32],
      [112.11, 32],
    ],
    sides: 2,
    windows: [[1200, 1380]],
    priority: 3,
    optional: false,
    people: 1,
    squad_id: null,
    ...fields,
  };
}

/** A squad on duty from 20:00 to 01:00. */
export function squadOf(fields: Partial<PlanSquad> = {}): PlanSquad {
  return {
    shift_id: 10,
    squad_id: 1,
    name: '甲队',
    kind: 'full_time',
    mode: 'foot',
    start: [112.1, 32],
    end: [112.1, 32],
    from_min: 1200,
    to_min: 1500,
    people: 3,
    ...fields,
  };
}

/** A stop that is reached at a minute, begins so many minutes later and lasts so many. */
export function stopOf(fields: Partial<PlannedStop>, arrive_min: number, wait_min = 0, dwell_min = 5): PlannedStop {
  const begin_min = arrive_min + wait_min;
  return {
    kind: 'point',
    id: 1,
    visit: 1,
    arrive_min,
    begin_min,
    leave_min: begin_min + dwell_min,
    reversed: false,
    locked: false,
    ...fields,
  };
}

/** The route of a squad that begins at 20:00, goes to its stops one after the other and home within 10 minutes. */
export function routeOf(squad_id: number, stops: PlannedStop[], fields: Partial<PlannedRoute> = {}): PlannedRoute {
  const starts = [1200, ...stops.map(({ leave_min }) => leave_min)];
  const ends = [...stops.map(({ arrive_min }) => arrive_min), (stops.at(-1)?.leave_min ?? 1200) + 10];
  const legs = starts.map((from_min, at) => ({ from_min, to_min: ends[at]!, length_m: 100 * (at + 1), line: [] }));
  const waiting_min = stops.reduce((sum, { arrive_min, begin_min }) => sum + begin_min - arrive_min, 0);
  return { shift_id: 10, squad_id, stops, legs, length_m: 1000, moving_min: 20, dwell_min: 10, waiting_min, ...fields };
}

export function resultOf(
  routes: PlannedRoute[],
  unserved: Unserved[] = [],
  fields: Partial<PlanResult> = {},
): PlanResult {
  return {
    routes,
    unserved,
    length_m: 2000,
    wanted_count: 3,
    served_count: 3,
    longest_min: 120,
    mean_min: 100,
    differ_share: null,
    differ_cost_m: null,
    seed: 1,
    iterations: 100,
    took_ms: 50,
    ...fields,
  };
}

/** A draft of two squads and three places, planned where a result is given. */
export function planOf(result: PlanResult | null, fields: Partial<PatrolPlan> = {}): PatrolPlan {
  return {
    id: 7,
    area_code: '990106001',
    name: '周五夜巡',
    day: '2026-11-20',
    state: 'draft',
    from_plan_id: null,
    version: 1,
    squad_count: 2,
    wanted_count: result?.wanted_count ?? null,
    served_count: result?.served_count ?? null,
    length_m: result?.length_m ?? null,
    updated_at: '2026-11-20T10:00:00Z',
    input: {
      points: [pointOf(), pointOf({ id: 2, name: '北门', wanted_visits: 2 })],
      streets: [streetOf()],
      squads: [squadOf(), squadOf({ shift_id: 11, squad_id: 2, name: '乙队' })],
      settings: {
        cover_m: 30,
        evenness: 0.3,
        pairs_from_min: 1320,
        differ_nights: 3,
        differ_share: 0.3,
        seed: 1,
        seconds: 8,
      },
    },
    result,
    outdated: false,
    stale: false,
    ...fields,
  };
}
