import { describe, expect, it } from 'vitest';
import type { PlanInput, PlannedRoute, PlanResult } from '../../../../server/api/patrol-plans/schema.ts';
import { comparePlans } from '../../../../server/planning/patrol/compare.ts';
import { planPatrol } from '../../../../server/planning/patrol/plan.ts';
import {
  type PatrolCause,
  planRest,
  type RepairOptions,
  repairPatrol,
} from '../../../../server/planning/patrol/repair.ts';
import { at, gridTown, plan, point, squad, street } from './grid-town.ts';

const town = gridTown();
const squads = [squad(1, at(0, 0)), squad(2, at(0, 2_000))];
// One squad goes east along the south, the other along the north, at fixed times.
const points = [
  ...[1, 2, 3].map((id) => point(id, at(id * 400, 0), { windows: [[1080 + id * 60, 1090 + id * 60]] })),
  ...[4, 5, 6].map((id) => point(id, at((id - 3) * 400, 2_000), { windows: [[1080 + (id - 3) * 60, 1290]] })),
];
const input = plan({ points, squads });
const planned = planPatrol(input, town, { iterations: 300 });
const repaired = async (cause: PatrolCause, options: RepairOptions = {}, from: PlanInput = input) => {
  const before = from === input ? await planned : await planPatrol(from, town, { iterations: 300 });
  return { before, ...(await repairPatrol(from, before.routes, cause, town, { iterations: 300, ...options })) };
};
const idsOf = ({ routes }: PlanResult) => routes.map(({ stops }) => stops.map(({ id }) => id));

