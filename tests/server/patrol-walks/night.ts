import type { PlanInput, PlannedRoute, PlannedStop } from '../../../server/api/patrol-plans/schema.ts';

/** A stop of ten minutes. */
export function stopAt(kind: 'point' | 'street', id: number, visit: number, begin_min: number): PlannedStop {
  const [arrive_min, leave_min] = [begin_min, begin_min + 10];
  return { kind, id, visit, arrive_min, begin_min, leave_min, reversed: false, locked: false };
}

const leg = (from_min: number, to_min: number, line: [number, number][]) => ({ from_min, to_min, length_m: 100, line });

/** Two points of two visits and a street, walked by squad 171 in shift 7; squad 172 is on duty, and goes nowhere. */
export function night(): { input: PlanInput; route: PlannedRoute; idle: PlannedRoute } {
  const common = {
    windows: [[1080, 1800]] as [number, number][],
    priority: 3,
    optional: false,
    people: 1,
    squad_id: null,
  };
  const point = { ...common, area_code: '990106001001001', dwell_min: 10, wanted_visits: 2, gap_min: 60 };
  const squad = { kind: 'full_time', mode: 'foot', start: [112.1, 32.004], end: null, people: 4 } as const;
  const nothing = { stops: [], legs: [], length_m: 0, moving_min: 0, dwell_min: 0, waiting_min: 0 };
  return {
    input: {
      points: [
        { ...point, id: 181, name: '花园南门', centre: [112.1018, 32.004] },
        { ...point, id: 182, name: '清河广场', centre: [112.1056, 32.0048], windows: [[1080, 1230]] },
      ],
      streets: [
        {
          ...common,
          id: 5,
          name: '清河路',
          line: [
            [112.1, 32.0036],
            [112.102, 32.0036],
          ],
          sides: 1,
        },
      ],
      squads: [
        {
          ...squad,
          shift_id: 7,
          squad_id: 171,
          name: '清河专职队',
          from_min: 1140,
          to_min: 1380,
          start: [112.1, 32.004],
        },
        {
          ...squad,
          shift_id: 8,
          squad_id: 172,
          name: '红袖章队',
          from_min: 1140,
          to_min: 1320,
          start: [112.1, 32.004],
        },
      ],
      settings: {
        ...{ cover_m: 30, evenness: 0.3, pairs_from_min: null, differ_nights: 0, differ_share: 0, seed: 1, seconds: 2 },
      },
    },
    route: {
      ...{ shift_id: 7, squad_id: 171, length_m: 400, moving_min: 8, dwell_min: 40, waiting_min: 0 },
      stops: [
        stopAt('point', 181, 1, 1150),
        stopAt('street', 5, 1, 1170),
        stopAt('point', 182, 1, 1200),
        stopAt('point', 181, 2, 1260),
      ],
      legs: [
        leg(1148, 1150, [
          [112.1, 32.004],
          [112.1018, 32.004],
        ]),
        leg(1160, 1180, [
          [112.1018, 32.004],
          [112.1, 32.0036],
          [112.102, 32.0036],
        ]),
        leg(1180, 1200, [
          [112.102, 32.0036],
          [112.1056, 32.0048],
        ]),
        leg(1210, 1260, [
          [112.1056, 32.0048],
          [112.1018, 32.004],
        ]),
      ],
    },
    idle: { shift_id: 8, squad_id: 172, ...nothing },
  };
}
