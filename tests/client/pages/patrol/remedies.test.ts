import { describe, expect, it } from 'vitest';
import { remedyEdit, widened } from '../../../../client/pages/patrol/remedies.ts';
import type { Remedy, Unserved } from '../../../../server/api/patrol-plans/schema.ts';
import { planOf, pointOf } from './plan-fixture.ts';

const plan = planOf(null);
const left = (remedy: Partial<Remedy> & Pick<Remedy, 'kind'>, at: Partial<Unserved> = {}): Unserved => ({
  kind: 'point',
  id: 2,
  visits: [2],
  reason: 'time',
  remedy: { squad_id: null, minutes: null, amount: null, ...remedy },
  ...at,
});

describe('one press carries a remedy out', () => {
  it.each([
    ['widen_window', left({ kind: 'widen_window', minutes: 1400 }), { points: [{ id: 2, windows: [[1200, 1400]] }] }],
    [
      'lengthen_shift',
      left({ kind: 'lengthen_shift', squad_id: 2, minutes: 24.2 }),
      { squads: [{ squad_id: 2, to_min: 1525 }] },
    ],
    ['add_people', left({ kind: 'add_people', squad_id: 1, amount: 2 }), { squads: [{ squad_id: 1, people: 5 }] }],
    ['fewer_visits', left({ kind: 'fewer_visits', amount: 1 }), { points: [{ id: 2, wanted_visits: 1 }] }],
    ['shorter_gap', left({ kind: 'shorter_gap', minutes: 40 }), { points: [{ id: 2, gap_min: 40 }] }],
    ['change_mode', left({ kind: 'change_mode', squad_id: 1 }), { squads: [{ squad_id: 1, mode: 'foot' }] }],
    [
      'make_required of a street',
      left({ kind: 'make_required' }, { kind: 'street', id: 1 }),
      { streets: [{ id: 1, optional: false }] },
    ],
    [
      'fewer sides',
      left({ kind: 'fewer_visits', amount: 1 }, { kind: 'street', id: 1 }),
      { streets: [{ id: 1, sides: 1 }] },
    ],
  ])('%s', (_, unserved, change) => {
    expect(remedyEdit(plan, unserved)?.change).toEqual(change);
  });

  it('and another takes it back', () => {
    expect(remedyEdit(plan, left({ kind: 'lengthen_shift', squad_id: 2, minutes: 10 }))?.back).toEqual({
      squads: [{ squad_id: 2, to_min: 1500 }],
    });
    expect(remedyEdit(plan, left({ kind: 'widen_window', minutes: 1400 }))?.back).toEqual({
      points: [{ id: 2, windows: [[1200, 1380]] }],
    });
  });

  it.each([
    ['there is none', { ...left({ kind: 'make_required' }), remedy: null }],
    ['a point has to be moved', left({ kind: 'move_point', amount: 30 })],
    ['another squad is needed', left({ kind: 'add_squad', squad_id: 1 })],
    ['the plan does not hold it', left({ kind: 'make_required' }, { id: 99 })],
    ['the squad is not in the plan', left({ kind: 'lengthen_shift', squad_id: 9, minutes: 5 })],
  ])('or does not, where %s', (_, unserved) => {
    expect(remedyEdit(plan, unserved)).toBeNull();
  });
});

describe('a wider window', () => {
  it.each([
    ['ends later', [[1200, 1300]], 1320, [[1200, 1320]]],
    ['begins earlier', [[1200, 1300]], 1170, [[1170, 1300]]],
    [
      'is the nearer of two',
      [
        [1000, 1100],
        [1300, 1400],
      ],
      1280,
      [
        [1000, 1100],
        [1280, 1400],
      ],
    ],
    [
      'becomes one with its neighbour',
      [
        [1000, 1100],
        [1300, 1400],
      ],
      1000 + 300,
      [
        [1000, 1100],
        [1300, 1400],
      ],
    ],
    [
      'that meets the next is one with it',
      [
        [1000, 1100],
        [1104, 1200],
      ],
      1103,
      [
        [1000, 1100],
        [1103, 1200],
      ],
    ],
    ['stays where the minute lies in it', [[1200, 1300]], 1250, [[1200, 1300]]],
  ] as [string, [number, number][], number, [number, number][]][])('%s', (_, windows, minute, expected) => {
    expect(widened(windows, minute)).toEqual(expected);
  });

  it('leaves the windows that it is given alone', () => {
    const { windows } = pointOf();
    widened(windows, 1500);
    expect(windows).toEqual([[1200, 1380]]);
  });
});
