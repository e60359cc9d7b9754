import { describe, expect, it } from 'vitest';
import { comparedFigures, movedStops } from '../../../../client/pages/patrol/compared.ts';
import { planOf, resultOf, routeOf, stopOf } from './plan-fixture.ts';

describe('figures of two plans', () => {
  it('name the better one: more visits; less way, time and waiting; more difference', () => {
    const here = resultOf([routeOf(1, [stopOf({}, 1210, 20)])], [], {
      served_count: 3,
      length_m: 5000,
      longest_min: 100,
      differ_share: 0.4,
    });
    const other = resultOf([routeOf(1, [stopOf({}, 1210, 5)])], [], {
      served_count: 2,
      length_m: 4000,
      longest_min: 130,
      differ_share: 0.2,
    });
    expect(comparedFigures(here, other).map(({ figure, better }) => [figure, better])).toEqual([
      ['served', 'here'],
      ['length', 'other'],
      ['longest', 'here'],
      ['mean', null],
      ['waiting', 'other'],
      ['differ', 'here'],
    ]);
  });

  it('calls a few metres no difference, and nothing better than what is not known', () => {
    const [, length] = comparedFigures(resultOf([], [], { length_m: 5004 }), resultOf([], [], { length_m: 5000 }));
    expect(length).toEqual({ figure: 'length', here: 5004, other: 5000, better: null });
    const differ = comparedFigures(resultOf([], [], { differ_share: 0.3 }), resultOf([]))[5];
    expect(differ).toEqual({ figure: 'differ', here: 0.3, other: null, better: null });
  });
});

describe('stops that changed squad', () => {
  it('are told by name with both squads, also where one plan leaves them out', () => {
    const here = planOf(resultOf([routeOf(1, [stopOf({}, 1210)]), routeOf(2, [stopOf({ id: 2 }, 1220)])]));
    const other = planOf(
      resultOf([
        routeOf(2, [stopOf({}, 1210)]),
        routeOf(1, [stopOf({ kind: 'street' }, 1220), stopOf({ id: 2, visit: 2 }, 1250)]),
      ]),
    );
    expect(
      movedStops(here, other).map(({ name, visit, here: now, other: before }) => [name, visit, now, before]),
    ).toEqual([
      ['北门', 1, '乙队', null],
      ['北门', 2, null, '甲队'],
      ['南门', 1, '甲队', '乙队'],
      ['站前路', 1, null, '甲队'],
    ]);
  });

  it('are none where only times differ', () => {
    const at = (arrive: number) => planOf(resultOf([routeOf(1, [stopOf({}, arrive)])]));
    expect(movedStops(at(1210), at(1240))).toEqual([]);
  });
});