describe('a plan repaired', () => {
  it('stands on a plan of two squads', async () => {
    expect(idsOf(await planned)).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
  });

  it('gives what a squad that is out has not begun to the others, and leaves the rest alone', async () => {
    const { before, result, input: changed } = await repaired({ kind: 'squad_out', squad_id: 2, at_min: 1155 });
    expect(result.wanted_count).toBe(6);
    expect(result.served_count + result.unserved.reduce((sum, { visits }) => sum + visits.length, 0)).toBe(6);
    expect(idsOf(result)[1]).toEqual([4]);
    expect(result.routes[1]!.legs).toEqual([before.routes[1]!.legs[0]]);
    const { moved, lost } = comparePlans(before, result);
    expect(moved.every(({ from_squad_id, to_squad_id }) => from_squad_id === 2 && to_squad_id === 1)).toBe(true);
    expect(lost.map(({ id }) => id)).toEqual(result.unserved.map(({ id }) => id));
    expect(moved.length).toBeGreaterThan(0);
    expect(changed.squads.map(({ squad_id, to_min }) => [squad_id, to_min])).toEqual([
      [1, 1440],
      [2, 1155],
    ]);
  });

  it('starts each squad from where it is on its way', async () => {
    // At 1152.5 the first squad is half of the way from its first to its second point.
    const { before, result } = await repaired({ kind: 'squad_out', squad_id: 2, at_min: 1152.5 });
    expect(before.routes[0]!.legs[1]).toMatchObject({ from_min: 1150, to_min: 1155, length_m: 400 });
    const [first, second] = result.routes[0]!.legs;
    expect(first).toEqual(before.routes[0]!.legs[0]);
    expect(second!.from_min).toBe(1150);
    expect(second!.line[0]).toEqual(before.routes[0]!.legs[1]!.line[0]);
    const whole = result.routes[0]!.legs.reduce((sum, { length_m }) => sum + length_m, 0);
    expect(result.routes[0]!.length_m).toBeCloseTo(whole, 6);
  });

  it('sends somebody to an incident within 30 minutes, and moves no stop to another squad without need', async () => {
    const incident = { id: 77, name: '突发事件', centre: at(200, 300), area_code: null, dwell_min: 10 };
    const { before, result, input: changed } = await repaired({ kind: 'incident', at_min: 1160, incident });
    const stop = result.routes.flatMap(({ stops }) => stops).find(({ id }) => id === -77);
    expect(stop).toMatchObject({ kind: 'point', visit: 1 });
    expect(stop!.begin_min).toBeGreaterThanOrEqual(1160);
    expect(stop!.begin_min).toBeLessThanOrEqual(1190);
    expect(result).toMatchObject({ wanted_count: 7, served_count: 7, unserved: [] });
    expect(comparePlans(before, result)).toMatchObject({ moved: [], lost: [], gained: [{ id: -77 }], served_count: 1 });
    expect(changed.points.at(-1)).toMatchObject({ id: -77, priority: 5, windows: [[1160, 1190]] });
  });

  it('keeps what was checked in at before its time, and counts the gap from it', async () => {
    const twice = plan({
      points: [point(1, at(400, 0), { wanted_visits: 2, gap_min: 100 })],
      squads: [squad(1, at(0, 0))],
    });
    const done = [{ squad_id: 1, kind: 'point' as const, id: 1, visit: 1, at_min: 1090 }];
    const cause: PatrolCause = {
      kind: 'incident',
      at_min: 1200,
      incident: { id: 5, name: '突发', centre: at(400, 400), area_code: null, dwell_min: 10 },
    };
    const { before, result } = await repaired(cause, { done }, twice);
    const [first] = before.routes[0]!.stops;
    expect(result.routes[0]!.stops.find(({ id, visit }) => id === 1 && visit === 1)).toEqual({
      ...first,
      locked: true,
    });
    expect(result.served_count).toBe(3);
    const second = result.routes[0]!.stops.find(({ id, visit }) => id === 1 && visit === 2)!;
    expect(second.begin_min - Math.min(1200, first!.begin_min)).toBeGreaterThanOrEqual(100);
  });

  it('plans nothing again that another squad has checked in at', async () => {
    const done = [{ squad_id: 1, kind: 'point' as const, id: 6, visit: 1, at_min: 1130 }];
    const { before, result } = await repaired({ kind: 'squad_out', squad_id: 2, at_min: 1155 }, { done });
    expect(idsOf(before)[1]).toEqual([4, 5, 6]);
    expect(idsOf(result).map((ids) => ids.includes(6))).toEqual([true, false]);
    const stop = result.routes[0]!.stops.find(({ id }) => id === 6)!;
    expect(stop).toMatchObject({ begin_min: 1130, leave_min: 1130, locked: true });
    const { wanted_count, served_count, unserved } = result;
    expect([wanted_count, served_count + unserved.length]).toEqual([6, 6]);
    for (const { stops, legs } of result.routes) expect(legs.length).toBeGreaterThanOrEqual(stops.length);
    // It went on from where its own route had led it.
    expect(result.routes[0]!.length_m).toBeCloseTo(
      result.routes[0]!.legs.reduce((sum, { length_m }) => sum + length_m, 0),
      6,
    );
  });

  it('is made once more from the same minute on, and holds what was locked since', async () => {
    const { result, input: changed } = await repaired({ kind: 'squad_out', squad_id: 2, at_min: 1155 });
    const again = await planRest(changed, result.routes, 1155, town, { iterations: 300, strict: true });
    const begun = (routes: PlannedRoute[]) =>
      routes.map(({ stops }) => stops.filter(({ begin_min }) => begin_min <= 1155));
    expect(begun(again.routes)).toEqual(begun(result.routes));
    expect(begun(again.routes)[1]).toHaveLength(1);
    expect(again.routes[1]!.stops).toEqual(result.routes[1]!.stops);
    expect(again.wanted_count).toBe(6);
    for (const stop of again.routes[0]!.stops.slice(begun(again.routes)[0]!.length)) {
      expect(stop.begin_min).toBeGreaterThan(1155);
    }
    const late = {
      ...changed,
      points: changed.points.map((each) => ({ ...each, dwell_min: each.id === 2 ? 200 : 10 })),
    };
    const locked = result.routes.map((route) => ({
      ...route,
      stops: route.stops.map((stop) => ({ ...stop, locked: true })),
    }));
    await expect(planRest(late, locked, 1155, town, { iterations: 300, strict: true })).rejects.toMatchObject({
      options: { field: 'locks' },
    });
  });

  it('proposes no window in which a visit would come too soon after one that was made', async () => {
    const late = plan({
      points: [point(1, at(400, 0), { wanted_visits: 2, gap_min: 345, windows: [[2520, 2880]] })],
      squads: [squad(1, at(0, 0), { from_min: 2520, to_min: 2880 })],
    });
    const incident = { id: 5, name: '突发', centre: at(400, 400), area_code: null, dwell_min: 10 };
    const { before, result } = await repaired({ kind: 'incident', at_min: 2600, incident }, {}, late);
    expect(before.routes[0]!.stops.map(({ begin_min }) => begin_min)).toEqual([2525]);
    const remedy = { kind: 'fewer_visits', squad_id: null, minutes: null, amount: 1 };
    expect(result.unserved).toEqual([{ kind: 'point', id: 1, visits: [2], reason: 'gap', remedy }]);
  });

  it('keeps locked stops with their squad', async () => {
    const { routes } = await planned;
    const locked = routes.map((route) => ({ ...route, stops: route.stops.map((stop) => ({ ...stop, locked: true })) }));
    const incident = { id: 77, name: '突发事件', centre: at(800, 1_900), area_code: null, dwell_min: 25 };
    const { result } = await repairPatrol(input, locked, { kind: 'incident', at_min: 1160, incident }, town, {
      iterations: 300,
    });
    expect(idsOf(result)[0]!.filter((id) => id > 0)).toEqual([1, 2, 3]);
    expect(idsOf(result)[1]!.filter((id) => id > 0)).toEqual([4, 5, 6]);
  });

  it('passes the other side of a street of which one was passed', async () => {
    const streets = [
      street(9, [at(400, 0), at(800, 0)], {
        sides: 2,
        windows: [
          [1080, 1085],
          [1200, 1210],
        ],
      }),
    ];
    const split = plan({ streets, squads: [squad(1, at(0, 0))] });
    const incident = { id: 5, name: '突发', centre: at(0, 100), area_code: null, dwell_min: 10 };
    const { before, result } = await repaired({ kind: 'incident', at_min: 1120, incident }, {}, split);
    expect(before.served_count).toBe(2);
    expect(result.served_count).toBe(3);
    expect(result.routes[0]!.stops.map(({ kind, visit }) => `${kind} ${visit}`).toSorted()).toEqual([
      'point 1',
      'street 1',
      'street 2',
    ]);
  });
});
