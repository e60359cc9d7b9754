import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlanInput, PlanResult } from '../../../../server/api/patrol-plans/schema.ts';
import { planPatrol } from '../../../../server/planning/patrol/plan.ts';
import { at, gridTown, plan, point, squad, street } from './grid-town.ts';

const town = gridTown();
const made = (input: PlanInput, options = {}) => planPatrol(input, town, { iterations: 300, ...options });
const stopsOf = (result: PlanResult) =>
  result.routes.map(({ stops }) => stops.map(({ kind, id, visit }) => `${kind} ${id}/${visit}`));

describe('a plan', () => {
  it('tells times, ways and lengths exactly', async () => {
    const result = await made(
      plan({
        points: [point(1, at(400, 0), { windows: [[1100, 1150]] }), point(2, at(800, 0), { windows: [[1200, 1440]] })],
        squads: [squad(1, at(0, 0))],
      }),
    );
    const [route] = result.routes;
    expect(route!.stops).toEqual([
      {
        kind: 'point',
        id: 1,
        visit: 1,
        arrive_min: 1100,
        begin_min: 1100,
        leave_min: 1110,
        reversed: false,
        locked: false,
      },
      {
        kind: 'point',
        id: 2,
        visit: 1,
        arrive_min: 1115,
        begin_min: 1200,
        leave_min: 1210,
        reversed: false,
        locked: false,
      },
    ]);
    // It leaves its start so late that it need not wait at the first point.
    expect(route!.legs.map(({ from_min, to_min, length_m }) => [from_min, to_min, length_m])).toEqual([
      [1095, 1100, 400],
      [1110, 1115, 400],
      [1210, 1220, 800],
    ]);
    expect(route).toMatchObject({ length_m: 1600, moving_min: 20, dwell_min: 20, waiting_min: 85 });
    expect(result).toMatchObject({ length_m: 1600, wanted_count: 2, served_count: 2, longest_min: 125, mean_min: 125 });
    expect(result).toMatchObject({ unserved: [], differ_share: null, differ_cost_m: null });
  });

  it('ends wherever a squad is where it has no end', async () => {
    const squads = [squad(1, at(0, 0), { end: null })];
    const result = await made(plan({ points: [point(1, at(800, 0))], squads }));
    expect(result.routes[0]).toMatchObject({ length_m: 800, moving_min: 10 });
    expect(result.routes[0]!.legs).toHaveLength(1);
  });

  it('passes streets in whichever direction is shorter, both sides once each way', async () => {
    const streets = [street(7, [at(1000, 0), at(600, 0)]), street(8, [at(600, 400), at(600, 800)], { sides: 2 })];
    const result = await made(plan({ streets, squads: [squad(1, at(600, 0), { end: at(1000, 0) })] }));
    const stops = result.routes[0]!.stops;
    expect(stopsOf(result)[0]!.toSorted()).toEqual(['street 7/1', 'street 8/1', 'street 8/2']);
    expect(stops.filter(({ id }) => id === 8).map(({ visit, reversed }) => [visit, reversed])).toEqual([
      [1, false],
      [2, true],
    ]);
    expect(stops.find(({ id }) => id === 7)!.reversed).toBe(true);
    // 400 m to the street, both ways along it, 400 m back, and the other street on the way to the end.
    expect(result.length_m).toBe(2000);
    expect(result.routes[0]).toMatchObject({ moving_min: 25, dwell_min: 0 });
  });

  it('keeps the gap between visits, whichever squad makes them', async () => {
    const points = [point(1, at(100, 0), { wanted_visits: 3, gap_min: 90 })];
    const result = await made(plan({ points, squads: [squad(1, at(0, 0)), squad(2, at(200, 0))] }));
    const begins = result.routes.flatMap(({ stops }) => stops.map(({ visit, begin_min }) => ({ visit, begin_min })));
    begins.sort((a, b) => a.begin_min - b.begin_min);
    expect(begins.map(({ visit }) => visit)).toEqual([1, 2, 3]);
    for (const index of [1, 2])
      expect(begins[index]!.begin_min - begins[index - 1]!.begin_min).toBeGreaterThanOrEqual(90);
  });

  it('goes past midnight, and after the minute of pairs only with two', async () => {
    const points = [
      point(1, at(100, 0), { windows: [[1500, 1560]] }),
      point(2, at(3900, 0), { windows: [[1400, 1700]] }),
    ];
    const squads = [
      squad(1, at(100, 0), { to_min: 1800, people: 1 }),
      squad(2, at(3900, 0), { to_min: 1800, people: 2 }),
    ];
    const free = await made(plan({ points, squads }));
    expect(stopsOf(free)).toEqual([['point 1/1'], ['point 2/1']]);
    const paired = await made(plan({ points, squads }, { pairs_from_min: 1320 }));
    expect(stopsOf(paired)[0]).toEqual([]);
    expect(paired.served_count).toBe(2);
  });

  it('leaves nothing to a squad that is too small or not the one', async () => {
    const points = [point(1, at(0, 100), { people: 3 }), point(2, at(0, 200), { squad_id: 3 })];
    const squads = [squad(1, at(0, 0)), squad(2, at(4000, 4000), { people: 3 }), squad(3, at(4000, 0))];
    expect(stopsOf(await made(plan({ points, squads })))).toEqual([[], ['point 1/1'], ['point 2/1']]);
  });

  it('makes loads even when asked to', async () => {
    const points = [1, 2, 3, 4].map((id) => point(id, at(id * 300, 0), { dwell_min: 40 }));
    const squads = [squad(1, at(600, 0)), squad(2, at(500, 0))];
    const uneven = await made(plan({ points, squads }));
    const even = await made(plan({ points, squads }, { evenness: 0.9 }));
    expect(even.longest_min - even.mean_min).toBeLessThan(uneven.longest_min - uneven.mean_min);
    expect(even.longest_min).toBeLessThan(120);
  });

  it('puts priority before number', async () => {
    const points = [
      point(1, at(1000, 0), { priority: 5, dwell_min: 200 }),
      ...[2, 3, 4].map((id) => point(id, at(100 * id, 0), { dwell_min: 70 })),
    ];
    const result = await made(plan({ points, squads: [squad(1, at(0, 0), { to_min: 1350 })] }));
    expect(stopsOf(result)).toEqual([['point 1/1']]);
    expect(result.unserved.map(({ id }) => id)).toEqual([2, 3, 4]);
  });

  it('is the same again from its seed and iterations', async () => {
    const points = Array.from({ length: 14 }, (_, id) => point(id + 1, at((id * 731) % 3000, (id * 397) % 3000)));
    const squads = [squad(1, at(0, 0)), squad(2, at(2000, 2000))];
    const input = plan({ points, squads });
    const first = await made(input, { iterations: 120 });
    const again = await made(
      { ...input, settings: { ...input.settings, seed: first.seed } },
      { iterations: first.iterations },
    );
    expect({ ...again, took_ms: 0 }).toEqual({ ...first, took_ms: 0 });
  });

  it('tells how far it is, and stops when it is told to', async () => {
    const states: string[] = [];
    const input = plan({ points: [point(1, at(100, 0))], squads: [squad(1, at(0, 0))] });
    await made(input, { progress: ({ state }: { state: string }) => states.push(state) });
    expect([...new Set(states)]).toEqual(['matrix', 'solving', 'explaining']);
    await expect(made(input, { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
  });

  it('refuses a squad that gets nowhere', async () => {
    const input = plan({ points: [point(1, at(100, 0))], squads: [squad(1, at(0, 5_500))] });
    await expect(made(input)).rejects.toMatchObject({ code: 'bad_input', options: { field: 'squads' } });
    const parted = plan({ squads: [squad(1, at(0, 0), { end: at(6_500, 500) })] });
    await expect(made(parted)).rejects.toThrow('No way leads 1队 from its start to its end');
  });

  it('serves or explains everything, whatever is asked', async () => {
    const places = fc.tuple(fc.integer({ min: -400, max: 4_400 }), fc.integer({ min: 0, max: 4_000 }));
    const wanted = fc.record({
      place: places,
      from: fc.integer({ min: 1000, max: 1500 }),
      wide: fc.integer({ min: 0, max: 300 }),
      wanted_visits: fc.integer({ min: 1, max: 3 }),
      gap_min: fc.integer({ min: 0, max: 120 }),
      people: fc.integer({ min: 1, max: 4 }),
      optional: fc.boolean(),
      priority: fc.integer({ min: 1, max: 5 }),
      squad_id: fc.option(fc.integer({ min: 1, max: 3 })),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(wanted, { minLength: 1, maxLength: 8 }), async (wishes) => {
        const points = wishes.map(({ place, from, wide, ...wish }, index) =>
          point(index + 1, at(...place), { ...wish, windows: [[from, from + wide]] }),
        );
        const squads = [squad(1, at(0, 0)), squad(2, at(3000, 3000), { end: null, people: 1, mode: 'bicycle' })];
        const result = await made(plan({ points, squads }, { pairs_from_min: 1380 }), { iterations: 40 });
        const told = [
          ...result.routes.flatMap(({ stops }) => stops.map(({ id, visit }) => `${id}/${visit}`)),
          ...result.unserved.flatMap(({ id, visits }) => visits.map((visit) => `${id}/${visit}`)),
        ];
        const asked = points.flatMap(({ id, wanted_visits }) =>
          Array.from({ length: wanted_visits }, (_, index) => `${id}/${index + 1}`),
        );
        expect(told.toSorted()).toEqual(asked.toSorted());
        for (const stop of result.routes.flatMap(({ stops }) => stops)) {
          const [from, to] = points[stop.id - 1]!.windows[0]!;
          expect(stop.begin_min).toBeGreaterThanOrEqual(from);
          expect(stop.begin_min).toBeLessThanOrEqual(to);
        }
      }),
      { numRuns: 60, seed: 7 },
    );
  });
});
