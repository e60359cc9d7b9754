import { describe, expect, it } from 'vitest';
import type { PlanInput, Remedy, UnservedReason } from '../../../../server/api/patrol-plans/schema.ts';
import { planPatrol } from '../../../../server/planning/patrol/plan.ts';
import { applied } from './applied.ts';
import { at, gridTown, plan, point, squad, street } from './grid-town.ts';

interface Case {
  title: string;
  input: PlanInput;
  reason: UnservedReason;
  remedy: Partial<Remedy>;
  visits?: number[];
  town?: ReturnType<typeof gridTown>;
}

const one = squad(1, at(0, 0));
/** Served in every plan, and still after the change. */
const other = point(99, at(0, 400), { priority: 5 });

const cases: Case[] = [
  {
    title: 'far from every street: the metres by which it has to come nearer',
    input: plan({ points: [other, point(1, at(4_250.5, 500))], squads: [squad(1, at(3_000, 0))] }),
    reason: 'no_street',
    remedy: { kind: 'move_point', amount: 101 },
  },
  {
    title: 'at streets that no way leads to: the metres to one that can be reached',
    input: plan({ points: [other, point(1, at(6_500.5, 500))], squads: [one] }),
    reason: 'no_way',
    remedy: { kind: 'move_point', amount: 2_501 },
  },
  {
    title: 'within walls without a gate: the metres to the street outside',
    town: gridTown({ walled: ([east]) => east > 1_000 && east < 1_050 }),
    input: plan({ points: [other, point(1, at(1_040, 500))], squads: [one] }),
    reason: 'no_way',
    remedy: { kind: 'move_point', amount: 60 },
  },
  {
    title: 'where no car may go: a squad that would go on foot',
    town: gridTown({ closed: (mode, from, to) => mode === 'car' && from[0] < 1_000 !== to[0] < 1_000 }),
    input: plan({ points: [point(1, at(500, 0))], squads: [squad(1, at(2_000, 0), { mode: 'car' })] }),
    reason: 'no_way',
    remedy: { kind: 'change_mode', squad_id: 1 },
  },
  {
    title: 'a window before every shift: the minute that it has to reach',
    input: plan({
      points: [
        other,
        point(1, at(400, 0), {
          windows: [
            [900, 930],
            [1000, 1050],
          ],
        }),
      ],
      squads: [one],
    }),
    reason: 'window',
    remedy: { kind: 'widen_window', minutes: 1085 },
  },
  {
    title: 'a window after every shift: how much longer the shift has to last',
    input: plan({ points: [other, point(1, at(400, 0), { windows: [[1500, 1560]] })], squads: [one] }),
    reason: 'window',
    remedy: { kind: 'lengthen_shift', squad_id: 1, minutes: 75 },
  },
  {
    title: 'more people than any squad has: how many more the one that needs fewest',
    input: plan({
      points: [other, point(1, at(400, 0), { people: 4 })],
      squads: [one, squad(2, at(0, 0), { people: 3 })],
    }),
    reason: 'people',
    remedy: { kind: 'add_people', squad_id: 2, amount: 1 },
  },
  {
    title: 'at an hour for pairs only: one more for the squad of one',
    input: plan(
      {
        points: [other, point(1, at(400, 0), { windows: [[1400, 1420]] })],
        squads: [squad(1, at(0, 0), { people: 1 })],
      },
      { pairs_from_min: 1320 },
    ),
    reason: 'people',
    remedy: { kind: 'add_people', squad_id: 1, amount: 1 },
  },
  {
    title: 'for a squad that is not on duty: that squad',
    input: plan({ points: [other, point(1, at(400, 0), { squad_id: 7 })], squads: [one] }),
    reason: 'squad',
    remedy: { kind: 'add_squad', squad_id: 7 },
  },
  {
    title: 'more visits than the gap allows: the gap that they fit with',
    input: plan({
      points: [other, point(1, at(400, 0), { wanted_visits: 4, gap_min: 120, windows: [[1080, 1320]], priority: 5 })],
      squads: [squad(2, at(400, 0), { from_min: 1080 }), one],
    }),
    visits: [4],
    reason: 'gap',
    remedy: { kind: 'shorter_gap', minutes: 80 },
  },
  {
    title: 'many more visits than the gap allows: the visits that fit',
    input: plan({
      points: [other, point(1, at(400, 0), { wanted_visits: 7, gap_min: 120, windows: [[1080, 1320]], priority: 5 })],
      squads: [squad(2, at(400, 0), { from_min: 1080 }), one],
    }),
    visits: [4, 5, 6, 7],
    reason: 'gap',
    remedy: { kind: 'fewer_visits', amount: 3 },
  },
  {
    title: 'more work than time: how much longer the shift has to last',
    input: plan({
      points: [point(99, at(400, 0), { dwell_min: 200, priority: 5 }), point(1, at(800, 0), { dwell_min: 200 })],
      squads: [one],
    }),
    reason: 'time',
    remedy: { kind: 'lengthen_shift', squad_id: 1, minutes: 60 },
  },
  {
    title: 'two things at once: another squad',
    input: plan({
      points: [99, 1].map((id) =>
        point(id, at(400, 0), { dwell_min: 300, priority: id === 1 ? 1 : 5, windows: [[1100, 1105]] }),
      ),
      squads: [squad(1, at(0, 0), { to_min: 1500 })],
    }),
    reason: 'time',
    remedy: { kind: 'add_squad', squad_id: 1 },
  },
  {
    title: 'optional and far: that it be required',
    input: plan({ points: [other, point(1, at(3_000, 0), { optional: true, priority: 1 })], squads: [one] }),
    reason: 'dear',
    remedy: { kind: 'make_required' },
  },
];

