import { describe, expect, it } from 'vitest';
import type { PlannedRoute } from '../../../../server/api/patrol-plans/schema.ts';
import { differShare, knownWays } from '../../../../server/planning/patrol/differ.ts';
import { planPatrol } from '../../../../server/planning/patrol/plan.ts';
import { worths } from '../../../../server/planning/patrol/worth.ts';
import { at, gridTown, plan, point, squad } from './grid-town.ts';

const town = gridTown();
const points = Array.from({ length: 10 }, (_, id) =>
  point(id + 1, at((id * 731) % 3_000, (id * 1_397) % 3_000), { dwell_min: 2 }),
);
const squads = [squad(1, at(0, 0), { to_min: 1_800 }), squad(2, at(3_000, 3_000), { to_min: 1_800 })];

describe('another order than in other nights', () => {
  it('is what no night went straight from stop to stop, by length', () => {
    const stop = {
      kind: 'point' as const,
      visit: 1,
      arrive_min: 0,
      begin_min: 0,
      leave_min: 0,
      reversed: false,
      locked: false,
    };
    const leg = (length_m: number) => ({ from_min: 0, to_min: 0, length_m, line: [] });
    const route = (squad_id: number, ids: number[], lengths: number[]): PlannedRoute => ({
      ...{ shift_id: squad_id, squad_id, length_m: 0, moving_min: 0, dwell_min: 0, waiting_min: 0 },
      stops: ids.map((id) => ({ ...stop, id })),
      legs: lengths.map(leg),
    });
    const known = knownWays([[route(1, [1, 2], [100, 100, 100])], [route(2, [3, 4], [100, 100])]]);
    expect(differShare([route(1, [1, 2], [100, 100, 100])], known)).toBe(0);
    // From 2 to 1 nobody went, nor from the start to 2 or from 1 to the end.
    expect(differShare([route(1, [2, 1], [100, 100, 100])], known)).toBe(1);
    // Squad 1 may go as squad 2 went: that is foreseen as well.
    expect(differShare([route(1, [1, 3, 4], [100, 250, 150, 500])], known)).toBe(0.75);
    expect(differShare([], known)).toBeNull();
  });

  it('is reached at a stated cost', async () => {
    const input = plan({ points, squads });
    const plain = await planPatrol(input, town, { iterations: 400 });
    const settings = { ...input.settings, differ_nights: 1, differ_share: 0.5 };
    const again = await planPatrol(input, town, { iterations: 400, before: [plain.routes] });
    expect(again).toMatchObject({ differ_share: 0, differ_cost_m: 0, length_m: plain.length_m });
    const other = await planPatrol({ ...input, settings }, town, { iterations: 400, before: [plain.routes] });
    expect(other.differ_share).toBeGreaterThanOrEqual(0.5);
    expect(other.served_count).toBe(10);
    expect(other.length_m - plain.length_m).toBeCloseTo(other.differ_cost_m!, 6);
    expect(other.differ_share).toBe(differShare(other.routes, knownWays([plain.routes])));
  });
});

describe('locked stops', () => {
  it('stay with their squad and in their order', async () => {
    const input = plan({ points, squads });
    const free = await planPatrol(input, town, { iterations: 400 });
    // What the shortest plan gives to one squad is locked to the other, the other way round.
    const [first, second] = free.routes.map(({ stops }) =>
      [...stops].reverse().map((stop) => ({ ...stop, locked: true })),
    );
    const locked = free.routes.map((route, index) => ({
      ...route,
      stops: index === 0 ? second!.slice(0, 3) : first!.slice(0, 3),
    }));
    const result = await planPatrol(input, town, { iterations: 400, locked });
    for (const index of [0, 1]) {
      const kept = result.routes[index]!.stops.filter((stop) => stop.locked).map(({ id }) => id);
      expect(kept).toEqual(locked[index]!.stops.map(({ id }) => id));
    }
    expect(result).toMatchObject({ served_count: 10, unserved: [] });
  });

  it('that cannot be done together are refused, naming both', async () => {
    const input = plan({ points: [point(1, at(100, 0), { people: 3 })], squads });
    const { routes } = await planPatrol(plan({ points: [point(1, at(100, 0))], squads }), town, { iterations: 50 });
    const locked = routes.map((route) => ({ ...route, stops: route.stops.map((stop) => ({ ...stop, locked: true })) }));
    const refused = planPatrol(input, town, { iterations: 50, locked });
    await expect(refused).rejects.toMatchObject({ code: 'bad_input', options: { field: 'locks' } });
    await expect(refused).rejects.toThrow('点位1 is locked to 1队');
  });
});

describe('what a stop is worth', () => {
  const stop = (priority: number, optional = false) => ({ priority, optional });
  it('is more than all of lower priorities together', () => {
    const stops = [1, 1, 1, 2, 2, 3, 4, 5, 5].map((priority) => stop(priority));
    const worth = worths(stops, 2_000);
    expect(worth.slice(0, 3)).toEqual([20_000, 20_000, 20_000]);
    for (const [index, { priority }] of stops.entries()) {
      const below = stops.reduce((sum, other, at) => (other.priority < priority ? sum + worth[at]! : sum), 0);
      expect(worth[index]).toBeGreaterThan(below);
    }
  });

  it('is metres of way where it is optional, and never beyond exact sums', () => {
    expect(worths([stop(1, true), stop(5, true)], 2_000)).toEqual([300, 4_800]);
    const many = Array.from({ length: 3_000 }, (_, index) => stop(1 + (index % 5)));
    expect(Math.max(...worths(many, 20_000))).toBe(200_000 * 50 ** 4);
  });
});