describe('what is left out', () => {
  it.each(cases)('$title', async ({ input, reason, remedy, visits = [1], town = gridTown() }) => {
    const result = await planPatrol(input, town, { iterations: 300 });
    const about = { squad_id: null, minutes: null, amount: null, ...remedy };
    expect(result.unserved).toEqual([{ kind: 'point', id: 1, visits, reason, remedy: about }]);
    const changed = await planPatrol(applied(input, result.unserved[0]!), town, { iterations: 300 });
    expect(changed.unserved).toEqual([]);
  });

  it('says of a smaller change that it would not do', async () => {
    // Whether it would do to go a little less far from a street that leads nowhere depends on that street.
    for (const { title, input, town = gridTown() } of cases.filter(({ reason }) => reason !== 'no_way')) {
      const { unserved } = await planPatrol(input, town, { iterations: 300 });
      const { remedy } = unserved[0]!;
      const less = {
        move_point: { amount: remedy!.amount! - 2 },
        widen_window: { minutes: remedy!.minutes! - 1 },
        lengthen_shift: { minutes: remedy!.minutes! - 1 },
        shorter_gap: { minutes: remedy!.minutes! + 1 },
        fewer_visits: { amount: remedy!.amount! + 1 },
      }[remedy!.kind as string];
      if (less === undefined) continue;
      const tried = applied(input, { ...unserved[0]!, remedy: { ...remedy!, ...less } });
      const result = await planPatrol(tried, town, { iterations: 300 });
      expect(
        result.unserved.map(({ id }) => id),
        title,
      ).toEqual([1]);
    }
  });

  it('tells of a street as of a point', async () => {
    const streets = [street(5, [at(4_300.5, 0), at(4_300.5, 800)]), street(6, [at(0, 0), at(800, 0)], { people: 9 })];
    const { unserved } = await planPatrol(plan({ streets, squads: [one] }), gridTown(), { iterations: 50 });
    expect(unserved).toMatchObject([
      { kind: 'street', id: 5, visits: [1], reason: 'no_street', remedy: { kind: 'move_point', amount: 151 } },
      { kind: 'street', id: 6, visits: [1], reason: 'people', remedy: { kind: 'add_people', amount: 7 } },
    ]);
  });

  it('lacks a squad where none is on duty', async () => {
    const { unserved } = await planPatrol(plan({ points: [other] }), gridTown(), { iterations: 50 });
    expect(unserved).toEqual([{ kind: 'point', id: 99, visits: [1], reason: 'squad', remedy: null }]);
  });

  it('proposes no shift that no plan can have', async () => {
    const points = [point(1, at(3_200, 0), { windows: [[2700, 2880]] })];
    const late = (from_min: number, to_min: number) =>
      planPatrol(plan({ points, squads: [squad(1, at(0, 0), { from_min, to_min })] }), gridTown(), { iterations: 50 });
    expect((await late(2780, 2860)).unserved[0]!.remedy).toMatchObject({ kind: 'lengthen_shift', minutes: 10 });
    expect((await late(2800, 2860)).unserved[0]!.remedy).toBeNull();
  });

  it('proposes nothing where no single change would do', async () => {
    const points = [point(1, at(6_500, 500), { people: 9 })];
    const { unserved } = await planPatrol(plan({ points, squads: [one] }), gridTown(), { iterations: 50 });
    expect(unserved).toEqual([{ kind: 'point', id: 1, visits: [1], reason: 'people', remedy: null }]);
  });
});
